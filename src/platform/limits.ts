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
  /** Counts one try of `key` (a person, an address, an API key) at what `name` limits; at once where nobody else is asked. */
  take(name: string, key: string, allowance: Allowance): Verdict | Promise<Verdict>;
  /** Takes back one try that turned out not to count. */
  giveBack(name: string, key: string, allowance: Allowance): void | Promise<void>;
}

interface LimitsOptions {
  /** Shared by every process; without it, or while it is away, each process counts for itself. */
  redis?: Redis | undefined;
  prefix?: string;
}

export function createLimits({ redis, prefix }: LimitsOptions = {}): Limits {
  return redis ? sharedLimits(redis, prefix) : ownLimits();
}

interface Window {
  tries: number;
  readonly seconds: number;
  readonly endsAt: number;
}

/** Counted in this process alone, without a promise: every request of the API passes here. */
function ownLimits(): Limits {
  const named = new Map<string, Map<string, Window>>();
  let sweepAt = 0;

  function windowOf(name: string, key: string, { seconds }: Allowance, now: number): Window {
    const known = named.get(name)?.get(key);
    if (known && known.endsAt > now && known.seconds === seconds) return known;
    if (now >= sweepAt) sweep(now);
    const fresh = { tries: 0, seconds, endsAt: now + seconds * 1000 };
    const windows = named.get(name) ?? new Map<string, Window>();
    named.set(name, windows.set(key, fresh));
    return fresh;
  }

  function sweep(now: number): void {
    for (const windows of named.values()) {
      for (const [key, { endsAt }] of windows) if (endsAt <= now) windows.delete(key);
    }
    sweepAt = now + SWEEP;
  }

  return {
    take(name, key, allowance) {
      const window = windowOf(name, key, allowance, Date.now());
      window.tries += 1;
      const left = allowance.points - window.tries;
      return { allowed: left >= 0, remaining: Math.max(0, left), resetAt: window.endsAt };
    },
    giveBack(name, key, allowance) {
      windowOf(name, key, allowance, Date.now()).tries -= 1;
    },
  };
}

/** Milliseconds between two looks for windows that are over. */
const SWEEP = 60_000;

/** Counted in Redis for all processes, and by each for itself while Redis is away. */
function sharedLimits(redis: Redis, prefix = 'smarter-dev'): Limits {
  const limiters = new Map<string, RateLimiterRedis>();

  function limiterOf(name: string, { points, seconds }: Allowance): RateLimiterRedis {
    const id = `${name}:${points}/${seconds}`;
    const known = limiters.get(id);
    if (known) return known;
    const keyPrefix = `${prefix}:limit:${id}`;
    const limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix,
      points,
      duration: seconds,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration: seconds }),
    });
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
async function consume(limiter: RateLimiterRedis, key: string) {
  try {
    return { allowed: true, state: await limiter.consume(key) };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { allowed: false, state: error };
    throw error;
  }
}
