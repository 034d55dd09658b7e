import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
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
import type { ActionResult } from './model/index.ts';
import { type Action, MODES, NAME_LIMIT, TRIGGERS } from './rules.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const isSnowflake = (column: AnyPgColumn): SQL => sql`${column} ~ '^[0-9]{17,20}$'`;
const isOneOf = (column: AnyPgColumn, values: readonly string[]): SQL =>
  sql`${column} IN (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`;

/** A guild's rules. */
export const automodRules = pgTable(
  'automod_rules',
  {
    guildId: text('guild_id').notNull(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    ruleType: text('rule_type', { enum: TRIGGERS }).notNull(),
    config: jsonb('config').$type<Readonly<Record<string, unknown>>>().notNull(),
    actions: jsonb('actions').$type<readonly Action[]>().notNull(),
    /** From 1, without gaps; the lowest is judged first. */
    priority: integer('priority').notNull(),
    mode: text('mode', { enum: MODES }).notNull().default('shadow'),
    exemptRoles: jsonb('exempt_roles').$type<readonly string[]>().notNull().default([]),
    exemptChannels: jsonb('exempt_channels').$type<readonly string[]>().notNull().default([]),
    exemptStaff: boolean('exempt_staff').notNull().default(true),
    cooldownSeconds: integer('cooldown_seconds').notNull().default(0),
    stopOnMatch: boolean('stop_on_match').notNull().default(true),
    /** Set when it would have removed too many people: it only alerts until somebody changes it. */
    trippedAt: at('tripped_at'),
    version: integer('version').notNull().default(1),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.guildId, table.id] }),
    uniqueIndex('automod_rules_name').on(table.guildId, sql`lower(${table.name})`),
    check('automod_rules_guild_id_format', isSnowflake(table.guildId)),
    check('automod_rules_rule_type', isOneOf(table.ruleType, TRIGGERS)),
    check('automod_rules_mode', isOneOf(table.mode, MODES)),
    check('automod_rules_name_length', sql`char_length(${table.name}) BETWEEN 1 AND ${sql.raw(String(NAME_LIMIT))}`),
    check('automod_rules_cooldown_range', sql`${table.cooldownSeconds} BETWEEN 0 AND 86400`),
  ],
);

/** What holds for all rules of a guild; a row appears with the first change. */
export const automodGuilds = pgTable(
  'automod_guilds',
  {
    guildId: text('guild_id').primaryKey(),
    /** The emergency stop: null while rules run. */
    haltedAt: at('halted_at'),
    haltedBy: text('halted_by'),
    haltReason: text('halt_reason'),
    alertChannelId: text('alert_channel_id'),
    alertRoleId: text('alert_role_id'),
    version: integer('version').notNull().default(0),
  },
  (table) => [
    check('automod_guilds_guild_id_format', isSnowflake(table.guildId)),
    check('automod_guilds_halt', sql`(${table.haltedAt} IS NULL) = (${table.haltedBy} IS NULL)`),
  ],
);

/** Every match of a rule, live or in shadow; kept 30 days, its text 48 hours. Ids are UUIDv7, so they sort by time. */
export const automodEvents = pgTable(
  'automod_events',
  {
    guildId: text('guild_id').notNull(),
    id: uuid('id').notNull(),
    /** The rule may be gone. */
    ruleId: uuid('rule_id').notNull(),
    ruleName: text('rule_name').notNull(),
    ruleType: text('rule_type', { enum: TRIGGERS }).notNull(),
    outcome: text('outcome', { enum: ['fired', 'shadow', 'alert_only'] }).notNull(),
    userId: text('user_id').notNull(),
    username: text('username').notNull(),
    channelId: text('channel_id'),
    messageId: text('message_id'),
    /** The new message that it is about: one event a rule and message, whichever processes heard of it. */
    claim: text('claim'),
    content: text('content'),
    reason: text('reason').notNull(),
    actions: jsonb('actions').$type<readonly Action[]>().notNull(),
    results: jsonb('results').$type<readonly ActionResult[]>().notNull().default([]),
    /** Hits of one burst are one event. */
    hits: integer('hits').notNull().default(1),
    createdAt: at('created_at').notNull(),
    undoneAt: at('undone_at'),
    undoneBy: text('undone_by'),
    undo: jsonb('undo').$type<readonly ActionResult[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.guildId, table.id] }),
    uniqueIndex('automod_events_claim').on(table.guildId, table.ruleId, table.claim),
    index('automod_events_rule').on(table.guildId, table.ruleId, table.id),
    index('automod_events_user').on(table.guildId, table.userId, table.id),
    index('automod_events_text').on(table.createdAt).where(sql`content IS NOT NULL`),
    index('automod_events_age').on(table.createdAt),
    check('automod_events_guild_id_format', isSnowflake(table.guildId)),
    check('automod_events_user_id_format', isSnowflake(table.userId)),
    check('automod_events_outcome', isOneOf(table.outcome, ['fired', 'shadow', 'alert_only'])),
    check('automod_events_hits', sql`${table.hits} >= 1`),
    check('automod_events_undo', sql`(${table.undoneAt} IS NULL) = (${table.undoneBy} IS NULL)`),
  ],
);
