import { afterEach, describe, expect, test } from 'bun:test';
import type { Redis } from 'ioredis';
import type { Bus, BusEvents } from '../../../src/platform/bus/bus.ts';
import { createBus } from '../../../src/platform/bus/create-bus.ts';
import { connectRedis } from '../../../src/platform/bus/redis.ts';
import { createLog } from '../../../src/platform/log.ts';
import { createCuttableRedis, freshPrefix, hasRedis, REDIS_URL } from '../../harness/redis.ts';
import { until } from '../../harness/until.ts';

type Changed = BusEvents['config.changed'];

const lines: string[] = [];
const log = createLog({ level: 'warn', format: 'json', stream: { write: (line) => void lines.push(line) } });
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  lines.length = 0;
});

async function open(redisUrl?: string, prefix?: string): Promise<{ bus: Bus; redis?: Redis }> {
  if (!redisUrl) {
    const bus = createBus({ log });
    closing.push(() => bus.close());
    return { bus };
  }
  const redis = connectRedis({ redisUrl, log, probeEvery: 50 });
  const bus = createBus({ redis, log, prefix: prefix ?? freshPrefix(), probeEvery: 50 });
  closing.push(
    () => redis.disconnect(),
    () => bus.close(),
  );
  await until(() => bus.healthy() || undefined);
  return { bus, redis };
}

function listen(bus: Bus): Changed[] {
  const heard: Changed[] = [];
  bus.subscribe('config.changed', (event) => void heard.push(event));
  return heard;
}

const event = (feature: string): Changed => ({ guildId: '100000000000000001', feature });

const kinds = hasRedis ? (['in-process', 'redis'] as const) : (['in-process'] as const);

describe.each(kinds)('%s', (kind) => {
  const opened = async () => (await open(kind === 'redis' ? REDIS_URL : undefined)).bus;

  test('says what it is', async () => {
    const bus = await opened();
    expect(bus.kind).toBe(kind);
    expect(bus.healthy()).toBe(true);
  });

  test('delivers to every subscriber of the topic, once, in order, and to no other', async () => {
    const bus = await opened();
    const [one, two] = [listen(bus), listen(bus)];
    const others: unknown[] = [];
    bus.subscribe('roles.queued', (queued) => void others.push(queued));
    for (const feature of ['a', 'b', 'c']) bus.publish('config.changed', event(feature));
    await until(() => two[2]);
    expect(one).toEqual([event('a'), event('b'), event('c')]);
    expect(two).toEqual(one);
    expect(others).toEqual([]);
  });

  test('publishing returns before anyone hears of it', async () => {
    const bus = await opened();
    const heard = listen(bus);
    bus.publish('config.changed', event('a'));
    expect(heard).toEqual([]);
    await until(() => heard[0]);
  });

  test('an ended subscription hears nothing more', async () => {
    const bus = await opened();
    const ended: Changed[] = [];
    const end = bus.subscribe('config.changed', (heard) => void ended.push(heard));
    const kept = listen(bus);
    end();
    bus.publish('config.changed', event('a'));
    await until(() => kept[0]);
    expect(ended).toEqual([]);
  });

  test('a handler that fails, at once or later, is logged and harms no other', async () => {
    const bus = await opened();
    bus.subscribe('config.changed', () => {
      throw new Error('at once');
    });
    bus.subscribe('config.changed', () => Promise.reject(new Error('later')));
    const heard = listen(bus);
    bus.publish('config.changed', event('a'));
    await until(() => (lines.length === 2 && heard[0]) || undefined);
    expect(lines.join()).toContain('at once');
    expect(lines.join()).toContain('later');
  });

  test('after close nothing is delivered and publishing is harmless', async () => {
    const bus = await opened();
    const heard = listen(bus);
    await bus.close();
    bus.publish('config.changed', event('a'));
    await Bun.sleep(0);
    expect(heard).toEqual([]);
  });
});

describe.skipIf(!hasRedis)('between processes', () => {
  async function pair(url = REDIS_URL) {
    const prefix = freshPrefix();
    const near = await open(url, prefix);
    const far = await open(REDIS_URL, prefix);
    return { near: near.bus, far: far.bus, prefix };
  }

  test('an event reaches the other once, and the publisher once', async () => {
    const { near, far } = await pair();
    const [here, there] = [listen(near), listen(far)];
    near.publish('config.changed', event('a'));
    near.publish('config.changed', event('b'));
    await until(() => there[1]);
    expect(there).toEqual([event('a'), event('b')]);
    expect(here).toEqual(there);
  });

  test('another prefix hears nothing', async () => {
    const { near, far } = await pair();
    const stranger = listen((await open(REDIS_URL)).bus);
    const there = listen(far);
    near.publish('config.changed', event('a'));
    await until(() => there[0]);
    expect(stranger).toEqual([]);
  });

  test('what is not ours on the channel is logged and skipped', async () => {
    const prefix = freshPrefix();
    const { bus, redis } = await open(REDIS_URL, prefix);
    const heard = listen(bus);
    for (const message of ['not json', 'null', '{"from":"x"}', '{"from":"x","topic":"constructor","event":{}}']) {
      await redis?.publish(`${prefix}:bus`, message);
    }
    bus.publish('config.changed', event('a'));
    await until(() => heard[0]);
    expect(bus.healthy()).toBe(true);
    expect(heard).toEqual([event('a')]);
  });

  test('while Redis is away events stay here; afterwards everything works again by itself', async () => {
    const wire = await createCuttableRedis();
    closing.push(() => wire.close());
    const { near, far } = await pair(wire.url);
    const [here, there] = [listen(near), listen(far)];

    await wire.cut();
    await until(() => !near.healthy() || undefined);
    near.publish('config.changed', event('alone'));
    await until(() => here[0]);
    expect(there).toEqual([]);

    await wire.mend();
    await until(() => near.healthy() || undefined);
    near.publish('config.changed', event('again'));
    await until(() => there[0]);
    far.publish('config.changed', event('back'));
    await until(() => here[2]);
    expect(there).toEqual([event('again'), event('back')]);
    expect(here).toEqual([event('alone'), event('again'), event('back')]);
  });

  test('a connection that is open but dead is noticed', async () => {
    const wire = await createCuttableRedis();
    closing.push(() => wire.close());
    const { near, far } = await pair(wire.url);
    const here = listen(near);
    wire.swallow();
    await until(() => !near.healthy() || undefined);
    wire.carry();
    await until(() => near.healthy() || undefined);
    far.publish('config.changed', event('a'));
    expect(await until(() => here[0])).toEqual(event('a'));
  });

  test('one outage is one warning, however often it is tried', async () => {
    const wire = await createCuttableRedis();
    closing.push(() => wire.close());
    const { bus, redis } = await open(wire.url);
    let tries = 0;
    redis?.on('reconnecting', () => {
      tries += 1;
    });
    await wire.cut();
    await until(() => tries >= 3 || undefined);
    await wire.mend();
    await until(() => bus.healthy() || undefined);
    expect(lines.filter((line) => line.includes('Redis is away'))).toHaveLength(1);
  });
});

describe('without any Redis at the address', () => {
  test('the product starts, works alone and says so', async () => {
    const redis = connectRedis({ redisUrl: 'redis://127.0.0.1:1', log });
    const bus = createBus({ redis, log, prefix: freshPrefix() });
    closing.push(
      () => redis.disconnect(),
      () => bus.close(),
    );
    const heard = listen(bus);
    bus.publish('config.changed', event('a'));
    await until(() => heard[0]);
    expect(bus.healthy()).toBe(false);
    await until(() => (lines.some((line) => line.includes('Redis is away')) ? true : undefined));
  });
});
