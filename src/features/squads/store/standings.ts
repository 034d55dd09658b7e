import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';

export interface SquadFigures {
  readonly squadId: string;
  readonly name: string;
  readonly total: number;
  readonly members: number;
  /** A week ago, or on the first day since that is known. */
  readonly before: number | null;
}

/** The largest whole number that stays exact on its way. */
const MOST = Number.MAX_SAFE_INTEGER;

/** What the members of each squad have together. */
const TOTALS = `SELECT m.guild_id, m.squad_id, count(*)::int AS members, least(coalesce(sum(b.balance), 0), ${MOST})::bigint AS total
  FROM squad_memberships m LEFT JOIN bytes_balances b ON b.guild_id = m.guild_id AND b.user_id = m.user_id
  WHERE m.departed_at IS NULL`;

/** Most bytes first. `today` is a date in UTC. */
export function readStandings(db: Queryable, guildId: Snowflake, today: string): Promise<SquadFigures[]> {
  return db.rows(
    `SELECT s.id AS "squadId", s.name, coalesce(t.total, 0)::bigint AS total, coalesce(t.members, 0) AS members, past.total AS before
     FROM squads s
     LEFT JOIN (${TOTALS} AND m.guild_id = $1 GROUP BY m.guild_id, m.squad_id) t ON t.squad_id = s.id
     LEFT JOIN LATERAL (
       SELECT d.total FROM squad_days d
       WHERE d.guild_id = $1 AND d.squad_id = s.id AND d.day BETWEEN $2::date - 7 AND $2::date ORDER BY d.day LIMIT 1
     ) past ON true
     WHERE s.guild_id = $1 AND s.deleted_at IS NULL ORDER BY total DESC, s.position, s.id`,
    [guildId, today],
  );
}

const KEPT_DAYS = 40;

/** Notes today's totals of every squad, once a day, and forgets old ones. */
export async function noteDay(db: Queryable, today: string): Promise<void> {
  await db.rows(
    `INSERT INTO squad_days (guild_id, squad_id, day, total, members)
     SELECT s.guild_id, s.id, $1::date, coalesce(t.total, 0), coalesce(t.members, 0)
     FROM squads s LEFT JOIN (${TOTALS} GROUP BY m.guild_id, m.squad_id) t ON t.squad_id = s.id
     WHERE s.deleted_at IS NULL ON CONFLICT DO NOTHING`,
    [today],
  );
  await db.rows('DELETE FROM squad_days WHERE day < $1::date - $2::integer', [today, KEPT_DAYS]);
}
