import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { scopes } from '../src/shared/scopes.ts';
import { decideOnConsent } from './harness/consent.ts';
import { textOf } from './harness/control.ts';
import { hasPostgres } from './harness/database.ts';
import type { Program } from './harness/executable.ts';
import { FAULTS, LASTS, LONGEST, mend, READY, RECOVERY, traffic, untilReadiness } from './harness/faults.ts';
import { type Fleet, openFleet } from './harness/fleet.ts';
import { createJar, type Jar } from './harness/jar.ts';
import { hasRedis } from './harness/redis.ts';
import { startTcpProxy, type TcpProxy } from './harness/tcp-proxy.ts';
import { until } from './harness/until.ts';

setDefaultTimeout(240_000);

describe.skipIf(!hasPostgres || !hasRedis)('faults of Discord', () => {
  let fleet: Fleet;
  let proxy: TcpProxy;
  let program: Program;
  let jar: Jar;
  let key: string;

  beforeAll(async () => {
    fleet = await openFleet({
      guilds: 4,
      redisDatabase: 12,
      async front(port) {
        proxy = await startTcpProxy('127.0.0.1', port);
        return `http://127.0.0.1:${proxy.port}`;
      },
    });
    program = await fleet.start('all', { SHARD_COUNT: '2' });
    key = await fleet.issueKey({ scopes });
    jar = createJar(program.url);
    const { location } = await jar.get('/login/discord');
    const consent = new URL(location ?? '');
    consent.port = new URL(fleet.discord.url).port;
    const answer = await decideOnConsent(consent.href, 'authorize', fleet.people.grace);
    expect((await jar.get(`/auth/callback?${answer}`)).status).toBe(303);
  });

  afterAll(async () => {
    await fleet?.close();
    proxy?.close();
  });

  const guild = (n: number) => fleet.guilds[n] as Fleet['guilds'][number];
  const acknowledged: string[] = [];
  let sent = 0;

  const headers = () => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });
  const bytes = (path: string) => `${program.url}/api/guilds/${guild(0).id}/bytes/${path}`;

  async function give(): Promise<Response> {
    sent += 1;
    const reason = `fault-${sent}`;
    const [giver_id, receiver_id] =
      sent % 2 === 0 ? [fleet.people.grace, fleet.people.ada] : [fleet.people.ada, fleet.people.grace];
    const answer = await fetch(bytes('transactions'), {
      method: 'POST',
      headers: { ...headers(), 'idempotency-key': reason },
      body: JSON.stringify({ giver_id, receiver_id, amount: 1, reason }),
    });
    await answer.text();
    if (answer.ok) acknowledged.push(reason);
    return answer;
  }

  /** Twice a second, so that a session's limit is not met. */
  async function page(path: string): Promise<Response> {
    await Bun.sleep(400);
    const { status } = await jar.get(path);
    return new Response(null, { status });
  }

  /** Milliseconds until a command in each shard is answered. */
  async function untilAnswered(): Promise<number> {
    const begun = performance.now();
    for (const n of [0, 1]) {
      await until(async () => {
        const where = { as: 'ada', guild: guild(n).id, channel: 'general', name: 'bytes balance', options: {} };
        const { replies } = await fleet.discord.post('command', where);
        return replies[0] && textOf(replies[0]).includes('has **') ? true : undefined;
      }, 150_000);
    }
    return performance.now() - begun;
  }

  test.each(Object.keys(FAULTS))('%s', async (fault) => {
    const lasting = fault === 'refused' || fault === 'black hole';
    const asks = [
      give,
      () => fetch(bytes('leaderboard'), { headers: headers() }),
      () => fetch(`${program.url}/`),
      () => page('/admin'),
      () => page(`/admin/guilds/${guild(1).id}`),
    ];
    const stop = traffic(asks);
    await Bun.sleep(500);
    FAULTS[fault]?.(proxy);
    const told = lasting
      ? await untilReadiness(program.url, ({ dependencies }) => dependencies.discord?.status !== 'ok', LASTS)
      : 0;
    await Bun.sleep(Math.max(0, LASTS - told));
    const { seen, recovered, answered } = await mend(proxy, fault).then(async () => ({
      recovered: await untilReadiness(
        program.url,
        ({ dependencies }) => dependencies.discord?.status === 'ok',
        150_000,
      ),
      answered: await untilAnswered(),
      seen: await stop(),
    }));
    const figures = { told, recovered, answered, slowest: seen.slowest };
    const rounded = Object.fromEntries(Object.entries(figures).map(([name, ms]) => [name, Math.round(ms)]));
    process.stderr.write(`discord   ${fault.padEnd(11)} ${JSON.stringify({ ...rounded, statuses: seen.statuses })}\n`);
    expect(Object.keys(seen.statuses).filter((status) => !['200', '201', '503'].includes(status))).toEqual([]);
    expect(told).toBeLessThan(READY);
    expect(recovered).toBeLessThan(RECOVERY);
    expect(answered).toBeLessThan(RECOVERY);
    expect(seen.slowest).toBeLessThan(LONGEST);
    expect((await give()).status).toBe(201);
  });

  test('nothing that was acknowledged is lost, nothing crashed, and nothing went unseen', async () => {
    const rows = await fleet.rows<{ reason: string }>(
      `SELECT reason FROM bytes_transactions WHERE reason LIKE 'fault-%'`,
    );
    const kept = new Set(rows.map(({ reason }) => reason));
    expect(kept.size).toBe(rows.length);
    expect(acknowledged.filter((reason) => !kept.has(reason))).toEqual([]);
    expect(program.output()).not.toContain('an error that nobody caught');
    expect(await program.stop('SIGTERM')).toBe(0);
    expect(await fleet.verifyLedger()).toMatchObject({ ok: true, differences: [] });
  });
});
