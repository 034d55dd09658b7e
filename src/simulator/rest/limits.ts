import type { Clock } from '../../platform/clock.ts';
import type { Route } from './call.ts';

/** So many requests in so many milliseconds. */
export interface Quota {
  limit: number;
  window: number;
}

/** Quotas by `METHOD /path` of the route; `*` for the others, `global` for all together. */
export type Quotas = Readonly<Record<string, Quota>> & { readonly '*': Quota; readonly global: Quota };

/** Discord publishes none: these are what it was seen to send. */
export const DISCORD_QUOTAS: Quotas = {
  '*': { limit: 50, window: 1_000 },
  global: { limit: 50, window: 1_000 },
  'POST /channels/:channel/messages': { limit: 5, window: 5_000 },
  'PATCH /channels/:channel/messages/:message': { limit: 5, window: 5_000 },
  'DELETE /channels/:channel/messages/:message': { limit: 5, window: 1_000 },
  'POST /channels/:channel/messages/bulk-delete': { limit: 1, window: 1_000 },
  'PUT /channels/:channel/messages/:message/reactions/:emoji/@me': { limit: 1, window: 250 },
  'PATCH /channels/:channel': { limit: 5, window: 15_000 },
  'PATCH /guilds/:guild/members/:user': { limit: 10, window: 10_000 },
  'PUT /guilds/:guild/members/:user/roles/:role': { limit: 10, window: 10_000 },
  'DELETE /guilds/:guild/members/:user/roles/:role': { limit: 10, window: 10_000 },
  'POST /guilds/:guild/roles': { limit: 250, window: 172_800_000 },
  'POST /users/@me/channels': { limit: 10, window: 10_000 },
  'POST /webhooks/:application/:token': { limit: 5, window: 2_000 },
};

/** No limit that a program would ever meet. */
export const NO_QUOTAS: Quotas = { '*': { limit: 1e6, window: 1_000 }, global: { limit: 1e6, window: 1_000 } };

export interface Verdict {
  headers: Record<string, string>;
  /** Set when the request is refused. */
  refused?: { retryAfter: number; global: boolean };
}

interface Bucket {
  used: number;
  resetAt: number;
}

/** Forgets buckets that have run out once there are more than this many. */
const SWEPT_ABOVE = 1_000;

/** Counts requests per route and major parameter, and all together, in real time. */
export function createLimits(quotas: Quotas, clock: Clock) {
  const buckets = new Map<string, Bucket>();

  function bucketOf(key: string, { window }: Quota, now: number): Bucket {
    const known = buckets.get(key);
    if (known && known.resetAt > now) return known;
    if (buckets.size > SWEPT_ABOVE)
      for (const [other, { resetAt }] of buckets) if (resetAt <= now) buckets.delete(other);
    const fresh = { used: 0, resetAt: now + window };
    buckets.set(key, fresh);
    return fresh;
  }

  return function take(route: Route, params: Readonly<Record<string, string>>): Verdict {
    const now = clock.now();
    const name = `${route.method} ${route.path}`;
    const global = bucketOf('global', quotas.global, now);
    if (route.auth !== 'token' && ++global.used > quotas.global.limit) return refusedGlobally(global, now);
    const quota = quotas[name] ?? quotas['*'];
    const bucket = bucketOf(`${name} ${majorOf(params)}`, quota, now);
    const headers = headersOf(name, quota, bucket, now);
    if (bucket.used >= quota.limit) return refused(headers, bucket, now);
    bucket.used++;
    return { headers: { ...headers, 'x-ratelimit-remaining': String(quota.limit - bucket.used) } };
  };
}

/** Requests on different guilds, channels and webhooks do not hinder each other. */
function majorOf(params: Readonly<Record<string, string>>): string {
  return params.channel ?? params.guild ?? params.token ?? '';
}

function headersOf(name: string, { limit }: Quota, { used, resetAt }: Bucket, now: number): Record<string, string> {
  return {
    'x-ratelimit-bucket': new Bun.CryptoHasher('md5').update(name).digest('hex'),
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - used)),
    'x-ratelimit-reset': (resetAt / 1000).toFixed(3),
    'x-ratelimit-reset-after': secondsLeft(resetAt, now),
  };
}

function refused(headers: Record<string, string>, { resetAt }: Bucket, now: number): Verdict {
  const retryAfter = secondsLeft(resetAt, now);
  return {
    headers: { ...headers, 'x-ratelimit-remaining': '0', 'x-ratelimit-scope': 'user', 'retry-after': retryAfter },
    refused: { retryAfter: Number(retryAfter), global: false },
  };
}

function refusedGlobally({ resetAt }: Bucket, now: number): Verdict {
  const retryAfter = secondsLeft(resetAt, now);
  return {
    headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global', 'retry-after': retryAfter },
    refused: { retryAfter: Number(retryAfter), global: true },
  };
}

function secondsLeft(resetAt: number, now: number): string {
  return (Math.max(1, Math.ceil(resetAt - now)) / 1000).toFixed(3);
}
