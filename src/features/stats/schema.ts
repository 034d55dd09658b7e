import { sql } from 'drizzle-orm';
import { bigint, check, date, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

const figure = (name: string) => bigint(name, { mode: 'number' }).notNull();

/** The ledger added up by the hour, once an hour is over. It holds nothing that the ledger does not, and can be made anew. */
export const statsHours = pgTable(
  'stats_hours',
  {
    guildId: text('guild_id').notNull(),
    hour: timestamp('hour', { withTimezone: true }).notNull(),
    /** The guild's calendar date when the hour began. */
    day: date('day', { mode: 'string' }).notNull(),
    /** Bytes from member to member. */
    moved: figure('moved'),
    /** Bytes that came into the world, and that left it. */
    minted: figure('minted'),
    burned: figure('burned'),
    entries: integer('entries').notNull(),
    /** Members whose first daily or transfer of the day fell into this hour: their sum over a day is who was active. */
    people: integer('people').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.guildId, table.hour] }),
    index('stats_hours_time').on(table.hour),
    check('stats_hours_guild_id_format', sql`${table.guildId} ~ '^[0-9]{17,20}$'`),
  ],
);
