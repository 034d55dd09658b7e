import { LRUCache } from 'lru-cache';

/** Remembers answers for a time, and asks once where several want the same at once. */
export interface Cache<Value> {
  get(key: string, load: () => Promise<Value>): Promise<Value>;
  /** The answer, if it is known or on its way. */
  peek(key: string): Promise<Value> | undefined;
  delete(key: string): void;
  /** Forgets every key that begins so. */
  deleteAll(prefix: string): void;
}

/** @param ttl milliseconds; 0 keeps what is known for ever */
export function createCache<Value>(max: number, ttl: number): Cache<Value> {
  const answers = new LRUCache<string, Promise<Value>>({ max, ttl });
  return {
    get(key, load) {
      const known = answers.get(key);
      if (known) return known;
      const asked = load();
      answers.set(key, asked);
      asked.catch(() => answers.peek(key) === asked && answers.delete(key));
      return asked;
    },
    peek: (key) => answers.peek(key),
    delete: (key) => void answers.delete(key),
    deleteAll(prefix) {
      for (const key of answers.keys()) if (key.startsWith(prefix)) answers.delete(key);
    },
  };
}
