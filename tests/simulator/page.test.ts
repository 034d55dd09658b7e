import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createLog } from '../../src/platform/log.ts';
import { createSimulatorPage } from '../../src/simulator/page.tsx';
import { createSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import { createSmallWorld, type SmallWorld } from '../harness/small-world.ts';
import { until } from '../harness/until.ts';

let simulator: Simulator;
let page: ReturnType<typeof createSimulatorPage>;
let small: SmallWorld;
let where: string;

beforeAll(async () => {
  const log = createLog({ level: 'error', format: 'json' });
  small = createSmallWorld();
  simulator = await createSimulator({ baseUrl: 'http://127.0.0.1:1', log, seed: () => small.world.state, quietMs: 5 });
  page = createSimulatorPage({ simulator, log, asset: (path) => `/static${path}` });
  where = new URLSearchParams({ as: small.people.ada.id, channel: small.general.id, guild: small.guildId }).toString();
});

afterAll(() => simulator.close());

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return page.handle(new Request(`http://localhost${path}`, { headers }));
}

function say(as: string, content: string) {
  const message = simulator.actors.say({ as, channel: 'general', content });
  if ('refused' in message) throw new Error(String(message.context.message));
  return message;
}

/** Reads a stream until it holds a text; gives all that came. */
function follow(response: Response) {
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const decoder = new TextDecoder();
  let text = '';
  const reading = (async () => {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read())
      text += decoder.decode(chunk.value, { stream: true });
  })();
  return {
    waitFor: (part: string) => until(() => (text.includes(part) ? text : undefined)),
    forget: () => {
      text = '';
    },
    async close() {
      await reader.cancel();
      await reading;
    },
  };
}

describe('the page', () => {
  test('shows who acts and where, and is never kept', async () => {
    const response = await get('/simulator?as=ada&channel=general');
    const html = await response.text();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('Simulated Discord');
    expect(html).toContain(`data-as="${small.people.ada.id}"`);
    expect(html).toContain('Welcome to #general');
    expect(html).not.toContain('staff');
  });

  test('gives the control API a door', async () => {
    const response = await get('/simulator/api/world');
    expect(await response.json()).toMatchObject({ guilds: [{ name: 'Small Guild' }] });
  });

  test.each([
    ['/simulator/command', 'name=nonsense'],
    ['/simulator/menu', 'message=1'],
    ['/simulator/moderate', 'member=1&action=ban'],
    ['/simulator/moderate', 'member=1&action=constructor'],
  ])('%s?%s is gone', async (path, query) => {
    const response = await get(`${path}?${where}&${query}`);
    expect(response.status).toBe(404);
  });

  test.each(['{', '[]', '{}', '{"custom_id":"a"}', 'null', ''])('a form %j is refused', async (body) => {
    const request = new Request('http://localhost/simulator/modal', { method: 'POST', body });
    expect((await page.handle(request)).status).toBe(400);
  });
});

describe('the stream', () => {
  test('brings what is new, changed and gone, and nothing twice', async () => {
    const live = follow(await get(`/simulator/events?${where}`));
    await live.waitFor('hx-target="#log"');
    live.forget();

    const { id } = say('bob', 'first **words**');
    const added = await live.waitFor('<strong>');
    expect(added).toContain('hx-swap="beforeend"');
    expect(added).toContain(`id="m-${id}"`);
    expect(added).not.toContain('hx-target="#member-list"');
    live.forget();

    simulator.actors.edit('bob', id, 'other words');
    const changed = await live.waitFor('(edited)');
    expect(changed).toContain(`hx-target="#m-${id}" hx-swap="outerMorph"`);
    live.forget();

    simulator.actors.delete('bob', id);
    await live.waitFor(`hx-target="#m-${id}" hx-swap="delete"`);
    await live.close();
  });

  test('keeps what only another may see from a viewer', async () => {
    const live = follow(await get(`/simulator/events?${where}`));
    await live.waitFor('hx-target="#log"');
    live.forget();
    simulator.world.createMessage({
      channelId: small.general.id,
      authorId: simulator.world.state.application.bot.id,
      content: 'for bob alone',
      ephemeralFor: small.people.bob.id,
    });
    const text = say('bob', 'for everybody');
    const seen = await live.waitFor(text.id);
    expect(seen).not.toContain('for bob alone');
    await live.close();
  });

  test('says nothing to a page that is up to date, and everything to one that is not', async () => {
    const first = await get(`/simulator?${where}`);
    const version = /since=([\w-]+)/.exec(await first.text())?.[1] ?? '';
    const current = follow(await get(`/simulator/events?${where}`, { 'last-event-id': version }));
    const stale = follow(await get(`/simulator/events?${where}`, { 'last-event-id': 'other-1' }));
    await stale.waitFor('hx-target="#log" hx-swap="innerMorph"');
    const { id } = say('bob', 'next');
    const seen = await current.waitFor(id);
    expect(seen).toContain('hx-swap="beforeend"');
    expect(seen).not.toContain('hx-target="#log" hx-swap="innerMorph"');
    await Promise.all([current.close(), stale.close()]);
  });

  test('tells a page to move when the acting member is gone', async () => {
    const { user } = simulator.world.addMember(small.guildId, small.people.stranger.id) ?? {
      user: small.people.stranger,
    };
    const query = new URLSearchParams({ as: user.id, channel: small.general.id, guild: small.guildId });
    const live = follow(await get(`/simulator/events?${query}`));
    await live.waitFor('hx-target="#log"');
    simulator.actors.leave('stranger');
    await live.waitFor('event: moved\ndata: /simulator?as=grace&channel=general');
    await live.close();
  });
});

describe('the wire log', () => {
  test('opens with the last entries and goes on', async () => {
    simulator.wire.record({
      kind: 'rest',
      summary: 'POST /channels/1/messages',
      status: 200,
      ms: 1.5,
      request: '{"content":"<b>"}',
    });
    const drawer = await (await get('/simulator/wire')).text();
    const next = Number(/since=(\d+)/.exec(drawer)?.[1]);
    expect(drawer).toContain('POST /channels/1/messages');
    const body = await (await get(`/simulator/wire/${next}`)).text();
    expect(body).toContain('&lt;b&gt;');

    const live = follow(await get(`/simulator/wire/events?since=${next}`));
    simulator.wire.record({ kind: 'gateway-out', summary: '0 MESSAGE_CREATE', op: 0, t: 'MESSAGE_CREATE', data: '{}' });
    const rows = await live.waitFor('0 MESSAGE_CREATE');
    expect(rows).toContain('hx-target="#wire-list" hx-swap="afterbegin"');
    expect(rows).not.toContain('POST /channels/1/messages');
    await live.close();
  });

  test.each(['0', '-1', 'x', '999999'])('entry %p is no longer there', async (seq) => {
    expect(await (await get(`/simulator/wire/${seq}`)).text()).toContain('No longer in the log');
  });
});

describe('making life', () => {
  const start = (kind: string) =>
    page.handle(new Request(`http://localhost/simulator/life/${kind}?${where}`, { method: 'POST' }));

  test('a wave of new accounts joins', async () => {
    const before = simulator.world.guild(small.guildId)?.members.length ?? 0;
    expect((await start('joins')).status).toBe(202);
    await until(() => ((simulator.world.guild(small.guildId)?.members.length ?? 0) >= before + 8 ? true : undefined));
  });

  test('a newcomer repeats an advert', async () => {
    expect((await start('spam')).status).toBe(202);
    const adverts = () =>
      (simulator.world.state.messages[small.general.id] ?? []).filter(({ content }) => content.includes('FREE'));
    await until(() => (adverts().length === 8 ? true : undefined));
    expect(new Set(adverts().map(({ author }) => author.id)).size).toBe(1);
  });

  test.each(['constructor', 'nonsense'])('there is no %p', async (kind) => {
    expect((await start(kind)).status).toBe(404);
  });
});
