import { Elysia } from 'elysia';
import { WebhookFormPage, type WebhookValues } from '../../../../views/dashboard/guild/webhook-form.tsx';
import { WebhookSecretPage } from '../../../../views/dashboard/guild/webhooks.tsx';
import { textOf, wholeNumber } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf } from '../../../http/kit/pages/visit.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { IssuedWebhook, Webhook, WebhooksNo } from '../model.ts';
import { EVENT_TYPES, EVENTS, NAME_LIMIT } from '../rules.ts';
import { BLANK, type CheckedWebhook, checkWebhook, typedValues } from './form.ts';
import {
  MANAGED,
  ONE,
  PATH,
  pathOf,
  turnBack,
  type WebhookContext,
  type WebhooksContext,
  type WebhooksWebDeps,
  webhookIn,
  worded,
} from './parts.ts';
import { SNIPPET } from './snippet.ts';

const CHOICES = EVENT_TYPES.map((type) => ({ value: type, label: type, note: EVENTS[type].about.replaceAll('`', '') }));

interface Shown {
  /** Null: a new one. */
  readonly webhook: Webhook | null;
  readonly values: WebhookValues;
  readonly errors?: Readonly<Record<string, string>>;
  readonly trouble?: string;
  readonly status?: number;
}

/** Answers with the secret, which no cache may keep. */
export async function secretPage(
  { pages }: Pick<WebhooksWebDeps, 'pages'>,
  context: WebhooksContext,
  { webhook, secret }: IssuedWebhook,
): Promise<Response> {
  const shell = await pages.shell(context);
  const page = WebhookSecretPage({ shell, guild: context.place.guild, webhook, secret, snippet: SNIPPET });
  return htmlResponse(await page);
}

/** A webhook is made, and changed. */
export function editorPages(deps: WebhooksWebDeps) {
  const { webhooks, pages } = deps;

  async function show(context: WebhooksContext, { webhook, values, errors = {}, trouble, status }: Shown) {
    const page = WebhookFormPage({
      ...{ shell: await pages.shell(context), guild: context.place.guild, webhook, values, errors },
      ...{ trouble: trouble ?? null, events: CHOICES, longestName: NAME_LIMIT },
    });
    return htmlResponse(await page, status);
  }

  /** The form again, with the reason beside the field that it is about. */
  function refuse(context: WebhooksContext, shown: Shown, no: WebhooksNo): Promise<Response> | Response {
    if (no.refused === 'webhook_url_refused')
      return show(context, { ...shown, errors: { url: worded(no) }, status: 422 });
    if (no.refused === 'webhook_unknown') return turnBack(deps, context, no);
    return show(context, { ...shown, trouble: worded(no), status: 409 });
  }

  /** What is wrong with what was typed; whether the address may be used, the service says. */
  function check(values: WebhookValues): CheckedWebhook {
    const checked = checkWebhook(values);
    const url = webhooks.addressProblem(values.url.trim());
    return url === null ? checked : { input: null, errors: { ...checked.errors, url } };
  }

  async function create(context: WebhooksContext): Promise<Response> {
    const { place, viewer, visit } = context;
    const values = typedValues(visit.fields);
    const { input, errors } = check(values);
    if (!input) return show(context, { webhook: null, values, errors, status: 422 });
    const made = await webhooks.create(place.guild.id, { ...input, isActive: true }, actorOf(viewer, visit));
    return isRefusal(made) ? refuse(context, { webhook: null, values }, made) : secretPage(deps, context, made);
  }

  async function save(context: WebhookContext): Promise<Response> {
    const { place, viewer, visit } = context;
    const webhook = await webhookIn(deps, context);
    if (isRefusal(webhook)) return turnBack(deps, context, webhook);
    const values = typedValues(visit.fields);
    const { input, errors } = check(values);
    const expectedVersion = wholeNumber(textOf(visit.fields.get('version')));
    const seen = { ...webhook, version: expectedVersion };
    if (!input) return show(context, { webhook: seen, values, errors, status: 422 });
    const change = { actor: actorOf(viewer, visit), expectedVersion };
    const saved = await webhooks.edit(place.guild.id, webhook.id, { ...input, isActive: webhook.isActive }, change);
    if (!isRefusal(saved)) {
      const text = `${saved.name} is saved. It hears by these settings from now on.`;
      return pages.redirect(context, `${pathOf(place)}/${webhook.id}`, { kind: 'success', text });
    }
    if (saved.refused !== 'webhook_changed_meanwhile') return refuse(context, { webhook: seen, values }, saved);
    const trouble = `Somebody saved this webhook meanwhile: it is ${webhook.name}, at ${webhook.url}. Save again to replace that with yours.`;
    return show(context, { webhook, values, trouble, status: 409 });
  }

  async function edit(context: WebhookContext): Promise<Response> {
    const webhook = await webhookIn(deps, context);
    if (isRefusal(webhook)) return turnBack(deps, context, webhook);
    return show(context, { webhook, values: webhook });
  }

  return new Elysia()
    .use(pages.plugin)
    .get(`${PATH}/new`, (context) => show(context, { webhook: null, values: BLANK }), { mayIn: MANAGED })
    .post(PATH, create, { mayIn: MANAGED })
    .get(`${ONE}/edit`, edit, { mayIn: MANAGED })
    .post(`${ONE}/edit`, save, { mayIn: MANAGED });
}
