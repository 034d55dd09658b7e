import type { Queryable } from '../../platform/db/database.ts';
import { LAST_UUID, type Snowflake } from '../../shared/ids.ts';

/** A change as the audit log has it. */
export interface ChangeRow {
  readonly id: string;
  readonly at: number;
  readonly actorId: string;
  readonly actorName: string | null;
  readonly action: string;
  readonly target: string | null;
  readonly before: object | null;
  readonly after: object | null;
}

const CHANGE = `id, epoch_ms(created_at) AS at, actor_id AS "actorId", actor_name AS "actorName", action, target, before, after`;

/** Newest first. */
export function listChanges(
  db: Queryable,
  guildId: Snowflake,
  actions: readonly string[],
  before: string | null,
  limit: number,
): Promise<ChangeRow[]> {
  return db.rows<ChangeRow>(
    `SELECT ${CHANGE} FROM audit_log WHERE guild_id = $1 AND action = ANY ($2::text[]) AND id < $3::uuid
     ORDER BY id DESC LIMIT $4::integer`,
    [guildId, actions, before ?? LAST_UUID, limit],
  );
}

export async function findChange(
  db: Queryable,
  guildId: Snowflake,
  actions: readonly string[],
  id: string,
): Promise<ChangeRow | null> {
  const [row] = await db.rows<ChangeRow>(
    `SELECT ${CHANGE} FROM audit_log WHERE guild_id = $1 AND action = ANY ($2::text[]) AND id = $3::uuid`,
    [guildId, actions, id],
  );
  return row ?? null;
}
