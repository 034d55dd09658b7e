import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** What a guild's managers decide for every feature at once. */
export const guildSettings = pgTable(
  'guild_settings',
  {
    guildId: text('guild_id').primaryKey(),
    /** IANA name; decides when a day begins. */
    timezone: text('timezone').notNull().default('UTC'),
    /** Whether the site shows the guild's name, figures, leaderboard and standings to everybody. */
    isPublic: boolean('is_public').notNull().default(false),
    /** Where cases are told of, and alerts that have no channel of their own; null for nowhere. */
    logChannelId: text('log_channel_id'),
    /** The guild's own line on how to appeal, in direct messages about cases. */
    appeal: text('appeal'),
    /** Whether who is warned is told so by direct message. */
    tellsWarned: boolean('tells_warned').notNull().default(true),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    check('guild_settings_guild_id_format', sql`${table.guildId} ~ '^[0-9]{17,20}$'`),
    check('guild_settings_log_channel_id_format', sql`${table.logChannelId} ~ '^[0-9]{17,20}$'`),
    check('guild_settings_appeal_length', sql`char_length(${table.appeal}) BETWEEN 1 AND 300`),
  ],
);

/** Who changed what. Append-only and hash-chained per guild by triggers. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid('id').primaryKey(),
    /** Null for what concerns the whole instance. */
    guildId: text('guild_id'),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name'),
    /** A dotted verb: `economy.config.changed`. */
    action: text('action').notNull(),
    target: text('target'),
    before: jsonb('before'),
    after: jsonb('after'),
    requestId: text('request_id'),
    /** Where the request came from. */
    ip: text('ip'),
    createdAt: at('created_at').notNull(),
    /** Position in the guild's chain, from 1; the trigger sets it, and the hash. */
    position: bigint('position', { mode: 'number' }).notNull().default(0),
    hash: text('hash').notNull().default(''),
  },
  (table) => [
    index('audit_log_guild').on(table.guildId, table.id),
    index('audit_log_chain').on(table.guildId, table.position),
    check('audit_log_guild_id_format', sql`${table.guildId} ~ '^[0-9]{17,20}$'`),
  ],
);

/** The last sign of life of each bot process, written every minute. */
export const heartbeats = pgTable('heartbeats', {
  /** Names the process among its siblings: its shards. */
  source: text('source').primaryKey(),
  seenAt: at('seen_at').notNull(),
});

/** Times in which the bot could not hear its guilds. */
export const outages = pgTable(
  'outages',
  {
    id: uuid('id').primaryKey(),
    source: text('source').notNull(),
    startedAt: at('started_at').notNull(),
    /** Null while it lasts. */
    endedAt: at('ended_at'),
  },
  (table) => [index('outages_time').on(table.startedAt, table.endedAt)],
);
