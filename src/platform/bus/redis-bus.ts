import type { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import type { Bus, BusEvents, BusTopic } from './bus.ts';
import { createLocalBus } from './local-bus.ts';
import { duplicateRedis } from './redis.ts';

interface RedisBusOptions {
  redis: Redis;
  log: Log;
  prefix: string;
  probeEvery: number;
}

interface Envelope {
  from: string;
  topic: BusTopic;
  event: BusEvents[BusTopic];
}

/** Delivers here at once, and through Redis to every other process. While Redis is away only here. */
export function createRedisBus({ redis, log, prefix, probeEvery }: RedisBusOptions): Bus {
  const channel = `${prefix}:bus`;
  const self = crypto.randomUUID();
  const local = createLocalBus(log);
  const listener = duplicateRedis(redis, probeEvery);
  let listening = false;

  async function listen(): Promise<void> {
    try {
      await listener.subscribe(channel);
      listening = true;
    } catch (error) {
      log.warn({ err: error }, 'cannot listen to the bus; reconnecting');
      listener.disconnect(true);
    }
  }

  function receive(message: string): void {
    const { from, topic, event } = JSON.parse(message) as Envelope;
    if (from !== self) local.publish(topic, event);
  }

  listener.on('ready', () => void listen());
  listener.on('close', () => {
    listening = false;
  });
  listener.on('message', (_channel, message) => {
    try {
      receive(message);
    } catch (error) {
      log.warn({ err: error }, 'a message on the bus is not ours');
    }
  });

  return {
    kind: 'redis',
    publish(topic, event) {
      local.publish(topic, event);
      redis.publish(channel, JSON.stringify({ from: self, topic, event })).catch((error: unknown) => {
        log.warn({ err: error, topic }, 'an event did not reach other processes');
      });
    },
    subscribe: local.subscribe,
    healthy: () => listening && redis.status === 'ready',
    async close() {
      listener.disconnect();
      await local.close();
    },
  };
}
