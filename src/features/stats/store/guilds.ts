import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Receiver } from '../model.ts';
import type { Scope } from './hours.ts';
import { firstId } from './ids.ts';
import { total } from './total.ts';

/** Guilds whose economy was ever used or set up. */
export async function listGuilds(db: Queryable): Promise<Snowflake[]> {
  const rows = await db.rows<{ id: string }>('SELECT guild_id AS id FROM bytes_configs ORDER BY guild_id');
  return rows.map(({ id }) => id);
}

export async function countAccounts(db: Queryable, scope: Scope): Promise<number> {
  const [row] = await db.rows<{ count: number }>(
    'SELECT count(*) AS count FROM bytes_balances WHERE $1::text[] IS NULL OR guild_id = ANY ($1::text[])',
    [scope],
  );
  return row?.count ?? 0;
}

interface AccountSums {
  readonly accounts: number;
  readonly present: number;
  /** Decimal digits: it may exceed what a number holds. */
  readonly balance: string;
}

export async function sumAccounts(db: Queryable, guildId: Snowflake): Promise<AccountSums> {
  const [row] = await db.rows<AccountSums>(
    `SELECT count(*) AS accounts, count(*) FILTER (WHERE departed_at IS NULL) AS present, coalesce(sum(balance), 0)::text AS balance
     FROM bytes_balances WHERE guild_id = $1`,
    [guildId],
  );
  if (!row) throw new Error('sums without a row');
  return row;
}

/** Most first; what members and staff gave since an instant. Names are today's. */
export function findReceivers(db: Queryable, guildId: Snowflake, since: number, limit: number): Promise<Receiver[]> {
  return db.rows<Receiver>(
    `SELECT top.user_id AS "userId", username, received FROM (
       SELECT receiver_id AS user_id, ${total('amount')} AS received FROM bytes_transactions
       WHERE guild_id = $1 AND id >= $2::uuid AND type IN ('transfer', 'reward') GROUP BY receiver_id
       ORDER BY received DESC, receiver_id LIMIT $3::integer
     ) AS top LEFT JOIN bytes_balances ON bytes_balances.guild_id = $1 AND bytes_balances.user_id = top.user_id
     ORDER BY received DESC, top.user_id`,
    [guildId, firstId(since), limit],
  );
}

/** Members by the length of their streak; only streaks that can still go on. */
export function countStreaks(
  db: Queryable,
  guildId: Snowflake,
  now: number,
): Promise<{ streak: number; members: number }[]> {
  return db.rows(
    `SELECT streak_count AS streak, count(*) AS members FROM bytes_balances
     WHERE guild_id = $1 AND departed_at IS NULL AND streak_count > 0 AND last_daily >= ($2::timestamptz AT TIME ZONE coalesce(
       (SELECT timezone FROM guild_settings WHERE guild_id = $1), 'UTC'))::date - 1
     GROUP BY streak_count`,
    [guildId, new Date(now).toISOString()],
  );
}
