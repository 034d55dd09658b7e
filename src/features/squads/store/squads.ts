import type { Queryable, Tx } from '../../../platform/db/database.ts';
import { isUuid, type Snowflake } from '../../../shared/ids.ts';
import type { Squad, SquadInput } from '../model.ts';

type Row = Omit<Squad, 'createdAt' | 'updatedAt'> & { readonly createdAt: Date; readonly updatedAt: Date };

const SQUAD = `s.id, s.guild_id AS "guildId", s.role_id AS "roleId", s.name, s.description, s.welcome, s.switch_cost AS "switchCost",
  s.max_members AS "maxMembers", s.min_received AS "minReceived", s.min_account_days AS "minAccountDays",
  s.required_role_id AS "requiredRoleId", s.is_active AS "isActive", s.position, s.version, s.created_at AS "createdAt",
  s.updated_at AS "updatedAt", (SELECT count(*) FROM squad_memberships m
    WHERE m.guild_id = s.guild_id AND m.squad_id = s.id AND m.departed_at IS NULL)::int AS "memberCount"`;

function squadOf(row: Row): Squad {
  return { ...row, createdAt: row.createdAt.getTime(), updatedAt: row.updatedAt.getTime() };
}

/** In their order; deleted ones are not among them. */
export async function listSquads(db: Queryable, guildId: Snowflake): Promise<Squad[]> {
  const rows = await db.rows<Row>(
    `SELECT ${SQUAD} FROM squads s WHERE s.guild_id = $1 AND s.deleted_at IS NULL ORDER BY s.position, s.id`,
    [guildId],
  );
  return rows.map(squadOf);
}

/** A squad that nobody else changes, joins or deletes until the transaction ends. */
export async function lockSquad(tx: Tx, guildId: Snowflake, squadId: string): Promise<Squad | null> {
  if (!isUuid(squadId)) return null;
  const [row] = await tx.rows<Row>(
    `SELECT ${SQUAD} FROM squads s WHERE s.guild_id = $1 AND s.id = $2::uuid AND s.deleted_at IS NULL FOR UPDATE OF s`,
    [guildId, squadId],
  );
  if (!row) return null;
  // The count of the statement that waited for the lock may be from before it.
  const memberCount = await countMembers(tx, guildId, squadId);
  return { ...squadOf(row), memberCount };
}

/** All squads of a guild; nobody else changes, joins or deletes one until the transaction ends. */
export async function lockSquads(tx: Tx, guildId: Snowflake): Promise<Squad[]> {
  await lockGuild(tx, guildId);
  await tx.rows('SELECT id FROM squads WHERE guild_id = $1 AND deleted_at IS NULL ORDER BY id FOR UPDATE', [guildId]);
  return listSquads(tx, guildId);
}

/** Frees names and roles of squads that are about to be saved, so that they may swap them. */
export async function freeNames(tx: Tx, guildId: Snowflake, ids: readonly string[]): Promise<void> {
  await tx.rows(
    `UPDATE squads SET name = squads.id::text, role_id = lpad(freed.place::text, 20, '0')
     FROM unnest($2::uuid[]) WITH ORDINALITY AS freed (id, place) WHERE squads.guild_id = $1 AND squads.id = freed.id`,
    [guildId, ids],
  );
}

async function countMembers(db: Queryable, guildId: Snowflake, squadId: string): Promise<number> {
  const [row] = await db.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM squad_memberships
     WHERE guild_id = $1 AND squad_id = $2::uuid AND departed_at IS NULL`,
    [guildId, squadId],
  );
  return row?.count ?? 0;
}

/** Those who left the server and still have their place. */
export async function countDeparted(db: Queryable, guildId: Snowflake, squadId: string): Promise<number> {
  const [row] = await db.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM squad_memberships
     WHERE guild_id = $1 AND squad_id = $2::uuid AND departed_at IS NOT NULL`,
    [guildId, squadId],
  );
  return row?.count ?? 0;
}

export interface Headcount {
  /** Of the squad. */
  readonly id: string;
  /** In the server. */
  readonly members: number;
  /** Who left the server and still has their place. */
  readonly departed: number;
}

/** Whom the squads of a guild have; those without anybody are left out. */
export function countPeople(db: Queryable, guildId: Snowflake): Promise<Headcount[]> {
  return db.rows<Headcount>(
    `SELECT squad_id AS id, count(*) FILTER (WHERE departed_at IS NULL)::int AS members,
       count(*) FILTER (WHERE departed_at IS NOT NULL)::int AS departed
     FROM squad_memberships WHERE guild_id = $1 GROUP BY squad_id`,
    [guildId],
  );
}

/** One at a time makes or sorts squads of a guild. */
export async function lockGuild(tx: Tx, guildId: Snowflake): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended('squads:' || $1::text, 0))`, [guildId]);
}

/** Puts it behind all others. */
export async function addSquad(
  tx: Tx,
  { guildId, id, input, now }: { guildId: Snowflake; id: string; input: SquadInput; now: string },
): Promise<void> {
  await tx.rows(
    `INSERT INTO squads (id, guild_id, role_id, name, description, welcome, switch_cost, max_members, min_received,
       min_account_days, required_role_id, is_active, position, created_at, updated_at)
     VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
       (SELECT coalesce(max(position) + 1, 0) FROM squads WHERE guild_id = $2 AND deleted_at IS NULL), $13::timestamptz, $13::timestamptz)`,
    [id, guildId, ...valuesOf(input), now],
  );
}

/** `settling`: its members have another role than the squad now. */
export async function saveSquad(
  tx: Tx,
  {
    guildId,
    id,
    input,
    settling,
    now,
  }: { guildId: Snowflake; id: string; input: SquadInput; settling: boolean; now: string },
): Promise<void> {
  await tx.rows(
    `UPDATE squads SET role_id = $3, name = $4, description = $5, welcome = $6, switch_cost = $7, max_members = $8,
       min_received = $9, min_account_days = $10, required_role_id = $11, is_active = $12, settling = settling OR $13,
       version = version + 1, updated_at = $14::timestamptz
     WHERE id = $1::uuid AND guild_id = $2`,
    [id, guildId, ...valuesOf(input), settling, now],
  );
}

function valuesOf(input: SquadInput): unknown[] {
  const { roleId, name, description, welcome, switchCost, maxMembers, minReceived, minAccountDays } = input;
  const { requiredRoleId, isActive } = input;
  return [
    roleId,
    name,
    description,
    welcome,
    switchCost,
    maxMembers,
    minReceived,
    minAccountDays,
    requiredRoleId,
    isActive,
  ];
}

export async function markDeleted(tx: Tx, guildId: Snowflake, squadId: string, now: string): Promise<void> {
  await tx.rows(
    `UPDATE squads SET deleted_at = $3::timestamptz, settling = true, is_active = false, version = version + 1, updated_at = $3::timestamptz
     WHERE guild_id = $1 AND id = $2::uuid`,
    [guildId, squadId, now],
  );
}

export async function saveOrder(tx: Tx, guildId: Snowflake, ids: readonly string[]): Promise<void> {
  await tx.rows(
    `UPDATE squads SET position = wanted.place - 1
     FROM unnest($2::text[]) WITH ORDINALITY AS wanted (id, place)
     WHERE squads.guild_id = $1 AND squads.id = wanted.id::uuid`,
    [guildId, ids],
  );
}

/** Squads whose members have to get another role, or to lose theirs. */
export function listSettling(db: Queryable): Promise<{ id: string; guildId: Snowflake }[]> {
  return db.rows(`SELECT id, guild_id AS "guildId" FROM squads WHERE settling ORDER BY id`);
}

/** Done, unless its role was changed again meanwhile. */
export async function markSettled(db: Queryable, squadId: string): Promise<void> {
  await db.rows(
    `UPDATE squads s SET settling = false WHERE s.id = $1::uuid AND NOT EXISTS (
       SELECT FROM squad_memberships m WHERE m.guild_id = s.guild_id AND m.squad_id = s.id
         AND (s.deleted_at IS NOT NULL OR m.role_id <> s.role_id))`,
    [squadId],
  );
}

export async function listGuilds(db: Queryable): Promise<Snowflake[]> {
  const rows = await db.rows<{ id: Snowflake }>(
    'SELECT DISTINCT guild_id AS id FROM squads WHERE deleted_at IS NULL ORDER BY guild_id',
  );
  return rows.map(({ id }) => id);
}
