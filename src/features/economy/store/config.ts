import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { EconomyConfigInput, StoredConfig } from '../model.ts';

const CONFIG = `enabled, starting_balance AS "startingBalance", daily_amount AS "dailyAmount", daily_cap AS "dailyCap",
  max_transfer AS "maxTransfer", cooldown_hours AS "cooldownHours", streak_mode AS "streakMode", streak_bonuses AS "streakBonuses",
  role_rewards AS "roleRewards", reward_counting AS "rewardCounting", no_earn_channels AS "noEarnChannels", no_earn_roles AS "noEarnRoles",
  version`;

export async function findConfig(db: Queryable, guildId: Snowflake): Promise<StoredConfig | null> {
  const rows = await db.rows<StoredConfig>(`SELECT ${CONFIG} FROM bytes_configs WHERE guild_id = $1`, [guildId]);
  return rows[0] ?? null;
}

/** The config inside a transaction that will change it: nobody else can, until it ends. */
export async function lockConfig(db: Queryable, guildId: Snowflake): Promise<StoredConfig> {
  await db.rows('INSERT INTO bytes_configs (guild_id) VALUES ($1) ON CONFLICT DO NOTHING', [guildId]);
  const [row] = await db.rows<StoredConfig>(`SELECT ${CONFIG} FROM bytes_configs WHERE guild_id = $1 FOR UPDATE`, [
    guildId,
  ]);
  if (!row) throw new Error(`no economy config for guild ${guildId}`);
  return row;
}

export async function saveConfig(
  db: Queryable,
  guildId: Snowflake,
  config: EconomyConfigInput,
  now: string,
): Promise<void> {
  await db.rows(
    `UPDATE bytes_configs SET enabled = $2, starting_balance = $3, daily_amount = $4, daily_cap = $5, max_transfer = $6, cooldown_hours = $7,
       streak_mode = $8, streak_bonuses = $9::text::jsonb, role_rewards = $10::text::jsonb, reward_counting = $11,
       no_earn_channels = $12::text::jsonb, no_earn_roles = $13::text::jsonb, version = version + 1, updated_at = $14::timestamptz
     WHERE guild_id = $1`,
    [
      guildId,
      config.enabled,
      config.startingBalance,
      config.dailyAmount,
      config.dailyCap,
      config.maxTransfer,
      config.cooldownHours,
      config.streakMode,
      JSON.stringify(config.streakBonuses),
      JSON.stringify(config.roleRewards),
      config.rewardCounting,
      JSON.stringify(config.noEarnChannels),
      JSON.stringify(config.noEarnRoles),
      now,
    ],
  );
}
