import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { FoundPerson, PersonAccount } from '../model.ts';
import type { Scope } from './hours.ts';

/** People of some guilds whose name contains a text (lower case): whole names first, then beginnings. Names are as last seen. */
export function findByName(db: Queryable, scope: Scope, text: string, limit: number): Promise<FoundPerson[]> {
  return db.rows<FoundPerson>(
    `SELECT user_id AS "userId", min(username) AS username, array_agg(guild_id ORDER BY guild_id) AS "guildIds" FROM (
       SELECT user_id, guild_id, username,
         CASE strpos(lower(username), $2) WHEN 1 THEN least(length(username) - length($2), 1) ELSE 2 END AS distance
       FROM bytes_balances WHERE ($1::text[] IS NULL OR guild_id = ANY ($1::text[])) AND strpos(lower(username), $2) > 0
     ) AS found GROUP BY user_id ORDER BY min(distance), min(length(username)), min(username), user_id LIMIT $3::integer`,
    [scope, text, limit],
  );
}

export function findAccounts(db: Queryable, scope: Scope, userId: Snowflake): Promise<PersonAccount[]> {
  return db.rows<PersonAccount>(
    // Guild by guild, since there is no index by users alone.
    `SELECT account.* FROM bytes_configs AS guild CROSS JOIN LATERAL (
       SELECT guild_id AS "guildId", username, balance, least(total_received, 9007199254740991) AS "totalReceived",
         least(total_sent, 9007199254740991) AS "totalSent", streak_count AS streak, longest_streak AS "longestStreak",
         last_daily AS "lastDaily", opted_out AS "optedOut", epoch_ms(departed_at) AS "departedAt", epoch_ms(created_at) AS "createdAt"
       FROM bytes_balances WHERE guild_id = guild.guild_id AND user_id = $2 OFFSET 0) AS account
     WHERE $1::text[] IS NULL OR guild.guild_id = ANY ($1::text[]) ORDER BY account.balance DESC, account."guildId"`,
    [scope, userId],
  );
}
