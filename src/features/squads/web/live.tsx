import { SquadFigures } from '../../../../views/dashboard/guild/squad-line.tsx';
import type { SquadCard } from '../../../../views/dashboard/guild/squad-values.ts';
import { SquadsNews, StandingsCard } from '../../../../views/dashboard/guild/squads.tsx';
import { Partial } from '../../../../views/ui/partial.tsx';
import type { LivePage } from '../../../http/kit/live.ts';
import { orderVersion } from '../rules.ts';
import { boardOf } from './cards.ts';
import { pathOf, type SquadsContext, type SquadsWebDeps } from './parts.ts';

/** Milliseconds after a change, for all that come together. */
const PAUSE = 300;
/** Standings are at most a minute old. */
const PULSE = 60_000;

type Port = Parameters<LivePage['start']>[0];

/** Tells the squads of a page, as their managers have made them, from others. */
export function seenVersion(cards: readonly Pick<SquadCard, 'id' | 'version'>[]): string {
  return String(orderVersion(cards.map(({ id, version }) => `${id}:${version}`)));
}

/** Figures, standings, and word that the squads are no longer those that the page shows. @param seen of `seenVersion` */
export function follow(deps: SquadsWebDeps, context: SquadsContext & Pick<LivePage, 'server'>, seen: string): Response {
  const { viewer, place, request, server } = context;
  let port: Port | null = null;
  return deps.live.stream({
    ...{ request, server, session: viewer.sessionId },
    async mayGoOn() {
      const may = await deps.pages.mayStay(viewer, place);
      if (!may) port?.send({ event: 'over', data: 'You may not see this any more.' });
      return may;
    },
    start(opened) {
      port = opened;
      return pulse({
        watch: (changed) => deps.squads.watch(place.guild.id, changed),
        tell: async () => {
          if (opened.ready()) opened.send({ data: await news(deps, context, seen) });
        },
        fail: opened.end,
      });
    },
  });
}

interface Pulse {
  watch(changed: () => void): () => void;
  tell(): Promise<void>;
  fail(): void;
}

/** Calls `tell` at once, after every change that `watch` hears of, and every minute. @returns what ends it */
function pulse({ watch, tell, fail }: Pulse): () => void {
  let timer = setTimeout(beat, PAUSE);
  let over = false;

  function beat(): void {
    tell().then(() => wait(PULSE), fail);
  }

  function wait(time: number): void {
    clearTimeout(timer);
    if (!over) timer = setTimeout(beat, time);
  }

  const stop = watch(() => wait(PAUSE));
  return () => {
    over = true;
    clearTimeout(timer);
    stop();
  };
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
