import type { Queryable, Tx } from '../../platform/db/database.ts';
import type { ApiKey } from './model.ts';
import { knownScopes } from './rules.ts';

interface Row {
  id: string;
  name: string;
  prefix: string;
  hash: string;
  scopes: string[];
  guild_ids: string[] | null;
  rate_limit_per_minute: number;
  expires_at: Date | null;
  revoked_at: Date | null;
  replaced_by: string | null;
  overlap_until: Date | null;
  created_by: string;
  last_used_at: Date | null;
  created_at: Date;
}

export interface StoredApiKey extends ApiKey {
  readonly hash: string;
}

const time = (date: Date | null) => date?.getTime() ?? null;
const text = (epoch: number | null) => (epoch === null ? null : new Date(epoch).toISOString());

function toKey(row: Row): StoredApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    hash: row.hash,
    scopes: knownScopes(row.scopes),
    guildIds: row.guild_ids,
    ratePerMinute: row.rate_limit_per_minute,
    expiresAt: time(row.expires_at),
    revokedAt: time(row.revoked_at),
    replacedBy: row.replaced_by,
    overlapUntil: time(row.overlap_until),
    createdBy: row.created_by,
    lastUsedAt: time(row.last_used_at),
    createdAt: row.created_at.getTime(),
  };
}

export async function findByPrefix(db: Queryable, prefix: string): Promise<StoredApiKey | null> {
  const [row] = await db.rows<Row>('SELECT * FROM api_keys WHERE prefix = $1', [prefix]);
  return row ? toKey(row) : null;
}

export async function find(db: Queryable, id: string): Promise<StoredApiKey | null> {
  const [row] = await db.rows<Row>('SELECT * FROM api_keys WHERE id = $1::uuid', [id]);
  return row ? toKey(row) : null;
}

/** Locked until the transaction ends. @param name an id or a prefix */
export async function lock(db: Queryable, name: string): Promise<StoredApiKey | null> {
  const [row] = await db.rows<Row>('SELECT * FROM api_keys WHERE id::text = $1 OR prefix = $1 FOR UPDATE', [name]);
  return row ? toKey(row) : null;
}

/** Newest first. */
export async function list(db: Queryable): Promise<StoredApiKey[]> {
  return (await db.rows<Row>('SELECT * FROM api_keys ORDER BY created_at DESC, id DESC')).map(toKey);
}

/** Bound to this guild alone, newest first. */
export async function listOf(db: Queryable, guildId: string): Promise<StoredApiKey[]> {
  const text = 'SELECT * FROM api_keys WHERE guild_ids = ARRAY[$1::text] ORDER BY created_at DESC, id DESC';
  return (await db.rows<Row>(text, [guildId])).map(toKey);
}

/** Until the transaction ends nobody else makes keys of the guild. */
export async function lockMaking(tx: Tx, guildId: string): Promise<void> {
  await tx.rows("SELECT pg_advisory_xact_lock(hashtextextended('api_keys:' || $1::text, 0))", [guildId]);
}

export async function insert(db: Queryable, key: StoredApiKey): Promise<void> {
  await db.rows(
    `INSERT INTO api_keys (id, name, prefix, hash, scopes, guild_ids, rate_limit_per_minute, expires_at, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      key.id,
      key.name,
      key.prefix,
      key.hash,
      key.scopes,
      key.guildIds,
      key.ratePerMinute,
      text(key.expiresAt),
      key.createdBy,
      text(key.createdAt),
    ],
  );
}

export async function saveRevoked(db: Queryable, id: string, at: number): Promise<void> {
  await db.rows('UPDATE api_keys SET revoked_at = $2 WHERE id = $1', [id, text(at)]);
}

export async function saveReplaced(db: Queryable, id: string, by: string, until: number): Promise<void> {
  await db.rows('UPDATE api_keys SET replaced_by = $2, overlap_until = $3 WHERE id = $1', [id, by, text(until)]);
}

export async function saveUsed(db: Queryable, id: string, at: number): Promise<void> {
  await db.rows('UPDATE api_keys SET last_used_at = $2 WHERE id = $1 AND coalesce(last_used_at < $2, true)', [
    id,
    text(at),
  ]);
}
