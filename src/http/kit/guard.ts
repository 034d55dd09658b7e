import { type ClientAddress, createClientAddress } from '../../platform/client-address.ts';
import type { Limits, Verdict } from '../../platform/limits.ts';
import type { Log } from '../../platform/log.ts';
import { after } from '../../shared/after.ts';
import type { Scope } from '../../shared/scopes.ts';
import { Refused, requestId } from './problem.ts';

/** What a route asks of the key: its scope, and which path parameter names the guild. `key`: any key at all. */
export type Right = 'public' | 'key' | { readonly scope: Scope; readonly guild?: string };

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

/** Knows the address at the other end of a request's connection. */
export type Source = { requestIP(request: Request): { address: string } | null } | null;

/** A request at the door. */
export interface Entering {
  readonly request: Request;
  /** Of the path, not looked at yet. */
  readonly params: Readonly<Record<string, string>>;
  /** Of the answer: how much of its limit the key has left. */
  readonly headers: Record<string, string>;
  readonly source: Source;
}

/** Who asks. @throws Refused before anything of the request is looked at */
export type Guard = (entering: Entering, right: Right) => ApiActor | Promise<ApiActor>;

interface GuardDeps {
  readonly keys: KeyRing;
  readonly limits: Limits;
  readonly log: Log;
  /** Trusts no proxy by default. */
  readonly addressOf?: ClientAddress;
}

const FAILURES = { points: 20, seconds: 600 };
const NOBODY: ApiActor = { id: 'public', name: 'public', requestId: '', ip: '', guildIds: new Set() };

/** Decides before anything of the request is looked at: who, how often, what, where. */
export function createGuard({ keys, limits, log, addressOf = createClientAddress([]) }: GuardDeps): Guard {
  return (entering, right) => (right === 'public' ? NOBODY : admit(entering, right));

  function sourceOf({ request, source }: Entering): string {
    return addressOf(request, source?.requestIP(request)?.address ?? null);
  }

  function admit(entering: Entering, right: Exclude<Right, 'public'>): ApiActor | Promise<ApiActor> {
    return after(identify(entering), (holder) =>
      after(limits.take('api', holder.id, { points: holder.ratePerMinute, seconds: 60 }), (verdict) => {
        count(entering, holder, verdict);
        if (right !== 'key') allow(entering, right, holder);
        return actorOf(entering, holder);
      }),
    );
  }

  function actorOf(entering: Entering, { id, name, guildIds }: KeyHolder): ApiActor {
    return {
      id,
      name,
      guildIds,
      // Asked only by what is written down; the socket's address costs more than the rest of this guard.
      get requestId() {
        return requestId(entering.request);
      },
      get ip() {
        return sourceOf(entering);
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

  function identify(entering: Entering): KeyHolder | Promise<KeyHolder> {
    const authorization = entering.request.headers.get('authorization');
    const key = authorization === null ? null : bearer(authorization);
    if (key === null) return fail(entering, 'missing');
    return after(keys.identify(key), (verdict) => (typeof verdict === 'object' ? verdict : fail(entering, verdict)));
  }

  async function fail(entering: Entering, why: 'missing' | 'invalid' | 'revoked' | 'expired'): Promise<never> {
    const address = sourceOf(entering);
    log.info({ req_id: requestId(entering.request), why, address }, 'API key refused');
    const verdict = await limits.take('api-failures', address, FAILURES);
    if (!verdict.allowed) throw new Refused('rate_limited', { headers: retryAfter(verdict) });
    const challenge = why === 'missing' ? 'Bearer realm="api"' : 'Bearer realm="api", error="invalid_token"';
    throw new Refused(`api_key_${why}`, { headers: { 'www-authenticate': challenge } });
  }

  function count({ headers }: Entering, { ratePerMinute: points }: KeyHolder, verdict: Verdict): void {
    const ratelimit = `"key";r=${verdict.remaining};t=${secondsUntil(verdict)}`;
    const policy = `"key";q=${points};w=60`;
    headers.ratelimit = ratelimit;
    headers['ratelimit-policy'] = policy;
    if (!verdict.allowed) throw new Refused('rate_limited', { headers: retryAfter(verdict) });
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
