/** Where the time comes from. Simulated mode injects a clock that can be moved. */
export interface Clock {
  /** Now, in epoch milliseconds. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
