import { afterEach, expect, test } from 'bun:test';
import { createLive, type LivePage } from '../../../src/http/kit/live.ts';
import { until } from '../../harness/until.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

type Start = LivePage['start'];

/** A server whose every path is a stream of the session named by the path. */
function serve(live: ReturnType<typeof createLive>, start: Start, mayGoOn = async () => true) {
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    idleTimeout: 1,
    fetch: (request, server) =>
      live.stream({ request, server, session: new URL(request.url).pathname, mayGoOn, start }),
  });
  stops.push(() => server.stop(true));
  return (path: string, headers: Record<string, string> = {}) => {
    const gone = new AbortController();
    stops.push(() => gone.abort());
    return fetch(new URL(path, server.url), { headers, signal: gone.signal }).then((response) => ({
      response,
      leave: () => gone.abort(),
    }));
  };
}

async function read(response: Response, wanted: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(wanted)) break;
  }
  return text;
}

test('pages of a guild hear that what stands above them changed, others do not', async () => {
  const listeners = new Set<() => void>();
  const live = createLive({
    above(guildId, changed) {
      expect(guildId).toBe('264445053596991498');
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  });
  const open = serve(live, () => () => {});
  await open('/admin/live');
  const { response, leave } = await open('/admin/guilds/264445053596991498/squads/live');
  for (const tell of listeners) tell();
  expect(await read(response, 'event: halt')).toContain('event: halt');
  leave();
  await until(async () => listeners.size === 0 || undefined);
});

test('sends events as a browser reads them, and outlives the server’s patience', async () => {
  const live = createLive();
  const open = serve(live, (port) => {
    port.send({ id: '7', data: '<b>one</b>\n<i>two</i>' });
    const timer = setTimeout(() => port.send({ event: 'late', data: 'still here' }), 1_800);
    return () => clearTimeout(timer);
  });
  const { response } = await open('/a');
  expect(response.headers.get('content-type')).toStartWith('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const text = await read(response, 'still here');
  expect(text).toContain('id: 7\ndata: <b>one</b>\ndata: <i>two</i>\n\n');
  expect(text).toContain('event: late\ndata: still here\n\n');
});

test.each([
  ['/a?since=5', {}, '5'],
  ['/a?since=5', { 'last-event-id': '9' }, '9'],
  ['/a', {}, null],
])('%s goes on where it was', async (path, headers, expected) => {
  const seen: (string | null)[] = [];
  const open = serve(createLive(), (_port, since) => {
    seen.push(since);
    return () => {};
  });
  await open(path, headers);
  expect(seen).toEqual([expected]);
});

test('ends the work when the browser leaves', async () => {
  const live = createLive();
  let ended = 0;
  const open = serve(live, () => () => {
    ended += 1;
  });
  const { leave } = await open('/a');
  expect(live.size()).toBe(1);
  leave();
  await until(() => live.size() === 0 || undefined);
  expect(ended).toBe(1);
});

test('lets each session have a few, and all together some', async () => {
  const open = serve(createLive({ perSession: 2, total: 3 }), () => () => {});
  const { leave } = await open('/a');
  await open('/a');
  const third = await open('/a');
  expect(third.response.status).toBe(429);
  expect(third.response.headers.get('retry-after')).toBe('30');
  expect((await open('/b')).response.status).toBe(200);
  expect((await open('/c')).response.status).toBe(503);
  leave();
  await until(async () => (await open('/c')).response.status === 200 || undefined);
});

test('ends what a session has open when it signs out, and everything at the end', async () => {
  const live = createLive();
  const open = serve(live, () => () => {});
  const [mine, other] = [await open('/a'), await open('/b')];
  live.endSession('/a');
  expect(await mine.response.text()).toBe(': hello\n\n');
  expect(live.size()).toBe(1);
  live.close();
  expect(await other.response.text()).toBe(': hello\n\n');
  expect(live.size()).toBe(0);
  expect((await open('/a')).response.status).toBe(503);
});
