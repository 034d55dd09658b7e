import type { Queryable } from '../../../platform/db/database.ts';
import { LAST_UUID, type Snowflake } from '../../../shared/ids.ts';
import type { Account, BoardRow, HistoryQuery, LedgerEntry } from '../model.ts';
import { ACCOUNT, ENTRY } from './columns.ts';

export async function findAccount(db: Queryable, guildId: Snowflake, userId: Snowflake): Promise<Account | null> {
  const rows = await db.rows<Account>(`SELECT ${ACCOUNT} FROM bytes_balances WHERE guild_id = $1 AND user_id = $2`, [
    guildId,
    userId,
  ]);
  return rows[0] ?? null;
}

/** An account by its guild and owner. */
export interface AccountKey {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
}

/** What was found, by place from 1; null where nothing was. */
export function inPlaces<Row>(keys: readonly unknown[], found: readonly (Row & { place: number })[]): (Row | null)[] {
  const rows: (Row | null)[] = keys.map(() => null);
  for (const { place, ...row } of found) rows[place - 1] = row as Row;
  return rows;
}

/** Several accounts, of any guilds, in the order in which they are asked for. */
export async function findAccounts(db: Queryable, keys: readonly AccountKey[]): Promise<(Account | null)[]> {
  const found = await db.rows<Account & { place: number }>(
    // One by one through the primary key, whatever the planner thinks of guilds of other sizes.
    `SELECT wanted.place, account.* FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (guild, person, place)
     CROSS JOIN LATERAL (SELECT ${ACCOUNT} FROM bytes_balances WHERE guild_id = wanted.guild AND user_id = wanted.person LIMIT 1) AS account`,
    [keys.map(({ guildId }) => guildId), keys.map(({ userId }) => userId)],
  );
  return inPlaces(keys, found);
}

export const ON_BOARD = 'guild_id = $1 AND departed_at IS NULL AND NOT opted_out';

export async function countBoard(db: Queryable, guildId: Snowflake): Promise<number> {
  const [row] = await db.rows<{ total: number }>(`SELECT count(*) AS total FROM bytes_balances WHERE ${ON_BOARD}`, [
    guildId,
  ]);
  return row?.total ?? 0;
}

export interface BoardQuery {
  readonly guildId: Snowflake;
  readonly offset: number;
  readonly limit: number;
  /** How many are on the board, where that is known; to count them takes longer than the rest in a large guild. */
  readonly total?: number | undefined;
}

/** A stretch of the board, and how many are on it in all. */
export interface Stretch {
  readonly rows: readonly BoardRow[];
  readonly total: number;
}

/** Of each guild the query that counts its board for all the others: to count a large one takes long. */
function countedOnce(queries: readonly BoardQuery[]): Map<Snowflake, BoardQuery> {
  const uncounted = queries.filter(({ total }) => total === undefined);
  return new Map(uncounted.map((query) => [query.guildId, query]));
}

/**
 * Stretches of boards of any guilds, in the order in which they are asked for. Where each begins and how long it is stands
 * in a row: of parameters the planner makes a plan for each call, which takes longer than to read a page.
 */
export async function readBoards(db: Queryable, queries: readonly BoardQuery[]): Promise<Stretch[]> {
  const counting = countedOnce(queries);
  const found = await db.rows<{ place: number; total: number; listed: [string, string | null, number][] | null }>(
    `SELECT wanted.place, stretch.listed,
       coalesce(wanted.total, (SELECT count(*) FROM bytes_balances WHERE guild_id = wanted.guild AND departed_at IS NULL AND NOT opted_out)) AS total
     FROM unnest($1::text[], $2::integer[], $3::integer[], $4::bigint[]) WITH ORDINALITY AS wanted (guild, skipped, most, total, place)
     CROSS JOIN LATERAL (SELECT json_agg(json_build_array(user_id, username, balance)) AS listed FROM (
       SELECT user_id, username, balance FROM bytes_balances WHERE guild_id = wanted.guild AND departed_at IS NULL AND NOT opted_out
       ORDER BY balance DESC, updated_at, user_id OFFSET wanted.skipped LIMIT wanted.most) AS row) AS stretch`,
    [
      queries.map(({ guildId }) => guildId),
      queries.map(({ offset }) => offset),
      queries.map(({ limit }) => limit),
      queries.map((query) => query.total ?? (counting.get(query.guildId) === query ? null : 0)),
    ],
  );
  const stretches: Stretch[] = queries.map(() => ({ rows: [], total: 0 }));
  const counts = new Map(found.map(({ place, total }) => [queries[place - 1], total]));
  for (const { place, listed } of found) {
    const query = queries[place - 1] as BoardQuery;
    const { offset } = query;
    const total = query.total ?? counts.get(counting.get(query.guildId)) ?? 0;
    const rows = (listed ?? []).map(([userId, username, balance], index) => {
      return { rank: offset + index + 1, userId, username, balance };
    });
    stretches[place - 1] = { rows, total: rows.length > 0 ? Math.max(total, offset + rows.length) : total };
  }
  return stretches;
}

/** Nearest to the cursor first: newest first without one or with `before`, oldest first with `after`. */
export function readHistory(
  db: Queryable,
  { guildId, userId, before, after, limit }: HistoryQuery,
): Promise<LedgerEntry[]> {
  const order = after === undefined ? 'DESC' : 'ASC';
  const bound = after === undefined ? 'id < $2::uuid' : 'id > $2::uuid';
  const side = (column: string) =>
    `(SELECT * FROM bytes_transactions WHERE guild_id = $1 AND ${column} = $4 AND ${bound} ORDER BY id ${order} LIMIT $3::integer)`;
  const source =
    userId === undefined
      ? `(SELECT * FROM bytes_transactions WHERE guild_id = $1 AND ${bound})`
      : `(${side('giver_id')} UNION ALL ${side('receiver_id')})`;
  const parameters = [guildId, after ?? before ?? LAST_UUID, limit, ...(userId === undefined ? [] : [userId])];
  return db.rows<LedgerEntry>(
    `SELECT ${ENTRY} FROM ${source} AS entry ORDER BY id ${order} LIMIT $3::integer`,
    parameters,
  );
}
