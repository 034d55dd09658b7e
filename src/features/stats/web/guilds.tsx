import { Elysia } from 'elysia';
import { type GuildRow, GuildsPage } from '../../../../views/dashboard/guilds.tsx';
import type { Tab } from '../../../../views/ui/tabs.tsx';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import type { Place } from '../../../http/kit/pages/visit.ts';
import { legible } from '../../../shared/legible.ts';
import { includes } from '../../../shared/rights.ts';
import { lackOf } from './findings.ts';
import { DISCORD_AWAY, type StatsWebDeps } from './parts.ts';
import { outlookOf } from './sight.ts';

const LONGEST_QUERY = 100;
const STATUSES = ['configured', 'defaults', 'attention'] as const;
const FILTERS = [
  [null, 'All'],
  ['configured', 'Configured'],
  ['defaults', 'Standard settings'],
  ['attention', 'Needs attention'],
] as const;

/** `/admin/guilds`: the guilds that the viewer manages or moderates. */
export function guildListPage(deps: StatsWebDeps) {
  const { pages, instance } = deps;
  return new Elysia().use(pages.plugin).get(
    '/admin/guilds',
    async (context) => {
      const query = legible(context.query.q ?? '')
        .trim()
        .slice(0, LONGEST_QUERY);
      const status = STATUSES.find((one) => one === context.query.status) ?? null;
      const { places, away } = await outlookOf(deps, context.viewer);
      const rows = await Promise.all(
        places.filter((place) => matches(place, query)).map((place) => rowOf(deps, place)),
      );
      const shell = await pages.shell(context);
      return htmlResponse(
        await (
          <GuildsPage
            shell={shell}
            query={query}
            status={status}
            filters={filtersOf(query, status)}
            rows={rows.filter((row) => status === null || row.status === status)}
            problem={away ? DISCORD_AWAY : null}
            inviteUrl={instance.addBotUrl}
          />
        ),
      );
    },
    { may: 'signed_in' },
  );
}

function matches({ guild: { id, name } }: Place, query: string): boolean {
  return id === query || name.toLocaleLowerCase('en').includes(query.toLocaleLowerCase('en'));
}

async function rowOf({ readiness }: StatsWebDeps, { guild, right }: Place): Promise<GuildRow> {
  const ready = await readiness(guild.id);
  const detail = lackOf(ready);
  return {
    ...guild,
    right: includes(right, 'manager') ? 'manager' : 'moderator',
    memberCount: ready.memberCount,
    status: detail ? 'attention' : ready.configured ? 'configured' : 'defaults',
    detail,
  };
}

function filtersOf(query: string, current: GuildRow['status'] | null): Tab[] {
  return FILTERS.map(([status, label]) => {
    const search = new URLSearchParams({ ...(query ? { q: query } : {}), ...(status ? { status } : {}) }).toString();
    return { label, href: search ? `/admin/guilds?${search}` : '/admin/guilds', current: status === current };
  });
}
