import type { ShownDelivery } from '../../../../views/dashboard/guild/webhook.tsx';
import type { PageContext, PageKit } from '../../../http/kit/pages/pages.ts';
import type { Place, Viewer } from '../../../http/kit/pages/visit.ts';
import { isUuid } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { Delivery, Webhook, WebhooksNo } from '../model.ts';
import { isUnanswered } from '../rules.ts';
import type { Webhooks } from '../service/index.ts';
import { webhooksWording } from '../text.ts';

export interface WebhooksWebDeps {
  readonly webhooks: Webhooks;
  readonly pages: PageKit;
}

export interface WebhooksContext extends PageContext {
  readonly viewer: Viewer;
  readonly place: Place;
}

export interface WebhookContext extends WebhooksContext {
  readonly params: { readonly webhook_id: string };
}

export const PATH = '/admin/guilds/:guild_id/webhooks';
export const ONE = `${PATH}/:webhook_id`;
export const MANAGED = { guild: 'guild_id', right: 'manager' } as const;

export function pathOf({ guild }: Place): string {
  return `/admin/guilds/${guild.id}/webhooks`;
}

export function worded({ refused, context }: WebhooksNo): string {
  return webhooksWording[refused](context);
}

/** What people called it, so that it turns no text round. */
export function readable(webhook: Webhook): Webhook {
  return { ...webhook, name: legible(webhook.name), url: legible(webhook.url) };
}

/** What another server wrote, so that it turns no text round, and whether its answer is still to come. */
export function shown(delivery: Delivery): ShownDelivery {
  const lines = (text: string | null) => text?.split('\n').map(legible).join('\n') ?? null;
  return {
    ...delivery,
    responseExcerpt: lines(delivery.responseExcerpt),
    problem: lines(delivery.problem),
    isUnanswered: isUnanswered(delivery),
  };
}

/** The webhook that an address names. */
export async function webhookIn(
  { webhooks }: Pick<WebhooksWebDeps, 'webhooks'>,
  { place, params: { webhook_id: id } }: WebhookContext,
): Promise<Webhook | WebhooksNo> {
  const found = isUuid(id) ? await webhooks.find(place.guild.id, id) : refuse('webhook_unknown');
  return isRefusal(found) ? found : readable(found);
}

/** Back to a page that shows how things are, with the reason. */
export function turnBack(
  { pages }: Pick<WebhooksWebDeps, 'pages'>,
  context: WebhooksContext,
  no: WebhooksNo,
  to = pathOf(context.place),
): Response {
  return pages.redirect(context, to, { kind: 'warning', text: worded(no) });
}
