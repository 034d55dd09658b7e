import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

export interface Allowance {
  /** How many times within the window. */
  readonly points: number;
  /** The window's length; it begins with the first try. */
  readonly seconds: number;
}

export interface Verdict {
  readonly allowed: boolean;
  /** Tries that are left in the window. */
  readonly remaining: number;
  /** When the window ends, in epoch milliseconds of real time. */
  readonly resetAt: number;
}

export interface Limits {
  /** Counts one try of `key` (a person, an address, an API key) at what `name` limits. */
  take(name: string, key: string, allowance: Allowance): Promise<Verdict>;
  /** Takes back one try that turned out not to count. */
  giveBack(name: string, key: string, allowance: Allowance): Promise<void>;
}

interface LimitsOptions {
  /** Shared by every process; without it, or while it is away, each process counts for itself. */
  redis?: Redis | undefined;
  prefix?: string;
}

export function createLimits({ redis, prefix = 'smarter-dev' }: LimitsOptions = {}): Limits {
  const limiters = new Map<string, RateLimiterMemory | RateLimiterRedis>();

  function limiterOf(name: string, { points, seconds }: Allowance): RateLimiterMemory | RateLimiterRedis {
    const id = `${name}:${points}/${seconds}`;
    const known = limiters.get(id);
    if (known) return known;
    const keyPrefix = `${prefix}:limit:${id}`;
    const memory = new RateLimiterMemory({ keyPrefix, points, duration: seconds });
    const limiter = redis
      ? new RateLimiterRedis({
          storeClient: redis,
          keyPrefix,
          points,
          duration: seconds,
          rejectIfRedisNotReady: true,
          insuranceLimiter: memory,
        })
      : memory;
    limiters.set(id, limiter);
    return limiter;
  }

  return {
    async take(name, key, allowance) {
      const { allowed, state } = await consume(limiterOf(name, allowance), key);
      return { allowed, remaining: state.remainingPoints, resetAt: Date.now() + state.msBeforeNext };
    },
    async giveBack(name, key, allowance) {
      await limiterOf(name, allowance).reward(key);
    },
  };
}

/** The package rejects with the state when nothing is left. */
async function consume(limiter: RateLimiterMemory | RateLimiterRedis, key: string) {
  try {
    return { allowed: true, state: await limiter.consume(key) };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { allowed: false, state: error };
    throw error;
  }
}
