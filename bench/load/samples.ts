import { readdirSync } from 'node:fs';
import { residentOf } from '../processes/usage.ts';

/** How a process was doing at one moment. */
export interface Sample {
  readonly megabytes: number;
  readonly descriptors: number;
  /** Milliseconds that the event loop was late since the sample before, p99. */
  readonly lag: number;
}

const LAG = /^smarterdev_event_loop_lag_seconds\{quantile="0\.99"\} (\S+)$/m;

export async function readSample(pid: number, url: string): Promise<Sample> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return {
    megabytes: residentOf(pid),
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    lag: Number(LAG.exec(text)?.[1] ?? Number.NaN) * 1000,
  };
}

/** The first part after warming up, and the last part; both are shares of the whole. */
export function samplesOf(samples: readonly Sample[], settled: number, last: number) {
  const at = (share: number) => Math.floor(samples.length * share);
  return { settled: samples.slice(at(settled), at(2 * settled)), last: samples.slice(at(1 - last)) };
}
