import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { BALANCE_LIMIT, DEFAULT_CONFIG, REWARD_COUNTINGS, STREAK_MODES, TRANSACTION_TYPES } from './rules.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const bytes = (name: string) => bigint(name, { mode: 'number' });
const isSnowflake = (column: AnyPgColumn): SQL => sql`${column} ~ '^[0-9]{17,20}$'`;
const isOneOf = (column: AnyPgColumn, values: readonly string[]): SQL =>
  sql`${column} IN (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`;
const isBetween = (column: AnyPgColumn, low: number, high: number): SQL =>
  sql`${column} BETWEEN ${sql.raw(String(low))} AND ${sql.raw(String(high))}`;

/**
 * One account per member and guild. `balance` is the sum of its ledger rows; only the functions in `drizzle/` write it.
 *
 * Here and in the ledger a check is for what no writer may ever get past: Postgres reads the text of every check anew for each
 * statement, which is a quarter of a transfer on the embedded database. What is looked at once (the form of an id, the length of a
 * reason) is refused by the functions.
 */
export const bytesBalances = pgTable(
  'bytes_balances',
  {
    guildId: text('guild_id').notNull(),
    userId: text('user_id').notNull(),
    /** As last seen, for boards and audit. */
    username: text('username'),
    balance: bytes('balance').notNull().default(0),
    /** Lifetime; starting balances and refunds do not count. */
    totalReceived: bytes('total_received').notNull().default(0),
    /** Lifetime; transfers only. */
    totalSent: bytes('total_sent').notNull().default(0),
    /** The guild's calendar date, instant and zone of the last daily. */
    lastDaily: date('last_daily', { mode: 'string' }),
    lastDailyAt: at('last_daily_at'),
    lastDailyZone: text('last_daily_zone'),
    streakCount: integer('streak_count').notNull().default(0),
    longestStreak: integer('longest_streak').notNull().default(0),
    /** Starts the cooldown. */
    lastSentAt: at('last_sent_at'),
    optedOut: boolean('opted_out').notNull().default(false),
    departedAt: at('departed_at'),
    createdAt: at('created_at').notNull().defaultNow(),
    /** When the balance last changed; breaks ties on the leaderboard. */
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.guildId, table.userId] }),
    index('bytes_balances_board')
      .on(table.guildId, table.balance.desc().nullsFirst(), table.updatedAt, table.userId)
      .where(sql`departed_at IS NULL AND NOT opted_out`),
    index('bytes_balances_off_board')
      .on(table.guildId, table.balance.desc().nullsFirst(), table.updatedAt, table.userId)
      .where(sql`departed_at IS NOT NULL OR opted_out`),
    check('bytes_balances_balance_range', sql`${table.balance} >= 0`),
  ],
);

/** The ledger: every change of every balance. Append-only by trigger. Ids are UUIDv7, so they sort by time. */
export const bytesTransactions = pgTable(
  'bytes_transactions',
  {
    id: uuid('id').primaryKey(),
    guildId: text('guild_id').notNull(),
    type: text('type', { enum: TRANSACTION_TYPES }).notNull(),
    giverId: text('giver_id').notNull(),
    giverUsername: text('giver_username'),
    receiverId: text('receiver_id').notNull(),
    receiverUsername: text('receiver_username'),
    amount: bytes('amount').notNull(),
    /** Each side's balance after this row; null for SYSTEM. */
    giverBalance: bytes('giver_balance'),
    receiverBalance: bytes('receiver_balance'),
    reason: text('reason'),
    /** Who caused it: a member, an API key, or SYSTEM. */
    actorId: text('actor_id').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    detail: jsonb('detail'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('bytes_transactions_key').on(table.guildId, table.idempotencyKey),
    index('bytes_transactions_guild').on(table.guildId, table.id),
    index('bytes_transactions_giver').on(table.guildId, table.giverId, table.id),
    index('bytes_transactions_receiver').on(table.guildId, table.receiverId, table.id),
    index('bytes_transactions_rare')
      .on(table.guildId, table.type, table.id)
      .where(sql`type NOT IN ('daily', 'transfer')`),
    index('bytes_transactions_staff')
      .on(table.guildId, table.actorId)
      .where(sql`actor_id <> giver_id AND actor_id <> receiver_id AND actor_id NOT LIKE 'key:%'`),
    index('bytes_transactions_time').using('brin', table.createdAt),
    check('bytes_transactions_amount_range', sql`${table.amount} > 0`),
    check('bytes_transactions_parties', sql`${table.giverId} <> ${table.receiverId}`),
  ],
);

/** How a guild's economy works. The defaults are those of `DEFAULT_CONFIG`; a row appears with the first account. */
export const bytesConfigs = pgTable(
  'bytes_configs',
  {
    guildId: text('guild_id').primaryKey(),
    enabled: boolean('enabled').notNull().default(DEFAULT_CONFIG.enabled),
    startingBalance: bytes('starting_balance').notNull().default(DEFAULT_CONFIG.startingBalance),
    dailyAmount: bytes('daily_amount').notNull().default(DEFAULT_CONFIG.dailyAmount),
    dailyCap: bytes('daily_cap'),
    maxTransfer: bytes('max_transfer').notNull().default(DEFAULT_CONFIG.maxTransfer),
    cooldownHours: integer('cooldown_hours').notNull().default(DEFAULT_CONFIG.cooldownHours),
    streakMode: text('streak_mode', { enum: STREAK_MODES }).notNull().default(DEFAULT_CONFIG.streakMode),
    streakBonuses: jsonb('streak_bonuses')
      .$type<typeof DEFAULT_CONFIG.streakBonuses>()
      .notNull()
      .default(DEFAULT_CONFIG.streakBonuses),
    roleRewards: jsonb('role_rewards')
      .$type<typeof DEFAULT_CONFIG.roleRewards>()
      .notNull()
      .default(DEFAULT_CONFIG.roleRewards),
    rewardCounting: text('reward_counting', { enum: REWARD_COUNTINGS })
      .notNull()
      .default(DEFAULT_CONFIG.rewardCounting),
    noEarnChannels: jsonb('no_earn_channels').$type<readonly string[]>().notNull().default([]),
    noEarnRoles: jsonb('no_earn_roles').$type<readonly string[]>().notNull().default([]),
    /** Grows with every change; 0 until the first. */
    version: integer('version').notNull().default(0),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    check('bytes_configs_guild_id_format', isSnowflake(table.guildId)),
    check('bytes_configs_starting_balance_range', isBetween(table.startingBalance, 0, 1_000_000_000)),
    check('bytes_configs_daily_amount_range', isBetween(table.dailyAmount, 0, 1_000_000)),
    check('bytes_configs_daily_cap_range', isBetween(table.dailyCap, 1, 1_000_000_000)),
    check('bytes_configs_max_transfer_range', isBetween(table.maxTransfer, 1, BALANCE_LIMIT)),
    check('bytes_configs_cooldown_hours_range', isBetween(table.cooldownHours, 0, 8760)),
    check('bytes_configs_streak_mode', isOneOf(table.streakMode, STREAK_MODES)),
    check('bytes_configs_reward_counting', isOneOf(table.rewardCounting, REWARD_COUNTINGS)),
  ],
);

/** Role rewards that were handed to the role queue, so that each is given once. */
export const bytesRoleGrants = pgTable(
  'bytes_role_grants',
  {
    guildId: text('guild_id').notNull(),
    userId: text('user_id').notNull(),
    roleId: text('role_id').notNull(),
    grantedAt: at('granted_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.guildId, table.userId, table.roleId] }),
    foreignKey({
      columns: [table.guildId, table.userId],
      foreignColumns: [bytesBalances.guildId, bytesBalances.userId],
    })
      .onDelete('cascade')
      .onUpdate('cascade'),
    check('bytes_role_grants_role_id_format', isSnowflake(table.roleId)),
  ],
);
