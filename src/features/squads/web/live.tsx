import { SquadFigures } from '../../../../views/dashboard/guild/squad-line.tsx';
import type { SquadCard } from '../../../../views/dashboard/guild/squad-values.ts';
import { SquadsNews, StandingsCard } from '../../../../views/dashboard/guild/squads.tsx';
import { Partial } from '../../../../views/ui/partial.tsx';
import type { LivePage } from '../../../http/kit/live.ts';
import { tellNews } from '../../../http/kit/pages/news.ts';
import { orderVersion } from '../rules.ts';
import { boardOf } from './cards.ts';
import { pathOf, type SquadsContext, type SquadsWebDeps } from './parts.ts';

/** Standings are at most a minute old. */
const PULSE = 60_000;

/** Tells the squads of a page, as their managers have made them, from others. */
export function seenVersion(cards: readonly Pick<SquadCard, 'id' | 'version'>[]): string {
  return String(orderVersion(cards.map(({ id, version }) => `${id}:${version}`)));
}

/** Figures, standings, and word that the squads are no longer those that the page shows. @param seen of `seenVersion` */
export function follow(deps: SquadsWebDeps, context: SquadsContext & Pick<LivePage, 'server'>, seen: string): Response {
  return tellNews(deps, context, {
    watch: (changed) => deps.squads.watch(context.place.guild.id, changed),
    draw: () => news(deps, context, seen),
    pulse: PULSE,
  });
}

async function news(deps: SquadsWebDeps, { place }: SquadsContext, seen: string): Promise<string> {
  const { cards, standings } = await boardOf(deps, place.guild.id);
  const home = pathOf(place);
  return (
    <>
      {cards.map((squad) => (
        <Partial target={`#figures-${squad.id}`} swap="outerMorph">
          <SquadFigures squad={squad} />
        </Partial>
      ))}
      <Partial target="#standings" swap="outerMorph">
        <StandingsCard standings={standings} home={home} />
      </Partial>
      <Partial target="#squads-news" swap="outerMorph">
        <SquadsNews stale={seenVersion(cards) !== seen} href={home} />
      </Partial>
    </>
  );
}
