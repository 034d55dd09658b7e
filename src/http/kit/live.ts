import type { Server } from 'bun';
import { eventStream, type StreamPort } from '../../platform/event-stream.ts';

interface LiveOptions {
  /** Streams that one browser session may have open: one for each of a few windows. */
  readonly perSession?: number;
  readonly total?: number;
  /** Hears that what stands above every page of a guild changed. @returns what ends it */
  readonly above?: (guildId: string, changed: () => void) => () => void;
}

export interface LivePage {
  readonly request: Request;
  /** As Elysia hands it over; keeps the connection from being cut for being idle. */
  readonly server: Pick<Server<unknown>, 'timeout'> | null;
  /** Names the browser session that asks. */
  readonly session: string;
  /** Asked every 15 seconds: whether the viewer may still see this. Anything but true ends the stream. */
  mayGoOn(): Promise<boolean>;
  /**
   * Begins the work. An unnamed event is swapped in by htmx as HTML (`<hx-partial>`s), a named one is fired on the element
   * that listens. `since` is the id of the last event that the browser has seen.
   * @returns what ends it
   */
  start(port: StreamPort, since: string | null): () => void;
}

/** The streams that keep open pages up to date, over `hx-sse:connect`. */
export type Live = ReturnType<typeof createLive>;

export function createLive({ perSession = 8, total = 1_000, above = () => () => {} }: LiveOptions = {}) {
  const open = new Map<string, Set<StreamPort>>();
  let count = 0;
  let closed = false;

  function enter(session: string, port: StreamPort): () => void {
    const ports = open.get(session) ?? new Set();
    open.set(session, ports.add(port));
    count += 1;
    return () => {
      if (!ports.delete(port)) return;
      count -= 1;
      if (ports.size === 0) open.delete(session);
    };
  }

  /** Pages of a guild ask for what stands above them when this event tells them to. */
  function tellAbove({ url }: Request, port: StreamPort): () => void {
    const [, guildId] = GUILD_PAGE.exec(new URL(url).pathname) ?? [];
    return guildId ? above(guildId, () => port.send({ event: 'halt', data: '' })) : () => {};
  }

  return {
    /** The answer to a page that wants to be kept up to date: its stream, or that there are too many. */
    stream({ request, server, session, mayGoOn, start }: LivePage): Response {
      if (closed || count >= total)
        return busy(503, 'Too many pages are open at the moment. This one goes on in a while.');
      if ((open.get(session)?.size ?? 0) >= perSession) {
        return busy(429, 'You have this open in many windows. Close one, and this one goes on.');
      }
      server?.timeout(request, 0);
      let end = () => {};
      return eventStream(request.signal, {
        start(port) {
          end = port.end;
          const leave = enter(session, port);
          const ends = [leave, tellAbove(request, port), start(port, sinceOf(request))];
          return () => {
            for (const stop of ends) stop();
          };
        },
        beat() {
          mayGoOn().then(
            (may) => may || end(),
            () => end(),
          );
        },
      });
    },

    /** Ends the streams of a session, such as one that signs out. */
    endSession(session: string): void {
      for (const port of [...(open.get(session) ?? [])]) port.end();
    },

    /** How many are open. */
    size: () => count,

    /** Ends all of them, and lets no new one begin. */
    close(): void {
      closed = true;
      for (const ports of [...open.values()]) for (const port of [...ports]) port.end();
    },
  };
}

const GUILD_PAGE = /^\/admin\/guilds\/(\d+)\//;

/** What a browser sends that comes back, or what the page was rendered with: `?since=`. */
function sinceOf({ url, headers }: Request): string | null {
  return headers.get('last-event-id') || new URL(url).searchParams.get('since') || null;
}

function busy(status: 429 | 503, sentence: string): Response {
  return new Response(`${sentence}\n`, { status, headers: { 'retry-after': '30', 'cache-control': 'no-store' } });
}
