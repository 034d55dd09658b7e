import { type Clock, systemClock } from '../platform/clock.ts';
import type { SimulatorClock } from './types.ts';

/** The longest delay that a timer takes: 2^31 - 1 ms. */
const LONGEST_TIMER = 2_147_483_647;

/** A clock that runs `offset` milliseconds ahead of real time and can be moved forward. */
export function createClock(offset = 0, real: Clock = systemClock): SimulatorClock {
  let ahead = offset;
  const waiting = new Set<() => void>();
  const now = () => real.now() + ahead;

  return {
    now,
    get offset() {
      return ahead;
    },
    advance(milliseconds) {
      ahead += milliseconds;
      for (const wake of [...waiting]) wake();
    },
    until: (time, signal) =>
      new Promise((resolve, reject) => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const leave = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          signal?.removeEventListener('abort', abort);
        };
        const abort = () => {
          leave();
          reject(signal?.reason);
        };
        const wake = () => {
          clearTimeout(timer);
          const left = time - now();
          if (left > 0) {
            timer = setTimeout(wake, Math.min(left, LONGEST_TIMER));
            return;
          }
          leave();
          resolve();
        };
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener('abort', abort);
        waiting.add(wake);
        wake();
      }),
  };
}
