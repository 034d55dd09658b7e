import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './harness/app.ts';
import { runToEnd } from './harness/executable.ts';

setDefaultTimeout(30_000);

const root = join(import.meta.dir, '..');
const folder = newFolder();
const dataDir = join(folder, 'data');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Settings with which production starts. */
const PRODUCTION = {
  DISCORD_TOKEN: 'MTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.x1y2z3x1y2z3x1y2z3x1y2z3',
  DISCORD_APPLICATION_ID: '100000000000000001',
  DISCORD_CLIENT_SECRET: 'a-client-secret',
  SESSION_SECRET: 'a-secret-of-sessions-that-nobody-else-knows',
  ADMIN_DISCORD_IDS: '300000000000000001',
};
const DEVELOPMENT = { ...PRODUCTION, DEV_MODE: 'true' };

function without(name: keyof typeof PRODUCTION): Record<string, string> {
  return Object.fromEntries(Object.entries(PRODUCTION).filter(([key]) => key !== name));
}

/** Runs the program itself, with these settings and nothing else of this machine. */
const start = (settings: Record<string, string>) =>
  runToEnd([process.execPath, 'src/main.ts'], root, { PORT: '0', DATA_DIR: dataDir, ...settings });

const NEEDED = 'is missing, and production needs it';

describe('the program does not start', () => {
  test.each<[string, Record<string, string>, string, string]>([
    ['with sign-in by name for other machines', { HOST: '0.0.0.0' }, 'HOST', 'which other machines can reach'],
    ['… nor with the real Discord', { ...DEVELOPMENT, HOST: '0.0.0.0' }, 'HOST', 'which other machines can reach'],
    ['with sign-in by name behind https', { BASE_URL: 'https://a.example' }, 'BASE_URL', 'DEV_MODE is on'],
    [
      'with the simulated Discord for other machines',
      { ...PRODUCTION, DISCORD_MODE: 'simulated', DEV_MODE: 'false', HOST: '0.0.0.0' },
      'DISCORD_MODE',
      'lets anyone act as anyone',
    ],
    [
      'live with a token of the simulated Discord',
      { ...PRODUCTION, DISCORD_TOKEN: 'simulated.abc.def' },
      'DISCORD_TOKEN',
      'is a token of the simulated Discord',
    ],
    ['in production without a secret for sessions', without('SESSION_SECRET'), 'SESSION_SECRET', NEEDED],
    ['… nor with a weak one', { ...PRODUCTION, SESSION_SECRET: 'hunter2' }, 'SESSION_SECRET', '32'],
    ['in production without the application', without('DISCORD_APPLICATION_ID'), 'DISCORD_APPLICATION_ID', NEEDED],
    ['in production without its secret', without('DISCORD_CLIENT_SECRET'), 'DISCORD_CLIENT_SECRET', NEEDED],
    ['in production without an administrator', without('ADMIN_DISCORD_IDS'), 'ADMIN_DISCORD_IDS', NEEDED],
  ])('%s', async (_, settings, name, reason) => {
    const { out, err, code } = await start(settings);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(name);
    expect(err).toContain(reason);
    expect(err).toContain(`${name}=`);
    expect(err).not.toContain('    at ');
    for (const secret of ['a-client-secret', 'that-nobody-else-knows', 'hunter2']) expect(err).not.toContain(secret);
    expect(existsSync(dataDir)).toBe(false);
  });
});
