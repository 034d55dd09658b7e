import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { cursorPage } from '../../../http/kit/page.ts';
import { cursorText, pageLimit } from '../../../http/kit/values.ts';
import {
  delivery,
  deliveryOf,
  EXAMPLE,
  MANAGE,
  ofDelivery,
  ofWebhook,
  PREFIX,
  READ,
  refused,
  type WebhooksApiDeps,
} from './shapes.ts';

const STANDARD = 25;
const query = z.strictObject({ limit: pageLimit(STANDARD), cursor: cursorText.optional() });

/** What was sent, and sending again. */
export function deliveriesApi({ webhooks, kit }: WebhooksApiDeps) {
  return new Elysia({ prefix: `${PREFIX}/:webhook_id`, tags: ['Webhooks'] })
    .use(kit.plugin)
    .get(
      '/deliveries',
      async ({ params: { guild_id: guildId, webhook_id: id }, query: { limit, cursor }, request }) => {
        const list = `deliveries:${id}`;
        const [before = null] = cursor === undefined ? [] : kit.cursors.read(list, cursor);
        const found = await webhooks.deliveries(guildId, id, before === null ? null : String(before), limit);
        if ('refused' in found) return refused(request, found);
        const next = found.next === null ? null : kit.cursors.write(list, [found.next]);
        return { data: found.deliveries.map(deliveryOf), page: { next_cursor: next } };
      },
      {
        right: READ,
        params: ofWebhook,
        query,
        detail: operation({
          id: 'listDeliveries',
          summary: 'List deliveries',
          description: 'Newest first; they are kept for 30 days.',
          answer: cursorPage(delivery),
          example: { data: [EXAMPLE.delivery], page: { next_cursor: null } },
          errors: ['webhook_unknown', 'invalid_cursor'],
        }),
      },
    )
    .get(
      '/deliveries/:event_id',
      async ({ params, request }) => {
        const found = await webhooks.delivery(params.guild_id, params.webhook_id, params.event_id);
        return 'refused' in found ? refused(request, found) : deliveryOf(found);
      },
      {
        right: READ,
        params: ofDelivery,
        detail: operation({
          id: 'getDelivery',
          summary: 'Get a delivery',
          answer: delivery,
          example: EXAMPLE.delivery,
          errors: ['webhook_unknown', 'delivery_unknown'],
        }),
      },
    )
    .post(
      '/deliveries/:event_id/redelivery',
      async ({ params, request, set }) => {
        const again = await webhooks.redeliver(params.guild_id, params.webhook_id, params.event_id);
        if ('refused' in again) return refused(request, again);
        set.status = 202;
        return deliveryOf(again);
      },
      {
        right: MANAGE,
        params: ofDelivery,
        detail: operation({
          id: 'redeliver',
          summary: 'Send an event again',
          description: 'Under the same id, within seconds.',
          answer: delivery,
          example: { ...EXAMPLE.delivery, state: 'pending', attempts: 0 },
          status: 202,
          errors: ['webhook_unknown', 'delivery_unknown', 'webhook_off'],
        }),
      },
    )
    .post(
      '/pings',
      async ({ params, actor, request, set }) => {
        const sent = await webhooks.ping(params.guild_id, params.webhook_id, actor);
        if ('refused' in sent) return refused(request, sent);
        set.status = 202;
        return deliveryOf(sent);
      },
      {
        right: MANAGE,
        params: ofWebhook,
        detail: operation({
          id: 'pingWebhook',
          summary: 'Try a webhook',
          description: 'Sends an event of type `ping` within seconds; look at its delivery for the answer.',
          answer: delivery,
          example: { ...EXAMPLE.delivery, type: 'ping', state: 'pending', attempts: 0 },
          status: 202,
          errors: ['webhook_unknown', 'webhook_off'],
        }),
      },
    );
}
