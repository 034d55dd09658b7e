import { cacheKey, createCache } from '../../../platform/cache.ts';
import { createGrouping } from '../../../platform/grouping.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Account, Hindsight, History, HistoryQuery, Leaderboard } from '../model.ts';
import type { DailyConfig } from '../rules.ts';
import * as store from '../store/boards.ts';
import { readHindsight } from '../store/hindsight.ts';
import { ANY_GUILD, type EconomyDeps, READS } from './context.ts';
import { createRanks } from './ranks.ts';

const PAGE = 10;
/** In a large guild a board takes a while to read, so those that are asked for often are read anew before their time. */
const KEPT = { max: 2_000, ttl: 60_000, renewAfter: 30_000 };
const COUNTED = { max: 2_000, ttl: 600_000, renewAfter: 300_000 };

/** Rows that are soon passed over, and members that take a while to count: whatever is slower keeps nobody else waiting. */
const NEAR = 1_000;
const LARGE = 10_000;

/** Of how many, and of how many days, hindsight tells: enough for the top to settle, read through an index. */
const HINDSIGHT = { leading: 100, days: 30 };
const DAY = 86_400_000;

/** What members look at. */
export function createBoards({ db, clock }: Pick<EconomyDeps, 'db' | 'clock'>) {
  const boards = createCache<Leaderboard>({ ...KEPT, clock });

  const stretches = createCache<store.Stretch>({ ...KEPT, clock });

  /** How many are on a board. */
  const totals = createCache<number>({ ...KEPT, clock });

  /** The same of large guilds, where to count takes longer than to read a page, and a few more or less tell nobody anything. */
  const largeTotals = createCache<number>({ ...COUNTED, clock });

  /** Guilds that were seen to be large. */
  const large = new Set<Snowflake>();

  const accounts = createGrouping<store.AccountKey, Account | null>({
    ...READS,
    one: ({ guildId, userId }) => store.findAccount(db, guildId, userId),
    many: (_, wanted) => store.findAccounts(db, wanted),
  });

  const reads = createGrouping<store.BoardQuery, store.Stretch>({
    ...READS,
    one: async (query) => (await store.readBoards(db, [query]))[0] as store.Stretch,
    many: (_, wanted) => store.readBoards(db, wanted),
  });

  async function count(guildId: Snowflake): Promise<number> {
    const total = await (large.has(guildId) ? largeTotals : totals).through(guildId, () =>
      store.countBoard(db, guildId),
    );
    noteSize(guildId, total);
    return total;
  }

  function noteSize(guildId: Snowflake, total: number): void {
    if (total <= LARGE || large.has(guildId)) return;
    large.add(guildId);
    largeTotals.set(guildId, total);
  }

  const rank = createRanks({ db, clock }, async (guildId) => (await count(guildId)) > LARGE);

  async function stretch(guildId: Snowflake, offset: number, limit: number): Promise<store.Stretch> {
    const total = large.has(guildId) ? await count(guildId) : totals.get(guildId);
    const board = await reads.run(offset > NEAR ? guildId : ANY_GUILD, { guildId, offset, limit, total });
    if (total === undefined) totals.set(guildId, board.total);
    noteSize(guildId, board.total);
    return board;
  }

  async function read(guildId: Snowflake, wanted: number): Promise<Leaderboard> {
    const total = await count(guildId);
    const pages = Math.max(1, Math.ceil(total / PAGE));
    const page = Math.min(Math.max(1, wanted), pages);
    const { rows } = await stretch(guildId, (page - 1) * PAGE, PAGE);
    return { rows, page, pages, total, at: clock.now() };
  }

  return {
    /** Null for who never had any bytes. */
    account(guildId: Snowflake, userId: Snowflake): Promise<Account | null> {
      return accounts.run(ANY_GUILD, { guildId, userId });
    },

    /** Ten a page, by balance; who left or opted out is not shown. At most a minute old. */
    leaderboard(guildId: Snowflake, page = 1): Promise<Leaderboard> {
      return boards.through(cacheKey(guildId, String(page)), () => read(guildId, page));
    },

    /** Any stretch of the leaderboard, at most a minute old; the total of a large one at most ten minutes. */
    ranking(guildId: Snowflake, offset: number, limit: number): store.Stretch | Promise<store.Stretch> {
      return stretches.atOnce(cacheKey(guildId, String(offset), String(limit)), () => stretch(guildId, offset, limit));
    },

    rank,

    /**
     * The leaderboard as it would be if the last 30 days' dailies had been paid by other settings; of the hundred who
     * lead it now. A balance that would have been spent before it was earned counts as 0.
     */
    async hindsight(guildId: Snowflake, config: DailyConfig): Promise<Hindsight> {
      const since = Bun.randomUUIDv7('hex', clock.now() - HINDSIGHT.days * DAY);
      const rows = await readHindsight(db, { guildId, since, leading: HINDSIGHT.leading, config });
      const sum = (of: 'paid' | 'due') => rows.reduce((total, row) => total + row[of], 0);
      const board = rows
        .map((row) => ({ ...row, balance: Math.max(0, row.balance - row.paid + row.due), now: row.balance }))
        .sort((one, other) => other.balance - one.balance || one.rank - other.rank)
        .map(({ rank, ...row }, index) => ({ ...row, rank: index + 1, rankNow: rank }));
      return { board, days: HINDSIGHT.days, paid: sum('paid'), due: sum('due') };
    },

    async history(query: HistoryQuery): Promise<History> {
      const found = await store.readHistory(db, { ...query, limit: query.limit + 1 });
      const more = found.length > query.limit;
      const entries = found.slice(0, query.limit);
      if (query.after === undefined) return { entries, hasOlder: more, hasNewer: query.before !== undefined };
      return { entries: entries.reverse(), hasOlder: true, hasNewer: more };
    },

    forgetBoard(guildId: Snowflake): void {
      boards.deleteUnder(guildId);
      stretches.deleteUnder(guildId);
      totals.delete(guildId);
      largeTotals.delete(guildId);
    },
  };
}
