import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
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
import { ACTIONS, EVENT_KINDS, OUTCOMES, REASON_LIMIT, SOURCES } from './rules.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const isSnowflake = (column: AnyPgColumn): SQL => sql`${column} ~ '^[0-9]{17,20}$'`;
const isOneOf = (column: AnyPgColumn, values: readonly string[]): SQL =>
  sql`${column} IN (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`;

/** Numbers of cases, and how far Discord's audit log was read; a row appears with the first case. */
export const moderationGuilds = pgTable(
  'moderation_guilds',
  {
    guildId: text('guild_id').primaryKey(),
    lastNumber: integer('last_number').notNull().default(0),
    lastAuditId: text('last_audit_id'),
  },
  (table) => [check('moderation_guilds_guild_id_format', isSnowflake(table.guildId))],
);

/** Everything that was done to somebody, by whomever and wherever. */
export const moderationCases = pgTable(
  'moderation_cases',
  {
    guildId: text('guild_id').notNull(),
    number: integer('number').notNull(),
    id: uuid('id').notNull(),
    action: text('action', { enum: ACTIONS }).notNull(),
    userId: text('user_id').notNull(),
    userTag: text('user_tag'),
    moderatorId: text('moderator_id').notNull(),
    moderatorTag: text('moderator_tag'),
    reason: text('reason'),
    source: text('source', { enum: SOURCES }).notNull(),
    outcome: text('outcome', { enum: OUTCOMES }).notNull(),
    problem: text('problem'),
    expiresAt: at('expires_at'),
    /** When it ended; until then a timeout or a ban goes on. */
    endedAt: at('ended_at'),
    /** When to look again whether it is over. */
    dueAt: at('due_at'),
    attempts: integer('attempts').notNull().default(0),
    dmDelivered: boolean('dm_delivered'),
    resolved: boolean('resolved').notNull().default(false),
    resolvedBy: text('resolved_by'),
    resolvedAt: at('resolved_at'),
    resolveNote: text('resolve_note'),
    /** The same key acts once. */
    key: text('key'),
    auditEntryId: text('audit_entry_id'),
    automodEventId: uuid('automod_event_id'),
    version: integer('version').notNull().default(1),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.guildId, table.number] }),
    uniqueIndex('moderation_cases_id').on(table.id),
    uniqueIndex('moderation_cases_key').on(table.guildId, table.key),
    uniqueIndex('moderation_cases_audit_entry').on(table.guildId, table.auditEntryId),
    uniqueIndex('moderation_cases_automod_event').on(table.guildId, table.automodEventId),
    index('moderation_cases_person').on(table.guildId, table.userId, table.number),
    index('moderation_cases_user').on(table.userId),
    index('moderation_cases_moderator').on(table.guildId, table.moderatorId, table.number),
    index('moderation_cases_due').on(table.dueAt).where(sql`due_at IS NOT NULL`),
    index('moderation_cases_pending').on(table.createdAt).where(sql`outcome = 'pending'`),
    check('moderation_cases_guild_id_format', isSnowflake(table.guildId)),
    check('moderation_cases_user_id_format', isSnowflake(table.userId)),
    check('moderation_cases_number', sql`${table.number} >= 1`),
    check('moderation_cases_action', isOneOf(table.action, ACTIONS)),
    check('moderation_cases_source', isOneOf(table.source, SOURCES)),
    check('moderation_cases_outcome', isOneOf(table.outcome, OUTCOMES)),
    check(
      'moderation_cases_reason_length',
      sql`char_length(${table.reason}) <= ${sql.raw(String(REASON_LIMIT + 112))}`,
    ),
    check('moderation_cases_expires', sql`${table.expiresAt} IS NULL OR ${table.action} IN ('timeout', 'ban')`),
    check('moderation_cases_failed', sql`(${table.outcome} = 'failed') = (${table.problem} IS NOT NULL)`),
    check(
      'moderation_cases_resolved',
      sql`${table.resolved} = (${table.resolvedAt} IS NOT NULL) AND ${table.resolved} = (${table.resolvedBy} IS NOT NULL)`,
    ),
  ],
);

/** What happened to a case, one row each, never changed. Ids are UUIDv7, so they sort by time. */
export const caseEvents = pgTable(
  'case_events',
  {
    guildId: text('guild_id').notNull(),
    number: integer('number').notNull(),
    id: uuid('id').notNull(),
    kind: text('kind', { enum: EVENT_KINDS }).notNull(),
    actorId: text('actor_id').notNull(),
    actorTag: text('actor_tag'),
    data: jsonb('data').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.guildId, table.number, table.id] }),
    foreignKey({
      columns: [table.guildId, table.number],
      foreignColumns: [moderationCases.guildId, moderationCases.number],
    }).onDelete('cascade'),
    index('case_events_guild').on(table.guildId, table.id),
    check('case_events_kind', isOneOf(table.kind, EVENT_KINDS)),
  ],
);
