import type { Queryable, Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { HistoryEntry } from '../model.ts';
import type { HistoryKind, Past } from '../rules.ts';

/** A line of the history, to be written. Instants are ISO. */
export interface NewEntry {
  readonly id: string;
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly kind: HistoryKind;
  readonly fromSquadId: string | null;
  readonly toSquadId: string | null;
  readonly fromJoinedAt: string | null;
  readonly cost: number;
  readonly chargeId: string | null;
  readonly awaitsAdd: Snowflake | null;
  readonly awaitsRemove: Snowflake | null;
  readonly actorId: string;
  readonly key: string | null;
  readonly now: string;
}

export async function addEntry(tx: Tx, entry: NewEntry): Promise<void> {
  await tx.rows(
    `INSERT INTO squad_history (id, guild_id, user_id, kind, from_squad_id, to_squad_id, from_joined_at, cost, charge_id,
       awaits_add, awaits_remove, actor_id, key, created_at)
     VALUES ($1::uuid, $2, $3, $4, $5::uuid, $6::uuid, $7::timestamptz, $8, $9::uuid, $10, $11, $12, $13, $14::timestamptz)`,
    [
      entry.id,
      entry.guildId,
      entry.userId,
      entry.kind,
      entry.fromSquadId,
      entry.toSquadId,
      entry.fromJoinedAt,
      entry.cost,
      entry.chargeId,
      entry.awaitsAdd,
      entry.awaitsRemove,
      entry.actorId,
      entry.key,
      entry.now,
    ],
  );
}

/** What a person's past decides about the next move. */
export async function readPast(
  db: Queryable,
  guildId: Snowflake,
  userId: Snowflake,
): Promise<Pick<Past, 'left' | 'switchedAt'>> {
  const [last] = await db.rows<{ kind: HistoryKind; squadId: string | null; at: Date }>(
    `SELECT kind, from_squad_id AS "squadId", created_at AS at FROM squad_history
     WHERE guild_id = $1 AND user_id = $2 AND reverted_at IS NULL AND kind <> 'revert' ORDER BY id DESC LIMIT 1`,
    [guildId, userId],
  );
  const [switched] = await db.rows<{ at: Date }>(
    `SELECT created_at AS at FROM squad_history
     WHERE guild_id = $1 AND user_id = $2 AND reverted_at IS NULL AND kind = 'switch' ORDER BY id DESC LIMIT 1`,
    [guildId, userId],
  );
  const left = last?.kind === 'leave' && last.squadId ? { squadId: last.squadId, at: last.at.getTime() } : null;
  return { left, switchedAt: switched?.at.getTime() ?? null };
}

/** What a key did. */
export interface KeyedEntry {
  readonly kind: HistoryKind;
  readonly userId: Snowflake;
  readonly fromSquadId: string | null;
  readonly toSquadId: string | null;
  readonly fromName: string | null;
  readonly cost: number;
  /** Null where nothing was charged. */
  readonly balance: number | null;
}

export async function findByKey(db: Queryable, guildId: Snowflake, key: string): Promise<KeyedEntry | null> {
  const [row] = await db.rows<KeyedEntry>(
    `SELECT h.kind, h.user_id AS "userId", h.from_squad_id AS "fromSquadId", h.to_squad_id AS "toSquadId", s.name AS "fromName",
       h.cost, t.giver_balance AS balance
     FROM squad_history h LEFT JOIN squads s ON s.id = h.from_squad_id LEFT JOIN bytes_transactions t ON t.id = h.charge_id
     WHERE h.guild_id = $1 AND h.key = $2`,
    [guildId, key],
  );
  return row ?? null;
}

/** A move whose roles Discord has not all written yet. */
export interface Waiting {
  readonly id: string;
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly fromSquadId: string | null;
  readonly toSquadId: string;
  readonly fromJoinedAt: Date | null;
  readonly chargeId: string | null;
  readonly awaitsAdd: Snowflake | null;
  readonly awaitsRemove: Snowflake | null;
}

const WAITING = `id, guild_id AS "guildId", user_id AS "userId", from_squad_id AS "fromSquadId", to_squad_id AS "toSquadId",
  from_joined_at AS "fromJoinedAt", charge_id AS "chargeId", awaits_add AS "awaitsAdd", awaits_remove AS "awaitsRemove"`;

/** The person's latest move into a squad, while it waits for Discord. */
export async function findWaiting(db: Queryable, guildId: Snowflake, userId: Snowflake): Promise<Waiting | null> {
  const [row] = await db.rows<Waiting & { kind: HistoryKind }>(
    `SELECT kind, ${WAITING} FROM squad_history WHERE guild_id = $1 AND user_id = $2 ORDER BY id DESC LIMIT 1`,
    [guildId, userId],
  );
  return row?.toSquadId && (row.awaitsAdd ?? row.awaitsRemove) !== null && MOVES.includes(row.kind) ? row : null;
}

const MOVES: readonly HistoryKind[] = ['join', 'switch', 'assign'];

/** Moves that were paid for and have waited for their role since before `until`. */
export function listLate(
  db: Queryable,
  until: string,
  limit: number,
): Promise<{ guildId: Snowflake; userId: Snowflake }[]> {
  return db.rows(
    `SELECT guild_id AS "guildId", user_id AS "userId" FROM squad_history
     WHERE awaits_add IS NOT NULL AND cost > 0 AND created_at <= $1::timestamptz ORDER BY created_at LIMIT $2::integer`,
    [until, limit],
  );
}

/** Discord wrote one role of a move. */
export async function noteWritten(tx: Tx, id: string, action: 'add' | 'remove'): Promise<void> {
  const column = action === 'add' ? 'awaits_add' : 'awaits_remove';
  await tx.rows(`UPDATE squad_history SET ${column} = NULL WHERE id = $1::uuid`, [id]);
}

/** Nothing of a person's earlier moves waits any more. */
export async function stopWaiting(tx: Tx, guildId: Snowflake, userId: Snowflake): Promise<void> {
  await tx.rows(
    `UPDATE squad_history SET awaits_add = NULL, awaits_remove = NULL
     WHERE guild_id = $1 AND user_id = $2 AND (awaits_add IS NOT NULL OR awaits_remove IS NOT NULL)`,
    [guildId, userId],
  );
}

export async function markReverted(tx: Tx, id: string, refundId: string | null, now: string): Promise<void> {
  await tx.rows(
    `UPDATE squad_history SET reverted_at = $3::timestamptz, refund_id = $2::uuid, awaits_add = NULL, awaits_remove = NULL
     WHERE id = $1::uuid`,
    [id, refundId, now],
  );
}

/** Who has ever been in a squad of the guild, among those that are given. */
export async function listKnown(
  db: Queryable,
  guildId: Snowflake,
  userIds: readonly Snowflake[],
): Promise<Snowflake[]> {
  const rows = await db.rows<{ id: Snowflake }>(
    'SELECT DISTINCT user_id AS id FROM squad_history WHERE guild_id = $1 AND user_id = ANY ($2::text[])',
    [guildId, userIds],
  );
  return rows.map(({ id }) => id);
}

/** Newest first. */
export async function listHistory(
  db: Queryable,
  guildId: Snowflake,
  userId: Snowflake,
  limit: number,
): Promise<HistoryEntry[]> {
  const rows = await db.rows<Omit<HistoryEntry, 'at'> & { at: Date }>(
    `SELECT h.id, h.kind, h.user_id AS "userId", a.name AS "fromName", b.name AS "toName", h.cost, h.actor_id AS "actorId", h.created_at AS at
     FROM squad_history h LEFT JOIN squads a ON a.id = h.from_squad_id LEFT JOIN squads b ON b.id = h.to_squad_id
     WHERE h.guild_id = $1 AND h.user_id = $2 ORDER BY h.id DESC LIMIT $3::integer`,
    [guildId, userId, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** What was written after an id, oldest first. */
export async function listSince(
  db: Queryable,
  guildId: Snowflake,
  after: string,
  limit: number,
): Promise<(HistoryEntry & { fromSquadId: string | null; toSquadId: string | null })[]> {
  const rows = await db.rows<
    Omit<HistoryEntry, 'at'> & { at: Date; fromSquadId: string | null; toSquadId: string | null }
  >(
    `SELECT h.id, h.kind, h.user_id AS "userId", a.name AS "fromName", b.name AS "toName", h.from_squad_id AS "fromSquadId",
       h.to_squad_id AS "toSquadId", h.cost, h.actor_id AS "actorId", h.created_at AS at
     FROM squad_history h LEFT JOIN squads a ON a.id = h.from_squad_id LEFT JOIN squads b ON b.id = h.to_squad_id
     WHERE h.guild_id = $1 AND h.id > $2::uuid ORDER BY h.id LIMIT $3::integer`,
    [guildId, after, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}
