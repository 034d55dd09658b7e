import type { Queryable, Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';

/** Where squads know of a person. */
export async function listGuildsOf(db: Queryable, userId: Snowflake): Promise<Snowflake[]> {
  const rows = await db.rows<{ id: Snowflake }>(
    `SELECT guild_id AS id FROM squad_memberships WHERE user_id = $1
     UNION SELECT guild_id FROM squad_history WHERE user_id = $1 ORDER BY id`,
    [userId],
  );
  return rows.map(({ id }) => id);
}

/** Everything about a person, oldest first. */
export async function readPerson(db: Queryable, userId: Snowflake) {
  const memberships = await db.rows<object>(
    `SELECT m.guild_id AS "guildId", s.name AS squad, m.joined_at AS "joinedAt", m.departed_at AS "departedAt"
     FROM squad_memberships m JOIN squads s ON s.id = m.squad_id WHERE m.user_id = $1 ORDER BY m.guild_id`,
    [userId],
  );
  const history = await db.rows<object>(
    `SELECT h.guild_id AS "guildId", h.kind, a.name AS "from", b.name AS "to", h.cost, h.created_at AS at
     FROM squad_history h LEFT JOIN squads a ON a.id = h.from_squad_id LEFT JOIN squads b ON b.id = h.to_squad_id
     WHERE h.user_id = $1 ORDER BY h.id`,
    [userId],
  );
  return { memberships, history };
}

export async function forgetHistory(tx: Tx, guildId: Snowflake, userId: Snowflake): Promise<void> {
  await tx.rows('DELETE FROM squad_history WHERE guild_id = $1 AND user_id = $2', [guildId, userId]);
}
