import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { scopes } from '../src/shared/scopes.ts';
import { decideOnConsent } from './harness/consent.ts';
import { type Reply, textOf } from './harness/control.ts';
import { hasPostgres } from './harness/database.ts';
import type { Program } from './harness/executable.ts';
import { type Fleet, openFleet } from './harness/fleet.ts';
import { createJar, type Jar } from './harness/jar.ts';
import { hasRedis } from './harness/redis.ts';
import { until } from './harness/until.ts';

setDefaultTimeout(120_000);

const SHARD_COUNT = '4';
/** Milliseconds within which a change holds in every process. */
const SOON = 1_000;

describe.skipIf(!hasPostgres || !hasRedis)('two processes for the web and two for the bot, on one database', () => {
  let fleet: Fleet;
  let webs: [Program, Program];
  let bots: [Program, Program];
  let key: string;
  let startedAt: number;
  let received: { id: string; guildId: string }[];
  let receiver: ReturnType<typeof Bun.serve>;

  beforeAll(async () => {
    received = [];
    startedAt = performance.now();
    receiver = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      async fetch(request) {
        const { id, guild_id: guildId } = (await request.json()) as { id: string; guild_id: string };
        received.push({ id, guildId });
        return new Response(null, { status: 204 });
      },
    });
    fleet = await openFleet({ guilds: 8, redisDatabase: 11 });
    // All at once: one of them brings the schema up to date.
    const [web, other, first, second] = await Promise.all([
      fleet.start('web'),
      fleet.start('web'),
      fleet.start('bot', { SHARDS: '0-1', SHARD_COUNT }),
      fleet.start('bot', { SHARDS: '2-3', SHARD_COUNT }),
    ]);
    webs = [web, other];
    bots = [first, second];
    key = await fleet.issueKey({ scopes });
  });

  afterAll(async () => {
    await fleet?.close();
    await receiver?.stop(true);
  });

  async function ask(web: Program, method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
    const answer = await fetch(`${web.url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    // biome-ignore lint/suspicious/noExplicitAny: the test looks into answers of every shape
    return { status: answer.status, headers: answer.headers, json: (text === '' ? null : JSON.parse(text)) as any };
  }

  const guild = (n: number) => fleet.guilds[n] as Fleet['guilds'][number];

  async function command(n: number, as: string, name: string, options: Record<string, unknown> = {}): Promise<Reply> {
    const { replies } = await fleet.discord.post('command', {
      as,
      guild: guild(n).id,
      channel: 'general',
      name,
      options,
    });
    expect(replies).toHaveLength(1);
    return replies[0] as Reply;
  }

  const say = (n: number, content: string, attachments: object[] = []) =>
    fleet.discord.post('say', { as: 'ada', guild: guild(n).id, channel: 'general', content, attachments });

  const transfer = (web: Program, n: number, reason: string) =>
    ask(web, 'POST', `/guilds/${guild(n).id}/bytes/transactions`, {
      giver_id: fleet.people.ada,
      receiver_id: fleet.people.bob,
      amount: 1,
      reason,
    });

  /** Milliseconds since the first process began. */
  const age = () => performance.now() - startedAt;

  /** Signs in through the one process and comes back to the other. */
  async function signIn(person: 'grace' | 'ada'): Promise<[Jar, Jar]> {
    const [here, there] = [createJar(webs[0].url), createJar(webs[1].url)];
    const begun = await here.get('/login/discord');
    const answer = await decideOnConsent(begun.location ?? '', 'authorize', fleet.people[person]);
    for (const [name, value] of here.cookies) there.cookies.set(name, value);
    const arrived = await there.get(`/auth/callback?${answer}`);
    expect([arrived.status, arrived.location]).toEqual([303, '/admin']);
    for (const [name, value] of there.cookies) here.cookies.set(name, value);
    return [here, there];
  }

  test('every shard is connected once, and every guild is answered once', async () => {
    const sessions = fleet.discord.simulator.gateway.sessions().filter(({ connected }) => connected);
    expect(sessions.map(({ shard }) => shard.join('/')).toSorted()).toEqual(['0/4', '1/4', '2/4', '3/4']);
    for (const n of fleet.guilds.keys()) {
      expect(textOf(await command(n, 'ada', 'bytes send', { user: 'bob', amount: 1 }))).toContain('Bytes sent');
      const { json } = await ask(webs[1], 'GET', `/guilds/${guild(n).id}/bytes/balances/${fleet.people.bob}`);
      expect(json.total_received).toBe(1);
    }
  });

  test('who signed in through one is signed in everywhere, and who signs out is out everywhere', async () => {
    const [here, there] = await signIn('ada');
    for (const jar of [here, there]) expect((await jar.get('/me')).status).toBe(200);
    await here.post('/logout', {}, '/logout');
    expect((await there.get('/me')).status).toBe(303);
  });

  test('requests through both count together', async () => {
    const slow = { authorization: `Bearer ${await fleet.issueKey({ scopes: ['bytes:read'], ratePerMinute: 10 })}` };
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const web = webs[n % 2] as Program;
      statuses.push((await ask(web, 'GET', `/guilds/${guild(0).id}/bytes/leaderboard`, undefined, slow)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429]);
  });

  test('a changed setting holds in every process within a second', async () => {
    for (const n of [0, 2]) {
      const path = `/guilds/${guild(n).id}/bytes/config`;
      await command(n, 'bob', 'bytes balance');
      const seen = await ask(webs[1], 'GET', path);
      const { version: _, updated_at: __, ...config } = seen.json;
      const etag = seen.headers.get('etag') ?? '';
      const changed = await ask(webs[0], 'PUT', path, { ...config, enabled: false }, { 'if-match': etag });
      expect(changed.status).toBe(200);
      await until(async () => (await ask(webs[1], 'GET', path)).json.enabled === false || undefined, SOON);
      expect(textOf(await command(n, 'bob', 'bytes balance'))).toContain('economy_disabled');
    }
  });

  test('the emergency stop holds in every process within a second', async () => {
    const { id } = guild(3);
    const rule = {
      name: 'Programs',
      rule_type: 'file_extension',
      config: { extensions: ['exe'] },
      actions: [{ kind: 'delete' }],
      mode: 'live',
    };
    expect((await ask(webs[0], 'POST', `/guilds/${id}/automod/rules`, rule)).status).toBe(201);
    const sent = async (): Promise<string> => {
      const told = await say(3, 'try this', [{ filename: 'a.exe', size: 10 }]);
      return (told as unknown as { message: { id: string } }).message.id;
    };
    const isGone = (messageId: string) => fleet.discord.world.findMessage(messageId) === undefined;
    const seen: string[] = [];
    await until(async () => {
      seen.push(await sent());
      return seen.some(isGone) || undefined;
    }, SOON);
    expect((await ask(webs[1], 'PUT', `/guilds/${id}/automod/state`, { halted: true })).status).toBe(200);
    await Bun.sleep(SOON / 2);
    expect(isGone(await sent())).toBe(false);
    expect((await ask(webs[0], 'GET', `/guilds/${id}/automod/state`)).json.halted).toBe(true);
  });

  test('a key that ends in one process ends in the other', async () => {
    const manager = await fleet.issueKey({ scopes });
    const with_ = { authorization: `Bearer ${manager}` };
    const statusAt = async (web: Program) => (await ask(web, 'GET', '/me', undefined, with_)).status;
    expect([await statusAt(webs[0]), await statusAt(webs[1])]).toEqual([200, 200]);
    const { json } = await ask(webs[0], 'GET', '/me', undefined, with_);
    expect((await ask(webs[0], 'DELETE', `/keys/${json.id}`)).status).toBe(204);
    await until(async () => (await statusAt(webs[1])) === 401 || undefined, SOON);
  });

  test('an open page of one process shows at once what happens in another', async () => {
    const [, jar] = await signIn('grace');
    const cookie = [...jar.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0' };
    const stream = await fetch(`${webs[1].url}/admin/guilds/${guild(4).id}/live`, { headers });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    const reading = (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        text += new TextDecoder().decode(part.value);
      }
    })();
    await command(4, 'bob', 'bytes send', { user: 'ada', amount: 7, reason: 'for the page' });
    await until(() => text.includes('for the page') || undefined, 2 * SOON);
    await reader.cancel();
    await reading;
  });

  test('an event is delivered once, and each job runs in one process at a time', async () => {
    const hook = { name: 'CI', url: `http://127.0.0.1:${receiver.port}/hook`, events: ['bytes.moved'] };
    expect((await ask(webs[0], 'POST', `/guilds/${guild(5).id}/webhooks`, hook)).status).toBe(201);
    const transfers = Array.from({ length: 10 }, (_, n) => transfer(webs[n % 2] as Program, 5, `event ${n}`));
    expect((await Promise.all(transfers)).every(({ status }) => status === 201)).toBe(true);
    await until(() => received.length >= 10 || undefined, 30_000);
    expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
    expect(received).toHaveLength(10);
    const runs = [...webs, ...bots].flatMap(
      ({ output }) => output().match(/"job":"webhooks.deliver","ms":\d+,"msg":"job done"/g) ?? [],
    );
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.length).toBeLessThanOrEqual(age() / 2_000 + 1);
  });

  test('what a killed process leaves behind, another takes over, and nothing that was acknowledged is lost', async () => {
    const path = `/guilds/${guild(1).id}/bytes/config`;
    const seen = await ask(webs[1], 'GET', path);
    const { version: _, updated_at: __, ...config } = seen.json;
    const role_rewards = { [guild(1).roleId]: 1 };
    const match = { 'if-match': seen.headers.get('etag') ?? '' };
    expect((await ask(webs[1], 'PUT', path, { ...config, role_rewards }, match)).status).toBe(200);

    const acknowledged: string[] = [];
    let going = true;
    const traffic = (async () => {
      for (let n = 0; going; n += 1) {
        const done = await transfer(webs[0], 6, `before the end ${n}`).catch(() => null);
        if (done?.status === 201) acknowledged.push(done.json.id);
      }
    })();
    await until(() => acknowledged.length > 20 || undefined);
    await Promise.all([webs[0].stop('SIGKILL'), bots[0].stop('SIGKILL')]);
    going = false;
    await traffic;
    for (const id of acknowledged) {
      expect((await ask(webs[1], 'GET', `/guilds/${guild(6).id}/bytes/transactions/${id}`)).status).toBe(200);
    }

    // A guild whose own bot is gone: the role is given all the same.
    expect((await transfer(webs[1], 1, 'earns a role')).status).toBe(201);
    const bob = () => fleet.discord.world.member(guild(1).id, fleet.people.bob);
    await until(() => bob()?.roles.includes(guild(1).roleId) || undefined, 40_000);
    const before = received.length;
    expect((await transfer(webs[1], 5, 'still told')).status).toBe(201);
    await until(() => received.length > before || undefined, 70_000);

    bots[0] = await fleet.start('bot', { SHARDS: '0-1', SHARD_COUNT });
    expect(textOf(await command(4, 'ada', 'bytes balance'))).toContain('bytes');
    const sources = (await fleet.rows<{ source: string }>('SELECT source FROM heartbeats ORDER BY source')).map(
      ({ source }) => source,
    );
    expect(sources).toEqual(['shards 0,1 of 4', 'shards 2,3 of 4']);
  });

  test('asked to stop, each is gone within ten seconds, and the ledger is right', async () => {
    const begun = performance.now();
    expect(await Promise.all([webs[1], ...bots].map((program) => program.stop('SIGTERM')))).toEqual([0, 0, 0]);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(await fleet.verifyLedger()).toMatchObject({ ok: true, differences: [] });
  });
});
