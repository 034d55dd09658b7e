import { StandingFigures } from '../../../../views/dashboard/guild/automod-frame.tsx';
import { RuleFigures } from '../../../../views/dashboard/guild/automod-line.tsx';
import { Partial } from '../../../../views/ui/partial.tsx';
import type { LivePage } from '../../../http/kit/live.ts';
import { tellNews } from '../../../http/kit/pages/news.ts';
import { boardOf } from './board.ts';
import type { AutomodContext, AutomodWebDeps } from './parts.ts';

/** What rules see in shadow is not announced, so it is looked for. */
const PULSE = 5_000;

type LiveContext = AutomodContext & Pick<LivePage, 'server'>;

/** The stream of a guild's pages that have none of their own: what stands above them is told of on every stream. */
export function followBanner(
  { live, pages }: AutomodWebDeps,
  { viewer, place, request, server }: LiveContext,
): Response {
  return live.stream({
    ...{ request, server, session: viewer.sessionId },
    mayGoOn: () => pages.mayStay(viewer, place),
    start: () => () => {},
  });
}

/** How auto-moderation stands and what each rule did, while the page is open. */
export function followRules(deps: AutomodWebDeps, context: LiveContext): Response {
  return follow(deps, context, async () => {
    const { standing, lines } = await boardOf(deps, context.place.guild.id);
    return (
      <>
        <Partial target="#automod-standing" swap="outerMorph">
          <StandingFigures standing={standing} now={Date.now()} />
        </Partial>
        {lines.map((rule) => (
          <Partial target={`#hits-${rule.id}`} swap="outerMorph">
            <RuleFigures rule={rule} />
          </Partial>
        ))}
      </>
    );
  });
}

/** Sends what `draw` makes whenever it differs from what was sent before. */
export function follow(deps: AutomodWebDeps, context: LiveContext, draw: () => Promise<string>): Response {
  const watch = (heard: () => void) => deps.automod.follow(context.place.guild.id, heard);
  return tellNews(deps, context, { watch, draw, pulse: PULSE });
}
