import type { FeedItem, FeedKind } from '../../../../views/ui/feed.tsx';
import type { Tab } from '../../../../views/ui/tabs.tsx';
import { faceOf } from '../../../http/kit/pages/faces.ts';
import { FIRST_UUID, type Snowflake } from '../../../shared/ids.ts';
import type { Activity, ActivityKind, Party, Sight } from '../model.ts';
import { isPlace } from '../rules.ts';
import { actorOf, SYSTEM, sentenceOf } from '../text.ts';
import type { StatsWebDeps } from './parts.ts';

/** Lines of a feed's page. */
const LINES = 30;

interface FeedFilter {
  readonly name: string;
  readonly label: string;
  readonly kinds: readonly ActivityKind[] | undefined;
  /** Only for who sees what concerns no guild. */
  readonly instance?: true;
}

const ALL: FeedFilter = { name: '', label: 'All', kinds: undefined };
const FILTERS: readonly FeedFilter[] = [
  ALL,
  { name: 'bytes', label: 'Bytes', kinds: ['transfer', 'daily', 'reward', 'account'] },
  { name: 'changes', label: 'Changes', kinds: ['settings', 'key', 'other'] },
  { name: 'sign-ins', label: 'Sign-ins', kinds: ['sign_in'], instance: true },
];

const KINDS: Readonly<Record<ActivityKind, FeedKind>> = {
  transfer: 'transfer',
  daily: 'daily',
  reward: 'reward',
  account: 'member',
  settings: 'settings',
  key: 'key',
  sign_in: 'sign_in',
  other: 'settings',
};

const FAILURES: ReadonlySet<string> = new Set(['auth.sign_in.failed', 'auth.sign_in.stopped', 'auth.denied']);

/** Which part of what happens a page shows. Whatever the address says that makes no sense counts as nothing. */
export interface FeedPlace {
  readonly filter: FeedFilter;
  readonly before: string | undefined;
}

export function placeIn(query: Readonly<Record<string, string | undefined>>, { instance }: Sight): FeedPlace {
  const filter = filtersFor(instance).find(({ name }) => name === query.kind) ?? ALL;
  return { filter, before: isPlace(query.before) ? query.before : undefined };
}

function filtersFor(instance: boolean): FeedFilter[] {
  return FILTERS.filter((filter) => instance || !filter.instance);
}

interface ItemContext extends Pick<StatsWebDeps, 'directory' | 'cdnUrl'> {
  /** Names of guilds; on a guild's own page none. */
  readonly names: ReadonlyMap<Snowflake, string>;
}

export function itemOf({ names, ...deps }: ItemContext, activity: Activity): FeedItem {
  const { id, at, kind, guildId } = activity;
  const { id: actorId, name } = actorOf(activity);
  const named = ({ id, name }: Party): Party => ({ id, name: faceOf(deps, guildId, id, name).name });
  const failed = activity.source === 'audit' && FAILURES.has(activity.action);
  return {
    id,
    at,
    kind: failed ? 'failure' : KINDS[kind],
    actor: faceOf(deps, guildId, actorId, actorId === SYSTEM ? 'Smarter Dev' : name),
    text: sentenceOf(activity.source === 'ledger' ? { ...activity, receiver: named(activity.receiver) } : activity),
    guild: guildId === null ? undefined : names.get(guildId),
    href: kind === 'settings' && guildId !== null ? `/admin/guilds/${guildId}/activity` : undefined,
  };
}

interface FeedOptions extends ItemContext {
  readonly stats: StatsWebDeps['stats'];
  readonly sight: Sight;
  readonly place: FeedPlace;
  /** Path of the page. */
  readonly path: string;
}

/** A page of the feed with the ways to the others; `live` is the address of its stream, which only the newest page has. */
export async function feedOf({ stats, sight, place: { filter, before }, path, ...context }: FeedOptions) {
  const { items, hasOlder } = await stats.activity({
    ...sight,
    ...(filter.kinds ? { kinds: filter.kinds } : {}),
    before,
    limit: LINES,
  });
  const address = (to: string, query: Record<string, string>) => {
    const search = new URLSearchParams({ ...(filter.name ? { kind: filter.name } : {}), ...query }).toString();
    return search ? `${to}?${search}` : to;
  };
  const last = items.at(-1);
  return {
    feed: items.map((item) => itemOf(context, item)),
    filters: filtersFor(sight.instance).map(
      ({ name, label }): Tab => ({ label, href: name ? `${path}?kind=${name}` : path, current: name === filter.name }),
    ),
    newer: before === undefined ? null : address(path, {}),
    older: hasOlder && last ? address(path, { before: last.id }) : null,
    live: before === undefined ? address(`${path}/live`, { since: items[0]?.id ?? FIRST_UUID }) : null,
  };
}
