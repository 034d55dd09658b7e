import { Redis } from 'ioredis';
import type { Log } from '../log.ts';

interface RedisOptions {
  redisUrl: string;
  log: Log;
  /** Milliseconds between two looks whether a silent connection still lives. */
  probeEvery?: number;
}

const RETRY_LIMIT = 2_000;

/**
 * Connects to Redis in the background and keeps trying for as long as it is away. A command fails at once while there
 * is no connection, and after 1.5 s without an answer.
 */
export function connectRedis({ redisUrl, log, probeEvery = 5_000 }: RedisOptions): Redis {
  const redis = new Redis(redisUrl, {
    commandTimeout: 1_500,
    connectTimeout: 3_000,
    maxRetriesPerRequest: 2,
    enableOfflineQueue: false,
    autoResubscribe: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, RETRY_LIMIT),
  });
  announceOutages(redis, log);
  return probed(redis, probeEvery);
}

/** A second connection to the same Redis, for subscriptions; the first one tells of outages. */
export function duplicateRedis(redis: Redis, probeEvery: number): Redis {
  const second = redis.duplicate();
  second.on('error', () => undefined);
  return probed(second, probeEvery);
}

/** What Redis says of itself, and how many milliseconds it took to. @throws when it does not answer within three seconds */
export async function probeRedis(redisUrl: string): Promise<{ version: string; policy: string; ms: number }> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: 3_000,
    commandTimeout: 3_000,
    retryStrategy: null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const startedAt = performance.now();
    await redis.ping();
    const ms = performance.now() - startedAt;
    const said = await redis.info();
    const find = (name: string) => new RegExp(`${name}:(\\S+)`).exec(said)?.[1] ?? 'unknown';
    return { version: find('redis_version'), policy: find('maxmemory_policy'), ms };
  } finally {
    redis.disconnect();
  }
}

/** Each outage is one warning, however often the connection is tried. */
function announceOutages(redis: Redis, log: Log): void {
  let away = false;
  redis.on('error', (error) => {
    if (!away) log.warn({ err: error }, 'Redis is away; events stay in this process and limits are kept locally');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('Redis is back');
    away = false;
  });
}

/** Drops a connection that is open but dead, so that it is made anew. */
function probed(redis: Redis, probeEvery: number): Redis {
  const probe = setInterval(() => {
    if (redis.status === 'ready') redis.ping().catch(() => redis.disconnect(true));
  }, probeEvery);
  probe.unref();
  redis.on('end', () => clearInterval(probe));
  return redis;
}
