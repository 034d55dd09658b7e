import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Roles to be given or taken: one row for each member and role, the latest wish wins; gone once Discord has done it. */
export const roleWrites = pgTable(
  'role_writes',
  {
    guildId: text('guild_id').notNull(),
    userId: text('user_id').notNull(),
    roleId: text('role_id').notNull(),
    action: text('action', { enum: ['add', 'remove'] }).notNull(),
    /** For the guild's audit log. */
    reason: text('reason').notNull(),
    /** `failed` waits for a person; `last_error` says why. */
    state: text('state', { enum: ['pending', 'failed'] })
      .notNull()
      .default('pending'),
    attempts: integer('attempts').notNull().default(0),
    /** Rises with every wish, so that a worker cannot finish one that it has not seen. */
    version: integer('version').notNull().default(1),
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull(),
    lastError: text('last_error'),
    queuedAt: timestamp('queued_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.guildId, table.userId, table.roleId] }),
    index('role_writes_due').on(table.nextAttemptAt).where(sql`state = 'pending'`),
    check('role_writes_ids', sql`guild_id ~ '^\\d{17,20}$' AND user_id ~ '^\\d{17,20}$' AND role_id ~ '^\\d{17,20}$'`),
    check('role_writes_action', sql`action IN ('add', 'remove')`),
    check('role_writes_state', sql`state IN ('pending', 'failed')`),
    check('role_writes_reason', sql`length(reason) <= 512`),
  ],
);
