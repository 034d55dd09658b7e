import type { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import type { Bus } from './bus.ts';
import { createLocalBus } from './local-bus.ts';
import { createRedisBus } from './redis-bus.ts';

interface BusOptions {
  /** From `connectRedis`; without it events stay in this process. The bus adds a connection of its own for listening. */
  redis?: Redis | undefined;
  log: Log;
  /** Distinguishes products, or test runs, that share one Redis. */
  prefix?: string;
  /** Milliseconds between two looks whether the listening connection still lives. */
  probeEvery?: number;
}

export function createBus({ redis, log, prefix = 'smarter-dev', probeEvery = 5_000 }: BusOptions): Bus {
  return redis ? createRedisBus({ redis, log, prefix, probeEvery }) : createLocalBus(log);
}
