import { afterAll, describe, expect, test } from 'bun:test';
import { connectRedis } from '../../src/platform/bus/redis.ts';
import { createLog } from '../../src/platform/log.ts';
import { createSharedCache } from '../../src/platform/shared-cache.ts';
import { createCuttableRedis, freshPrefix, hasRedis } from '../harness/redis.ts';
import { until } from '../harness/until.ts';

test('without Redis it knows nothing', async () => {
  const cache = createSharedCache();
  await cache.put('key', 'value', 1000);
  await cache.add('key', 'value', 1000);
  expect(await cache.read('key')).toBeUndefined();
});

describe.skipIf(!hasRedis)('with Redis', async () => {
  const wire = hasRedis ? await createCuttableRedis() : null;
  const log = createLog({ level: 'silent', format: 'json' });
  const redis = wire ? connectRedis({ redisUrl: wire.url, log }) : undefined;
  const cache = createSharedCache({ redis, prefix: freshPrefix() });
  const ready = () => until(() => redis?.status === 'ready' || undefined);
  afterAll(async () => {
    redis?.disconnect();
    await wire?.close();
  });

  test('every process reads what one kept, until its time is over', async () => {
    await ready();
    await cache.put('a', { n: 1 }, 60_000);
    expect(await cache.read('a')).toEqual({ n: 1 });
    await cache.put('brief', 1, 20);
    await Bun.sleep(40);
    expect(await cache.read('brief')).toBeUndefined();
  });

  test('adding leaves alone what is there', async () => {
    await ready();
    await cache.put('b', 'ended', 60_000);
    await cache.add('b', 'alive', 60_000);
    expect(await cache.read('b')).toBe('ended');
  });

  test('while it is away nothing is known and nothing fails', async () => {
    await ready();
    await wire?.cut();
    await until(() => redis?.status !== 'ready' || undefined);
    await cache.put('c', 1, 1000);
    expect(await cache.read('a')).toBeUndefined();
    await wire?.mend();
    await ready();
    expect(await cache.read('a')).toEqual({ n: 1 });
  });
});
