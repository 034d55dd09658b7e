import { setTimeout } from 'node:timers/promises';

const LONGEST = 60_000;

/** Milliseconds to wait after the failure number `attempt` (from 0): doubling up to a minute, spread so that processes do not march in step. */
export function backoff(first: number, attempt: number): number {
  return Math.min(first * 2 ** attempt, LONGEST) * (0.75 + Math.random() / 2);
}

/** Waits, or ends early when the signal aborts. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
}
