import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';

export async function findAuditMark(db: Queryable, guildId: Snowflake): Promise<Snowflake | null> {
  const [row] = await db.rows<{ id: Snowflake | null }>(
    'SELECT last_audit_id AS id FROM moderation_guilds WHERE guild_id = $1',
    [guildId],
  );
  return row?.id ?? null;
}

/** How far the audit log was read; never goes back. */
export async function markAudit(db: Queryable, guildId: Snowflake, entryId: Snowflake): Promise<void> {
  await db.rows(
    `INSERT INTO moderation_guilds AS known (guild_id, last_audit_id) VALUES ($1, $2)
     ON CONFLICT (guild_id) DO UPDATE SET last_audit_id = excluded.last_audit_id
     WHERE known.last_audit_id IS NULL OR known.last_audit_id::numeric < excluded.last_audit_id::numeric`,
    [guildId, entryId],
  );
}
