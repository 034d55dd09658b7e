import type { Queryable, Tx } from '../../../platform/db/database.ts';
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

/** Opens the account when there is none, so that a wish to be left out is kept. @returns whether it is news */
export async function setOptedOut(
  db: Queryable,
  guildId: Snowflake,
  userId: Snowflake,
  optedOut: boolean,
  now: string,
): Promise<boolean> {
  if (optedOut) await db.rows('SELECT bytes_lock(bytes_config($1), $2, NULL, $3::timestamptz)', [guildId, userId, now]);
  const rows = await db.rows(
    'UPDATE bytes_balances SET opted_out = $3 WHERE guild_id = $1 AND user_id = $2 AND opted_out <> $3 RETURNING 1',
    [guildId, userId, optedOut],
  );
  return rows.length > 0;
}

/** The account inside a transaction that will change it; null when there is none. */
export async function lockAccount(tx: Queryable, guildId: Snowflake, userId: Snowflake): Promise<Account | null> {
  const rows = await tx.rows<Account>(
    `SELECT ${ACCOUNT} FROM bytes_balances WHERE guild_id = $1 AND user_id = $2 FOR UPDATE`,
    [guildId, userId],
  );
  return rows[0] ?? null;
}

/** As if the last day of the streak had been yesterday, unless it is today, so that the next daily goes on from it. */
export async function saveStreak(
  tx: Queryable,
  guildId: Snowflake,
  userId: Snowflake,
  streak: number,
  now: string,
): Promise<Account> {
  const [row] = await tx.rows<Account>(
    `UPDATE bytes_balances SET streak_count = $3::integer, longest_streak = greatest(longest_streak, $3::integer),
       last_daily = CASE WHEN $3::integer = 0 THEN last_daily ELSE greatest(last_daily,
         ($4::timestamptz AT TIME ZONE coalesce((SELECT timezone FROM guild_settings WHERE guild_id = $1), 'UTC'))::date - 1) END
     WHERE guild_id = $1 AND user_id = $2 RETURNING ${ACCOUNT}`,
    [guildId, userId, streak, now],
  );
  if (!row) throw new Error(`no account of ${userId} in guild ${guildId}`);
  return row;
}

export function findHoldings(db: Queryable, userId: Snowflake): Promise<(Account & { guildId: string })[]> {
  return db.rows<Account & { guildId: string }>(
    // Every guild with an account has a row of settings; there is no index by users alone, which every movement would write.
    `SELECT account.* FROM bytes_configs AS guild CROSS JOIN LATERAL (
       SELECT guild_id AS "guildId", ${ACCOUNT} FROM bytes_balances WHERE guild_id = guild.guild_id AND user_id = $1 OFFSET 0) AS account
     ORDER BY account."guildId"`,
    [userId],
  );
}

/** Everything kept about a person, in every guild. */
export async function readPerson(db: Queryable, userId: Snowflake) {
  const accounts = await findHoldings(db, userId);
  const transactions = await db.rows<LedgerEntry & { guildId: string }>(
    `SELECT guild_id AS "guildId", ${ENTRY} FROM bytes_transactions
     WHERE guild_id = ANY ($2::text[]) AND (giver_id = $1 OR receiver_id = $1) ORDER BY guild_id, id`,
    [userId, accounts.map((account) => account.guildId)],
  );
  return { accounts, transactions };
}

/** Any number that nobody else locks. */
const ERASING = 7_236_554_871;

/**
 * Until the transaction ends no other erasure begins: people who gave to each other share rows of the ledger, so that
 * two erasures would wait for one another.
 */
export async function waitForErasures(tx: Tx): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock($1::bigint)', [ERASING]);
}

export async function erasePerson(db: Queryable, userId: Snowflake, pseudonym: string, now: string): Promise<void> {
  await db.rows('SELECT bytes_erase($1, $2, $3::timestamptz)', [userId, pseudonym, now]);
}

/** @returns whether there was anything to erase */
export async function erasePersonHere(
  db: Queryable,
  guildId: Snowflake,
  userId: Snowflake,
  pseudonym: string,
  now: string,
): Promise<boolean> {
  const [row] = await db.rows<{ erased: boolean }>('SELECT bytes_erase_here($1, $2, $3, $4::timestamptz) AS erased', [
    guildId,
    userId,
    pseudonym,
    now,
  ]);
  return row?.erased === true;
}
