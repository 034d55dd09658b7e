import { expect, test } from 'bun:test';
import { runCli } from '../harness/cli.ts';

function demo() {
  const resets: string[] = [];
  return { resets, context: { resetDemo: async () => void resets.push('reset') } };
}

test('resets the simulated Discord', async () => {
  const { resets, context } = demo();
  expect((await runCli('demo reset', { context })).code).toBe(0);
  expect(resets).toEqual(['reset']);
});

test.each([
  ['a live Discord', { DISCORD_TOKEN: 'a.b.c', DEV_MODE: 'true' }],
  ['a database that may hold more', { DATABASE_URL: 'postgres://db/x' }],
])('never touches %s', async (_name, environment) => {
  const { resets, context } = demo();
  const { code, err } = await runCli('demo reset', { environment: environment as Record<string, string>, context });
  expect(code).toBe(1);
  expect(err).toContain('Nothing was touched.');
  expect(resets).toEqual([]);
});
