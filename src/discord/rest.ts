import { REST, RESTEvents } from 'discord.js';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';

export interface RestOptions {
  readonly token: string;
  /** `https://discord.com/api`, without a version. */
  readonly apiUrl: string;
  readonly cdnUrl: string;
  readonly log: Log;
  /** Counts requests and rate limits. */
  readonly metrics?: Pick<Metrics, 'discordAnswered' | 'rateLimited'>;
}

/** The one way to Discord's REST API; every client and service of the process shares its rate limits. */
export interface SharedRest extends REST {
  /** Ends its timers. */
  close(): void;
}

/** Requests to Discord that fail with 401, 403 or 429: at 10,000 in ten minutes it bans the address. */
const WARN_EVERY = 500;
/** A queue is better off trying later than holding a claim through a long rate limit, in milliseconds. */
const LONGEST_WAIT = 3_000;

/** Speaks REST v10 with discord.js's own client: queues by rate limit, retries 5xx and lost connections. */
export function createRest({ token, apiUrl, cdnUrl, log, metrics }: RestOptions): SharedRest {
  const rest = new ProcessRest({
    api: apiUrl,
    cdn: cdnUrl,
    timeout: 15_000,
    retries: 3,
    invalidRequestWarningInterval: WARN_EVERY,
    rejectOnRateLimit: ({ route, method, timeToReset }) =>
      method !== 'GET' && route.includes('/roles/') && timeToReset > LONGEST_WAIT,
  });
  rest.setToken(token);
  rest.on(RESTEvents.InvalidRequestWarning, ({ count }) => log.error({ count }, 'Discord refuses many requests'));
  rest.on(RESTEvents.RateLimited, ({ route, timeToReset, global }) => {
    metrics?.rateLimited(global ? 'global' : 'route');
    log.info({ route, wait_ms: timeToReset, global }, 'waiting for a Discord rate limit');
  });
  rest.on(RESTEvents.Response, ({ method }, { status }) => metrics?.discordAnswered(method, status));
  return rest;
}

/** A client that is thrown away stops the timers and clears the token of its REST; this one outlives it. */
class ProcessRest extends REST implements SharedRest {
  override setToken(token: string): this {
    return token ? super.setToken(token) : this;
  }

  override clearHashSweeper(): void {}

  override clearHandlerSweeper(): void {}

  close(): void {
    super.clearHashSweeper();
    super.clearHandlerSweeper();
  }
}
