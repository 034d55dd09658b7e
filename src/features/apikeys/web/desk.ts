import { ConfirmPage } from '../../../../views/dashboard/confirm.tsx';
import {
  ApiKeyCreatedPage,
  ApiKeysPage,
  apiKeysOf,
  NewApiKeyPage,
  type NewApiKeyValues,
} from '../../../../views/dashboard/settings/api-keys.tsx';
import type { Crumb, GuildRef } from '../../../../views/layouts/admin/props.ts';
import { isConfirmed } from '../../../http/kit/pages/confirmation.ts';
import { htmlResponse, type PageContext, type PageKit } from '../../../http/kit/pages/pages.ts';
import { actorOf, type Viewer } from '../../../http/kit/pages/visit.ts';
import { isRefusal, type Refusal } from '../../../shared/refusal.ts';
import type { Scope } from '../../../shared/scopes.ts';
import type { GuildKeyRefusal, IssuedApiKey, ListedApiKey } from '../model.ts';
import type { Excess } from '../rules.ts';
import type { ApiKeys, Maker } from '../service.ts';
import { guildKeysWording } from '../text.ts';
import { exampleRequest } from './example.ts';
import type { WishedKey } from './form.ts';

export interface DeskContext extends PageContext {
  readonly viewer: Viewer;
}

/** Keys of the instance or of a guild, for whoever looks after them. */
export interface Desk {
  /** Null: the instance's. */
  readonly guild: GuildRef | null;
  /** Guilds by which keys are named and tried. */
  readonly guilds: readonly GuildRef[];
  /** What a new key may be given. */
  readonly scopes: readonly Scope[];
  readonly blank: NewApiKeyValues;
  read(fields: FormData): WishedKey;
  readonly keys: Pick<ApiKeys, 'list' | 'rotate' | 'revoke'> & {
    create(
      wish: Parameters<ApiKeys['create']>[0],
      maker: Maker,
    ): Promise<IssuedApiKey | Refusal<GuildKeyRefusal> | { readonly excesses: readonly Excess[] }>;
  };
  /** Makers of keys, as people read them. */
  makerNames(keys: readonly ListedApiKey[]): Promise<ReadonlyMap<string, string>>;
}

export interface DeskDeps {
  readonly pages: PageKit;
  /** Where programs reach us, if that is known; otherwise wherever the browser did. */
  readonly baseUrl: string | undefined;
}

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

/** Pages on which keys are made, replaced and ended. */
export function keyPages<C extends DeskContext>(
  { pages, baseUrl }: DeskDeps,
  deskOf: (context: C) => Promise<Desk> | Desk,
) {
  async function showForm(context: C, desk: Desk, values: NewApiKeyValues, problems: Problems = {}) {
    const { guild, guilds, scopes } = desk;
    const { errors = {}, trouble = null } = problems;
    const page = await NewApiKeyPage({
      shell: await pages.shell(context),
      ...{ guild, values, errors, trouble, scopes, guilds },
    });
    if (trouble !== null) return htmlResponse(page, 409);
    return htmlResponse(page, Object.keys(errors).length > 0 ? 422 : 200);
  }

  async function showIssued(context: C, desk: Desk, { key, record }: IssuedApiKey, overlapUntil: number | null) {
    const { guild, guilds } = desk;
    const example = exampleRequest({
      key,
      scopes: record.scopes,
      guildId: record.guildIds?.[0] ?? guilds[0]?.id ?? 'GUILD_ID',
      userId: context.viewer.id,
      origin: baseUrl ?? new URL(context.request.url).origin,
    });
    const shell = await pages.shell(context);
    const { name, expiresAt } = record;
    return htmlResponse(await ApiKeyCreatedPage({ shell, guild, name, secret: key, example, expiresAt, overlapUntil }));
  }

  function refused(context: C, { guild }: Desk, { refused }: Refusal<GuildKeyRefusal>) {
    return pages.redirect(context, apiKeysOf(guild), { kind: 'danger', text: guildKeysWording[refused]() });
  }

  type OfKey = C & { readonly params: { readonly key_id: string } };

  /** Asks first, where no script did. */
  function confirmed(verb: keyof typeof ASKED, work: (context: OfKey, desk: Desk) => Promise<Response>) {
    return async (context: OfKey): Promise<Response> => {
      const desk = await deskOf(context);
      return isConfirmed(context.visit) ? work(context, desk) : ask(context, desk, context.params.key_id, verb);
    };
  }

  async function ask(context: C, desk: Desk, id: string, verb: keyof typeof ASKED) {
    const key = (await desk.keys.list()).find((one) => one.id === id);
    if (!key) return refused(context, desk, { refused: 'api_key_unknown', context: {} });
    const { title, consequence, confirm, danger } = ASKED[verb];
    const home = apiKeysOf(desk.guild);
    const page = await ConfirmPage({
      shell: await pages.shell(context),
      crumbs: [...wayTo(desk.guild), { label: 'API keys', href: home }, { label: 'Sure?' }],
      title: title(key.name),
      consequence,
      confirm: confirm(key.name),
      danger,
      action: `${home}/${id}/${verb}`,
      cancel: home,
    });
    return htmlResponse(page);
  }

  return {
    async list(context: C): Promise<Response> {
      const desk = await deskOf(context);
      const [shell, keys] = await Promise.all([pages.shell(context), desk.keys.list()]);
      const names = new Map(desk.guilds.map(({ id, name }) => [id, name]));
      const makers = await desk.makerNames(keys);
      const page = await ApiKeysPage({
        ...{ shell, guild: desk.guild, keys },
        guildName: (id) => names.get(id) ?? id,
        makerName: (id) => makers.get(id) ?? id,
      });
      return htmlResponse(page);
    },

    async form(context: C): Promise<Response> {
      const desk = await deskOf(context);
      return showForm(context, desk, desk.blank);
    },

    async create(context: C): Promise<Response> {
      const desk = await deskOf(context);
      const form = desk.read(context.visit.fields);
      if (!form.ok) return showForm(context, desk, form.values, form);
      const issued = await desk.keys.create(form.wish, actorOf(context.viewer, context.visit));
      if (isRefusal(issued))
        return showForm(context, desk, form.values, { trouble: guildKeysWording[issued.refused]() });
      if ('excesses' in issued) throw new Error('a form let a key pass that reaches too far');
      return showIssued(context, desk, issued, null);
    },

    rotate: confirmed('rotate', async (context, desk) => {
      const { params, viewer, visit } = context;
      const issued = await desk.keys.rotate(params.key_id, actorOf(viewer, visit));
      if (isRefusal(issued)) return refused(context, desk, issued);
      const old = (await desk.keys.list()).find(({ id }) => id === params.key_id);
      return showIssued(context, desk, issued, old?.overlapUntil ?? null);
    }),

    revoke: confirmed('revoke', async (context, desk) => {
      const { params, viewer, visit } = context;
      const revoked = await desk.keys.revoke(params.key_id, actorOf(viewer, visit));
      if (isRefusal(revoked)) return refused(context, desk, revoked);
      const text = 'The key is revoked: nobody gets in with it.';
      return pages.redirect(context, apiKeysOf(desk.guild), { kind: 'success', text });
    }),
  };
}

interface Problems {
  readonly errors?: Readonly<Record<string, string>>;
  readonly trouble?: string;
}

function wayTo(guild: GuildRef | null): Crumb[] {
  if (!guild) return [{ label: 'Settings', href: '/admin/settings' }];
  return [
    { label: 'Guilds', href: '/admin/guilds' },
    { label: guild.name, href: `/admin/guilds/${guild.id}` },
  ];
}
