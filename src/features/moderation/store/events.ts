import type { Queryable, Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Case, CaseEvent } from '../model.ts';
import type { CaseEventKind } from '../rules.ts';

/** Something that happened to a case, to be written. */
export interface NewEvent {
  readonly id: string;
  readonly kind: CaseEventKind;
  readonly actorId: string;
  readonly actorTag: string | null;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly now: string;
}

export async function addEvent(tx: Tx, { guildId, number }: Pick<Case, 'guildId' | 'number'>, event: NewEvent) {
  const { id, kind, actorId, actorTag, data = {}, now } = event;
  await tx.rows(
    `INSERT INTO case_events (guild_id, number, id, kind, actor_id, actor_tag, data, created_at)
     VALUES ($1, $2::integer, $3::uuid, $4, $5, $6, $7::text::jsonb, $8::timestamptz)`,
    [guildId, number, id, kind, actorId, actorTag, JSON.stringify(data), now],
  );
}

/** Oldest first. */
export async function listEvents(db: Queryable, guildId: Snowflake, number: number): Promise<CaseEvent[]> {
  const rows = await db.rows<Omit<CaseEvent, 'at'> & { at: Date }>(
    `SELECT id, kind, actor_id AS "actorId", actor_tag AS "actorTag", data, created_at AS at FROM case_events
     WHERE guild_id = $1 AND number = $2::integer ORDER BY id`,
    [guildId, number],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** What happened to cases after an id, oldest first. */
export async function listSince(
  db: Queryable,
  guildId: Snowflake,
  after: string,
  limit: number,
): Promise<(CaseEvent & { number: number })[]> {
  const rows = await db.rows<Omit<CaseEvent, 'at'> & { number: number; at: Date }>(
    `SELECT id, number, kind, actor_id AS "actorId", actor_tag AS "actorTag", data, created_at AS at FROM case_events
     WHERE guild_id = $1 AND id > $2::uuid ORDER BY id LIMIT $3::integer`,
    [guildId, after, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}
