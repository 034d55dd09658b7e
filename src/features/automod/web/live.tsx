import { StandingFigures } from '../../../../views/dashboard/guild/automod-frame.tsx';
import { RuleFigures } from '../../../../views/dashboard/guild/automod-line.tsx';
import { Partial } from '../../../../views/ui/partial.tsx';
import type { LivePage } from '../../../http/kit/live.ts';
import { boardOf } from './board.ts';
import type { AutomodContext, AutomodWebDeps } from './parts.ts';

/** Milliseconds after something happened, for all that comes together. */
const PAUSE = 300;
/** What rules see in shadow is not announced, so it is looked for. */
const PULSE = 5_000;

type LiveContext = AutomodContext & Pick<LivePage, 'server'>;
type Port = Parameters<LivePage['start']>[0];

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

/** Sends what `news` draws whenever it differs from what was sent before. */
export function follow(deps: AutomodWebDeps, context: LiveContext, news: () => Promise<string>): Response {
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
      let [sent, over] = ['', false];
      let timer = setTimeout(beat, PAUSE);
      async function tell(): Promise<void> {
        const html = await news();
        if (html === sent || !opened.ready()) return;
        sent = html;
        opened.send({ data: html });
      }
      function beat(): void {
        tell().then(() => wait(PULSE), opened.end);
      }
      function wait(time: number): void {
        clearTimeout(timer);
        if (!over) timer = setTimeout(beat, time);
      }
      const stop = deps.automod.follow(place.guild.id, () => wait(PAUSE));
      return () => {
        over = true;
        clearTimeout(timer);
        stop();
      };
    },
  });
}
