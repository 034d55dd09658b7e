import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { HindsightRow } from '../model.ts';
import type { DailyConfig } from '../rules.ts';

export interface HindsightQuery {
  readonly guildId: Snowflake;
  /** The oldest ledger entry that counts would have an id like this one. */
  readonly since: string;
  /** How many of the leaderboard, from its top, are looked at. */
  readonly leading: number;
  readonly config: DailyConfig;
}

/** Whoever leads the board now, with what the dailies since then paid them and what they would have by other settings. */
export function readHindsight(
  db: Queryable,
  { guildId, since, leading, config }: HindsightQuery,
): Promise<HindsightRow[]> {
  return db.rows<HindsightRow>(
    `WITH leaders AS MATERIALIZED (
       SELECT user_id, username, balance, row_number() OVER (ORDER BY balance DESC, updated_at, user_id) AS rank FROM bytes_balances
       WHERE guild_id = $1 AND departed_at IS NULL AND NOT opted_out ORDER BY balance DESC, updated_at, user_id LIMIT $3::integer
     ), paid AS MATERIALIZED (
       SELECT user_id, daily.streak, daily.amount FROM leaders CROSS JOIN LATERAL (
         SELECT (detail ->> 'streak')::integer AS streak, amount FROM bytes_transactions
         WHERE guild_id = $1 AND receiver_id = user_id AND id >= $2::uuid AND type = 'daily') AS daily
     ), due AS (
       SELECT streak, least($4::bigint * bytes_multiplier($6, $7::text::jsonb, streak), $5::bigint) AS amount
       FROM (SELECT DISTINCT streak FROM paid) AS streaks
     ), earned AS (
       SELECT user_id, sum(paid.amount) AS paid, sum(due.amount) AS due FROM paid JOIN due USING (streak) GROUP BY user_id
     )
     SELECT user_id AS "userId", username, balance, rank::integer AS rank, coalesce(paid, 0)::bigint AS paid, coalesce(due, 0)::bigint AS due
     FROM leaders LEFT JOIN earned USING (user_id) ORDER BY rank`,
    [
      guildId,
      since,
      leading,
      config.dailyAmount,
      config.dailyCap,
      config.streakMode,
      JSON.stringify(config.streakBonuses),
    ],
  );
}
