import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';

/** The cases about a person in every guild, oldest first. */
export function readPerson(db: Queryable, userId: Snowflake): Promise<object[]> {
  return db.rows<object>(
    `SELECT guild_id AS "guildId", number, action, user_tag AS "name", reason, source, outcome, created_at AS at,
       expires_at AS "expiresAt", ended_at AS "endedAt", resolved, dm_delivered AS "told"
     FROM moderation_cases WHERE user_id = $1 AND action <> 'note' ORDER BY created_at, guild_id, number`,
    [userId],
  );
}

/** Forgets what somebody was called; what was done stays. @returns how many cases */
export async function forgetName(db: Queryable, userId: Snowflake): Promise<number> {
  const rows = await db.rows(
    'UPDATE moderation_cases SET user_tag = NULL WHERE user_id = $1 AND user_tag IS NOT NULL RETURNING 1 AS done',
    [userId],
  );
  return rows.length;
}
