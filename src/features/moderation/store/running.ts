import type { Queryable, Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Case } from '../model.ts';
import { COLUMNS, type Row, read } from './rows.ts';

/** Timeouts or bans of somebody that go on, other than `except`, end now. @returns their numbers */
export async function endRunning(
  tx: Tx,
  guildId: Snowflake,
  userId: Snowflake,
  { action, except, now }: { action: 'timeout' | 'ban'; except: number; now: string },
): Promise<number[]> {
  const rows = await tx.rows<{ number: number }>(
    `UPDATE moderation_cases SET ended_at = $5::timestamptz, due_at = NULL, updated_at = $5::timestamptz, version = version + 1
     WHERE guild_id = $1 AND user_id = $2 AND action = $3 AND number <> $4::integer AND outcome = 'applied' AND ended_at IS NULL
     RETURNING number`,
    [guildId, userId, action, except, now],
  );
  return rows.map(({ number }) => number);
}

/** What is over by now, kept from other processes until `until`. */
export async function claimDue(
  db: Queryable,
  { now, until, limit }: { now: string; until: string; limit: number },
): Promise<(Case & { attempts: number })[]> {
  const rows = await db.rows<Row & { attempts: number }>(
    `UPDATE moderation_cases SET due_at = $2::timestamptz, attempts = attempts + 1
     WHERE (guild_id, number) IN (
       SELECT guild_id, number FROM moderation_cases WHERE due_at <= $1::timestamptz ORDER BY due_at LIMIT $3::integer
       FOR UPDATE SKIP LOCKED)
     RETURNING ${COLUMNS}, attempts`,
    [now, until, limit],
  );
  return rows.map((row) => ({ ...read(row), attempts: row.attempts }));
}

/** @returns false when it had ended before */
export async function markEnded(tx: Tx, { guildId, number }: Case, now: string): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE moderation_cases SET ended_at = $3::timestamptz, due_at = NULL, updated_at = $3::timestamptz, version = version + 1
     WHERE guild_id = $1 AND number = $2::integer AND ended_at IS NULL RETURNING 1 AS ended`,
    [guildId, number, now],
  );
  return rows.length > 0;
}

export async function postpone(db: Queryable, { guildId, number }: Case, until: string): Promise<void> {
  await db.rows(
    `UPDATE moderation_cases SET due_at = $3::timestamptz WHERE guild_id = $1 AND number = $2::integer AND due_at IS NOT NULL`,
    [guildId, number, until],
  );
}

/** Cases that wait since before `until` for a process that must have died. */
export async function listAbandoned(db: Queryable, until: string, limit: number): Promise<Case[]> {
  const rows = await db.rows<Row>(
    `SELECT ${COLUMNS} FROM moderation_cases WHERE outcome = 'pending' AND created_at <= $1::timestamptz LIMIT $2::integer`,
    [until, limit],
  );
  return rows.map(read);
}
