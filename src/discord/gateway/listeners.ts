import type { Client } from 'discord.js';

type Listener = (...args: unknown[]) => unknown;

/**
 * Lets `listen` attach gateway listeners, each behind an error door: one that throws or rejects is reported and the
 * process goes on.
 * @param onWork hears of whatever a listener goes on doing after it returned
 * @returns a function that takes exactly these listeners off again
 */
export function attachListeners(
  client: Client,
  listen: (client: Client) => void,
  onError: (error: unknown, event: string) => void,
  onWork: (work: Promise<unknown>) => void,
): () => void {
  const attached: [event: string, listener: Listener][] = [];

  function guard(event: string, listener: Listener): Listener {
    return (...args) => {
      try {
        const result = listener(...args);
        if (result instanceof Promise) onWork(result.catch((error: unknown) => onError(error, event)));
      } catch (error) {
        onError(error, event);
      }
    };
  }

  function attach(once: boolean) {
    return (event: string, listener: Listener) => {
      const guarded = guard(event, listener);
      attached.push([event, guarded]);
      if (once) client.once(event, guarded);
      else client.on(event, guarded);
      return facade;
    };
  }

  const overrides: Record<PropertyKey, unknown> = { on: attach(false), addListener: attach(false), once: attach(true) };
  const facade: Client = new Proxy(client, {
    get(target, key) {
      if (Object.hasOwn(overrides, key)) return overrides[key];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

  listen(facade);
  return () => {
    for (const [event, listener] of attached) client.off(event, listener);
  };
}
