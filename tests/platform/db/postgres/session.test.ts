import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { OwnedDatabase } from '../../../../src/platform/db/create-database.ts';
import { ConnectionLost, DatabaseTimeout } from '../../../../src/platform/db/errors.ts';
import { openPostgres } from '../../../../src/platform/db/postgres/open.ts';
import { createScratchDatabase, hasPostgres } from '../../../harness/database.ts';
import { startTcpProxy, type TcpProxy } from '../../../harness/tcp-proxy.ts';
import { until } from '../../../harness/until.ts';

setDefaultTimeout(30_000);

const DEADLINE = 1000;

describe.skipIf(!hasPostgres)('a Postgres that goes away', () => {
  let scratch: Awaited<ReturnType<typeof createScratchDatabase>>;
  let proxy: TcpProxy;
  let db: OwnedDatabase;

  beforeAll(async () => {
    scratch = await createScratchDatabase();
    const url = new URL(scratch.url);
    proxy = await startTcpProxy(url.hostname, Number(url.port || 5432));
    url.hostname = '127.0.0.1';
    url.port = String(proxy.port);
    db = await openPostgres(url.href, DEADLINE);
    await db.rows('CREATE TABLE kept (n int4)');
  });

  afterAll(async () => {
    await db.close();
    proxy.close();
    await scratch.drop();
  });

  const count = async () => (await db.rows<{ n: number }>('SELECT count(*) AS n FROM kept'))[0]?.n;
  const healed = () => until(async () => ((await db.ping().catch(() => 0)) > 0 ? true : undefined));

  test('a query that gets no answer fails in time, and its connection is dropped', async () => {
    proxy.mode = 'silent';
    await expect(db.rows('SELECT 1')).rejects.toBeInstanceOf(DatabaseTimeout);
    await until(() => (proxy.open === 0 ? true : undefined));
    proxy.mode = 'pass';
    expect(await healed()).toBe(true);
  });

  test('a statement inside a transaction fails in time, and nothing of the transaction stays', async () => {
    const work = db.transaction(async (tx) => {
      await tx.rows('INSERT INTO kept VALUES (1)');
      proxy.mode = 'silent';
      await tx.rows('INSERT INTO kept VALUES (2)');
    });
    await expect(work).rejects.toBeInstanceOf(DatabaseTimeout);
    proxy.mode = 'pass';
    await healed();
    expect(await count()).toBe(0);
  });

  test('more queries than connections fail in time as well', async () => {
    proxy.mode = 'silent';
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => db.rows('SELECT 1')));
    proxy.mode = 'pass';
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'DatabaseTimeout' } });
    }
    await healed();
  });

  test('a connection that breaks in mid-transaction fails it; no statement slips onto another connection', async () => {
    const work = db.transaction(async (tx) => {
      await tx.rows('INSERT INTO kept VALUES (1)');
      proxy.cut();
      await until(() => (proxy.open === 0 ? true : undefined));
      await tx.rows('INSERT INTO kept VALUES (2)');
    });
    await expect(work).rejects.toBeInstanceOf(ConnectionLost);
    await healed();
    expect(await count()).toBe(0);
  });

  test('a statement that takes too long is cancelled on the server, and the connection lives on', async () => {
    await healed();
    const before = proxy.opened;
    await expect(db.rows('SELECT pg_sleep(30)')).rejects.toBeInstanceOf(DatabaseTimeout);
    await db.ping();
    expect(proxy.opened).toBe(before);
  });

  test('a connection that the server ends is replaced', async () => {
    await expect(db.rows('SELECT pg_terminate_backend(pg_backend_pid())')).rejects.toThrow();
    expect(await healed()).toBe(true);
  });

  test('idle connections that a restart has ended fail nobody', async () => {
    await Promise.all(Array.from({ length: 10 }, () => db.rows('SELECT pg_sleep(0.05)')));
    proxy.cut();
    await until(() => (proxy.open === 0 ? true : undefined));
    // The clients are in this process too: one more turn of the event loop, and they have heard of it.
    await Bun.sleep(50);
    const answers = await Promise.all(Array.from({ length: 30 }, () => db.rows<{ n: number }>('SELECT 1 AS n')));
    expect(answers.flat()).toEqual(Array.from({ length: 30 }, () => ({ n: 1 })));
  });

  test('migrations may take their time', async () => {
    await db.alone((session) => session.script('SELECT pg_sleep(1.5)'));
    expect(await db.ping()).toBeGreaterThan(0);
  });
});
