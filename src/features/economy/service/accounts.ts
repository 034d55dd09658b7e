import { type AccountPlace, type AccountsQuery, type ListedAccount, listAccounts } from '../store/accounts.ts';
import type { EconomyDeps } from './context.ts';

/** All accounts of a guild, page by page. */
export function createAccounts({ db }: Pick<EconomyDeps, 'db'>) {
  return {
    /** @returns `next`: the place behind which the next page begins (`after`), null at the end */
    async accounts(query: AccountsQuery): Promise<{ accounts: ListedAccount[]; next: AccountPlace | null }> {
      const found = await listAccounts(db, { ...query, limit: query.limit + 1 });
      const accounts = found.slice(0, query.limit);
      return { accounts, next: found.length > query.limit ? (accounts.at(-1) ?? null) : null };
    },
  };
}
