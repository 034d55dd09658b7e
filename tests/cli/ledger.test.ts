import { expect, test } from 'bun:test';
import { runCli } from '../harness/cli.ts';

const GUILD = '100000000000000001';
const right = {
  ok: true,
  accounts: 3,
  transactions: 12,
  guilds: [{ guildId: GUILD, balances: 9_007_199_254_740_993n, minted: 9_007_199_254_740_999n, burned: 6n }],
  differences: [],
};
const difference = { guildId: GUILD, userId: '300000000000000001', kind: 'balance', expected: '5', actual: '6' };
const wrong = { ...right, ok: false, differences: [difference] };

test('a right ledger', async () => {
  const { code, out } = await runCli('ledger verify', { context: { verifyLedger: async () => right } });
  expect({ code, out }).toEqual({
    code: 0,
    out: `guild               balances          minted            burned
100000000000000001  9007199254740993  9007199254740999  6

The ledger is right: 3 accounts, 12 transactions.
`,
  });
});

test('a wrong one says where, and exits with 1', async () => {
  const { code, out } = await runCli('ledger verify', { context: { verifyLedger: async () => wrong } });
  expect(code).toBe(1);
  expect(out).toContain('100000000000000001  300000000000000001  balance  5         6\n');
  expect(out).toEndWith('\nThe ledger is WRONG: 1 difference in 3 accounts, 12 transactions.\n');
});

test('an empty one', async () => {
  const verifyLedger = async () => ({ ok: true, accounts: 0, transactions: 0, guilds: [], differences: [] });
  expect((await runCli('ledger verify', { context: { verifyLedger } })).out).toBe(
    'The ledger is right: 0 accounts, 0 transactions.\n',
  );
});

test('--json keeps amounts exact, as text', async () => {
  const { out } = await runCli('ledger verify --json', { context: { verifyLedger: async () => right } });
  expect(JSON.parse(out).guilds[0].balances).toBe('9007199254740993');
});
