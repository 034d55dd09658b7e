import type { Log } from '../log.ts';
import type { Bus, BusEvents, BusTopic } from './bus.ts';

type Handler = (event: never) => void | Promise<void>;

/** Delivers within this process, after the publisher's turn; one handler's failure never reaches another. */
export function createLocalBus(log: Log): Bus {
  const handlers = new Map<BusTopic, Set<Handler>>();
  let closed = false;

  async function call(topic: BusTopic, handler: Handler, event: unknown): Promise<void> {
    try {
      await handler(event as never);
    } catch (error) {
      log.error({ err: error, topic }, 'a bus handler failed');
    }
  }

  return {
    kind: 'in-process',
    publish(topic, event) {
      if (closed) return;
      queueMicrotask(() => {
        for (const handler of [...(handlers.get(topic) ?? [])]) void call(topic, handler, event);
      });
    },
    subscribe<T extends BusTopic>(topic: T, handler: (event: BusEvents[T]) => void | Promise<void>) {
      const subscription: Handler = (event) => handler(event);
      const subscribed = handlers.get(topic) ?? new Set();
      handlers.set(topic, subscribed.add(subscription));
      return () => subscribed.delete(subscription);
    },
    healthy: () => true,
    async close() {
      closed = true;
      handlers.clear();
    },
  };
}
