import { Elysia } from 'elysia';
import { ConfirmPage } from '../../../../views/dashboard/confirm.tsx';
import {
  ApiKeyCreatedPage,
  ApiKeysPage,
  NewApiKeyPage,
  type NewApiKeyValues,
} from '../../../../views/dashboard/settings/api-keys.tsx';
import { isConfirmed } from '../../../http/kit/pages/confirmation.ts';
import { htmlResponse, type PageContext, type PageKit } from '../../../http/kit/pages/pages.ts';
import { actorOf, type Viewer } from '../../../http/kit/pages/visit.ts';
import { isRefusal, type Refusal } from '../../../shared/refusal.ts';
import type { ApiKeyRefusal, IssuedApiKey } from '../model.ts';
import type { ApiKeys } from '../service.ts';
import { apiKeysWording } from '../text.ts';
import { exampleRequest } from './example.ts';
import { BLANK, readWish } from './form.ts';

export interface ApiKeysWebDeps {
  readonly apiKeys: ApiKeys;
  readonly pages: PageKit;
  /** Where programs reach us, if that is known; otherwise wherever the browser did. */
  readonly baseUrl: string | undefined;
}

type Context = PageContext & { readonly viewer: Viewer };

const HOME = '/admin/settings/api-keys';
const CRUMBS = [{ label: 'Settings', href: '/admin/settings' }, { label: 'API keys', href: HOME }, { label: 'Sure?' }];

/** What follows from rotating and revoking, as `ConfirmPage` asks about it. */
const ASKED = {
  rotate: {
    title: (name: string) => `Replace the key «${name}»?`,
    consequence:
      'You get a new key with the same rights. The old one goes on working for 24 hours, so that programs can change over.',
    confirm: () => 'Replace the key',
    danger: false,
  },
  revoke: {
    title: (name: string) => `Revoke the key «${name}»?`,
    consequence: 'Programs that use it are refused at once. This cannot be undone.',
    confirm: (name: string) => `Revoke ${name}`,
    danger: true,
  },
} as const;

/**
 * Keys are for who administers the instance: a key goes on working whatever becomes of its maker, whose rights in a
 * guild may end at any minute.
 */
export function apiKeysWeb({ apiKeys, pages, baseUrl }: ApiKeysWebDeps) {
  async function guilds({ viewer }: Context) {
    return ((await pages.placesOf(viewer)) ?? []).map(({ guild }) => guild);
  }

  async function showForm(context: Context, values: NewApiKeyValues, errors: Readonly<Record<string, string>>) {
    const [shell, known] = await Promise.all([pages.shell(context), guilds(context)]);
    const page = await NewApiKeyPage({ shell, values, errors, guilds: known });
    return htmlResponse(page, Object.keys(errors).length > 0 ? 422 : 200);
  }

  async function showIssued(context: Context, { key, record }: IssuedApiKey, overlapUntil: number | null) {
    const [shell, known] = await Promise.all([pages.shell(context), guilds(context)]);
    const example = exampleRequest({
      key,
      scopes: record.scopes,
      guildId: record.guildIds?.[0] ?? known[0]?.id ?? 'GUILD_ID',
      userId: context.viewer.id,
      origin: baseUrl ?? new URL(context.request.url).origin,
    });
    const { name, expiresAt } = record;
    return htmlResponse(await ApiKeyCreatedPage({ shell, name, secret: key, example, expiresAt, overlapUntil }));
  }

  function refused(context: Context, { refused }: Refusal<ApiKeyRefusal>) {
    return pages.redirect(context, HOME, { kind: 'danger', text: apiKeysWording[refused]() });
  }

  async function ask(context: Context, id: string, verb: keyof typeof ASKED) {
    const key = (await apiKeys.list()).find((one) => one.id === id);
    if (!key) return refused(context, { refused: 'api_key_unknown', context: {} });
    const { title, consequence, confirm, danger } = ASKED[verb];
    const page = await ConfirmPage({
      shell: await pages.shell(context),
      crumbs: CRUMBS,
      title: title(key.name),
      consequence,
      confirm: confirm(key.name),
      danger,
      action: `${HOME}/${id}/${verb}`,
      cancel: HOME,
    });
    return htmlResponse(page);
  }

  return new Elysia({ detail: { hide: true } })
    .use(pages.plugin)
    .get(
      HOME,
      async (context) => {
        const [shell, keys, known] = await Promise.all([pages.shell(context), apiKeys.list(), guilds(context)]);
        const names = new Map(known.map(({ id, name }) => [id, name]));
        return htmlResponse(await ApiKeysPage({ shell, keys, guildName: (id) => names.get(id) ?? id }));
      },
      { may: 'admin' },
    )
    .get(`${HOME}/new`, (context) => showForm(context, BLANK, {}), { may: 'admin' })
    .post(
      HOME,
      async (context) => {
        const known = await guilds(context);
        const form = readWish(context.visit.fields, new Set(known.map(({ id }) => id)));
        if (!form.ok) return showForm(context, form.values, form.errors);
        const issued = await apiKeys.create(form.wish, actorOf(context.viewer, context.visit));
        if (isRefusal(issued)) return showForm(context, form.values, { expiresOn: 'Choose a day that is to come.' });
        return showIssued(context, issued, null);
      },
      { may: 'admin' },
    )
    .post(
      `${HOME}/:key_id/rotate`,
      async (context) => {
        const { params, viewer, visit } = context;
        if (!isConfirmed(visit)) return ask(context, params.key_id, 'rotate');
        const issued = await apiKeys.rotate(params.key_id, actorOf(viewer, visit));
        if (isRefusal(issued)) return refused(context, issued);
        const old = (await apiKeys.list()).find(({ id }) => id === params.key_id);
        return showIssued(context, issued, old?.overlapUntil ?? null);
      },
      { may: 'admin' },
    )
    .post(
      `${HOME}/:key_id/revoke`,
      async (context) => {
        const { params, viewer, visit } = context;
        if (!isConfirmed(visit)) return ask(context, params.key_id, 'revoke');
        const revoked = await apiKeys.revoke(params.key_id, actorOf(viewer, visit));
        if (isRefusal(revoked)) return refused(context, revoked);
        return pages.redirect(context, HOME, { kind: 'success', text: 'The key is revoked: nobody gets in with it.' });
      },
      { may: 'admin' },
    );
}
