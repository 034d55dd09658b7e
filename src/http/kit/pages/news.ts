import type { Live, LivePage } from '../live.ts';
import type { PageContext, PageKit } from './pages.ts';
import type { Place, Viewer } from './visit.ts';

/** Milliseconds after something happened, for all that comes together. */
const PAUSE = 300;

interface News {
  /** @returns what ends it */
  watch(heard: () => void): () => void;
  /** The parts of the page that may have changed, as `<hx-partial>`s. */
  draw(): Promise<string>;
  /** Milliseconds after which is looked for what nobody announced. */
  readonly pulse: number;
}

type NewsContext = PageContext & Pick<LivePage, 'server'> & { readonly viewer: Viewer; readonly place: Place };

/** The stream of a guild's page: what `draw` makes, whenever it differs from what was sent before. */
export function tellNews(
  { live, pages }: { readonly live: Live; readonly pages: PageKit },
  { viewer, place, request, server }: NewsContext,
  { watch, draw, pulse }: News,
): Response {
  let tellOver = () => {};
  return live.stream({
    ...{ request, server, session: viewer.sessionId },
    async mayGoOn() {
      const may = await pages.mayStay(viewer, place);
      if (!may) tellOver();
      return may;
    },
    start(port) {
      tellOver = () => port.send({ event: 'over', data: 'You may not see this any more.' });
      let [sent, over] = ['', false];
      let timer = setTimeout(beat, PAUSE);
      async function tell(): Promise<void> {
        const html = await draw();
        if (html === sent || !port.ready()) return;
        sent = html;
        port.send({ data: html });
      }
      function beat(): void {
        tell().then(() => wait(pulse), port.end);
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
    },
  });
}
