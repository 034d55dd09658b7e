import { type ClientAddress, createClientAddress } from '../../platform/client-address.ts';
import type { Limits, Verdict } from '../../platform/limits.ts';
import type { Log } from '../../platform/log.ts';
import { after } from '../../shared/after.ts';
import type { Scope } from '../../shared/scopes.ts';
import { checkAddress, refuseQuery } from './address.ts';
import { readJson } from './body.ts';
import { Refused, requestId } from './problem.ts';

/** What a route asks of the key: its scope, and which path parameter names the guild. `key`: any key at all. */
export type Right = 'public' | 'key' | { readonly scope: Scope; readonly guild?: string };

/** What is known of a guarded route. */
export interface Guarded {
  readonly right: Right;
  /** False once it is known that the route describes no query. */
  takesQuery: boolean;
}

/** Who holds a key, as the guard sees it. */
export interface KeyHolder {
  /** `key:<uuid>`, as the audit log and the ledger name it. */
  readonly id: string;
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
  /** Null: every guild. */
  readonly guildIds: ReadonlySet<string> | null;
  readonly ratePerMinute: number;
}

/** What the kit needs of API keys. */
export interface KeyRing {
  /** Whose key this is, or why it is nobody's. */
  identify(key: string): KeyVerdict | Promise<KeyVerdict>;
}

export type KeyVerdict = KeyHolder | 'invalid' | 'revoked' | 'expired';

/** Who acts, for ledger and audit. */
export interface ApiActor {
  readonly id: string;
  readonly name: string;
  readonly requestId: string;
  /** The address that the request came from. */
  readonly ip: string;
  /** Guilds that the key may see; null: every guild. */
  readonly guildIds: ReadonlySet<string> | null;
}

/** The part of Elysia's context that the guard reads. */
export interface Entering {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly set: { readonly headers: Record<string, string | number | undefined> };
  readonly server: { requestIP(request: Request): { address: string } | null } | null;
}

/** What the guard adds to the context. */
export interface Entered {
  readonly apiActor?: ApiActor;
  readonly body?: unknown;
}

interface GuardDeps {
  readonly keys: KeyRing;
  readonly limits: Limits;
  readonly log: Log;
  /** Trusts no proxy by default. */
  readonly addressOf?: ClientAddress;
}

const FAILURES = { points: 20, seconds: 600 };
const NOBODY: ApiActor = { id: 'public', name: 'public', requestId: '', ip: '', guildIds: new Set() };

/** Decides before anything of the request is looked at: who, how often, what, where; then reads its JSON. */
export function createGuard({ keys, limits, log, addressOf = createClientAddress([]) }: GuardDeps) {
  return function enter(context: Entering, { right, takesQuery }: Guarded): Entered | Promise<Entered> {
    return after(right === 'public' ? NOBODY : admit(context, right), (apiActor) => {
      if (!takesQuery) refuseQuery(context.request);
      return read(context, apiActor);
    });
  };

  function read({ request }: Entering, apiActor: ApiActor): Entered | Promise<Entered> {
    checkAddress(request);
    if (request.method === 'GET' || request.method === 'HEAD') return { apiActor };
    return readJson(request).then((body) => ({ apiActor, body }));
  }

  function sourceOf({ request, server }: Entering): string {
    return addressOf(request, server?.requestIP(request)?.address ?? null);
  }

  function admit(context: Entering, right: Exclude<Right, 'public'>): ApiActor | Promise<ApiActor> {
    return after(identify(context), (holder) =>
      after(limits.take('api', holder.id, { points: holder.ratePerMinute, seconds: 60 }), (verdict) => {
        count(context, holder, verdict);
        if (right !== 'key') allow(context, right, holder);
        return actorOf(context, holder);
      }),
    );
  }

  function actorOf(context: Entering, { id, name, guildIds }: KeyHolder): ApiActor {
    return {
      id,
      name,
      requestId: requestId(context.request),
      guildIds,
      // Asked only by what is written down; the socket's address costs more than the rest of this guard.
      get ip() {
        return sourceOf(context);
      },
    };
  }

  function allow({ request, params }: Entering, right: Exclude<Right, string>, holder: KeyHolder): void {
    if (!holder.scopes.has(right.scope)) {
      log.info({ req_id: requestId(request), actor: holder.id, scope: right.scope }, 'API key lacks a scope');
      throw new Refused('scope_missing', { detail: `This API key lacks the scope ${right.scope}.` });
    }
    const guildId = right.guild === undefined ? undefined : params[right.guild];
    if (guildId !== undefined && holder.guildIds !== null && !holder.guildIds.has(guildId)) {
      throw new Refused('guild_not_found');
    }
  }

  function identify(context: Entering): KeyHolder | Promise<KeyHolder> {
    const authorization = context.request.headers.get('authorization');
    const key = authorization === null ? null : bearer(authorization);
    if (key === null) return fail(context, 'missing');
    return after(keys.identify(key), (verdict) => (typeof verdict === 'object' ? verdict : fail(context, verdict)));
  }

  async function fail(context: Entering, why: 'missing' | 'invalid' | 'revoked' | 'expired'): Promise<never> {
    const address = sourceOf(context);
    log.info({ req_id: requestId(context.request), why, address }, 'API key refused');
    const verdict = await limits.take('api-failures', address, FAILURES);
    if (!verdict.allowed) throw new Refused('rate_limited', { headers: retryAfter(verdict) });
    const challenge = why === 'missing' ? 'Bearer realm="api"' : 'Bearer realm="api", error="invalid_token"';
    throw new Refused(`api_key_${why}`, { headers: { 'www-authenticate': challenge } });
  }

  function count({ set }: Entering, { ratePerMinute: points }: KeyHolder, verdict: Verdict): void {
    const ratelimit = `"key";r=${verdict.remaining};t=${secondsUntil(verdict)}`;
    const policy = `"key";q=${points};w=60`;
    if (!verdict.allowed) {
      const headers = { ratelimit, 'ratelimit-policy': policy, ...retryAfter(verdict) };
      throw new Refused('rate_limited', { headers });
    }
    set.headers.ratelimit = ratelimit;
    set.headers['ratelimit-policy'] = policy;
  }
}

function bearer(authorization: string): string | null {
  return authorization.slice(0, 7).toLowerCase() === 'bearer ' ? authorization.slice(7) : null;
}

function secondsUntil({ resetAt }: Verdict): number {
  return Math.max(1, Math.ceil((resetAt - Date.now()) / 1000));
}

function retryAfter(verdict: Verdict): Record<string, string> {
  return { 'retry-after': String(secondsUntil(verdict)) };
}
