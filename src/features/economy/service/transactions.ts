import type { Snowflake } from '../../../shared/ids.ts';
import type { LedgerEntry } from '../model.ts';
import * as store from '../store/transactions.ts';
import type { EconomyDeps } from './context.ts';

/** The ledger, searched. */
export function createTransactions({ db }: Pick<EconomyDeps, 'db'>) {
  return {
    /**
     * Newest first. A page looks at a bounded stretch of the ledger, so it may hold fewer than `limit` entries, even
     * none, while there are more: it ends where `next` is null. @returns `next`: where the next page begins (`before`)
     */
    async transactions(
      filter: store.TransactionFilter,
      limit: number,
    ): Promise<{ entries: LedgerEntry[]; next: string | null }> {
      const found = await store.readTransactions(db, filter, limit + 1);
      const entries = found.slice(0, limit);
      if (found.length > limit) return { entries, next: entries.at(-1)?.id ?? null };
      return { entries, next: await store.findStretchEnd(db, filter) };
    },

    /** What was written after an id, oldest first. */
    transactionsSince: (guildId: Snowflake, after: string, limit: number): Promise<LedgerEntry[]> =>
      store.readSince(db, guildId, after, limit),

    transaction: (guildId: Snowflake, id: string): Promise<LedgerEntry | null> =>
      store.findTransaction(db, guildId, id),
  };
}
