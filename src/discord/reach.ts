import { type REST, Routes } from 'discord.js';
import { systemClock } from '../platform/clock.ts';

/** Whether Discord's REST API answers. */
export interface Reach {
  /** Asks; however many want to know, twice a second at most. */
  answers(): Promise<boolean>;
  /** Asks by itself, now and then, and every second while there is no answer. @returns a function that ends it */
  watch(): () => void;
  /** Hears that Discord answers again, and since when it had not (epoch milliseconds). @returns a function that ends it */
  onBack(listener: (awaySince: number) => void): () => void;
}

interface ReachOptions {
  readonly rest: Pick<REST, 'get'>;
}

/** Milliseconds. */
const PATIENCE = 2_000;
const KNOWN_FOR = 500;
const LOOK_EVERY = 10_000;
const LOOK_AGAIN = 1_000;

export function createReach({ rest }: ReachOptions): Reach {
  const listeners = new Set<(awaySince: number) => void>();
  let asking: Promise<boolean> | null = null;
  let askedAt = 0;
  let awaySince: number | null = null;

  async function ask(): Promise<boolean> {
    const begunAt = systemClock.now();
    const answered = await rest.get(Routes.gateway(), { signal: AbortSignal.timeout(PATIENCE) }).then(
      () => true,
      () => false,
    );
    const since = awaySince;
    awaySince = answered ? null : (since ?? begunAt);
    if (answered && since !== null) for (const listener of listeners) listener(since);
    return answered;
  }

  function answers(): Promise<boolean> {
    const now = systemClock.now();
    if (!asking || now - askedAt >= (awaySince === null ? KNOWN_FOR : LOOK_AGAIN)) {
      askedAt = now;
      asking = ask();
    }
    return asking;
  }

  return {
    answers,
    watch() {
      let timer: ReturnType<typeof setTimeout>;
      const look = async () => {
        const answered = await answers();
        timer = setTimeout(look, answered ? LOOK_EVERY : LOOK_AGAIN);
        timer.unref();
      };
      timer = setTimeout(look, LOOK_EVERY);
      timer.unref();
      return () => clearTimeout(timer);
    },
    onBack(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Of a Discord that is in this process. */
export const withinReach: Reach = { answers: async () => true, watch: () => () => {}, onBack: () => () => {} };
