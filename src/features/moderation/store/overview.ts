import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { CaseNote, Tally } from '../model.ts';

/** @param since an instant, ISO: the beginning of the week */
export async function tally(db: Queryable, guildId: Snowflake, since: string): Promise<Tally> {
  const [row] = await db.rows<Tally>(
    `SELECT count(*)::int AS total, count(*) FILTER (WHERE created_at >= $2::timestamptz)::int AS week,
       count(*) FILTER (WHERE action = 'timeout' AND outcome = 'applied' AND ended_at IS NULL)::int AS timeouts,
       count(*) FILTER (WHERE action = 'ban' AND outcome = 'applied' AND ended_at IS NULL)::int AS bans,
       count(*) FILTER (WHERE outcome = 'failed' AND NOT resolved)::int AS failed
     FROM moderation_cases WHERE guild_id = $1`,
    [guildId, since],
  );
  return row ?? { total: 0, week: 0, timeouts: 0, bans: 0, failed: 0 };
}

export async function numbersOf(
  db: Queryable,
  guildId: Snowflake,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.rows<{ id: string; number: number }>(
    'SELECT id, number FROM moderation_cases WHERE guild_id = $1 AND id = ANY ($2::uuid[])',
    [guildId, ids],
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** Notes on the cases about somebody, newest first. @param before ISO, or null for the newest */
export async function listNotes(
  db: Queryable,
  { guildId, userId, before }: { guildId: Snowflake; userId: Snowflake; before: string | null },
  limit: number,
): Promise<CaseNote[]> {
  const rows = await db.rows<Omit<CaseNote, 'at'> & { at: Date }>(
    `SELECT event.id, event.number, event.kind, event.actor_id AS "actorId", event.actor_tag AS "actorTag", event.data,
       event.created_at AS at
     FROM case_events AS event JOIN moderation_cases AS one ON one.guild_id = event.guild_id AND one.number = event.number
     WHERE one.guild_id = $1 AND one.user_id = $2 AND event.kind = 'noted'
       AND event.created_at < $3::timestamptz
     ORDER BY event.id DESC LIMIT $4::integer`,
    [guildId, userId, before ?? 'infinity', limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}
