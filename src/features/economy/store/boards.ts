import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Account, BoardRow, HistoryQuery, LedgerEntry } from '../model.ts';
import { ACCOUNT, ENTRY } from './columns.ts';

export async function findAccount(db: Queryable, guildId: Snowflake, userId: Snowflake): Promise<Account | null> {
  const rows = await db.rows<Account>(`SELECT ${ACCOUNT} FROM bytes_balances WHERE guild_id = $1 AND user_id = $2`, [
    guildId,
    userId,
  ]);
  return rows[0] ?? null;
}

const ON_BOARD = 'guild_id = $1 AND departed_at IS NULL AND NOT opted_out';

export async function countBoard(db: Queryable, guildId: Snowflake): Promise<number> {
  const [row] = await db.rows<{ total: number }>(`SELECT count(*) AS total FROM bytes_balances WHERE ${ON_BOARD}`, [
    guildId,
  ]);
  return row?.total ?? 0;
}

interface BoardQuery {
  readonly guildId: Snowflake;
  readonly offset: number;
  readonly limit: number;
  /** How many are on the board, where that is known; to count them takes longer than the rest in a large guild. */
  readonly total?: number | undefined;
}

/** A stretch of the board, and how many are on it in all. */
export async function readBoard(
  db: Queryable,
  { guildId, offset, limit, total }: BoardQuery,
): Promise<{ rows: BoardRow[]; total: number }> {
  const found = await db.rows<Omit<BoardRow, 'rank'> & { total: number }>(
    `SELECT user_id AS "userId", username, balance,
       coalesce($4::bigint, (SELECT count(*) FROM bytes_balances WHERE ${ON_BOARD})) AS total
     FROM bytes_balances WHERE ${ON_BOARD} ORDER BY balance DESC, updated_at, user_id OFFSET $2::integer LIMIT $3::integer`,
    [guildId, offset, limit, total ?? null],
  );
  const [first] = found;
  if (!first) return { rows: [], total: total ?? (await countBoard(db, guildId)) };
  const rows = found.map(({ total: _, ...row }, index) => ({ rank: offset + index + 1, ...row }));
  return { rows, total: Math.max(first.total, offset + rows.length) };
}

/** A member's place on the board by the board's own order; null for who is not on it. */
export async function findRank(db: Queryable, guildId: Snowflake, userId: Snowflake): Promise<BoardRow | null> {
  const [row] = await db.rows<BoardRow>(
    `SELECT mine.user_id AS "userId", mine.username, mine.balance, 1 + (
       SELECT count(*) FROM bytes_balances other
       WHERE other.guild_id = $1 AND other.departed_at IS NULL AND NOT other.opted_out AND other.balance >= mine.balance
         AND (other.balance > mine.balance OR (other.updated_at, other.user_id) < (mine.updated_at, mine.user_id))
     ) AS rank
     FROM bytes_balances mine WHERE ${ON_BOARD} AND user_id = $2`,
    [guildId, userId],
  );
  return row ?? null;
}

/** Nearest to the cursor first: newest first without one or with `before`, oldest first with `after`. */
export function readHistory(
  db: Queryable,
  { guildId, userId, before, after, limit }: HistoryQuery,
): Promise<LedgerEntry[]> {
  const order = after === undefined ? 'DESC' : 'ASC';
  const bound = after === undefined ? '($2::uuid IS NULL OR id < $2::uuid)' : 'id > $2::uuid';
  const side = (column: string) =>
    `(SELECT * FROM bytes_transactions WHERE guild_id = $1 AND ${column} = $4 AND ${bound} ORDER BY id ${order} LIMIT $3::integer)`;
  const source =
    userId === undefined
      ? `(SELECT * FROM bytes_transactions WHERE guild_id = $1 AND ${bound})`
      : `(${side('giver_id')} UNION ALL ${side('receiver_id')})`;
  const parameters = [guildId, after ?? before ?? null, limit, ...(userId === undefined ? [] : [userId])];
  return db.rows<LedgerEntry>(
    `SELECT ${ENTRY} FROM ${source} AS entry ORDER BY id ${order} LIMIT $3::integer`,
    parameters,
  );
}
