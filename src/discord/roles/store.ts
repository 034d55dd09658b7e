import type { Database, Queryable, Tx } from '../../platform/db/database.ts';
import type { Snowflake } from '../../shared/ids.ts';

export type RoleAction = 'add' | 'remove';

/** One role to be given to or taken from one member. */
export interface RoleWrite {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly roleId: Snowflake;
  readonly action: RoleAction;
  readonly reason: string;
  readonly attempts: number;
  readonly version: number;
}

/** A write that waits for a person. */
export interface FailedRoleWrite extends RoleWrite {
  /** A code of `RoleProblem`, or what Discord said. */
  readonly error: string;
  readonly queuedAt: Date;
}

const COLUMNS = `guild_id AS "guildId", user_id AS "userId", role_id AS "roleId", action, reason, attempts, version`;

/** Notes wishes; an earlier one for the same member and role is replaced and starts afresh. */
export async function put(
  tx: Tx,
  writes: readonly Omit<RoleWrite, 'attempts' | 'version'>[],
  now: Date,
): Promise<void> {
  const ordered = [...writes].sort((a, b) => (a.roleId < b.roleId ? -1 : 1));
  for (const { guildId, userId, roleId, action, reason } of ordered) {
    await tx.rows(
      `INSERT INTO role_writes AS w (guild_id, user_id, role_id, action, reason, next_attempt_at, queued_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6)
       ON CONFLICT (guild_id, user_id, role_id) DO UPDATE SET action = excluded.action, reason = excluded.reason,
         state = 'pending', attempts = 0, version = w.version + 1, next_attempt_at = excluded.next_attempt_at,
         last_error = NULL, queued_at = excluded.queued_at`,
      [guildId, userId, roleId, action, reason, now],
    );
  }
}

/** Takes due writes of a guild, a member's together, and keeps other workers off them until `until`. */
export function claim(db: Queryable, guildId: Snowflake, now: Date, until: Date, limit: number): Promise<RoleWrite[]> {
  return db.rows<RoleWrite>(
    `UPDATE role_writes SET next_attempt_at = $3, attempts = attempts + 1
     WHERE (guild_id, user_id, role_id) IN (
       SELECT guild_id, user_id, role_id FROM role_writes
       WHERE guild_id = $1 AND state = 'pending' AND next_attempt_at <= $2
       ORDER BY user_id, role_id LIMIT $4 FOR UPDATE SKIP LOCKED)
     RETURNING ${COLUMNS}`,
    [guildId, now, until, limit],
  );
}

/** Takes a finished write out, unless there is a newer wish. @returns whether it was this one */
export async function remove(tx: Tx, { guildId, userId, roleId, version }: RoleWrite): Promise<boolean> {
  const rows = await tx.rows(
    `DELETE FROM role_writes WHERE guild_id = $1 AND user_id = $2 AND role_id = $3 AND version = $4 RETURNING 1 AS gone`,
    [guildId, userId, roleId, version],
  );
  return rows.length > 0;
}

export async function postpone(db: Queryable, write: RoleWrite, until: Date, error: string | null): Promise<void> {
  const { guildId, userId, roleId, version } = write;
  await db.rows(
    `UPDATE role_writes SET next_attempt_at = $5, last_error = $6
     WHERE guild_id = $1 AND user_id = $2 AND role_id = $3 AND version = $4`,
    [guildId, userId, roleId, version, until, error],
  );
}

/** Leaves a write for a person to see, unless there is a newer wish. @returns whether it was this one */
export async function giveUp(tx: Tx, write: RoleWrite, error: string): Promise<boolean> {
  const { guildId, userId, roleId, version } = write;
  const rows = await tx.rows(
    `UPDATE role_writes SET state = 'failed', last_error = $5
     WHERE guild_id = $1 AND user_id = $2 AND role_id = $3 AND version = $4 RETURNING 1 AS failed`,
    [guildId, userId, roleId, version, error],
  );
  return rows.length > 0;
}

/** A newer wish need not wait for the claim on the one before it. */
export async function release(
  db: Queryable,
  { guildId, userId, roleId, version }: RoleWrite,
  now: Date,
): Promise<void> {
  await db.rows(
    `UPDATE role_writes SET next_attempt_at = least(next_attempt_at, $5)
     WHERE guild_id = $1 AND user_id = $2 AND role_id = $3 AND version <> $4 AND state = 'pending'`,
    [guildId, userId, roleId, version, now],
  );
}

export async function guildsWithDue(db: Queryable, now: Date): Promise<Snowflake[]> {
  const rows = await db.rows<{ guildId: Snowflake }>(
    `SELECT DISTINCT guild_id AS "guildId" FROM role_writes WHERE state = 'pending' AND next_attempt_at <= $1`,
    [now],
  );
  return rows.map(({ guildId }) => guildId);
}

export async function depth(db: Queryable, guildId: Snowflake): Promise<{ pending: number; failed: number }> {
  const [row] = await db.rows<{ pending: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE state = 'pending')::int AS pending,
            count(*) FILTER (WHERE state = 'failed')::int AS failed
     FROM role_writes WHERE guild_id = $1`,
    [guildId],
  );
  return row ?? { pending: 0, failed: 0 };
}

export async function total(db: Queryable): Promise<{ pending: number; failed: number }> {
  const [row] = await db.rows<{ pending: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE state = 'pending')::int AS pending,
            count(*) FILTER (WHERE state = 'failed')::int AS failed
     FROM role_writes`,
  );
  return row ?? { pending: 0, failed: 0 };
}

/** How many writes wait for a person, by guild; guilds without any are left out. */
export function failedByGuild(db: Queryable): Promise<{ guildId: Snowflake; failed: number }[]> {
  return db.rows(
    `SELECT guild_id AS "guildId", count(*)::int AS failed FROM role_writes WHERE state = 'failed' GROUP BY guild_id`,
  );
}

export function failures(db: Queryable, guildId: Snowflake, limit: number): Promise<FailedRoleWrite[]> {
  return db.rows<FailedRoleWrite>(
    `SELECT ${COLUMNS}, last_error AS error, queued_at AS "queuedAt" FROM role_writes
     WHERE guild_id = $1 AND state = 'failed' ORDER BY queued_at, user_id, role_id LIMIT $2`,
    [guildId, limit],
  );
}

/** Puts everything that failed in a guild back in the queue. @returns how many */
export async function retry(db: Database, guildId: Snowflake, now: Date): Promise<number> {
  const rows = await db.rows(
    `UPDATE role_writes SET state = 'pending', attempts = 0, version = version + 1, next_attempt_at = $2
     WHERE guild_id = $1 AND state = 'failed' RETURNING 1 AS again`,
    [guildId, now],
  );
  return rows.length;
}
