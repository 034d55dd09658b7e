import { Elysia } from 'elysia';
import { WireBody, WireLog, WireRow } from '../../../views/simulator/wire.tsx';
import { Partial } from '../../../views/ui/partial.tsx';
import { eventStream } from '../../platform/event-stream.ts';
import type { WireEntry } from '../types.ts';
import { html } from './request.ts';
import type { PageSource } from './source.ts';

/** How many entries the drawer opens with. */
const SHOWN = 150;

/** How often (ms) new entries are sent while they come. */
const TOGETHER = 100;

/** The wire log: the drawer, the bodies of one entry, the stream of new ones. */
export function simulatorWire({ wire }: Pick<PageSource, 'wire'>) {
  return new Elysia({ name: 'simulator-wire' })
    .get('/simulator/wire', () => {
      const { entries, next } = wire.since(0);
      return html(<WireLog entries={entries.slice(-SHOWN)} next={next} />);
    })
    .get('/simulator/wire/events', ({ request, server }) => {
      server?.timeout(request, 0);
      const since = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since');
      return wireStream(wire, Number(since ?? 0) || 0, request.signal);
    })
    .get('/simulator/wire/:seq', ({ params }) => {
      const seq = Number(params.seq);
      const entry = wire.since(seq - 1).entries.find((each) => each.seq === seq);
      return entry ? html(<WireBody entry={entry} />) : html(<p class="muted">No longer in the log.</p>);
    });
}

function wireStream(wire: PageSource['wire'], since: number, signal: AbortSignal): Response {
  return eventStream(signal, {
    start(port) {
      let next = since;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const flush = async () => {
        timer = undefined;
        const fresh = wire.since(next);
        next = fresh.next;
        if (fresh.entries.length > 0) port.send({ id: String(next), data: await rows(fresh.entries.slice(-SHOWN)) });
      };
      const schedule = () => {
        timer ??= setTimeout(flush, TOGETHER);
      };
      const unsubscribe = wire.onEntry(schedule);
      schedule();
      return () => {
        clearTimeout(timer);
        unsubscribe();
      };
    },
  });
}

async function rows(entries: WireEntry[]): Promise<string> {
  return (
    <Partial target="#wire-list" swap="afterbegin">
      {entries.toReversed().map((entry) => (
        <WireRow entry={entry} />
      ))}
    </Partial>
  );
}
