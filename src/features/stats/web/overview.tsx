import { Elysia } from 'elysia';
import { HealthStrip, type Need, Needs, OverviewPage } from '../../../../views/dashboard/overview.tsx';
import { Stats } from '../../../../views/ui/stat.tsx';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import type { Viewer } from '../../../http/kit/pages/visit.ts';
import { feedOf, placeIn } from './feed.ts';
import { statsOf } from './figures.ts';
import { guildNeeds, instanceNeeds } from './findings.ts';
import { follow } from './follow.tsx';
import { DISCORD_AWAY, type StatsWebDeps } from './parts.ts';
import { namesOf, type Outlook, outlookOf } from './sight.ts';

/** Lines of what needs somebody; whoever has more begins with these. */
const MOST_NEEDS = 12;

/** `/admin`: is everything well, and what happened. */
export function overviewPages(deps: StatsWebDeps) {
  const { pages } = deps;
  return new Elysia()
    .use(pages.plugin)
    .get(
      '/admin',
      async (context) => {
        const outlook = await outlookOf(deps, context.viewer);
        const { sight, places, away } = outlook;
        const [{ live, ...feed }, parts] = await Promise.all([
          feedOf({ ...deps, sight, place: placeIn(context.query, sight), path: '/admin', names: namesOf(places) }),
          partsOf(deps, outlook, context.viewer),
        ]);
        const shell = await pages.shell(context, live);
        const problem = away && !context.viewer.isAdmin ? DISCORD_AWAY : null;
        return htmlResponse(await (<OverviewPage shell={shell} problem={problem} {...feed} {...parts} />));
      },
      { may: 'signed_in' },
    )
    .get(
      '/admin/live',
      async (context) => {
        const { viewer } = context;
        const outlook = await outlookOf(deps, viewer);
        const { sight, places } = outlook;
        return follow(deps, context, {
          sight,
          filter: placeIn(context.query, sight).filter,
          names: namesOf(places),
          place: null,
          async same() {
            const now = await outlookOf(deps, viewer);
            return String(now.sight.guildIds) === String(sight.guildIds);
          },
          async render() {
            const { stats, health, needs } = await partsOf(deps, outlook, viewer);
            return {
              stats: await (<Stats stats={stats} label="Today" />),
              health: await (<HealthStrip parts={health} />),
              needs: await (<Needs needs={needs} />),
            };
          },
        });
      },
      { may: 'signed_in' },
    );
}

async function partsOf(deps: StatsWebDeps, { sight, places }: Outlook, { isAdmin }: Viewer) {
  const { stats, instance, readiness } = deps;
  const [figures, health, needs] = await Promise.all([
    stats.overview(sight.guildIds),
    instance.parts(),
    Promise.all(places.map(async ({ guild }) => guildNeeds(guild, await readiness(guild.id)))),
  ]);
  const all: Need[] = [...(isAdmin ? instanceNeeds(instance) : []), ...needs.flat()];
  return { stats: statsOf(figures), health, needs: all.slice(0, MOST_NEEDS) };
}
