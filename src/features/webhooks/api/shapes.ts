import { z } from 'zod';
import type { ApiKit } from '../../../http/kit/kit.ts';
import { refusalResponse } from '../../../http/kit/refusals.ts';
import {
  described,
  guildId,
  instant,
  iso,
  maybeInstant,
  maybeIso,
  maybeText,
  SAMPLE,
  text,
} from '../../../http/kit/shapes.ts';
import type { Delivery, Webhook, WebhookInput, WebhooksNo } from '../model.ts';
import { DELIVERY_STATES, EVENT_TYPES, EVENTS, NAME_LIMIT } from '../rules.ts';
import type { Webhooks } from '../service/index.ts';
import { webhooksWording } from '../text.ts';

export interface WebhooksApiDeps {
  readonly webhooks: Webhooks;
  readonly kit: ApiKit;
}

export const READ = { scope: 'webhooks:read', guild: 'guild_id' } as const;
export const MANAGE = { scope: 'webhooks:manage', guild: 'guild_id' } as const;
export const PREFIX = '/guilds/:guild_id/webhooks';

export function refused(request: Request, refusal: WebhooksNo): Response {
  return refusalResponse(request, refusal, webhooksWording);
}

const webhookId = described(z.uuid(), 'The webhook’s id.', SAMPLE.id);
const eventId = described(z.uuid(), 'The event’s id.', SAMPLE.id);
export const ofWebhook = z.object({ guild_id: guildId, webhook_id: webhookId });
export const ofDelivery = z.object({ guild_id: guildId, webhook_id: webhookId, event_id: eventId });

const URL_EXAMPLE = 'https://example.com/hooks/smarter-dev';
const PORT = '(?:\\d{1,4}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5])';
const ADDRESS = new RegExp(
  `^https?:\\/\\/[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*(?::${PORT})?(?:\\/[\\w.~%/?=&+:@,;!$'()*-]*)?$`,
);
const events = z.array(z.enum(EVENT_TYPES)).min(1).max(EVENT_TYPES.length);
const name = z.string().trim().min(1).max(NAME_LIMIT);

export const wish = z
  .strictObject({
    name: described(name, 'What it is for.', 'CI'),
    url: described(
      z.string().max(500).regex(ADDRESS, 'Must be an address, such as https://example.com/hooks.'),
      'Where events are sent; https, on the public internet.',
      URL_EXAMPLE,
    ),
    events: described(events, `What it hears of: ${EVENT_TYPES.map((type) => `\`${type}\``).join(', ')}.`, [
      'bytes.moved',
    ]),
    is_active: described(
      z.boolean(),
      'Whether anything is sent. What waits is sent when it is switched on again.',
      true,
    ).default(true),
  })
  .meta({ examples: [{ name: 'CI', url: URL_EXAMPLE, events: ['bytes.moved', 'squad.joined'], is_active: true }] });

export function inputOf({ name, url, events, is_active: isActive }: z.output<typeof wish>): WebhookInput {
  return { name, url, events: [...new Set(events)], isActive };
}

export const webhook = z.object({
  id: webhookId,
  name: described(name, 'What it is for.', 'CI'),
  url: text('Where events are sent.', URL_EXAMPLE),
  events: described(z.array(z.enum(EVENT_TYPES)), 'What it hears of.', ['bytes.moved']),
  is_active: described(z.boolean(), 'Whether anything is sent.', true),
  disabled_reason: maybeText('Why it was switched off by itself; null otherwise.', null),
  failing_since: maybeInstant('Since when nothing reaches it; null while all is well.'),
  overlap_until: maybeInstant('Until when the secret before signs as well.'),
  created_by: text('Who made it.', SAMPLE.user),
  created_at: instant('When it was made.'),
  updated_at: instant('When it was changed last.'),
});

export function webhookOf(one: Webhook): z.output<typeof webhook> {
  return {
    id: one.id,
    name: one.name,
    url: one.url,
    events: [...one.events],
    is_active: one.isActive,
    disabled_reason: one.disabledReason,
    failing_since: maybeIso(one.failingSince),
    overlap_until: maybeIso(one.overlapUntil),
    created_by: one.createdBy,
    created_at: iso(one.createdAt),
    updated_at: iso(one.updatedAt),
  };
}

export const issued = webhook.extend({ secret: text('What deliveries are signed with, shown this once.', 'whsec_…') });

const payload = z
  .object({
    id: text('The event’s id: the same at every try, so that nothing has to be done twice.', SAMPLE.id),
    type: text('What happened; `ping` when somebody tries the webhook.', 'bytes.moved'),
    created_at: instant('When it happened.'),
    guild_id: guildId,
    data: described(z.record(z.string(), z.unknown()), 'By the type of event.', EVENTS['bytes.moved'].example),
  })
  .meta({ description: 'The body that was sent.' });

export const delivery = z.object({
  event_id: eventId,
  type: text('What happened.', 'bytes.moved'),
  state: described(z.enum(DELIVERY_STATES), 'Whether it arrived.', 'delivered'),
  attempts: described(z.int().min(0), 'How often it was tried.', 1),
  next_attempt_at: maybeInstant('When it is tried next; null when it is over.'),
  response_status: described(z.int().nullable(), 'What the server answered last; null for nothing.', 204),
  response_excerpt: maybeText('The first kilobyte of the answer.', ''),
  problem: maybeText('What went wrong, in a sentence.', null),
  took_ms: described(z.int().nullable(), 'How long the last try took, in milliseconds.', 84),
  created_at: instant('When it was noted.'),
  delivered_at: maybeInstant('When it arrived.'),
  payload,
});

export function deliveryOf(one: Delivery): z.output<typeof delivery> {
  return {
    event_id: one.eventId,
    type: one.type,
    state: one.state,
    attempts: one.attempts,
    next_attempt_at: maybeIso(one.nextAttemptAt),
    response_status: one.responseStatus,
    response_excerpt: one.responseExcerpt,
    problem: one.problem,
    took_ms: one.tookMs,
    created_at: iso(one.createdAt),
    delivered_at: maybeIso(one.deliveredAt),
    payload: { ...one.payload, data: { ...one.payload.data } },
  };
}

const EXAMPLE_WEBHOOK = {
  ...{ id: SAMPLE.id, name: 'CI', url: URL_EXAMPLE, events: ['bytes.moved', 'squad.joined'], is_active: true },
  ...{ disabled_reason: null, failing_since: null, overlap_until: null, created_by: SAMPLE.user },
  ...{ created_at: SAMPLE.instant, updated_at: SAMPLE.instant },
};

export const EXAMPLE = {
  webhook: EXAMPLE_WEBHOOK,
  issued: { ...EXAMPLE_WEBHOOK, secret: 'whsec_…' },
  delivery: {
    ...{ event_id: SAMPLE.id, type: 'bytes.moved', state: 'delivered', attempts: 1, next_attempt_at: null },
    ...{ response_status: 204, response_excerpt: '', problem: null, took_ms: 84 },
    ...{ created_at: SAMPLE.instant, delivered_at: SAMPLE.instant },
    payload: {
      ...{ id: SAMPLE.id, type: 'bytes.moved', created_at: SAMPLE.instant, guild_id: SAMPLE.guild },
      data: EVENTS['bytes.moved'].example,
    },
  },
};
