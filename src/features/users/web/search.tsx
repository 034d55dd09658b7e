import { Elysia } from 'elysia';
import { type Hit, SearchHits, SearchPage } from '../../../../views/dashboard/search.tsx';
import type { Place, Viewer } from '../../../http/kit/pages/visit.ts';
import { legible } from '../../../shared/legible.ts';
import { around, casesCalled, rulesCalled } from './kept.ts';
import { shown, type UsersWebDeps, watched } from './parts.ts';

const MOST = 10;
const LONGEST = 100;

interface KnownPage {
  readonly title: string;
  readonly href: string;
  /** What else people call it. */
  readonly words: string;
}

const PAGES: readonly KnownPage[] = [
  { title: 'Overview', href: '/admin', words: 'home dashboard figures activity' },
  { title: 'Guilds', href: '/admin/guilds', words: 'servers' },
  { title: 'Users', href: '/admin/users', words: 'members people look up' },
  { title: 'My page', href: '/me', words: 'me own bytes sessions sign out export delete data' },
];

const SETTINGS: readonly KnownPage[] = [
  { title: 'API keys', href: '/admin/settings/api-keys', words: 'settings tokens rest' },
  { title: 'New API key', href: '/admin/settings/api-keys/new', words: 'settings create token' },
  { title: 'Admins', href: '/admin/settings/admins', words: 'settings administrators rights' },
  { title: 'System', href: '/admin/settings/system', words: 'settings health configuration version' },
  { title: 'Audit', href: '/admin/settings/audit', words: 'settings log history changes sign-ins' },
];

/** What Ctrl-K finds, and the same as a page of its own. */
export function searchPage(deps: UsersWebDeps) {
  const { pages, stats } = deps;
  return new Elysia().use(pages.plugin).get(
    '/admin/search',
    async (context) => {
      const { viewer, visit, request } = context;
      const query = legible(new URL(request.url).searchParams.get('q') ?? '')
        .trim()
        .slice(0, LONGEST);
      const places = await watched(pages, viewer);
      const guilds = places.map(({ guild }) => guild);
      const current = guildOf(request);
      const [found, cases, rules] = await Promise.all([
        stats.search({ text: query, guilds, current }),
        casesCalled(deps, query, around(places, current)),
        rulesCalled(deps, query, around(places, current)),
      ]);
      const hits = [
        ...cases,
        ...found.map(
          ({ kind, label, hint, href }): Hit => ({
            kind: kind === 'section' ? 'setting' : kind,
            title: label,
            detail: hint,
            href,
          }),
        ),
        ...rules,
        ...pagesCalled(query, viewer),
      ].filter(({ href }) => isOpen(href, places));
      if (visit.partial) return shown(SearchHits({ query, hits: hits.slice(0, MOST) }));
      return shown(SearchPage({ shell: await pages.shell(context), query, hits: hits.slice(0, MOST) }));
    },
    { may: 'signed_in' },
  );
}

/** The guild on the screen: the palette is opened from its page. */
function guildOf(request: Request): string | undefined {
  const from = URL.parse(request.headers.get('referer') ?? '')?.pathname ?? '';
  return /^\/admin\/guilds\/(\d+)/.exec(from)?.[1];
}

function pagesCalled(query: string, { isAdmin }: Viewer): Hit[] {
  const text = query.toLowerCase();
  if (text === '') return [];
  return [...PAGES, ...(isAdmin ? SETTINGS : [])]
    .filter(({ title, words }) => `${title} ${words}`.toLowerCase().includes(text))
    .map(({ title, href }) => ({ kind: 'page', title, detail: null, href }));
}

/** Moderators see a guild, but not its settings. */
function isOpen(href: string, places: readonly Place[]): boolean {
  const [, id] = /^\/admin\/guilds\/(\d+)\/(?:bytes|settings)$/.exec(href) ?? [];
  return id === undefined || places.some(({ guild, right }) => guild.id === id && right !== 'moderator');
}
