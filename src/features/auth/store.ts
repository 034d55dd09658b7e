import type { Queryable } from '../../platform/db/database.ts';
import type { Snowflake } from '../../shared/ids.ts';
import type { Session } from './model.ts';

interface Row {
  id: string;
  user_id: string;
  username: string;
  display_name: string;
  avatar: string | null;
  ip: string;
  user_agent: string;
  created_at: Date;
  seen_at: Date;
}

const COLUMNS = 'id, user_id, username, display_name, avatar, ip, user_agent, created_at, seen_at';

const text = (epoch: number) => new Date(epoch).toISOString();

function toSession(row: Row): Session {
  return {
    id: row.id,
    person: { id: row.user_id, username: row.username, displayName: row.display_name, avatar: row.avatar },
    address: row.ip,
    userAgent: row.user_agent,
    createdAt: row.created_at.getTime(),
    seenAt: row.seen_at.getTime(),
  };
}

export async function insert(db: Queryable, hash: string, session: Session): Promise<void> {
  const { id, person, address, userAgent, createdAt, seenAt } = session;
  await db.rows(
    `INSERT INTO sessions (id, hash, user_id, username, display_name, avatar, ip, user_agent, created_at, seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      hash,
      person.id,
      person.username,
      person.displayName,
      person.avatar,
      address,
      userAgent,
      text(createdAt),
      text(seenAt),
    ],
  );
}

export async function find(db: Queryable, hash: string): Promise<Session | null> {
  const [row] = await db.rows<Row>(`SELECT ${COLUMNS} FROM sessions WHERE hash = $1`, [hash]);
  return row ? toSession(row) : null;
}

/** @returns whether the session is still there */
export async function saveSeen(db: Queryable, id: string, at: number): Promise<boolean> {
  const rows = await db.rows(
    'UPDATE sessions SET seen_at = greatest(seen_at, $2::timestamptz) WHERE id = $1 RETURNING id',
    [id, text(at)],
  );
  return rows.length > 0;
}

/** Last used first. */
export async function list(db: Queryable, userId: Snowflake): Promise<Session[]> {
  const rows = await db.rows<Row>(
    `SELECT ${COLUMNS} FROM sessions WHERE user_id = $1 ORDER BY seen_at DESC, id DESC LIMIT 100`,
    [userId],
  );
  return rows.map(toSession);
}

/** Ends one session of a person, or all when `id` is null. @returns the hashes of what ended */
export async function remove(db: Queryable, userId: Snowflake, id: string | null): Promise<string[]> {
  const rows = await db.rows<{ hash: string }>(
    'DELETE FROM sessions WHERE user_id = $1 AND ($2::text IS NULL OR id::text = $2::text) RETURNING hash',
    [userId, id],
  );
  return rows.map(({ hash }) => hash);
}

/** How many sessions were used after `seen` and began after `created`. */
export async function countOpen(db: Queryable, seen: number, created: number): Promise<number> {
  const [row] = await db.rows<{ open: number }>(
    'SELECT count(*)::int AS open FROM sessions WHERE seen_at > $1::timestamptz AND created_at > $2::timestamptz',
    [text(seen), text(created)],
  );
  return row?.open ?? 0;
}

/** Removes what was last used before `seen` or began before `created`. @returns how many */
export async function removeOver(db: Queryable, seen: number, created: number): Promise<number> {
  const rows = await db.rows(
    'DELETE FROM sessions WHERE seen_at <= $1::timestamptz OR created_at <= $2::timestamptz RETURNING id',
    [text(seen), text(created)],
  );
  return rows.length;
}
