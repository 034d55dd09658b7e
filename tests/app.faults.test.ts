import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgres } from '../src/platform/db/postgres/open.ts';
import { startTestApp, type TestApp } from './harness/app.ts';
import { createScratchDatabase, hasPostgres } from './harness/database.ts';
import {
  FAULTS,
  LASTS,
  LONGEST,
  mend,
  READY,
  RECOVERY,
  type Readiness,
  traffic,
  untilReadiness,
} from './harness/faults.ts';
import { hasRedis, REDIS_URL } from './harness/redis.ts';
import { startTcpProxy, type TcpProxy } from './harness/tcp-proxy.ts';

setDefaultTimeout(180_000);

/** Milliseconds of traffic before a fault. */
const WARM = 2_000;

describe.skipIf(!hasPostgres || !hasRedis)('faults of what it stands on', () => {
  let app: TestApp;
  let scratch: Awaited<ReturnType<typeof createScratchDatabase>>;
  let proxies: Record<'postgres' | 'redis', TcpProxy>;
  let guildId: string;
  let userId: string;
  let key: string;
  const acknowledged: string[] = [];
  let sent = 0;

  beforeAll(async () => {
    scratch = await createScratchDatabase();
    const [database, redis] = [new URL(scratch.url), new URL(REDIS_URL)];
    proxies = {
      postgres: await startTcpProxy(database.hostname, Number(database.port || 5432)),
      redis: await startTcpProxy(redis.hostname, Number(redis.port || 6379)),
    };
    database.host = `127.0.0.1:${proxies.postgres.port}`;
    app = await startTestApp({ DATABASE_URL: database.href, REDIS_URL: `redis://127.0.0.1:${proxies.redis.port}/9` });
    key = readFileSync(join(app.dataDir, 'dev-api-key'), 'utf8').trim();
    const { guilds } = await app.get<{ guilds: { id: string; members: { user: { id: string; bot?: boolean } }[] }[] }>(
      'world',
    );
    guildId = guilds[0]?.id ?? '';
    userId = guilds[0]?.members.find(({ user }) => !user.bot)?.user.id ?? '';
  });

  afterAll(async () => {
    await app.close();
    for (const proxy of Object.values(proxies)) proxy.close();
    await scratch.drop();
  });

  const bytes = (path: string) => `${app.url}/api/guilds/${guildId}/bytes/${path}`;

  async function give(): Promise<Response> {
    sent += 1;
    const reason = `fault-${sent}`;
    const response = await fetch(bytes(`balances/${userId}/adjustments`), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': reason },
      body: JSON.stringify({ delta: 1, reason }),
    });
    await response.text();
    if (response.ok) acknowledged.push(reason);
    return response;
  }

  const read = () => fetch(bytes('leaderboard'), { headers: { authorization: `Bearer ${key}` } });
  const asks = [give, read, () => fetch(`${app.url}/`), () => fetch(`${app.url}/login`)];
  const untilReport = (wished: (report: Readiness) => boolean, limit: number) => untilReadiness(app.url, wished, limit);

  const cases = (['postgres', 'redis'] as const).flatMap((part) =>
    Object.keys(FAULTS).map((fault) => [part, fault] as const),
  );

  test.each(cases)('%s, %s', async (part, fault) => {
    const name = part === 'postgres' ? 'database' : 'redis';
    const ill = part === 'postgres' ? 'down' : 'degraded';
    const lasting = fault === 'refused' || (fault === 'black hole' && part === 'postgres');
    const stop = traffic(asks);
    // Until the connections that are new since the last fault know the statements: each is a round trip more the first time.
    await Bun.sleep(WARM);
    FAULTS[fault]?.(proxies[part]);
    const told = lasting ? await untilReport(({ dependencies }) => dependencies[name]?.status === ill, LASTS) : 0;
    await Bun.sleep(Math.max(0, LASTS - told));
    await mend(proxies[part], fault);
    const recovered = await untilReport(({ dependencies }) => dependencies[name]?.status === 'ok', RECOVERY * 2);
    await give();
    const { slowest, statuses } = await stop();
    const figures = { told: Math.round(told), recovered: Math.round(recovered), slowest: Math.round(slowest) };
    process.stderr.write(`${part.padEnd(9)} ${fault.padEnd(11)} ${JSON.stringify({ ...figures, statuses })}\n`);
    expect(Object.keys(statuses).filter((status) => !['200', '201', '503'].includes(status))).toEqual([]);
    expect(told).toBeLessThan(READY);
    expect(recovered).toBeLessThan(RECOVERY);
    expect(slowest).toBeLessThan(LONGEST);
    const last = await give();
    expect(last.ok).toBe(true);
  });

  test('nothing that was acknowledged is lost, and the ledger is right', async () => {
    const db = await openPostgres(scratch.url, 5000);
    const rows = await db.rows<{ reason: string }>(`SELECT reason FROM bytes_transactions WHERE reason LIKE 'fault-%'`);
    await db.close();
    const kept = new Set(rows.map(({ reason }) => reason));
    expect(kept.size).toBe(rows.length);
    expect(acknowledged.filter((reason) => !kept.has(reason))).toEqual([]);
    const verdict = await app.stop().then(() => app.verifyLedger());
    expect(verdict.ok).toBe(true);
    expect(acknowledged.length).toBeGreaterThan(100);
  });
});
