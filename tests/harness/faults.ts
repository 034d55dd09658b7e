import type { TcpProxy } from './tcp-proxy.ts';

/** Milliseconds: the longest that any request may take, to be right about readiness, and to be well again. */
export const LONGEST = 6_000;
export const READY = 3_000;
export const RECOVERY = 10_000;

/** How long each fault lasts; `FAULT_SECONDS=60` is the full length. */
export const LASTS = Number(process.env.FAULT_SECONDS ?? 8) * 1000;

export const FAULTS: Record<string, (proxy: TcpProxy) => void> = {
  refused: (proxy) => proxy.refuse(),
  reset: (proxy) => proxy.cut(),
  'black hole': (proxy) => {
    proxy.mode = 'silent';
  },
  '+500 ms': (proxy) => {
    proxy.delay = 500;
  },
};

/** What a black hole swallowed stays swallowed: connections from before it are dead, and nobody tells. */
export async function mend(proxy: TcpProxy, fault: string): Promise<void> {
  if (fault === 'black hole') proxy.strand();
  proxy.mode = 'pass';
  proxy.delay = 0;
  if (fault === 'refused') await proxy.accept();
}

export interface Readiness {
  readonly dependencies: Record<string, { readonly status: string } | undefined>;
}

/** Milliseconds until what `/readyz` says is as wished; the limit when it never was. */
export async function untilReadiness(
  url: string,
  wished: (report: Readiness) => boolean,
  limit: number,
): Promise<number> {
  const begun = performance.now();
  while (performance.now() - begun < limit) {
    if (wished((await (await fetch(`${url}/readyz`)).json()) as Readiness)) return performance.now() - begun;
    await Bun.sleep(50);
  }
  return limit;
}

export interface Seen {
  /** Milliseconds of the slowest request. */
  slowest: number;
  /** Each status with how often it came; `none` is no answer at all. */
  statuses: Record<string, number>;
}

/** Asks all of these again and again, each ten times a second at most. @returns a function that ends it */
export function traffic(asks: readonly (() => Promise<Response>)[]): () => Promise<Seen> {
  const seen: Seen = { slowest: 0, statuses: {} };
  let going = true;
  const once = async (ask: () => Promise<Response>) => {
    while (going) {
      const begun = performance.now();
      const status = await ask().then(
        (response) => String(response.status),
        () => 'none',
      );
      seen.slowest = Math.max(seen.slowest, performance.now() - begun);
      seen.statuses[status] = (seen.statuses[status] ?? 0) + 1;
      await Bun.sleep(100);
    }
  };
  const done = Promise.all(asks.map(once));
  return async () => {
    going = false;
    await done;
    return seen;
  };
}
