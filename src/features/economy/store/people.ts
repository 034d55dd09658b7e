import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Account, LedgerEntry } from '../model.ts';
import { ACCOUNT, ENTRY } from './columns.ts';

export async function setDeparted(
  db: Queryable,
  guildId: Snowflake,
  userId: Snowflake,
  departedAt: string | null,
): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE bytes_balances SET departed_at = $3::timestamptz
     WHERE guild_id = $1 AND user_id = $2 AND (departed_at IS NULL) <> ($3::timestamptz IS NULL) RETURNING 1`,
    [guildId, userId, departedAt],
  );
  return rows.length > 0;
}

/** Accounts that count as departed although the member is there, and the other way round. */
export function findMisplaced(
  db: Queryable,
  guildId: Snowflake,
  memberIds: readonly Snowflake[],
): Promise<{ userId: Snowflake; isMember: boolean }[]> {
  return db.rows(
    `SELECT user_id AS "userId", departed_at IS NOT NULL AS "isMember" FROM bytes_balances
     WHERE guild_id = $1 AND (departed_at IS NULL) <> (user_id = ANY ($2::text[]))`,
    [guildId, memberIds],
  );
}

/** Opens the account when there is none, so that the wish is kept. */
export async function setOptedOut(
  db: Queryable,
  guildId: Snowflake,
  userId: Snowflake,
  optedOut: boolean,
  now: string,
): Promise<void> {
  await db.rows('SELECT bytes_lock(bytes_config($1), $2, NULL, $3::timestamptz)', [guildId, userId, now]);
  await db.rows('UPDATE bytes_balances SET opted_out = $3 WHERE guild_id = $1 AND user_id = $2', [
    guildId,
    userId,
    optedOut,
  ]);
}

/** Everything kept about a person, in every guild. */
export async function readPerson(db: Queryable, userId: Snowflake) {
  const accounts = await db.rows<Account & { guildId: string }>(
    `SELECT guild_id AS "guildId", ${ACCOUNT} FROM bytes_balances WHERE user_id = $1 ORDER BY guild_id`,
    [userId],
  );
  const transactions = await db.rows<LedgerEntry & { guildId: string }>(
    `SELECT guild_id AS "guildId", ${ENTRY} FROM bytes_transactions
     WHERE guild_id = ANY ($2::text[]) AND (giver_id = $1 OR receiver_id = $1) ORDER BY guild_id, id`,
    [userId, accounts.map((account) => account.guildId)],
  );
  return { accounts, transactions };
}

export async function erasePerson(db: Queryable, userId: Snowflake, pseudonym: string, now: string): Promise<void> {
  await db.rows('SELECT bytes_erase($1, $2, $3::timestamptz)', [userId, pseudonym, now]);
}
