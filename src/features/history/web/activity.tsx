import { Elysia } from 'elysia';
import type { ChangeRecord } from '../../../../views/dashboard/changes.tsx';
import { ActivityPage, RestorePage } from '../../../../views/dashboard/guild/activity.tsx';
import type { Tab } from '../../../../views/ui/tabs.tsx';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf, type Place } from '../../../http/kit/pages/visit.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { includes } from '../../../shared/rights.ts';
import type { ChangeDetail, ConfigChange } from '../model.ts';
import { historyWording } from '../text.ts';
import type { GuildContext, HistoryWebDeps } from './parts.ts';
import { changesOf, type Namer, namerOf, sentenceOf } from './worded.ts';

const PATH = '/admin/guilds/:guild_id/activity';
const SEEN = { guild: 'guild_id', right: 'moderator' } as const;
const MANAGED = { guild: 'guild_id', right: 'manager' } as const;
const ENTRIES = 20;

const ORIGINS: Readonly<Record<ConfigChange['origin'], string>> = {
  edit: 'changed',
  restore: 'restored',
  import: 'imported',
};

/** Changes of a guild's settings, and going back to before one. */
export function activityPages(deps: HistoryWebDeps) {
  const { history, pages } = deps;

  async function list(context: GuildContext): Promise<Response> {
    const { request, place } = context;
    const query = new URL(request.url).searchParams;
    const feature = history.areas.find(({ name }) => name === query.get('of'))?.name;
    const before = query.get('before') ?? undefined;
    const guildId = place.guild.id;
    const [shell, named, { changes, hasOlder }] = await Promise.all([
      pages.shell(context),
      namerOf(deps, guildId),
      history.changes({ guildId, feature, before, limit: ENTRIES }),
    ]);
    const address = addressIn(place);
    const page = ActivityPage({
      shell,
      guild: place.guild,
      filters: [
        { label: 'All', href: address({}), current: feature === undefined },
        ...history.areas.map(
          ({ name, title }): Tab => ({ label: title, href: address({ of: name }), current: name === feature }),
        ),
      ],
      records: changes.map((change) => recordOf(change, place, named)),
      newer: before === undefined ? null : address({ of: feature }),
      older: hasOlder ? address({ of: feature, before: changes.at(-1)?.id }) : null,
    });
    return htmlResponse(await page);
  }

  async function ask(context: GuildContext, id: string, problems: readonly string[] = [], status = 200) {
    const { place } = context;
    const change = await history.change(place.guild.id, id);
    if (isRefusal(change)) throw new Refused('not_found', { detail: historyWording.change_unknown() });
    const [shell, named] = await Promise.all([pages.shell(context), namerOf(deps, place.guild.id)]);
    const page = RestorePage({
      shell,
      guild: place.guild,
      title: change.title,
      at: change.at,
      by: nameOf(change),
      changes: changesOf(change.restoring, named),
      notes: change.notes.map(named),
      version: change.version,
      problems,
      action: restorationOf(place, id),
    });
    return htmlResponse(await page, status);
  }

  async function restore(context: GuildContext, changeId: string): Promise<Response> {
    const { place, viewer, visit } = context;
    const version = String(visit.fields.get('version') ?? '');
    const restored = await history.restore({
      guildId: place.guild.id,
      changeId,
      version,
      actor: actorOf(viewer, visit),
    });
    if (isRefusal(restored)) {
      if (restored.refused === 'change_unknown')
        throw new Refused('not_found', { detail: historyWording.change_unknown() });
      return ask(
        context,
        changeId,
        [historyWording[restored.refused]()],
        restored.refused === 'discord_away' ? 503 : 409,
      );
    }
    if ('issues' in restored) return ask(context, changeId, restored.issues.map(sentenceOf), 422);
    const text = 'Restored. The bot works by these settings from now on.';
    return pages.redirect(context, addressIn(place)({}), { kind: 'success', text });
  }

  return new Elysia()
    .use(pages.plugin)
    .get(PATH, (context) => list(context), { mayIn: SEEN })
    .get(`${PATH}/:change_id/restoration`, (context) => ask(context, context.params.change_id), { mayIn: MANAGED })
    .post(`${PATH}/:change_id/restoration`, (context) => restore(context, context.params.change_id), {
      mayIn: MANAGED,
    });
}

function addressIn({ guild }: Place) {
  return (query: { of?: string | undefined; before?: string | undefined }): string => {
    const search = new URLSearchParams(Object.entries(query).filter(isGiven)).toString();
    return `/admin/guilds/${guild.id}/activity${search && `?${search}`}`;
  };
}

function isGiven(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}

function restorationOf({ guild }: Place, id: string): string {
  return `/admin/guilds/${guild.id}/activity/${id}/restoration`;
}

function nameOf({ actor }: Pick<ChangeDetail, 'actor'>): string {
  return actor.name ?? actor.id;
}

/** `changed the settings of bytes`, `created the squad Gophers` */
function deedIn({ deed, origin, title }: ConfigChange): string {
  return deed ? `${deed.kind} ${deed.what}` : `${ORIGINS[origin]} the settings of ${title.toLowerCase()}`;
}

function recordOf(change: ConfigChange, place: Place, named: Namer): ChangeRecord {
  const { id, at, actor, differences } = change;
  return {
    id,
    at,
    actor: { id: actor.id, name: nameOf(change), avatarUrl: null },
    action: named(deedIn(change)),
    guild: null,
    ip: null,
    requestId: null,
    changes: changesOf(differences, named),
    restore: includes(place.right, 'manager') ? restorationOf(place, id) : null,
  };
}
