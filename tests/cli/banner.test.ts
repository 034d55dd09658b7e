import { expect, test } from 'bun:test';
import { type BannerFacts, banner, linksOf, partsOf } from '../../src/cli/banner.ts';
import type { Config } from '../../src/platform/config/config.ts';
import { settings } from '../harness/settings.ts';

function facts(config: Config, terminal = false): BannerFacts {
  const links = linksOf(config, 'http://127.0.0.1:3000');
  return { version: '1.2.3', readyIn: 640, links, parts: partsOf(config), firstRequest: null, notes: [], terminal };
}

const production = {
  DISCORD_TOKEN: 'a.b.c-canary',
  DISCORD_APPLICATION_ID: '100000000000000001',
  DISCORD_CLIENT_SECRET: 'canary',
  SESSION_SECRET: 'canary'.repeat(6),
  ADMIN_DISCORD_IDS: '300000000000000001',
  DATABASE_URL: 'postgres://smarter:canary@db:5432/smarter',
  REDIS_URL: 'redis://redis:6379',
  BASE_URL: 'https://smarter.example',
};

test('a first try', () => {
  expect(banner(facts(settings()))).toBe(`
  Smarter Dev 1.2.3 · ready in 0.6 s

  http://127.0.0.1:3000            start here
  http://127.0.0.1:3000/simulator  the simulated Discord: write, press and watch as any member
  http://127.0.0.1:3000/admin      the dashboard: sign in and see what you may do where
  http://127.0.0.1:3000/api/docs   the REST API, explained
  http://127.0.0.1:3000/readyz     whether it may take traffic

  ●  Database     embedded, in ./data               DATABASE_URL uses Postgres
  ○  Redis        off: this one process is alone    REDIS_URL joins several
  ●  Discord      simulated, inside this program    DISCORD_TOKEN connects the real one
  ●  Development  reachable from this machine only  DEV_MODE=false for production

  Ctrl+C stops it.

`);
});

test('production, without its secrets', () => {
  const text = banner(facts(settings(production)));
  expect(text).toBe(`
  Smarter Dev 1.2.3 · ready in 0.6 s

  https://smarter.example           start here
  https://smarter.example/admin     the dashboard: sign in and see what you may do where
  https://smarter.example/api/docs  the REST API, explained
  http://127.0.0.1:3000/readyz      whether it may take traffic

  ●  Database     Postgres at postgres://smarter:••••@db:5432/smarter
  ●  Redis        redis://redis:6379
  ●  Discord      live
  ○  Development  off: production rules hold

  Ctrl+C stops it.

`);
});

test('a request to try', () => {
  const text = banner({ ...facts(settings()), firstRequest: 'curl http://127.0.0.1:3000/api' });
  expect(text).toContain('\n  Try the API:\n  curl http://127.0.0.1:3000/api\n');
});

test('notes stand out', () => {
  expect(banner({ ...facts(settings()), notes: ['Mind the gap.'] })).toContain('\n  ! Mind the gap.\n');
});

test('colour is for terminals, and changes nothing else', () => {
  const plain = banner(facts(settings()));
  const coloured = banner(facts(settings(), true));
  expect(plain).not.toContain('\u001b');
  expect(coloured).toContain('\u001b[32m●');
  expect(Bun.stripANSI(coloured)).toBe(plain);
});
