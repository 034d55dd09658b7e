import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Browsers that are signed in. What the browser shows is stored as a digest only. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey(),
    /** SHA-256 of the cookie, hexadecimal. */
    hash: text('hash').notNull(),
    userId: text('user_id').notNull(),
    /** As they were when the person signed in. */
    username: text('username').notNull(),
    displayName: text('display_name').notNull(),
    avatar: text('avatar'),
    ip: text('ip').notNull(),
    userAgent: text('user_agent').notNull(),
    createdAt: at('created_at').notNull(),
    /** Written once a minute at most. */
    seenAt: at('seen_at').notNull(),
  },
  (table) => [
    uniqueIndex('sessions_hash').on(table.hash),
    index('sessions_user').on(table.userId),
    index('sessions_seen').on(table.seenAt),
    check('sessions_hash_format', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
    check('sessions_user_id_format', sql`${table.userId} ~ '^[0-9]{17,20}$'`),
  ],
);
