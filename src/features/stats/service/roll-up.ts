import * as store from '../store/hours.ts';
import type { StatsDeps } from './context.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** An hour is over when nothing can be written into it any more: no statement takes this long. */
const SETTLED = 60_000;

/**
 * Adds up every hour that is over and was not added up yet; several callers share one run.
 * @returns the instant until which everything is rolled up, epoch milliseconds
 */
export function createRollUp({ db, clock }: Pick<StatsDeps, 'db' | 'clock'>): () => Promise<number> {
  let done: number | null = null;
  let running: Promise<number> | null = null;

  async function begin(end: number): Promise<number> {
    const lastHour = await store.findLastHour(db);
    if (lastHour !== null) return lastHour + HOUR;
    return Math.min(floor((await store.findBeginning(db)) ?? end, HOUR), end);
  }

  async function run(end: number): Promise<number> {
    let from = done ?? (await begin(end));
    while (from < end) {
      const to = Math.min(floor(from, DAY) + DAY, end);
      await store.rollUp(db, from, to);
      from = to;
    }
    done = from;
    return from;
  }

  return () => {
    const end = floor(clock.now() - SETTLED, HOUR);
    if (done !== null && done >= end) return Promise.resolve(end);
    running ??= run(end).finally(() => {
      running = null;
    });
    return running;
  };
}

function floor(time: number, unit: number): number {
  return Math.floor(time / unit) * unit;
}
