import { LRUCache } from 'lru-cache';

/** Remembers answers for a time, and asks once where several want the same at once. */
export interface Cache<Value> {
  get(key: string, load: () => Promise<Value>): Promise<Value>;
  /** The answer, if it is here; undefined if it is not. */
  known(key: string): Value | undefined;
  /** The answer, if it is here or on its way. */
  peek(key: string): Promise<Value> | undefined;
  delete(key: string): void;
  /** Forgets every key that begins so. */
  deleteAll(prefix: string): void;
}

interface Answer<Value> {
  readonly asked: Promise<Value>;
  /** Once it is here. */
  value?: Value;
}

/** @param ttl milliseconds; 0 keeps what is known for ever */
export function createCache<Value>(max: number, ttl: number): Cache<Value> {
  const answers = new LRUCache<string, Answer<Value>>({ max, ttl });
  return {
    get(key, load) {
      const known = answers.get(key);
      if (known) return known.asked;
      const answer: Answer<Value> = { asked: load() };
      answers.set(key, answer);
      answer.asked.then(
        (value) => {
          answer.value = value;
        },
        () => answers.peek(key) === answer && answers.delete(key),
      );
      return answer.asked;
    },
    known: (key) => answers.get(key)?.value,
    peek: (key) => answers.peek(key)?.asked,
    delete: (key) => void answers.delete(key),
    deleteAll(prefix) {
      for (const key of answers.keys()) if (key.startsWith(prefix)) answers.delete(key);
    },
  };
}
