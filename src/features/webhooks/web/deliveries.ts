import { Elysia } from 'elysia';
import { DeliveryPage, type ShownDelivery } from '../../../../views/dashboard/guild/webhook.tsx';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf } from '../../../http/kit/pages/visit.ts';
import { isUuid } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { Webhook } from '../model.ts';
import {
  MANAGED,
  ONE,
  pathOf,
  shown,
  turnBack,
  type WebhookContext,
  type WebhooksWebDeps,
  webhookIn,
} from './parts.ts';

const DELIVERY = `${ONE}/deliveries/:event_id`;
/** The first answer is awaited this long, in milliseconds; later ones are looked at by whoever wants to know. */
const AWAITED = 60_000;

interface DeliveryContext extends WebhookContext {
  readonly params: WebhookContext['params'] & { readonly event_id: string };
}

/** What was sent to a webhook and what came back, sending it again, and tests. */
export function deliveryPages(deps: WebhooksWebDeps) {
  const { webhooks, pages } = deps;

  async function withDelivery(
    context: DeliveryContext,
    work: (delivery: ShownDelivery, webhook: Webhook, path: string) => Promise<Response>,
  ): Promise<Response> {
    const { place, params } = context;
    const webhook = await webhookIn(deps, context);
    if (isRefusal(webhook)) return turnBack(deps, context, webhook);
    const home = `${pathOf(place)}/${webhook.id}`;
    const delivery = isUuid(params.event_id)
      ? await webhooks.delivery(place.guild.id, webhook.id, params.event_id)
      : refuse('delivery_unknown');
    if (isRefusal(delivery)) return turnBack(deps, context, delivery, home);
    return work(shown(delivery), webhook, `${home}/deliveries/${delivery.eventId}`);
  }

  function show(context: DeliveryContext): Promise<Response> {
    return withDelivery(context, async (delivery, webhook) => {
      const shell = await pages.shell(context);
      const { guild } = context.place;
      const page = DeliveryPage({ shell, guild, webhook, delivery, soon: isAwaited(delivery, shell.now) });
      return htmlResponse(await page);
    });
  }

  function redeliver(context: DeliveryContext): Promise<Response> {
    return withDelivery(context, async ({ eventId }, { id }, here) => {
      const again = await webhooks.redeliver(context.place.guild.id, id, eventId);
      if (isRefusal(again)) return turnBack(deps, context, again, here);
      const text = 'It is sent again under the same id, within seconds.';
      return pages.redirect(context, here, { kind: 'success', text });
    });
  }

  async function ping(context: WebhookContext): Promise<Response> {
    const { place, viewer, visit } = context;
    const webhook = await webhookIn(deps, context);
    if (isRefusal(webhook)) return turnBack(deps, context, webhook);
    const home = `${pathOf(place)}/${webhook.id}`;
    const sent = await webhooks.ping(place.guild.id, webhook.id, actorOf(viewer, visit));
    if (isRefusal(sent)) return turnBack(deps, context, sent, home);
    return pages.redirect(context, `${home}/deliveries/${sent.eventId}`);
  }

  return new Elysia()
    .use(pages.plugin)
    .post(`${ONE}/pings`, ping, { mayIn: MANAGED })
    .get(DELIVERY, show, { mayIn: MANAGED })
    .post(`${DELIVERY}/redelivery`, redeliver, { mayIn: MANAGED });
}

/** Whether an answer may come any moment. */
function isAwaited({ isUnanswered, nextAttemptAt }: ShownDelivery, now: number): boolean {
  return isUnanswered && nextAttemptAt !== null && now - nextAttemptAt < AWAITED;
}
