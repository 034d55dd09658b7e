import type { Queryable } from '../../../platform/db/database.ts';
import { LAST_UUID, type Snowflake } from '../../../shared/ids.ts';
import type { Delivery, Payload } from '../model.ts';

const COLUMNS = `d.webhook_id AS "webhookId", d.event_id AS "eventId", d.type, d.payload, d.state, d.attempts,
  epoch_ms(d.next_attempt_at) AS "nextAttemptAt", d.response_status AS "responseStatus", d.response_excerpt AS "responseExcerpt",
  d.problem, d.took_ms AS "tookMs", epoch_ms(d.created_at) AS "createdAt", epoch_ms(d.delivered_at) AS "deliveredAt"`;

/** Notes that an event is to be told; one that is known changes nothing. */
export async function enqueue(db: Queryable, webhookId: string, payload: Payload, now: string): Promise<void> {
  await db.rows(
    `INSERT INTO webhook_deliveries (webhook_id, event_id, type, payload, next_attempt_at, created_at)
     SELECT id, $2::uuid, $3, $4::text::jsonb, $5::timestamptz, $5::timestamptz FROM webhooks WHERE id = $1::uuid FOR KEY SHARE
     ON CONFLICT DO NOTHING`,
    [webhookId, payload.id, payload.type, JSON.stringify(payload), now],
  );
}

/** A delivery that is to be tried now. */
export interface Claimed {
  readonly webhookId: string;
  readonly guildId: Snowflake;
  readonly url: string;
  readonly eventId: string;
  readonly type: string;
  readonly payload: Payload;
  /** This try included. */
  readonly attempts: number;
  readonly failingSince: number | null;
}

/** The oldest waiting delivery of each webhook, if it is due; nobody else takes the webhook until `until`. */
export function claimHeads(
  db: Queryable,
  { now, until, limit, only = null }: { now: string; until: string; limit: number; only?: string | null },
): Promise<Claimed[]> {
  return db.rows<Claimed>(
    `UPDATE webhook_deliveries d SET next_attempt_at = $2::timestamptz, attempts = d.attempts + 1
     FROM webhooks w
     WHERE w.id = d.webhook_id AND d.state = 'pending' AND d.next_attempt_at <= $1::timestamptz
       AND (d.webhook_id, d.event_id) IN (
         SELECT head.webhook_id, head.event_id FROM webhooks o
         CROSS JOIN LATERAL (
           SELECT x.webhook_id, x.event_id, x.next_attempt_at FROM webhook_deliveries x
           WHERE x.webhook_id = o.id AND x.state = 'pending' ORDER BY x.event_id LIMIT 1) head
         WHERE o.is_active AND head.next_attempt_at <= $1::timestamptz AND ($4::uuid IS NULL OR o.id = $4::uuid)
         LIMIT $3::integer)
     RETURNING d.webhook_id AS "webhookId", w.guild_id AS "guildId", w.url, d.event_id AS "eventId", d.type, d.payload, d.attempts,
       epoch_ms(w.failing_since) AS "failingSince"`,
    [now, until, limit, only],
  );
}

/** What came of a try. */
export interface Result {
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly nextAttemptAt: string | null;
  readonly status: number | null;
  readonly excerpt: string | null;
  readonly problem: string | null;
  readonly tookMs: number;
  readonly now: string;
}

/** One that somebody else took meanwhile is left to them. */
export async function settle(db: Queryable, { webhookId, eventId, attempts }: Claimed, result: Result): Promise<void> {
  await db.rows(
    `UPDATE webhook_deliveries SET state = $3, next_attempt_at = $4::timestamptz, response_status = $5::integer,
       response_excerpt = $6, problem = $7, took_ms = $8::integer,
       delivered_at = CASE WHEN $3 = 'delivered' THEN $9::timestamptz END
     WHERE webhook_id = $1::uuid AND event_id = $2::uuid AND attempts = $10::integer`,
    [
      webhookId,
      eventId,
      result.state,
      result.nextAttemptAt,
      result.status,
      result.excerpt,
      result.problem,
      result.tookMs,
      result.now,
      attempts,
    ],
  );
}

/** Newest first; events before `before`. */
export function listDeliveries(
  db: Queryable,
  webhookId: string,
  before: string | null,
  limit: number,
): Promise<Delivery[]> {
  return db.rows<Delivery>(
    `SELECT ${COLUMNS} FROM webhook_deliveries d
     WHERE d.webhook_id = $1::uuid AND d.event_id < $2::uuid ORDER BY d.event_id DESC LIMIT $3::integer`,
    [webhookId, before ?? LAST_UUID, limit],
  );
}

export async function findDelivery(db: Queryable, webhookId: string, eventId: string): Promise<Delivery | null> {
  const [row] = await db.rows<Delivery>(
    `SELECT ${COLUMNS} FROM webhook_deliveries d WHERE d.webhook_id = $1::uuid AND d.event_id = $2::uuid`,
    [webhookId, eventId],
  );
  return row ?? null;
}

/** From the beginning, now. */
export async function retry(db: Queryable, webhookId: string, eventId: string, now: string): Promise<void> {
  await db.rows(
    `UPDATE webhook_deliveries SET state = 'pending', attempts = 0, next_attempt_at = $3::timestamptz, delivered_at = NULL
     WHERE webhook_id = $1::uuid AND event_id = $2::uuid`,
    [webhookId, eventId, now],
  );
}

export async function forgetOld(db: Queryable, before: string): Promise<void> {
  await db.rows('DELETE FROM webhook_deliveries WHERE created_at < $1::timestamptz', [before]);
}
