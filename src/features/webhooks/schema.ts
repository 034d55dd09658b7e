import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Payload } from './model.ts';
import { DELIVERY_STATES, type EventType, NAME_LIMIT } from './rules.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Where a guild wants to hear of what happens. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid('id').primaryKey(),
    guildId: text('guild_id').notNull(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    events: jsonb('events').$type<readonly EventType[]>().notNull(),
    isActive: boolean('is_active').notNull().default(true),
    disabledReason: text('disabled_reason'),
    failingSince: at('failing_since'),
    /** Sealed with the instance's secret: signing needs it as it is. */
    secret: text('secret').notNull(),
    previousSecret: text('previous_secret'),
    overlapUntil: at('overlap_until'),
    /** What happened until then was looked at. */
    scannedAt: at('scanned_at').notNull(),
    createdBy: text('created_by').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    index('webhooks_guild').on(table.guildId, table.id),
    check('webhooks_guild_id_format', sql`${table.guildId} ~ '^[0-9]{17,20}$'`),
    check('webhooks_name_length', sql`char_length(${table.name}) BETWEEN 1 AND ${sql.raw(String(NAME_LIMIT))}`),
    check('webhooks_overlap', sql`(${table.previousSecret} IS NULL) = (${table.overlapUntil} IS NULL)`),
  ],
);

/** What is to be told, and how it went; kept 30 days. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    webhookId: uuid('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** The event is told once, however often it is seen. */
    eventId: uuid('event_id').notNull(),
    type: text('type').notNull(),
    payload: jsonb('payload').$type<Payload>().notNull(),
    state: text('state', { enum: DELIVERY_STATES }).notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: at('next_attempt_at'),
    responseStatus: integer('response_status'),
    responseExcerpt: text('response_excerpt'),
    problem: text('problem'),
    tookMs: integer('took_ms'),
    createdAt: at('created_at').notNull(),
    deliveredAt: at('delivered_at'),
  },
  (table) => [
    primaryKey({ columns: [table.webhookId, table.eventId] }),
    index('webhook_deliveries_waiting').on(table.webhookId, table.eventId).where(sql`state = 'pending'`),
    index('webhook_deliveries_age').on(table.createdAt),
    check(
      'webhook_deliveries_state',
      sql`${table.state} IN (${sql.raw(DELIVERY_STATES.map((state) => `'${state}'`).join(', '))})`,
    ),
    check('webhook_deliveries_waiting_due', sql`(${table.state} = 'pending') = (${table.nextAttemptAt} IS NOT NULL)`),
  ],
);
