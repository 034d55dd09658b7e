import { FeedLine } from '../../../../views/ui/feed.tsx';
import { Partial } from '../../../../views/ui/partial.tsx';
import type { LivePage } from '../../../http/kit/live.ts';
import type { Place, Viewer } from '../../../http/kit/pages/visit.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Activity, Sight } from '../model.ts';
import { type FeedPlace, itemOf } from './feed.ts';
import type { StatsWebDeps } from './parts.ts';

/** How often (ms) to look whether parts of the page besides its feed have changed. */
const PULSE = 5_000;
const FIRST_PULSE = 1_000;

type Port = Parameters<LivePage['start']>[0];

/** A page that is kept up to date. */
interface Followed {
  readonly sight: Sight;
  readonly filter: FeedPlace['filter'];
  readonly names: ReadonlyMap<Snowflake, string>;
  /** The guild that the page is about. */
  readonly place: Place | null;
  /** Whether the viewer still sees the same. */
  same(): Promise<boolean>;
  /** The parts besides the feed, by the id of their element. */
  render(): Promise<Readonly<Record<string, string>>>;
}

interface StreamContext extends Pick<LivePage, 'request' | 'server'> {
  readonly viewer: Viewer;
}

/** The stream of an open page. Who may see it no longer is told so (`over`), and his browser asks for the page anew. */
export function follow(deps: StatsWebDeps, { request, server, viewer }: StreamContext, page: Followed): Response {
  let port: Port | null = null;
  return deps.live.stream({
    request,
    server,
    session: viewer.sessionId,
    async mayGoOn() {
      const may = (await deps.pages.mayStay(viewer, page.place)) && (await page.same());
      if (!may) port?.send({ event: 'over', data: 'You may not see this any more.' });
      return may;
    },
    start(opened, since) {
      port = opened;
      const ends = [news(deps, page, opened, since), pulse(page, opened)];
      return () => {
        for (const end of ends) end();
      };
    },
  });
}

/** New lines, in front of the others. */
function news(deps: StatsWebDeps, { sight, filter, names }: Followed, port: Port, since: string | null): () => void {
  const context = { ...deps, names };
  return deps.stats.watch({
    ...sight,
    kinds: filter.kinds,
    after: since,
    tell: (items) => void linesOf(context, items).then((data) => port.send({ id: items[0]?.id ?? '', data })),
  });
}

async function linesOf(context: Parameters<typeof itemOf>[0], items: readonly Activity[]): Promise<string> {
  const now = items[0]?.at ?? 0;
  return (
    <Partial target="#feed" swap="afterbegin">
      {items.map((item) => (
        <FeedLine item={itemOf(context, item)} now={now} />
      ))}
    </Partial>
  );
}

/** What else has changed since it was last sent. Everything once, since the page may be older than the stream. */
function pulse({ render }: Followed, port: Port): () => void {
  let shown: Readonly<Record<string, string>> = {};
  let timer = setTimeout(beat, FIRST_PULSE);
  let over = false;

  async function beat(): Promise<void> {
    if (port.ready()) await refresh().catch(port.end);
    if (!over) timer = setTimeout(beat, PULSE);
  }

  async function refresh(): Promise<void> {
    const now = await render();
    const changed = Object.entries(now).filter(([id, html]) => shown[id] !== html);
    shown = now;
    if (changed.length > 0) port.send({ data: await partials(changed) });
  }

  return () => {
    over = true;
    clearTimeout(timer);
  };
}

function partials(changed: readonly (readonly [string, string])[]): JSX.Element {
  return (
    <>
      {changed.map(([id, html]) => (
        <Partial target={`#${id}`} swap="outerMorph">
          {html as 'safe'}
        </Partial>
      ))}
    </>
  );
}
