import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Receipts } from '../rules.ts';
import { findAccount } from './boards.ts';

/** A member's lifetime receipts, with what was exchanged with each other member. */
export async function readReceipts(db: Queryable, guildId: Snowflake, userId: Snowflake): Promise<Receipts> {
  const account = await findAccount(db, guildId, userId);
  const pairs = await db.rows<{ received: number; sent: number }>(
    `SELECT sum(received)::bigint AS received, sum(sent)::bigint AS sent FROM (
       SELECT giver_id AS other, amount AS received, 0 AS sent FROM bytes_transactions
       WHERE guild_id = $1 AND receiver_id = $2 AND type = 'transfer'
       UNION ALL
       SELECT receiver_id, 0, amount FROM bytes_transactions WHERE guild_id = $1 AND giver_id = $2 AND type = 'transfer'
     ) AS exchange GROUP BY other`,
    [guildId, userId],
  );
  return { received: account?.totalReceived ?? 0, pairs };
}

/** @returns the roles that were not granted before */
export async function addGrants(
  db: Queryable,
  guildId: Snowflake,
  userId: Snowflake,
  roleIds: readonly Snowflake[],
  now: string,
): Promise<Snowflake[]> {
  const rows = await db.rows<{ role_id: string }>(
    `INSERT INTO bytes_role_grants (guild_id, user_id, role_id, granted_at)
     SELECT $1, $2, role_id, $4::timestamptz FROM unnest($3::text[]) AS role (role_id) ON CONFLICT DO NOTHING RETURNING role_id`,
    [guildId, userId, roleIds, now],
  );
  return rows.map((row) => row.role_id);
}

export async function removeGrants(db: Queryable, guildId: Snowflake, userId: Snowflake): Promise<void> {
  await db.rows('DELETE FROM bytes_role_grants WHERE guild_id = $1 AND user_id = $2', [guildId, userId]);
}

/** Present members whose gross receipts reach a threshold, in order of id. */
export async function findRewardable(
  db: Queryable,
  guildId: Snowflake,
  threshold: number,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.rows<{ user_id: string }>(
    `SELECT user_id FROM bytes_balances
     WHERE guild_id = $1 AND user_id > $3 AND departed_at IS NULL AND total_received >= $2::bigint ORDER BY user_id LIMIT $4::integer`,
    [guildId, threshold, after, limit],
  );
  return rows.map((row) => row.user_id);
}

export async function findRewardingGuilds(db: Queryable): Promise<string[]> {
  const rows = await db.rows<{ guild_id: string }>(`SELECT guild_id FROM bytes_configs WHERE role_rewards <> '{}'`);
  return rows.map((row) => row.guild_id);
}
