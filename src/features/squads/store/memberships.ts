import type { Queryable, Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Membership, Person } from '../model.ts';

/** A membership with what is needed to end it. */
export interface HeldMembership extends Membership {
  readonly squadName: string;
  /** The role that Discord was asked to give. */
  readonly roleId: Snowflake;
  /** The squad's own. */
  readonly squadRoleId: Snowflake;
  /** The squad was deleted, and its members are being taken out. */
  readonly disbanded: boolean;
}

type Row<M> = Omit<M, 'joinedAt' | 'departedAt'> & { readonly joinedAt: Date; readonly departedAt: Date | null };

const MEMBERSHIP = `m.user_id AS "userId", m.username, m.squad_id AS "squadId", m.joined_at AS "joinedAt", m.departed_at AS "departedAt"`;
const HELD = `${MEMBERSHIP}, m.role_id AS "roleId", s.name AS "squadName", s.role_id AS "squadRoleId",
  s.deleted_at IS NOT NULL AS disbanded`;

function timed<M extends Membership>(row: Row<M>) {
  return { ...row, joinedAt: row.joinedAt.getTime(), departedAt: row.departedAt?.getTime() ?? null };
}

/** One at a time decides about a person's squad. */
export async function lockPerson(tx: Tx, guildId: Snowflake, userId: Snowflake): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(${PERSON})`, [guildId, userId]);
}

/** The same without waiting, for whoever holds what the other one may wait for. */
export async function tryLockPerson(tx: Tx, guildId: Snowflake, userId: Snowflake): Promise<boolean> {
  const [row] = await tx.rows<{ locked: boolean }>(`SELECT pg_try_advisory_xact_lock(${PERSON}) AS locked`, [
    guildId,
    userId,
  ]);
  return row?.locked ?? false;
}

const PERSON = `hashtextextended('squad_member:' || $1::text || ':' || $2::text, 0)`;

export async function findMembership(
  db: Queryable,
  guildId: Snowflake,
  userId: Snowflake,
): Promise<HeldMembership | null> {
  const [row] = await db.rows<Row<HeldMembership>>(
    `SELECT ${HELD} FROM squad_memberships m JOIN squads s ON s.id = m.squad_id WHERE m.guild_id = $1 AND m.user_id = $2`,
    [guildId, userId],
  );
  return row ? timed<HeldMembership>(row) : null;
}

export interface Place {
  readonly guildId: Snowflake;
  readonly user: Person;
  readonly squadId: string;
  readonly roleId: Snowflake;
  /** ISO instant. */
  readonly joinedAt: string;
}

/** Puts a person into a squad, out of any other. */
export async function putMembership(tx: Tx, { guildId, user, squadId, roleId, joinedAt }: Place): Promise<void> {
  await tx.rows(
    `INSERT INTO squad_memberships AS m (guild_id, user_id, squad_id, username, role_id, joined_at)
     VALUES ($1, $2, $3::uuid, $4, $5, $6::timestamptz)
     ON CONFLICT (guild_id, user_id) DO UPDATE SET squad_id = excluded.squad_id, role_id = excluded.role_id,
       joined_at = excluded.joined_at, username = coalesce(excluded.username, m.username)`,
    [guildId, user.id, squadId, user.username, roleId, joinedAt],
  );
}

export async function deleteMembership(tx: Tx, guildId: Snowflake, userId: Snowflake): Promise<void> {
  await tx.rows('DELETE FROM squad_memberships WHERE guild_id = $1 AND user_id = $2', [guildId, userId]);
}

export async function setRole(tx: Tx, guildId: Snowflake, userId: Snowflake, roleId: Snowflake): Promise<void> {
  await tx.rows('UPDATE squad_memberships SET role_id = $3 WHERE guild_id = $1 AND user_id = $2', [
    guildId,
    userId,
    roleId,
  ]);
}

/** @returns whether this is news */
export async function setDeparted(
  db: Queryable,
  guildId: Snowflake,
  userId: Snowflake,
  at: string | null,
): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE squad_memberships SET departed_at = $3::timestamptz
     WHERE guild_id = $1 AND user_id = $2 AND (departed_at IS NULL) <> ($3::timestamptz IS NULL) RETURNING 1 AS changed`,
    [guildId, userId, at],
  );
  return rows.length > 0;
}

export interface MembersQuery {
  readonly guildId: Snowflake;
  readonly squadId: string;
  /** Behind this member of an earlier page. */
  readonly after?: Pick<Membership, 'joinedAt' | 'userId'> | undefined;
  readonly limit: number;
  /** How many to pass over. */
  readonly offset?: number;
}

/** Who is in a squad and in the server, longest first. */
export async function listMembers(
  db: Queryable,
  { guildId, squadId, after, limit, offset = 0 }: MembersQuery,
): Promise<Membership[]> {
  const rows = await db.rows<Row<Membership>>(
    `SELECT ${MEMBERSHIP} FROM squad_memberships m
     WHERE m.guild_id = $1 AND m.squad_id = $2::uuid AND m.departed_at IS NULL
       AND (m.joined_at, m.user_id) > ($3::timestamptz, $4::text)
     ORDER BY m.joined_at, m.user_id LIMIT $5::integer OFFSET $6::integer`,
    [
      guildId,
      squadId,
      after ? new Date(after.joinedAt).toISOString() : '-infinity',
      after?.userId ?? '',
      limit,
      offset,
    ],
  );
  return rows.map((row) => timed<Membership>(row));
}

/** Members of a squad whose role at Discord has to change. */
export async function listUnsettled(db: Queryable, squadId: string, limit: number): Promise<Snowflake[]> {
  const rows = await db.rows<{ id: Snowflake }>(
    `SELECT m.user_id AS id FROM squad_memberships m JOIN squads s ON s.guild_id = m.guild_id AND s.id = m.squad_id
     WHERE s.id = $1::uuid AND (s.deleted_at IS NOT NULL OR m.role_id <> s.role_id) ORDER BY m.user_id LIMIT $2::integer`,
    [squadId, limit],
  );
  return rows.map(({ id }) => id);
}

/** Everybody with a place in a guild's squads, whether they are in the server or not. */
export async function listHeld(db: Queryable, guildId: Snowflake): Promise<HeldMembership[]> {
  const rows = await db.rows<Row<HeldMembership>>(
    `SELECT ${HELD} FROM squad_memberships m JOIN squads s ON s.id = m.squad_id WHERE m.guild_id = $1`,
    [guildId],
  );
  return rows.map((row) => timed<HeldMembership>(row));
}
