import { afterEach, describe, expect, test } from 'bun:test';
import type { Redis } from 'ioredis';
import { connectRedis } from '../../src/platform/bus/redis.ts';
import { createLimits, type Limits } from '../../src/platform/limits.ts';
import { createLog } from '../../src/platform/log.ts';
import { createCuttableRedis, freshPrefix, hasRedis, REDIS_URL } from '../harness/redis.ts';
import { until } from '../harness/until.ts';

const log = createLog({ level: 'silent', format: 'json' });
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function connect(redisUrl: string): Promise<Redis> {
  const redis = connectRedis({ redisUrl, log });
  closing.push(() => redis.disconnect());
  await until(() => redis.status === 'ready' || undefined);
  return redis;
}

const THREE = { points: 3, seconds: 60 };

async function allowed(limits: Limits, times: number, name = 'login', key = 'ana'): Promise<boolean[]> {
  const verdicts: boolean[] = [];
  for (let index = 0; index < times; index += 1) verdicts.push((await limits.take(name, key, THREE)).allowed);
  return verdicts;
}

describe.each(hasRedis ? ['memory', 'redis'] : ['memory'])('counted in %s', (kind) => {
  async function open(): Promise<Limits> {
    if (kind === 'memory') return createLimits();
    return createLimits({ redis: await connect(REDIS_URL), prefix: freshPrefix() });
  }

  test('so many and no more', async () => {
    expect(await allowed(await open(), 5)).toEqual([true, true, true, false, false]);
  });

  test('says what is left and when the window ends', async () => {
    const limits = await open();
    const before = Date.now();
    const first = await limits.take('login', 'ana', THREE);
    await allowed(limits, 2);
    const refused = await limits.take('login', 'ana', THREE);
    expect(first.remaining).toBe(2);
    expect(refused).toMatchObject({ allowed: false, remaining: 0 });
    for (const { resetAt } of [first, refused]) {
      expect(resetAt).toBeGreaterThan(before);
      expect(resetAt).toBeLessThanOrEqual(Date.now() + 60_000);
    }
  });

  test('a try that is given back does not count', async () => {
    const limits = await open();
    for (let index = 0; index < 10; index += 1) {
      expect((await limits.take('login', 'ana', THREE)).allowed).toBe(true);
      await limits.giveBack('login', 'ana', THREE);
    }
    expect(await allowed(limits, 4)).toEqual([true, true, true, false]);
  });

  test('each person and each thing for itself', async () => {
    const limits = await open();
    await allowed(limits, 4);
    expect(await allowed(limits, 1, 'login', 'ben')).toEqual([true]);
    expect(await allowed(limits, 1, 'write', 'ana')).toEqual([true]);
  });

  test('tries at the same time are all counted', async () => {
    const limits = await open();
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => limits.take('login', 'ana', THREE)));
    expect(verdicts.filter((verdict) => verdict.allowed)).toHaveLength(3);
  });

  test('a window that is over counts anew', async () => {
    const limits = await open();
    const take = () => limits.take('short', 'ana', { points: 1, seconds: 1 });
    await take();
    expect((await take()).allowed).toBe(false);
    await until(async () => (await take()).allowed || undefined);
  });
});

describe.skipIf(!hasRedis)('with Redis', () => {
  test('processes share what is counted', async () => {
    const prefix = freshPrefix();
    const near = createLimits({ redis: await connect(REDIS_URL), prefix });
    const far = createLimits({ redis: await connect(REDIS_URL), prefix });
    expect(await allowed(near, 2)).toEqual([true, true]);
    expect(await allowed(far, 2)).toEqual([true, false]);
  });

  test('while it is away each process still limits', async () => {
    const wire = await createCuttableRedis();
    closing.push(() => wire.close());
    const redis = await connect(wire.url);
    const limits = createLimits({ redis, prefix: freshPrefix() });
    await wire.cut();
    await until(() => redis.status !== 'ready' || undefined);
    expect(await allowed(limits, 5)).toEqual([true, true, true, false, false]);
  });
});
