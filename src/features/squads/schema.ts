import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { COST_LIMIT, DESCRIPTION_LIMIT, HISTORY_KINDS, NAME_LIMIT, WELCOME_LIMIT } from './rules.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const bytes = (name: string) => bigint(name, { mode: 'number' });
const isSnowflake = (column: AnyPgColumn): SQL => sql`${column} ~ '^[0-9]{17,20}$'`;
const isBetween = (column: AnyPgColumn, low: number, high: number): SQL =>
  sql`${column} BETWEEN ${sql.raw(String(low))} AND ${sql.raw(String(high))}`;
const isAtMost = (column: AnyPgColumn, characters: number): SQL =>
  sql`char_length(${column}) <= ${sql.raw(String(characters))}`;

/** A team: a Discord role that members choose. A deleted one stays for the history. */
export const squads = pgTable(
  'squads',
  {
    id: uuid('id').primaryKey(),
    guildId: text('guild_id').notNull(),
    roleId: text('role_id').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    /** Shown to whoever joins. */
    welcome: text('welcome').notNull().default(''),
    switchCost: bytes('switch_cost').notNull(),
    maxMembers: integer('max_members'),
    minReceived: bytes('min_received'),
    minAccountDays: integer('min_account_days'),
    requiredRoleId: text('required_role_id'),
    isActive: boolean('is_active').notNull().default(true),
    position: integer('position').notNull(),
    /** Its members have to get another role, or to lose theirs. */
    settling: boolean('settling').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    deletedAt: at('deleted_at'),
  },
  (table) => [
    uniqueIndex('squads_role').on(table.guildId, table.roleId).where(sql`deleted_at IS NULL`),
    uniqueIndex('squads_name').on(table.guildId, sql`lower(${table.name})`).where(sql`deleted_at IS NULL`),
    index('squads_settling').on(table.id).where(sql`settling`),
    index('squads_order').on(table.guildId, table.position),
    check('squads_guild_id_format', isSnowflake(table.guildId)),
    check('squads_role_id_format', isSnowflake(table.roleId)),
    check('squads_required_role_id_format', isSnowflake(table.requiredRoleId)),
    check('squads_name_length', sql`char_length(${table.name}) BETWEEN 1 AND ${sql.raw(String(NAME_LIMIT))}`),
    check('squads_description_length', isAtMost(table.description, DESCRIPTION_LIMIT)),
    check('squads_welcome_length', isAtMost(table.welcome, WELCOME_LIMIT)),
    check('squads_switch_cost_range', isBetween(table.switchCost, 0, COST_LIMIT)),
    check('squads_max_members_range', isBetween(table.maxMembers, 1, 1_000_000)),
    check('squads_min_received_range', isBetween(table.minReceived, 1, COST_LIMIT)),
    check('squads_min_account_days_range', isBetween(table.minAccountDays, 1, 3650)),
  ],
);

/** Who is in which squad: one a member, the key says so. */
export const squadMemberships = pgTable(
  'squad_memberships',
  {
    guildId: text('guild_id').notNull(),
    userId: text('user_id').notNull(),
    squadId: uuid('squad_id')
      .notNull()
      .references(() => squads.id),
    /** As last seen. */
    username: text('username'),
    /** The role that was asked of Discord for them last; another one than the squad's is put right in the background. */
    roleId: text('role_id').notNull(),
    joinedAt: at('joined_at').notNull(),
    /** Whoever left the server keeps the place, but is not counted. */
    departedAt: at('departed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.guildId, table.userId] }),
    // The last column lets members be counted from the index alone.
    index('squad_memberships_squad').on(table.guildId, table.squadId, table.joinedAt, table.userId, table.departedAt),
    index('squad_memberships_user').on(table.userId),
    check('squad_memberships_guild_id_format', isSnowflake(table.guildId)),
    check('squad_memberships_user_id_format', isSnowflake(table.userId)),
    check('squad_memberships_role_id_format', isSnowflake(table.roleId)),
  ],
);

/** Every coming and going. Ids are UUIDv7, so they sort by time. */
export const squadHistory = pgTable(
  'squad_history',
  {
    id: uuid('id').primaryKey(),
    guildId: text('guild_id').notNull(),
    userId: text('user_id').notNull(),
    kind: text('kind', { enum: HISTORY_KINDS }).notNull(),
    fromSquadId: uuid('from_squad_id'),
    toSquadId: uuid('to_squad_id'),
    /** When they had joined the squad they came from, so that it can be given back. */
    fromJoinedAt: at('from_joined_at'),
    cost: bytes('cost').notNull().default(0),
    /** The fee's and the refund's row in the ledger. */
    chargeId: uuid('charge_id'),
    refundId: uuid('refund_id'),
    /** What still has to be done at Discord; null once it is, or was given up. */
    awaitsAdd: text('awaits_add'),
    awaitsRemove: text('awaits_remove'),
    revertedAt: at('reverted_at'),
    actorId: text('actor_id').notNull(),
    /** The same key does it once. */
    key: text('key'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('squad_history_key').on(table.guildId, table.key),
    index('squad_history_person').on(table.guildId, table.userId, table.id),
    index('squad_history_user').on(table.userId),
    index('squad_history_waiting').on(table.createdAt).where(sql`awaits_add IS NOT NULL`),
    check('squad_history_guild_id_format', isSnowflake(table.guildId)),
    check('squad_history_user_id_format', isSnowflake(table.userId)),
    check(
      'squad_history_kind',
      sql`${table.kind} IN (${sql.raw(HISTORY_KINDS.map((kind) => `'${kind}'`).join(', '))})`,
    ),
    check('squad_history_cost_range', isBetween(table.cost, 0, COST_LIMIT)),
    check('squad_history_charged', sql`(${table.cost} > 0) = (${table.chargeId} IS NOT NULL)`),
    check('squad_history_refunded', sql`${table.refundId} IS NULL OR ${table.revertedAt} IS NOT NULL`),
  ],
);

/** What a squad's members had together at the end of a day in UTC; the week's change is read from it. */
export const squadDays = pgTable(
  'squad_days',
  {
    guildId: text('guild_id').notNull(),
    squadId: uuid('squad_id')
      .notNull()
      .references(() => squads.id),
    day: date('day', { mode: 'string' }).notNull(),
    total: bytes('total').notNull(),
    members: integer('members').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.guildId, table.squadId, table.day] }),
    index('squad_days_day').on(table.day),
  ],
);
