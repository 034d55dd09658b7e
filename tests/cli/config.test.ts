import { expect, test } from 'bun:test';
import { variables } from '../../src/platform/config/table.ts';
import { runCli } from '../harness/cli.ts';

const environment = { PORT: '8080', DATABASE_URL: 'postgres://me:canary@db/x', SESSION_SECRET: 'canary'.repeat(6) };

test('shows every setting with its source, secrets covered', async () => {
  const { code, out } = await runCli('config', { environment });
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n')).toHaveLength(variables.length);
  expect(out).toMatch(/^PORT +8080 +environment$/m);
  expect(out).toMatch(/^DATABASE_URL +postgres:\/\/me:••••@db\/x +environment$/m);
  expect(out).toMatch(/^LOG_LEVEL +info +default$/m);
  expect(out).not.toContain('canary');
});

test('--json is for programs', async () => {
  const { out } = await runCli('config --json', { environment });
  const rows = JSON.parse(out) as { variable: string }[];
  expect(rows).toHaveLength(variables.length);
  expect(rows.find(({ variable }) => variable === 'PORT')).toEqual({
    variable: 'PORT',
    value: '8080',
    source: 'environment',
  } as never);
  expect(out).not.toContain('canary');
});

test('reads .env, and says so', async () => {
  const readFile = (path: string) => {
    if (path === '.env') return 'PORT=8081\n';
    throw Object.assign(new Error('none'), { code: 'ENOENT' });
  };
  expect((await runCli('config', { readFile })).out).toMatch(/^PORT +8081 +\.env$/m);
});
