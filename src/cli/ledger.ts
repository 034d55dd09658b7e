import type { Command } from './command.ts';
import type { LedgerVerdict } from './context.ts';
import { columns } from './paint.ts';
import { json, withSettings } from './settings.ts';

export const ledger: Command = {
  name: 'ledger',
  summary: 'Proves that every balance is the sum of its ledger rows',
  detail: 'Reads only. Exits with 1 when a balance differs.',
  actions: ['verify'],
  actionRequired: true,
  listing: true,
  example: 'smarter-dev ledger verify',
  run: ({ io, context, json: asJson }) =>
    withSettings(io, async (config, log) => {
      const verdict = await context.verifyLedger(config, log);
      io.out(asJson ? json(verdict) : describe(verdict));
      return verdict.ok ? 0 : 1;
    }),
};

function describe({ ok, accounts, transactions, guilds, differences }: LedgerVerdict): string {
  const sums = guilds.map(({ guildId, balances, minted, burned }) => [
    guildId,
    String(balances),
    String(minted),
    String(burned),
  ]);
  const table = sums.length > 0 ? `${columns([['guild', 'balances', 'minted', 'burned'], ...sums])}\n` : '';
  const size = `${accounts} accounts, ${transactions} transactions`;
  if (ok) return `${table}The ledger is right: ${size}.\n`;
  const wrong = differences.map((one) => [one.guildId, one.userId ?? '–', one.kind, one.expected, one.actual]);
  return `${table}${columns([['guild', 'member', 'what', 'expected', 'is'], ...wrong])}\nThe ledger is WRONG: ${differences.length === 1 ? '1 difference' : `${differences.length} differences`} in ${size}.\n`;
}
