import type { Queryable } from '../../platform/db/database.ts';
import type { Snowflake } from '../../shared/ids.ts';

/** Bytes that members of these guilds ever sent each other, and the squads that are open there. */
export async function sumGuilds(
  db: Queryable,
  guildIds: readonly Snowflake[],
): Promise<{ readonly moved: number; readonly squads: number }> {
  const [sums] = await db.rows<{ moved: number; squads: number }>(
    `SELECT (SELECT coalesce(sum(total_sent), 0)::bigint FROM bytes_balances WHERE guild_id = ANY ($1::text[])) AS moved,
       (SELECT count(*) FROM squads WHERE guild_id = ANY ($1::text[]) AND is_active) AS squads`,
    [guildIds],
  );
  return sums ?? { moved: 0, squads: 0 };
}
