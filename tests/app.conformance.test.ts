import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiDocument, type Operation, operationsOf } from './harness/api-document.ts';
import { type ApiKeys, issueApiKeys } from './harness/api-keys.ts';
import type { Planned } from './harness/api-plan.ts';
import { plannedRequests } from './harness/api-requests.ts';
import { tellStory } from './harness/api-story.ts';
import {
  complaints,
  createTraffic,
  type Exchange,
  isDocumented,
  repetitionComplaints,
  type Traffic,
} from './harness/api-traffic.ts';
import { newFolder, startTestApp, type TestApp } from './harness/app.ts';
import { createScratchDatabase, hasPostgres } from './harness/database.ts';
import { harOf } from './harness/har.ts';
import { sendRaw } from './harness/raw-http.ts';
import { startTcpProxy, type TcpProxy } from './harness/tcp-proxy.ts';

setDefaultTimeout(120_000);

const REQUESTS = 5000;
const AT_ONCE = 8;
/** Set it to send the same requests again. */
const SEED = Number(process.env.TEST_SEED ?? Date.now() % 2 ** 31);

const DRIFT = ['node_modules/@redocly/cli/bin/cli.js', 'drift', '--config', '.ci/redocly.yaml', '--format', 'json'];

interface SeenGuild {
  readonly id: string;
  readonly members: readonly { readonly user: { readonly id: string } }[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
}

describe.skipIf(!hasPostgres)('generated requests', () => {
  let app: TestApp;
  let scratch: Awaited<ReturnType<typeof createScratchDatabase>>;
  let database: TcpProxy;
  let document: ApiDocument;
  let operations: Operation[];
  let keys: ApiKeys;
  let guildId: string;
  let traffic: Traffic;
  /** What was asked while the database was away. */
  let orphaned: Traffic;

  beforeAll(async () => {
    scratch = await createScratchDatabase();
    const { hostname, port } = new URL(scratch.url);
    database = await startTcpProxy(hostname, Number(port || 5432));
    const through = Object.assign(new URL(scratch.url), { host: `127.0.0.1:${database.port}` });
    app = await startTestApp({ DATABASE_URL: through.href, TRUSTED_PROXIES: '127.0.0.1' });
    const { guilds } = await app.get<{ guilds: SeenGuild[] }>('world');
    const [guild] = guilds;
    guildId = guild?.id ?? '';
    document = await (await fetch(`${app.url}/api/openapi.json`)).json();
    operations = operationsOf(document);
    keys = await issueApiKeys(app, scratch.url, guildId);
    const userIds = guild?.members.slice(0, 12).map(({ user }) => user.id) ?? [];
    const rolesCalled = (name: RegExp) => guild?.roles.filter((role) => name.test(role.name)).map(({ id }) => id) ?? [];
    const roleIds = rolesCalled(/Veteran|ists|ers$|ceans/);
    const places = { guildId, userIds, roleIds };
    const { requests, flawless } = plannedRequests(operations, places, REQUESTS, SEED);
    traffic = createTraffic(app.url, keys);
    await sendAll(traffic, requests);
    // It may ask once a minute, which may begin on the way.
    const impatient = flawless.map((one) => ({ ...one, again: null, key: 'spent' as const, flaw: 'key: spent' }));
    await sendAll(traffic, [...impatient, ...impatient]);
    const once = requests.filter(({ flaw, headers }) => flaw === null && 'Idempotency-Key' in headers);
    for (const [, some] of Map.groupBy(once, ({ operation }) => operation)) {
      for (const one of some.slice(0, 5))
        await traffic.sendTwice({ ...one, headers: { ...one.headers, 'Idempotency-Key': crypto.randomUUID() } });
    }
    await tellStory({ control: app, traffic, operations, guildId, freeRoleIds: rolesCalled(/byte Club/) });
    // What chance has left out so far.
    for (let round = 1; round <= 5 && unseen().length > 0; round += 1) {
      const due = operations.filter(({ id }) => unseen().some((one) => one.startsWith(`${id} `)));
      await sendAll(traffic, plannedRequests(due, places, due.length * 80, SEED + round).requests);
    }
    orphaned = createTraffic(app.url, keys);
    database.refuse();
    const anew = flawless.map((one) => ({ ...one, unchanged: false }));
    await sendAll(orphaned, [...anew, ...anew.map((one) => ({ ...one, key: 'unused' as const }))]);
    await database.accept();
  }, 240_000);

  afterAll(async () => {
    await app?.close();
    database?.close();
    await scratch?.drop();
  });

  /** Documented statuses that nothing was answered with so far. A failure, ours or the database's, is not provoked here. */
  function unseen(): string[] {
    const all = traffic.exchanges.filter(isDocumented);
    const seen = new Set(all.map(({ planned, status }) => `${planned.operation.id} ${status}`));
    const due = operations.flatMap(({ id, answers }) => Object.keys(answers).map((status) => `${id} ${status}`));
    return due.filter((one) => !seen.has(one) && !/ 50[03]$/.test(one));
  }

  async function sendAll({ send }: Traffic, requests: readonly Planned[]): Promise<void> {
    const queue = requests.values();
    const sender = async () => {
      for (const next of queue) await send(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
  }

  const name = ({ method, url, planned }: Exchange) => `${method} ${url} (${planned.flaw ?? 'as documented'})`;
  const withSeed = (found: readonly string[]) =>
    found.length === 0 ? [] : [`TEST_SEED=${SEED}`, ...new Set(found)].slice(0, 20);

  test('are answered as the document says, refused with a documented problem, and never fail', () => {
    expect(traffic.exchanges.length).toBeGreaterThanOrEqual(REQUESTS);
    const found = traffic.exchanges.flatMap((one) => complaints(one).map((what) => `${name(one)} ${what}`));
    expect(withSeed(found)).toEqual([]);
  });

  test('that are repeated are done once', () => {
    const repetitions = traffic.repetitions();
    const conflicts = repetitions.filter(([, { text }]) => text.includes('"idempotency_conflict"'));
    expect([repetitions.length > 20, conflicts.length > 5]).toEqual([true, true]);
    const found = repetitions.flatMap((two) => repetitionComplaints(two).map((what) => `${name(two[0])} ${what}`));
    expect(withSeed(found)).toEqual([]);
  });

  test('while the database is away are answered with 503 and when to come again', () => {
    const unknown = orphaned.exchanges.filter(({ planned }) => planned.key === 'unused');
    const found = unknown.map((one) => [name(one), one.status, one.headers.has('retry-after')]);
    expect(found.filter(([, status, wait]) => status !== 503 || !wait)).toEqual([]);
    // A key that was seen a moment ago is still known, and so is much of what it may ask for.
    const others = orphaned.exchanges.flatMap((one) => complaints(one).map((what) => `${name(one)} ${what}`));
    expect(others.filter((what) => !what.endsWith(' fails'))).toEqual([]);
  });

  test('see every documented status of every operation', () => {
    expect(withSeed(unseen())).toEqual([]);
  });

  test('succeed often when they are as documented', () => {
    const documented = traffic.exchanges.filter(({ planned }) => planned.flaw === null);
    const succeeded = documented.filter(({ status }) => status < 300);
    expect(succeeded.length / documented.length).toBeGreaterThan(0.4);
  });

  /** A request that fetch would not send, to every operation; what it got as a status, by the operation's name. */
  async function statuses(lines: (host: string) => readonly string[]): Promise<Record<string, number>> {
    const all = operations.map(async ({ id, method, path }): Promise<[string, number]> => {
      const address = path.replace('{guild_id}', guildId).replace(/\{\w+\}/g, '300000000000000001');
      const head = [`${method} ${address} HTTP/1.1`, ...lines(new URL(app.url).host), 'Connection: close'];
      const answer = await sendRaw(app.url, `${head.join('\r\n')}\r\n\r\n{}`);
      return [id, Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])];
    });
    return Object.fromEntries(await Promise.all(all));
  }

  test.each([
    ['Authorization', ['Bearer sd_x', 'Bearer sd_y']],
    ['Idempotency-Key', ['one', 'two']],
    ['If-Match', ['"1"', '"2"']],
    ['Content-Type', ['application/json', 'text/plain']],
    ['Content-Length', ['2', '3']],
    ['Transfer-Encoding', ['chunked', 'identity']],
    ['X-Request-Id', ['first-of-two', 'x\ty']],
  ])('with %s twice are refused or read as one', async (header, values) => {
    const key = header === 'Authorization' ? [] : [`Authorization: Bearer ${keys.right}`];
    const length = /^(Content-Length|Transfer-Encoding)$/.test(header) ? [] : ['Content-Length: 2'];
    const twice = values.map((value) => `${header}: ${value}`);
    const found = await statuses((host) => [`Host: ${host}`, ...key, ...length, ...twice]);
    for (const [id, status] of Object.entries(found)) expect([id, status >= 200 && status < 500]).toEqual([id, true]);
  });

  test.each(['x', 'evil.example:80', '127.0.0.1.evil.example'])('for the host %s reach no operation', async (host) => {
    const found = await statuses(() => [`Host: ${host}`, `Authorization: Bearer ${keys.right}`, 'Content-Length: 2']);
    expect(found).toEqual(Object.fromEntries(operations.map(({ id }) => [id, 421])));
  });

  test('leave a ledger that adds up', async () => {
    await app.stop();
    expect(await app.verifyLedger()).toMatchObject({ ok: true });
  });

  describe('and redocly finds no drift', () => {
    /** @param options what to look at, and what may be there */
    async function drift(exchanges: readonly Exchange[], options: readonly string[]): Promise<unknown> {
      const folder = newFolder();
      try {
        const [har, api] = [join(folder, 'traffic.har'), join(folder, 'openapi.json')];
        await Bun.write(har, harOf(exchanges));
        await Bun.write(api, JSON.stringify(document));
        const words = [...DRIFT, har, '--api', api, '--server', app.url, ...options];
        const child = Bun.spawn([process.execPath, ...words], { stdout: 'pipe', stderr: 'ignore' });
        return JSON.parse(await new Response(child.stdout).text());
      } finally {
        rmSync(folder, { recursive: true });
      }
    }

    const clean = (totalExchanges: number) => ({
      run: { totalExchanges, documentedExchanges: totalExchanges, totalProblems: 0 },
      problems: [],
    });

    /** Those that say the same of the same operation once. */
    function distinct(all: readonly Exchange[]): Exchange[] {
      const saying = ({ planned, status, text }: Exchange) =>
        `${planned.operation.id} ${status} ${text.replace(/"request_id":"[^"]+"/, '')}`;
      return [...new Map(all.map((one) => [saying(one), one])).values()];
    }

    test('in what was refused', async () => {
      const refused = [...traffic.exchanges, ...orphaned.exchanges].filter(({ status }) => status >= 300);
      const all = distinct(refused.filter(isDocumented));
      const rules = ['--rules', 'schema-consistency,undocumented-endpoint', '--min-severity', 'error'];
      expect(await drift(all, rules)).toMatchObject(clean(all.length));
    });

    test('in what was let through, the key included', async () => {
      const through = distinct(traffic.exchanges.filter(({ status }) => status < 300));
      const standard = ['--ignore-headers', 'authorization,content-type'];
      expect(await drift(through, standard)).toMatchObject(clean(through.length));
    });

    test('but would', async () => {
      const [one] = traffic.exchanges.filter(({ status }) => status === 200);
      if (!one) throw new Error('nothing was answered');
      const { run } = (await drift([{ ...one, text: '{"wealth":1}' }], [])) as { run: { totalProblems: number } };
      expect(run.totalProblems).toBeGreaterThan(0);
    });
  });
});
