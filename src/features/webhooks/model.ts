import type { Snowflake } from '../../shared/ids.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { DeliveryState, EventType } from './rules.ts';

/** Instants are epoch milliseconds. */
export interface Webhook {
  readonly id: string;
  readonly guildId: Snowflake;
  readonly name: string;
  readonly url: string;
  readonly events: readonly EventType[];
  readonly isActive: boolean;
  /** Why it was switched off by itself. */
  readonly disabledReason: string | null;
  /** Since when nothing reaches it; null while all is well. */
  readonly failingSince: number | null;
  /** Until when the secret before signs as well. */
  readonly overlapUntil: number | null;
  readonly createdBy: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface WebhookInput {
  readonly name: string;
  readonly url: string;
  readonly events: readonly EventType[];
  readonly isActive: boolean;
}

/** A webhook with its secret, which is shown this once. */
export interface IssuedWebhook {
  readonly webhook: Webhook;
  readonly secret: string;
}

export interface Delivery {
  readonly webhookId: string;
  /** The event's; the same at every try. */
  readonly eventId: string;
  readonly type: EventType | 'ping';
  readonly payload: Payload;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: number | null;
  readonly responseStatus: number | null;
  /** The first kilobyte of the answer. */
  readonly responseExcerpt: string | null;
  /** Why it was not delivered, in a sentence. */
  readonly problem: string | null;
  readonly tookMs: number | null;
  readonly createdAt: number;
  readonly deliveredAt: number | null;
}

/** The body of a delivery. */
export interface Payload {
  readonly id: string;
  readonly type: EventType | 'ping';
  /** ISO instant. */
  readonly created_at: string;
  readonly guild_id: Snowflake;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Something that happened in a guild; ids are UUIDv7 and sort by time. */
export interface SourceEvent {
  readonly id: string;
  readonly type: EventType;
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export type WebhooksRefusal =
  | 'webhook_unknown'
  | 'webhook_changed_meanwhile'
  | 'webhooks_limit'
  | 'webhook_url_refused'
  | 'webhook_off'
  | 'delivery_unknown';

export type WebhooksNo = Refusal<WebhooksRefusal>;
