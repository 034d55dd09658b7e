import { createCache } from '../../../platform/cache.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { LedgerDifference, LedgerReport } from '../model.ts';
import * as store from '../store/ledger.ts';
import type { EconomyDeps } from './context.ts';

const BATCH = 1_000;
const SHOWN = 100;
const REMEMBERED = 5_000;
const WEEK = 7 * 86_400_000;

interface LedgerVerdict {
  readonly ok: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Recomputes every balance from the ledger's rows. */
export function createLedger({ db, clock }: Pick<EconomyDeps, 'db' | 'clock'>) {
  const verdicts = createCache<LedgerVerdict>({ max: REMEMBERED, ttl: WEEK, clock });

  async function checkAccounts(guildId: Snowflake): Promise<LedgerDifference[]> {
    const differences: LedgerDifference[] = [];
    let after = '';
    for (;;) {
      const accounts = await store.readAccounts(db, guildId, after, BATCH);
      for (const account of accounts) differences.push(...compare(guildId, account));
      after = accounts.at(-1)?.userId ?? '';
      if (accounts.length < BATCH) return differences;
    }
  }

  async function orphans(guildId: Snowflake): Promise<LedgerDifference[]> {
    const found = await store.findOrphans(db, guildId, SHOWN);
    return found.map((userId) => ({ guildId, userId, kind: 'no_account', expected: 'an account', actual: 'none' }));
  }

  async function checkGuild(guildId: Snowflake) {
    const figures = await store.readFigures(db, guildId);
    const [balances, minted, burned] = [BigInt(figures.balances), BigInt(figures.minted), BigInt(figures.burned)];
    const differences = await checkAccounts(guildId);
    if (balances !== minted - burned) {
      differences.push({
        guildId,
        userId: null,
        kind: 'guild_sum',
        expected: String(minted - burned),
        actual: String(balances),
      });
      differences.push(...(await orphans(guildId)));
    }
    return { sums: { guildId, balances, minted, burned }, figures, differences };
  }

  return {
    /** Every guild, or one. Reads only. */
    async verifyLedger(guildId?: Snowflake): Promise<LedgerReport> {
      const report = {
        accounts: 0,
        transactions: 0,
        guilds: [] as LedgerReport['guilds'][number][],
        differences: [] as LedgerDifference[],
      };
      for (const id of guildId === undefined ? await store.listGuilds(db) : [guildId]) {
        const { sums, figures, differences } = await checkGuild(id);
        report.accounts += figures.accounts;
        report.transactions += figures.transactions;
        report.guilds.push(sums);
        report.differences.push(...differences);
        verdicts.set(id, { ok: differences.length === 0, at: clock.now() });
      }
      const ok = report.differences.length === 0;
      return { ok, ...report, differences: report.differences.slice(0, SHOWN), checkedAt: clock.now() };
    },

    /** What this process found last, within a week; null when it has not looked. */
    lastVerified: (guildId: Snowflake): LedgerVerdict | null => verdicts.get(guildId) ?? null,
  };
}

function compare(guildId: Snowflake, account: store.AccountFigures): LedgerDifference[] {
  const { userId } = account;
  const pairs = [
    ['balance', account.ledgerBalance, account.balance],
    ['total_received', account.ledgerReceived, account.received],
    ['total_sent', account.ledgerSent, account.sent],
  ] as const;
  const differing = pairs.filter(([, expected, actual]) => expected !== actual);
  const differences: LedgerDifference[] = differing.map(([kind, expected, actual]) => ({
    guildId,
    userId,
    kind,
    expected,
    actual,
  }));
  if (account.balance.startsWith('-'))
    differences.push({ guildId, userId, kind: 'negative', expected: '>= 0', actual: account.balance });
  return differences;
}
