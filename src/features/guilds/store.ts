import type { Queryable, Tx } from '../../platform/db/database.ts';
import { LAST_UUID, type Snowflake } from '../../shared/ids.ts';
import type { AuditEntry, AuditRow, GuildChoices } from './model.ts';

/** An outage shorter than this never cost anyone a day. */
const SHORTEST_OUTAGE = '5 minutes';

const CHOICES = `timezone, is_public AS "isPublic", log_channel_id AS "logChannelId", appeal, tells_warned AS "tellsWarned"`;

export async function findSettings(db: Queryable, guildId: Snowflake): Promise<GuildChoices | null> {
  const rows = await db.rows<GuildChoices>(`SELECT ${CHOICES} FROM guild_settings WHERE guild_id = $1`, [guildId]);
  return rows[0] ?? null;
}

/** Guilds that show themselves to everybody. */
export async function listPublic(db: Queryable): Promise<Snowflake[]> {
  const rows = await db.rows<{ id: Snowflake }>(
    'SELECT guild_id AS id FROM guild_settings WHERE is_public ORDER BY id',
  );
  return rows.map(({ id }) => id);
}

/** The settings inside a transaction that will change them: nobody else can, until it ends. */
export async function lockSettings(tx: Tx, guildId: Snowflake, now: string): Promise<GuildChoices> {
  await tx.rows(
    'INSERT INTO guild_settings (guild_id, created_at, updated_at) VALUES ($1, $2::timestamptz, $2::timestamptz) ON CONFLICT DO NOTHING',
    [guildId, now],
  );
  const [row] = await tx.rows<GuildChoices>(`SELECT ${CHOICES} FROM guild_settings WHERE guild_id = $1 FOR UPDATE`, [
    guildId,
  ]);
  if (!row) throw new Error(`no settings for guild ${guildId}`);
  return row;
}

/** Of a guild whose settings are locked. */
export async function saveSettings(tx: Tx, guildId: Snowflake, choices: GuildChoices, now: string): Promise<void> {
  await tx.rows(
    `UPDATE guild_settings SET timezone = $2, is_public = $3, log_channel_id = $4, appeal = $5, tells_warned = $6,
       updated_at = $7::timestamptz WHERE guild_id = $1`,
    [guildId, choices.timezone, choices.isPublic, choices.logChannelId, choices.appeal, choices.tellsWarned, now],
  );
}

/** The database has its own list of zones; days are cut by it. */
export async function knowsZone(db: Queryable, timezone: string): Promise<boolean> {
  const rows = await db.rows('SELECT 1 FROM pg_timezone_names WHERE name = $1', [timezone]);
  return rows.length > 0;
}

export async function addAudit(tx: Queryable, id: string, entry: AuditEntry, now: string): Promise<void> {
  await tx.rows(
    `INSERT INTO audit_log (id, guild_id, actor_id, actor_name, action, target, before, after, request_id, created_at, ip)
     VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::text::jsonb, $8::text::jsonb, $9, $10::timestamptz, $11)`,
    [
      id,
      entry.guildId,
      entry.actorId,
      entry.actorName ?? null,
      entry.action,
      entry.target ?? null,
      entry.before ? JSON.stringify(entry.before) : null,
      entry.after ? JSON.stringify(entry.after) : null,
      entry.requestId ?? null,
      now,
      entry.ip ?? null,
    ],
  );
}

/** Entries of a guild, or those of no guild. Written so that both are found by an index, in whose order they are read. */
function ofChain(guildId: Snowflake | null): string {
  return guildId === null ? 'guild_id IS NULL AND $1::text IS NULL' : 'guild_id = $1';
}

/** Newest first; `before` is the id of the last one seen. */
export function listAudit(
  db: Queryable,
  guildId: Snowflake | null,
  before: string | null,
  limit: number,
): Promise<AuditRow[]> {
  return db.rows<AuditRow>(
    `SELECT id, guild_id AS "guildId", actor_id AS "actorId", actor_name AS "actorName", action, target, before, after,
       request_id AS "requestId", ip, created_at AS "createdAt", position, hash
     FROM audit_log
     WHERE ${ofChain(guildId)} AND id < $2::uuid ORDER BY guild_id DESC, id DESC LIMIT $3::integer`,
    [guildId, before ?? LAST_UUID, limit],
  );
}

/** What was written after an id, oldest first. */
export function listAuditSince(db: Queryable, guildId: Snowflake, after: string, limit: number): Promise<AuditRow[]> {
  return db.rows<AuditRow>(
    `SELECT id, guild_id AS "guildId", actor_id AS "actorId", actor_name AS "actorName", action, target, before, after,
       request_id AS "requestId", ip, created_at AS "createdAt", position, hash
     FROM audit_log WHERE guild_id = $1 AND id > $2::uuid ORDER BY id LIMIT $3::integer`,
    [guildId, after, limit],
  );
}

/** Positions whose hash does not follow from the row before it: changed, or something between was taken out. */
export async function findBrokenLinks(db: Queryable, guildId: Snowflake | null): Promise<number[]> {
  const rows = await db.rows<{ position: number }>(
    `SELECT link.position FROM (
       SELECT entry.position, entry.hash, row_number() OVER chain AS expected,
         audit_hash(entry, coalesce(lag(entry.hash) OVER chain, '')) AS computed
       FROM audit_log AS entry WHERE ${ofChain(guildId)}
       WINDOW chain AS (ORDER BY entry.position)
     ) AS link
     WHERE link.hash <> link.computed OR link.position <> link.expected ORDER BY link.position`,
    [guildId],
  );
  return rows.map((row) => row.position);
}

export async function saveHeartbeat(db: Queryable, source: string, now: string): Promise<void> {
  await db.rows(
    `INSERT INTO heartbeats (source, seen_at) VALUES ($1, $2::timestamptz)
     ON CONFLICT (source) DO UPDATE SET seen_at = excluded.seen_at`,
    [source, now],
  );
}

export async function findHeartbeat(db: Queryable, source: string): Promise<Date | null> {
  const rows = await db.rows<{ seen_at: Date }>('SELECT seen_at FROM heartbeats WHERE source = $1', [source]);
  return rows[0]?.seen_at ?? null;
}

/** Does nothing while one of this source is open already. */
export async function openOutage(db: Queryable, id: string, source: string, startedAt: string): Promise<void> {
  await db.rows(
    `INSERT INTO outages (id, source, started_at) SELECT $1::uuid, $2::text, $3::timestamptz
     WHERE NOT EXISTS (SELECT FROM outages WHERE source = $2::text AND ended_at IS NULL)`,
    [id, source, startedAt],
  );
}

/** Ends what is open; what was too short to matter is forgotten. */
export async function closeOutages(db: Queryable, source: string, now: string): Promise<void> {
  await db.rows(
    'UPDATE outages SET ended_at = greatest($2::timestamptz, started_at) WHERE source = $1 AND ended_at IS NULL',
    [source, now],
  );
  await db.rows(`DELETE FROM outages WHERE source = $1 AND ended_at - started_at < interval '${SHORTEST_OUTAGE}'`, [
    source,
  ]);
}

/** A process that is gone for good (another sharding) must not shield streaks for ever. */
export async function closeAbandonedOutages(db: Queryable, now: string): Promise<void> {
  await db.rows(
    `UPDATE outages SET ended_at = $1::timestamptz WHERE ended_at IS NULL AND started_at < $1::timestamptz - interval '7 days'
     AND NOT EXISTS (SELECT FROM heartbeats WHERE heartbeats.source = outages.source AND seen_at > outages.started_at)`,
    [now],
  );
}
