import type { Redis } from 'ioredis';

/**
 * What every process may know without asking the database. It may forget at any time, and knows nothing while Redis is
 * away or not there at all.
 */
export interface SharedCache {
  read(key: string): Promise<unknown>;
  /** Keeps a value for `ttl` milliseconds, unless something is kept under the key already. */
  add(key: string, value: unknown, ttl: number): Promise<void>;
  /** Keeps a value for `ttl` milliseconds, whatever was there. */
  put(key: string, value: unknown, ttl: number): Promise<void>;
}

interface SharedCacheOptions {
  redis?: Redis | undefined;
  prefix?: string;
}

export function createSharedCache({ redis, prefix = 'smarter-dev' }: SharedCacheOptions = {}): SharedCache {
  const nameOf = (key: string) => `${prefix}:cache:${key}`;
  // The connection itself tells of outages; here one means only that nothing is known.
  const unknown = () => undefined;
  if (!redis) return { read: async () => undefined, add: async () => {}, put: async () => {} };
  return {
    async read(key) {
      const text = await redis.get(nameOf(key)).catch(unknown);
      return text ? (JSON.parse(text) as unknown) : undefined;
    },
    async add(key, value, ttl) {
      await redis.set(nameOf(key), JSON.stringify(value), 'PX', ttl, 'NX').catch(unknown);
    },
    async put(key, value, ttl) {
      await redis.set(nameOf(key), JSON.stringify(value), 'PX', ttl).catch(unknown);
    },
  };
}
