import { expect, test } from 'bun:test';
import { runCli } from '../harness/cli.ts';

const environment = { DISCORD_TOKEN: 'a.b.c', DEV_MODE: 'true' };
const changes = { added: ['/bytes'], changed: ['/mod'], removed: ['/old'] };
const nothing = { added: [], changed: [], removed: [] };

test('diff and deploy tell what differs', async () => {
  for (const [words, context] of [
    ['commands diff', { commandsDiff: async () => changes }],
    ['commands deploy', { commandsDeploy: async () => changes }],
  ] as const) {
    const { code, out } = await runCli(words, { environment, context });
    expect({ code, out }).toEqual({ code: 0, out: '+ /bytes\n~ /mod\n- /old\n' });
  }
});

test('nothing differs', async () => {
  const context = { commandsDiff: async () => nothing };
  expect((await runCli('commands diff', { environment, context })).out).toBe('Nothing differs.\n');
  expect(JSON.parse((await runCli('commands diff --json', { environment, context })).out)).toEqual(nothing);
});

test('the simulated Discord needs neither', async () => {
  const { code, out, err } = await runCli('commands deploy');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('Set DISCORD_TOKEN');
});
