import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** When each job of the scheduler runs next, and which process is running it now. */
export const scheduledJobs = pgTable('scheduled_jobs', {
  name: text('name').primaryKey(),
  /** By the product's clock, which runs ahead in simulated mode. */
  dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
  claimedBy: text('claimed_by'),
  /** By the database's clock; a claim beyond it is of a process that died. */
  claimedUntil: timestamp('claimed_until', { withTimezone: true }),
});
