import { LRUCache } from 'lru-cache';
import type { Clock } from './clock.ts';

export interface Cache<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  /** Forgets every key that starts with these parts: everything of one guild. */
  deleteUnder(...parts: readonly string[]): void;
  clear(): void;
  /**
   * The cached value, or what `load` brings. Callers that ask for one key at the same time share one load; what was
   * deleted while it loaded is handed out but not kept. A failed load is not kept either. An entry older than
   * `renewAfter` is handed out and renewed meanwhile; when that fails, it lives on until its end.
   */
  through(key: string, load: () => Promise<V>): Promise<V>;
  /** The same, without a promise for what is cached. */
  atOnce(key: string, load: () => Promise<V>): V | Promise<V>;
}

interface CacheOptions {
  /** The most entries; the least recently used go first. */
  max: number;
  /** Milliseconds that an entry lives. */
  ttl: number;
  /** Milliseconds after which who asks has an entry renewed, so that nobody waits for one that is asked for often. */
  renewAfter?: number;
  clock: Clock;
}

const SEPARATOR = '\u001f';

/** One key from its parts, so that no two lists of parts share a key. */
export function cacheKey(...parts: readonly string[]): string {
  let key = '';
  for (const part of parts) key += part + SEPARATOR;
  return key;
}

export function createCache<V>({ max, ttl, renewAfter = ttl, clock }: CacheOptions): Cache<V> {
  const entries = new LRUCache<string, { value: V; at: number }>({ max, ttl, ttlResolution: 0, perf: clock });
  const loading = new Map<string, Promise<V>>();

  function forget(key: string): void {
    entries.delete(key);
    loading.delete(key);
  }

  async function load(key: string, loader: () => Promise<V>): Promise<V> {
    const current = Promise.resolve().then(loader);
    loading.set(key, current);
    try {
      const value = await current;
      if (loading.get(key) === current) entries.set(key, { value, at: clock.now() });
      return value;
    } finally {
      if (loading.get(key) === current) loading.delete(key);
    }
  }

  function atOnce(key: string, loader: () => Promise<V>): V | Promise<V> {
    const entry = entries.get(key);
    if (!entry) return loading.get(key) ?? load(key, loader);
    if (clock.now() - entry.at >= renewAfter && !loading.has(key)) load(key, loader).catch(() => {});
    return entry.value;
  }

  return {
    get: (key) => entries.get(key)?.value,
    set(key, value) {
      loading.delete(key);
      entries.set(key, { value, at: clock.now() });
    },
    delete: forget,
    deleteUnder(...parts) {
      const start = cacheKey(...parts);
      for (const key of [...entries.keys(), ...loading.keys()]) if (key.startsWith(start)) forget(key);
    },
    clear() {
      entries.clear();
      loading.clear();
    },
    through: async (key, loader) => atOnce(key, loader),
    atOnce,
  };
}
