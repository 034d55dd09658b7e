import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ApiDocument, type Operation, operationsOf, successesOf } from './harness/api-document.ts';
import { type ApiKeys, issueApiKeys } from './harness/api-keys.ts';
import { plannedRequests } from './harness/api-requests.ts';
import { complaints, createTraffic, type Exchange, isDocumented, repetitionComplaints } from './harness/api-traffic.ts';
import { newFolder, startTestApp, type TestApp } from './harness/app.ts';
import { createScratchDatabase, hasPostgres } from './harness/database.ts';
import { harOf } from './harness/har.ts';
import { sendRaw } from './harness/raw-http.ts';

setDefaultTimeout(60_000);

const REQUESTS = 5000;
const AT_ONCE = 8;
/** Successes that need more than requests to the API: rules that fired, all rules by name, a member of the squad, an event that was told. Tests of their own reach them. */
const NEED_A_PAST: readonly string[] = [
  'orderAutomodRules 200',
  'traceAutomodMessage 200',
  'getAutomodEvent 200',
  'undoAutomodEvent 200',
  'removeSquadMember 204',
  'getDelivery 200',
  'redeliver 202',
];
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
  let document: ApiDocument;
  let operations: Operation[];
  let keys: ApiKeys;
  let guildId: string;
  let traffic: ReturnType<typeof createTraffic>;

  beforeAll(async () => {
    scratch = await createScratchDatabase();
    app = await startTestApp({ DATABASE_URL: scratch.url });
    const { guilds } = await app.get<{ guilds: SeenGuild[] }>('world');
    const [guild] = guilds;
    guildId = guild?.id ?? '';
    document = await (await fetch(`${app.url}/api/openapi.json`)).json();
    operations = operationsOf(document);
    keys = await issueApiKeys(app, scratch.url, guildId);
    const userIds = guild?.members.slice(0, 12).map(({ user }) => user.id) ?? [];
    traffic = createTraffic(app.url, keys);
    const roleIds =
      guild?.roles.filter(({ name }) => /Club|Veteran|ists|ers$|ceans/.test(name)).map(({ id }) => id) ?? [];
    const queue = fc.sample(plannedRequests(operations, { guildId, userIds, roleIds }), {
      numRuns: REQUESTS,
      seed: SEED,
    });
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = queue.pop(); next; next = queue.pop()) await traffic.send(next);
      }),
    );
  }, 120_000);

  afterAll(async () => {
    await app?.close();
    await scratch?.drop();
  });

  const name = ({ method, url, planned }: Exchange) => `${method} ${url} (${planned.flaw ?? 'as documented'})`;
  const withSeed = (found: readonly string[]) =>
    found.length === 0 ? [] : [`TEST_SEED=${SEED}`, ...new Set(found)].slice(0, 20);

  test('are answered as the document says, refused with a documented problem, and never fail', () => {
    expect(traffic.exchanges.length).toBeGreaterThanOrEqual(2000);
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

  test('reach every success of every operation, and succeed often when they are as documented', () => {
    const documented = traffic.exchanges.filter(({ planned }) => planned.flaw === null);
    const succeeded = documented.filter(({ status }) => status < 300);
    const seen = new Set(succeeded.map(({ planned, status }) => `${planned.operation.id} ${status}`));
    const due = operations.flatMap((one) => successesOf(one).map((status) => `${one.id} ${status}`));
    expect(withSeed(due.filter((one) => !seen.has(one) && !NEED_A_PAST.includes(one)))).toEqual([]);
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

    test('in anything that was answered', async () => {
      const all = traffic.exchanges.filter(isDocumented);
      const rules = ['--rules', 'schema-consistency,undocumented-endpoint', '--min-severity', 'error'];
      expect(await drift(all, rules)).toMatchObject(clean(all.length));
    });

    test('in what was let through, the key included', async () => {
      const through = traffic.exchanges.filter(({ status }) => status < 300);
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
