import type { Queryable, Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Webhook, WebhookInput } from '../model.ts';

const COLUMNS = `id, guild_id AS "guildId", name, url, events, is_active AS "isActive", disabled_reason AS "disabledReason",
  epoch_ms(failing_since) AS "failingSince", epoch_ms(overlap_until) AS "overlapUntil", created_by AS "createdBy", version,
  epoch_ms(created_at) AS "createdAt", epoch_ms(updated_at) AS "updatedAt"`;

/** Newest last. */
export function listWebhooks(db: Queryable, guildId: Snowflake): Promise<Webhook[]> {
  return db.rows<Webhook>(`SELECT ${COLUMNS} FROM webhooks WHERE guild_id = $1 ORDER BY id`, [guildId]);
}

export async function findWebhook(db: Queryable, guildId: Snowflake, id: string): Promise<Webhook | null> {
  const [row] = await db.rows<Webhook>(`SELECT ${COLUMNS} FROM webhooks WHERE guild_id = $1 AND id = $2::uuid`, [
    guildId,
    id,
  ]);
  return row ?? null;
}

/** Under a lock on all of the guild's webhooks. */
export async function lockWebhooks(tx: Tx, guildId: Snowflake): Promise<number> {
  await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('webhooks'), hashtext($1))`, [guildId]);
  const [row] = await tx.rows<{ count: number }>('SELECT count(*)::int AS count FROM webhooks WHERE guild_id = $1', [
    guildId,
  ]);
  return row?.count ?? 0;
}

export async function addWebhook(
  tx: Tx,
  one: WebhookInput & { id: string; guildId: Snowflake; secret: string; createdBy: string; now: string },
): Promise<void> {
  await tx.rows(
    `INSERT INTO webhooks (id, guild_id, name, url, events, is_active, secret, scanned_at, created_by, created_at, updated_at)
     VALUES ($1::uuid, $2, $3, $4, $5::text::jsonb, $6::boolean, $7, $8::timestamptz, $9, $8::timestamptz, $8::timestamptz)`,
    [
      one.id,
      one.guildId,
      one.name,
      one.url,
      JSON.stringify(one.events),
      one.isActive,
      one.secret,
      one.now,
      one.createdBy,
    ],
  );
}

/** Switching it on begins anew. @returns false when it is gone, or another version */
export async function saveWebhook(
  tx: Tx,
  one: WebhookInput & { id: string; guildId: Snowflake; expectedVersion: number | null; now: string },
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE webhooks SET name = $3, url = $4, events = $5::text::jsonb,
       scanned_at = CASE WHEN $6::boolean AND NOT is_active THEN $7::timestamptz ELSE scanned_at END, is_active = $6::boolean,
       disabled_reason = CASE WHEN $6::boolean THEN NULL ELSE disabled_reason END,
       failing_since = CASE WHEN $6::boolean AND NOT is_active THEN NULL ELSE failing_since END,
       version = version + 1, updated_at = $7::timestamptz
     WHERE guild_id = $1 AND id = $2::uuid AND ($8::integer IS NULL OR version = $8::integer) RETURNING 1 AS saved`,
    [one.guildId, one.id, one.name, one.url, JSON.stringify(one.events), one.isActive, one.now, one.expectedVersion],
  );
  return rows.length > 0;
}

export async function deleteWebhook(tx: Tx, guildId: Snowflake, id: string): Promise<boolean> {
  const rows = await tx.rows('DELETE FROM webhooks WHERE guild_id = $1 AND id = $2::uuid RETURNING 1 AS gone', [
    guildId,
    id,
  ]);
  return rows.length > 0;
}

/** The secret before goes on signing until `overlapUntil`. */
export async function rotateSecret(
  tx: Tx,
  guildId: Snowflake,
  id: string,
  { secret, overlapUntil, now }: { secret: string; overlapUntil: string; now: string },
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE webhooks SET previous_secret = secret, overlap_until = $4::timestamptz, secret = $3, version = version + 1,
       updated_at = $5::timestamptz WHERE guild_id = $1 AND id = $2::uuid RETURNING 1 AS rotated`,
    [guildId, id, secret, overlapUntil, now],
  );
  return rows.length > 0;
}

/** What signing needs. */
export interface SealedSecrets {
  readonly secret: string;
  /** Null once the overlap is over. */
  readonly previous: string | null;
}

export async function readSecrets(db: Queryable, id: string, now: string): Promise<SealedSecrets | null> {
  const [row] = await db.rows<SealedSecrets>(
    `SELECT secret, CASE WHEN overlap_until > $2::timestamptz THEN previous_secret END AS previous FROM webhooks WHERE id = $1::uuid`,
    [id, now],
  );
  return row ?? null;
}

/** An active webhook, and until when it was looked for what happened. */
export interface Scanned {
  readonly id: string;
  readonly guildId: Snowflake;
  readonly events: Webhook['events'];
  readonly createdAt: number;
  readonly scannedAt: number;
}

export function listActive(db: Queryable): Promise<Scanned[]> {
  return db.rows<Scanned>(
    `SELECT id, guild_id AS "guildId", events, epoch_ms(created_at) AS "createdAt", epoch_ms(scanned_at) AS "scannedAt"
     FROM webhooks WHERE is_active ORDER BY guild_id, id`,
  );
}

export async function markScanned(db: Queryable, id: string, until: string): Promise<void> {
  await db.rows('UPDATE webhooks SET scanned_at = greatest(scanned_at, $2::timestamptz) WHERE id = $1::uuid', [
    id,
    until,
  ]);
}

/** How the last try went: null is well. */
export async function markHealth(db: Queryable, id: string, failingSince: string | null): Promise<void> {
  await db.rows(
    `UPDATE webhooks SET failing_since = CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE coalesce(failing_since, $2::timestamptz) END
     WHERE id = $1::uuid AND (failing_since IS NULL) <> ($2::timestamptz IS NULL)`,
    [id, failingSince],
  );
}

/** @returns false when it was off already */
export async function disable(tx: Tx, id: string, reason: string, now: string): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE webhooks SET is_active = false, disabled_reason = $2, version = version + 1, updated_at = $3::timestamptz
     WHERE id = $1::uuid AND is_active RETURNING 1 AS off`,
    [id, reason, now],
  );
  return rows.length > 0;
}
