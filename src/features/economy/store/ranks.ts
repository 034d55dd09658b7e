import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { BoardRow } from '../model.ts';
import { type AccountKey, inPlaces, ON_BOARD } from './boards.ts';

/** How many stand before `mine`, which is one of them; by the board's own order. */
const RANK = `1 + (SELECT count(*) FROM bytes_balances other
  WHERE other.guild_id = mine.guild_id AND other.departed_at IS NULL AND NOT other.opted_out AND other.balance >= mine.balance
    AND (other.balance > mine.balance OR (other.updated_at, other.user_id) < (mine.updated_at, mine.user_id)))`;
const RANKED = `mine.user_id AS "userId", mine.username, mine.balance, ${RANK} AS rank`;

/** A member's place on the board; null for who is not on it. */
export async function findRank(db: Queryable, guildId: Snowflake, userId: Snowflake): Promise<BoardRow | null> {
  const [row] = await db.rows<BoardRow>(
    `SELECT ${RANKED} FROM bytes_balances mine WHERE ${ON_BOARD} AND user_id = $2`,
    [guildId, userId],
  );
  return row ?? null;
}

/** Several members' places, of any guilds, in the order in which they are asked for. */
export async function findRanks(db: Queryable, keys: readonly AccountKey[]): Promise<(BoardRow | null)[]> {
  const found = await db.rows<BoardRow & { place: number }>(
    `SELECT wanted.place, ranked.* FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (guild, person, place)
     CROSS JOIN LATERAL (SELECT ${RANKED} FROM bytes_balances mine
       WHERE guild_id = wanted.guild AND user_id = wanted.person AND departed_at IS NULL AND NOT opted_out LIMIT 1) AS ranked`,
    [keys.map(({ guildId }) => guildId), keys.map(({ userId }) => userId)],
  );
  return inPlaces(keys, found);
}

/** Where somebody stands on a board: by balance, then by who has had it longer, then by id. */
interface Stand {
  readonly userId: Snowflake;
  readonly balance: number;
  /** As Postgres writes it, to the microsecond; earlier instants sort first. */
  readonly updatedAt: string;
}

/** Where a place on a board was when it was looked at. */
export interface Milestone extends Stand {
  readonly rank: number;
}

/** Every so many places of a board, from the first on. Reads the whole board through its index. */
export function readMilestones(db: Queryable, guildId: Snowflake, every: number): Promise<Milestone[]> {
  return db.rows<Milestone>(
    `SELECT rank, balance, updated_at::text AS "updatedAt", user_id AS "userId" FROM (
       SELECT row_number() OVER (ORDER BY balance DESC, updated_at, user_id) AS rank, balance, updated_at, user_id
       FROM bytes_balances WHERE ${ON_BOARD}) AS board
     WHERE rank % $2::integer = 1 ORDER BY rank`,
    [guildId, every],
  );
}

/** A member's place, counted from the nearest milestone before it if there is one; null for who is not on the board. */
export async function findRankFrom(
  db: Queryable,
  { guildId, userId }: AccountKey,
  milestones: readonly Milestone[],
): Promise<BoardRow | null> {
  const [mine] = await db.rows<Stand & { username: string | null }>(
    `SELECT user_id AS "userId", username, balance, updated_at::text AS "updatedAt"
     FROM bytes_balances WHERE ${ON_BOARD} AND user_id = $2`,
    [guildId, userId],
  );
  if (!mine) return null;
  const { username, balance } = mine;
  const from = milestones.findLast((milestone) => !isBefore(mine, milestone));
  if (!from) return findRank(db, guildId, userId);
  return { rank: from.rank + (await countBetween(db, guildId, from, mine)), userId, username, balance };
}

function isBefore(one: Stand, other: Stand): boolean {
  if (one.balance !== other.balance) return one.balance > other.balance;
  if (one.updatedAt !== other.updatedAt) return one.updatedAt < other.updatedAt;
  return one.userId < other.userId;
}

const COUNT = `(SELECT count(*) FROM bytes_balances WHERE ${ON_BOARD}`;
/** Nobody but those between: thousands may have the same balance. */
const OF_ONE_BALANCE = `SELECT ${COUNT} AND balance = $2::bigint AND (updated_at, user_id) >= ($3::timestamptz, $4)
  AND (updated_at, user_id) < ($5::timestamptz, $6)) AS count`;
const OF_SEVERAL = `SELECT ${COUNT} AND balance = $2::bigint AND (updated_at, user_id) >= ($3::timestamptz, $4))
  + ${COUNT} AND balance < $2::bigint AND balance > $7::bigint)
  + ${COUNT} AND balance = $7::bigint AND (updated_at, user_id) < ($5::timestamptz, $6)) AS count`;

/** How many stand from one place on before another. */
async function countBetween(db: Queryable, guildId: Snowflake, from: Stand, to: Stand): Promise<number> {
  const bounds = [guildId, from.balance, from.updatedAt, from.userId, to.updatedAt, to.userId];
  const [row] = await (from.balance === to.balance
    ? db.rows<{ count: number }>(OF_ONE_BALANCE, bounds)
    : db.rows<{ count: number }>(OF_SEVERAL, [...bounds, to.balance]));
  return row?.count ?? 0;
}
