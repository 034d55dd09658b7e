import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Keys of the REST API. The key itself is shown once and stored as a digest only. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** `sd_` and 8 characters: what the key is listed and looked up by. */
    prefix: text('prefix').notNull(),
    /** SHA-256 of the whole key, hexadecimal. */
    hash: text('hash').notNull(),
    scopes: text('scopes').array().notNull(),
    /** Null: every guild. */
    guildIds: text('guild_ids').array(),
    ratePerMinute: integer('rate_limit_per_minute').notNull(),
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
    /** The key that came in its place; this one works until `overlap_until`. */
    replacedBy: uuid('replaced_by'),
    overlapUntil: at('overlap_until'),
    createdBy: text('created_by').notNull(),
    /** Written once a minute at most. */
    lastUsedAt: at('last_used_at'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('api_keys_prefix').on(table.prefix),
    index('api_keys_created').on(table.createdAt),
    check('api_keys_name_length', sql`char_length(${table.name}) BETWEEN 1 AND 80`),
    check('api_keys_hash_format', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
    check('api_keys_rate_range', sql`${table.ratePerMinute} BETWEEN 1 AND 1000000`),
    check('api_keys_replacement', sql`(${table.replacedBy} IS NULL) = (${table.overlapUntil} IS NULL)`),
  ],
);
