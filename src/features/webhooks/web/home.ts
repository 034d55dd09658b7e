import { Elysia } from 'elysia';
import { ConfirmPage } from '../../../../views/dashboard/confirm.tsx';
import { type Asked, WebhookPage } from '../../../../views/dashboard/guild/webhook.tsx';
import { WebhooksPage } from '../../../../views/dashboard/guild/webhooks.tsx';
import { isConfirmed } from '../../../http/kit/pages/confirmation.ts';
import { textOf, wholeNumber } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf } from '../../../http/kit/pages/visit.ts';
import { isUuid } from '../../../shared/ids.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { Webhook } from '../model.ts';
import { EVENT_TYPES } from '../rules.ts';
import { secretPage } from './editor.ts';
import {
  MANAGED,
  ONE,
  PATH,
  pathOf,
  readable,
  shown,
  turnBack,
  type WebhookContext,
  type WebhooksContext,
  type WebhooksWebDeps,
  webhookIn,
} from './parts.ts';

const DELIVERIES = 25;

/** What follows, as the dialog and `ConfirmPage` ask about it. */
function askedOf({ name }: Webhook): { secret: Asked; deletion: Asked } {
  return {
    secret: {
      title: `Replace the secret of «${name}»?`,
      consequence:
        'You get a new secret. For a day everything is signed with both, so that your program can change over; then the old one is worth nothing.',
      confirm: 'Replace the secret',
      danger: false,
    },
    deletion: {
      title: `Delete the webhook «${name}»?`,
      consequence:
        'What waits to be sent is not sent any more, and its deliveries are forgotten. This cannot be undone.',
      confirm: `Delete ${name}`,
      danger: true,
    },
  };
}

/** A guild's webhooks, and what can be done with one. */
export function homePages(deps: WebhooksWebDeps) {
  const { webhooks, pages } = deps;

  async function list(context: WebhooksContext): Promise<Response> {
    const { guild } = context.place;
    const [shell, found] = await Promise.all([pages.shell(context), webhooks.list(guild.id)]);
    return htmlResponse(await WebhooksPage({ shell, guild, webhooks: found.map(readable), kinds: EVENT_TYPES.length }));
  }

  /** Does something with the webhook that the address names. */
  async function withWebhook(context: WebhookContext, work: (webhook: Webhook, path: string) => Promise<Response>) {
    const webhook = await webhookIn(deps, context);
    if (isRefusal(webhook)) return turnBack(deps, context, webhook);
    return work(webhook, `${pathOf(context.place)}/${webhook.id}`);
  }

  function show(context: WebhookContext): Promise<Response> {
    return withWebhook(context, async (webhook, path) => {
      const { guild } = context.place;
      const given = new URL(context.request.url).searchParams.get('before');
      const before = given !== null && isUuid(given) ? given : null;
      const found = await webhooks.deliveries(guild.id, webhook.id, before, DELIVERIES);
      if (isRefusal(found)) return turnBack(deps, context, found);
      const page = WebhookPage({
        ...{
          shell: await pages.shell(context),
          guild,
          webhook,
          deliveries: found.deliveries.map(shown),
          asked: askedOf(webhook),
        },
        newest: before === null ? null : path,
        older: found.next === null ? null : `${path}?before=${found.next}`,
      });
      return htmlResponse(await page);
    });
  }

  /** Pauses and resumes, whichever the button said. */
  function setState(context: WebhookContext): Promise<Response> {
    return withWebhook(context, async (webhook, path) => {
      const { place, viewer, visit } = context;
      const isActive = visit.fields.get('active') === 'on';
      const expectedVersion = wholeNumber(textOf(visit.fields.get('version')));
      const change = { actor: actorOf(viewer, visit), expectedVersion };
      const saved = await webhooks.edit(place.guild.id, webhook.id, { ...webhook, isActive }, change);
      if (isRefusal(saved)) return turnBack(deps, context, saved, path);
      const text = isActive
        ? `${webhook.name} is told again, beginning with what was waiting.`
        : `${webhook.name} is paused: nothing is sent, and what happens meanwhile is not told later.`;
      return pages.redirect(context, path, { kind: 'success', text });
    });
  }

  /** Asks first, where no script did. */
  function confirmed(
    context: WebhookContext,
    what: keyof ReturnType<typeof askedOf>,
    work: (webhook: Webhook) => Promise<Response>,
  ): Promise<Response> {
    return withWebhook(context, async (webhook, path) => {
      if (isConfirmed(context.visit)) return work(webhook);
      const { guild } = context.place;
      const page = ConfirmPage({
        shell: await pages.shell(context),
        crumbs: [
          { label: 'Guilds', href: '/admin/guilds' },
          { label: guild.name, href: `/admin/guilds/${guild.id}` },
          { label: 'Webhooks', href: pathOf(context.place) },
          { label: webhook.name, href: path },
          { label: 'Sure?' },
        ],
        ...askedOf(webhook)[what],
        action: `${path}/${what}`,
        cancel: path,
      });
      return htmlResponse(await page);
    });
  }

  function rotate(context: WebhookContext): Promise<Response> {
    return confirmed(context, 'secret', async ({ id }) => {
      const { place, viewer, visit } = context;
      const issued = await webhooks.rotate(place.guild.id, id, actorOf(viewer, visit));
      return isRefusal(issued) ? turnBack(deps, context, issued) : secretPage(deps, context, issued);
    });
  }

  function remove(context: WebhookContext): Promise<Response> {
    return confirmed(context, 'deletion', async ({ id, name }) => {
      const { place, viewer, visit } = context;
      const no = await webhooks.remove(place.guild.id, id, actorOf(viewer, visit));
      if (no) return turnBack(deps, context, no);
      const text = `${name} is deleted: nothing is sent to its address any more.`;
      return pages.redirect(context, pathOf(place), { kind: 'success', text });
    });
  }

  return new Elysia()
    .use(pages.plugin)
    .get(PATH, list, { mayIn: MANAGED })
    .get(ONE, show, { mayIn: MANAGED })
    .post(`${ONE}/state`, setState, { mayIn: MANAGED })
    .post(`${ONE}/secret`, rotate, { mayIn: MANAGED })
    .post(`${ONE}/deletion`, remove, { mayIn: MANAGED });
}
