import { expect, test } from 'bun:test';
import { masked, secretsOf } from '../../../src/platform/config/mask.ts';
import { variables } from '../../../src/platform/config/table.ts';
import { settings } from '../../harness/settings.ts';

const CANARIES = {
  DISCORD_TOKEN: 'canary1.canary1.canary1',
  DISCORD_CLIENT_SECRET: 'canary2-canary2',
  SESSION_SECRET: 'canary3'.repeat(6),
  DATABASE_URL: 'postgres://user:canary4@host:5432/name',
  REDIS_URL: 'redis://:canary5@host:6379',
  DISCORD_APPLICATION_ID: '100000000000000001',
  ADMIN_DISCORD_IDS: '300000000000000001,300000000000000002',
};

test('no secret is shown', () => {
  const shown = variables.map(([key]) => masked(settings(CANARIES), key)).join('\n');
  expect(shown).not.toContain('canary');
});

test('of an address only the password is covered', () => {
  expect(masked(settings(CANARIES), 'databaseUrl')).toBe('postgres://user:••••@host:5432/name');
  expect(masked(settings({ REDIS_URL: 'redis://host:6379' }), 'redisUrl')).toBe('redis://host:6379');
});

test('what is not secret is shown, lists with commas, nothing as undefined', () => {
  expect(masked(settings(CANARIES), 'adminDiscordIds')).toBe('300000000000000001,300000000000000002');
  expect(masked(settings({}), 'adminDiscordIds')).toBeUndefined();
  expect(masked(settings({}), 'baseUrl')).toBeUndefined();
});

test('the log is told every secret', () => {
  expect(secretsOf(settings(CANARIES)).sort()).toEqual(
    ['canary1.canary1.canary1', 'canary2-canary2', 'canary3'.repeat(6), 'canary4', 'canary5'].sort(),
  );
});
