import type { Faults } from './types.ts';

/** What can be done to the gateway once, on demand. */
export type GatewayFault = 'reconnect' | 'invalid_session' | 'invalid_session_resumable' | `close:${number}`;

export interface FaultSwitches {
  readonly current: Readonly<Faults>;
  /** Changes the named faults, keeps the rest. */
  set(changes: Partial<Faults>): void;
  clear(): void;
  onChange(listener: (faults: Readonly<Faults>) => void): () => void;
  /** Waits the latency; then the failure that this REST call meets, or null when it may go on. */
  beforeRest(method: string, path: string): Promise<Response | null>;
}

const NONE: Faults = {
  latency: 0,
  errors: 0,
  rateLimit: 0,
  refuse: [],
  gatewayDown: false,
  disallowedIntents: 0,
  duplicateInteractions: 1,
};

export function createFaults(random: () => number = Math.random): FaultSwitches {
  let current = NONE;
  const listeners = new Set<(faults: Readonly<Faults>) => void>();

  function change(next: Faults): void {
    current = next;
    for (const listener of listeners) listener(current);
  }

  return {
    get current() {
      return current;
    },
    set: (changes) => change({ ...current, ...changes }),
    clear: () => change(NONE),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async beforeRest(method, path) {
      if (current.latency > 0) await Bun.sleep(current.latency);
      if (current.rateLimit > 0) return rateLimited(current.rateLimit);
      const refused = current.refuse.find(({ match }) => `${method} ${path}`.includes(match));
      if (refused?.status === 429) return rateLimited(refused.retry_after ?? 5);
      if (refused) return failure(refused.status, refused.code, 'Refused on demand');
      if (current.errors > 0 && random() < current.errors) return failure(500, 0, '500: Internal Server Error');
      return null;
    },
  };
}

function failure(status: number, code: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message, code }, { status, headers });
}

function rateLimited(seconds: number): Response {
  const headers = {
    'retry-after': String(seconds),
    'x-ratelimit-limit': '1',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Date.now() / 1000 + seconds),
    'x-ratelimit-reset-after': String(seconds),
    'x-ratelimit-bucket': 'simulated-fault',
    'x-ratelimit-scope': 'user',
  };
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: false, code: 0 };
  return Response.json(body, { status: 429, headers });
}
