import { describe, expect, test } from 'bun:test';
import { cacheKey, createCache } from '../../src/platform/cache.ts';

function setUp(max = 10) {
  const clock = { time: 1_000_000, now: () => clock.time };
  return { clock, cache: createCache<number | null>({ max, ttl: 60_000, clock }) };
}

test('keeps a value until its time is over, by the given clock', () => {
  const { clock, cache } = setUp();
  cache.set('a', 1);
  clock.time += 60_000;
  expect(cache.get('a')).toBe(1);
  clock.time += 1;
  expect(cache.get('a')).toBeUndefined();
});

test('a clock that leaps a day forgets all', () => {
  const { clock, cache } = setUp();
  cache.set('a', 1);
  clock.time += 86_400_000;
  expect(cache.get('a')).toBeUndefined();
});

test('forgets the least recently used when full', () => {
  const { cache } = setUp(2);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
});

test('null is a value', () => {
  const { cache } = setUp();
  cache.set('a', null);
  expect(cache.get('a')).toBeNull();
});

describe('through', () => {
  test('loads once for everyone who asks meanwhile, then keeps it', async () => {
    const { cache } = setUp();
    const door = Promise.withResolvers<number>();
    let loads = 0;
    const load = () => {
      loads += 1;
      return door.promise;
    };
    const asked = [cache.through('a', load), cache.through('a', load), cache.through('a', load)];
    door.resolve(7);
    expect(await Promise.all(asked)).toEqual([7, 7, 7]);
    expect(await cache.through('a', load)).toBe(7);
    expect(loads).toBe(1);
  });

  test('renews what is asked for often before its time is over, and nobody waits for that', async () => {
    const clock = { time: 1_000_000, now: () => clock.time };
    const cache = createCache<number>({ max: 10, ttl: 60_000, renewAfter: 30_000, clock });
    let loads = 0;
    let door = Promise.resolve();
    const ask = () => cache.through('a', () => door.then(() => (loads += 1)));
    expect(await ask()).toBe(1);
    clock.time += 29_999;
    expect(await ask()).toBe(1);
    await Bun.sleep(1);
    expect(loads).toBe(1);
    clock.time += 1;
    const { promise, resolve } = Promise.withResolvers<void>();
    door = promise;
    expect([await ask(), await ask()]).toEqual([1, 1]);
    resolve();
    await Bun.sleep(1);
    expect(loads).toBe(2);
    clock.time += 29_999;
    expect(await ask()).toBe(2);
  });

  test('what cannot be renewed lives on until its end', async () => {
    const clock = { time: 1_000_000, now: () => clock.time };
    const cache = createCache<number>({ max: 10, ttl: 60_000, renewAfter: 30_000, clock });
    cache.set('a', 1);
    const fail = () => Promise.reject(new Error('away'));
    clock.time += 45_000;
    expect(await cache.through('a', fail)).toBe(1);
    await Bun.sleep(1);
    clock.time += 15_001;
    expect(cache.through('a', fail)).rejects.toThrow('away');
  });

  test('a failure reaches everyone who waits and is not kept', async () => {
    const { cache } = setUp();
    const fail = () => Promise.reject(new Error('away'));
    const asked = await Promise.allSettled([cache.through('a', fail), cache.through('a', fail)]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.through('a', async () => 2)).toBe(2);
  });

  test('a loader that throws before it waits is a failure too', async () => {
    const { cache } = setUp();
    const broken = cache.through('a', () => {
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
  });

  test('what was deleted while it loaded is handed out but not kept', async () => {
    const { cache } = setUp();
    const door = Promise.withResolvers<number>();
    const asked = cache.through('a', () => door.promise);
    cache.delete('a');
    const again = cache.through('a', async () => 2);
    door.resolve(1);
    expect(await asked).toBe(1);
    expect(await again).toBe(2);
    expect(cache.get('a')).toBe(2);
  });

  test('what was set while it loaded stays', async () => {
    const { cache } = setUp();
    const door = Promise.withResolvers<number>();
    const asked = cache.through('a', () => door.promise);
    cache.set('a', 5);
    door.resolve(1);
    await asked;
    expect(cache.get('a')).toBe(5);
  });

  test('after clear nothing that was loading is kept', async () => {
    const { cache } = setUp();
    const door = Promise.withResolvers<number>();
    const asked = cache.through('a', () => door.promise);
    cache.clear();
    door.resolve(1);
    await asked;
    expect(cache.get('a')).toBeUndefined();
  });
});

describe('keys', () => {
  test('different parts never share a key', () => {
    expect(cacheKey('ab', 'c')).not.toBe(cacheKey('a', 'bc'));
    expect(cacheKey('a', '')).not.toBe(cacheKey('a'));
  });

  test('everything under some parts can be forgotten, also while it loads', async () => {
    const { cache } = setUp();
    cache.set(cacheKey('guild1', 'page1'), 1);
    cache.set(cacheKey('guild1', 'page2'), 2);
    cache.set(cacheKey('guild10', 'page1'), 3);
    const door = Promise.withResolvers<number>();
    const asked = cache.through(cacheKey('guild1', 'page3'), () => door.promise);
    cache.deleteUnder('guild1');
    door.resolve(4);
    await asked;
    const kept = ['page1', 'page2', 'page3'].map((page) => cache.get(cacheKey('guild1', page)));
    expect(kept).toEqual([undefined, undefined, undefined]);
    expect(cache.get(cacheKey('guild10', 'page1'))).toBe(3);
  });
});
