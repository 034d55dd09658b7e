import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** When each job of the scheduler runs next, and which process is running it now. */
export const scheduledJobs = pgTable('scheduled_jobs', {
  name: text('name').primaryKey(),
  /** By the product's clock, which runs ahead in simulated mode. */
  dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
  claimedBy: text('claimed_by'),
  /** By the database's clock; a claim beyond it is of a process that died. */
  claimedUntil: timestamp('claimed_until', { withTimezone: true }),
});

/** Answers to requests that may come again, for 24 hours. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** Whose key it is and what it is for. */
    scope: text('scope').notNull(),
    key: text('key').notNull(),
    /** Digest of the request; the same key with another one is a conflict. */
    fingerprint: text('fingerprint').notNull(),
    /** Which try is at work, so that one that was given up cannot answer for its successor. */
    claimId: uuid('claim_id').notNull(),
    claimedAt: timestamp('claimed_at', { withTimezone: true }).notNull(),
    /** Null while the request is at work. */
    status: integer('status'),
    headers: jsonb('headers'),
    body: text('body'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] }), index('idempotency_keys_age').on(table.createdAt)],
);
