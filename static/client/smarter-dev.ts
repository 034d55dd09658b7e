/**
 * Client of the REST API of Smarter Dev, made from its OpenAPI document. One file without dependencies, for Bun, Deno,
 * Node 22 and browsers; every instance serves its own at /api/client.ts.
 *
 *     const client = createClient({ url: 'https://bot.example.com', key: process.env.SMARTER_DEV_KEY });
 *     await client.bytes.createTransaction(
 *       { guild_id, body: { receiver_id, amount: 50, reason: 'Merged #4711' } },
 *       { idempotencyKey: 'pull-1296269-4711' },
 *     );
 *
 * What is refused is thrown as ApiProblem with a stable code: those named at a method, and what any request may be
 * refused for (keys, limits, values that are not valid). Requests that failed on the way are sent again where that
 * does nothing twice.
 */
/** Why a request may be refused. */
export type ProblemCode =
  | 'already_claimed'
  | 'amount_too_large'
  | 'api_key_exceeds'
  | 'api_key_expired'
  | 'api_key_invalid'
  | 'api_key_missing'
  | 'api_key_not_active'
  | 'api_key_oneself'
  | 'api_key_replaced'
  | 'api_key_revoked'
  | 'api_key_unknown'
  | 'automod_bot_silent'
  | 'automod_event_unknown'
  | 'automod_message_unknown'
  | 'automod_nothing_to_undo'
  | 'automod_order_incomplete'
  | 'automod_patterns_limit'
  | 'automod_rule_name_taken'
  | 'automod_rule_unknown'
  | 'automod_rules_limit'
  | 'automod_undo_failed'
  | 'automod_undone_before'
  | 'balance_limit'
  | 'body_too_large'
  | 'bot_lacks_permission'
  | 'case_not_running'
  | 'case_unknown'
  | 'cooldown_active'
  | 'daily_off'
  | 'delivery_unknown'
  | 'discord_away'
  | 'duration_needed'
  | 'duration_not_for_this'
  | 'duration_too_long'
  | 'duration_too_short'
  | 'economy_disabled'
  | 'expiry_past'
  | 'giver_unknown'
  | 'guild_not_found'
  | 'guild_unseen'
  | 'idempotency_conflict'
  | 'insufficient_balance'
  | 'internal_error'
  | 'invalid_cursor'
  | 'invalid_idempotency_key'
  | 'invalid_request'
  | 'json_only'
  | 'malformed_body'
  | 'member_is_bot'
  | 'member_unknown'
  | 'no_account'
  | 'not_found'
  | 'not_in_this_squad'
  | 'not_ranked'
  | 'note_empty'
  | 'opted_out'
  | 'rate_limited'
  | 'receiver_departed'
  | 'receiver_is_bot'
  | 'receiver_unknown'
  | 'request_in_progress'
  | 'scope_missing'
  | 'self_transfer'
  | 'squad_has_members'
  | 'squad_name_taken'
  | 'squad_role_problem'
  | 'squad_role_taken'
  | 'squad_unknown'
  | 'squads_full'
  | 'squads_order_stale'
  | 'storage_away'
  | 'target_above_bot'
  | 'target_departed'
  | 'target_is_administrator'
  | 'target_is_bot'
  | 'target_is_owner'
  | 'unknown_time_zone'
  | 'user_banned_already'
  | 'user_not_banned'
  | 'user_not_timed_out'
  | 'user_unknown'
  | 'version_mismatch'
  | 'version_required'
  | 'webhook_off'
  | 'webhook_unknown'
  | 'webhook_url_refused'
  | 'webhooks_limit';

export interface ClientOptions {
  /** Where the instance is: `https://bot.example.com`. */
  readonly url: string;
  /** `sd_…` */
  readonly key: string;
  /** How often a request is tried again, where that does no harm; 4 unless given. */
  readonly retries?: number;
  /** Milliseconds that one try may take; 30,000 unless given. */
  readonly timeout?: number;
  /** Milliseconds that are waited at most before a try; 60,000 unless given. */
  readonly patience?: number;
  readonly fetch?: (input: string, init: RequestInit) => Promise<Response>;
}

export interface CallOptions {
  /** Gives up waiting. */
  readonly signal?: AbortSignal;
}

export interface OnceOptions extends CallOptions {
  /**
   * Names what the request is for: the same name is done once, however often it is sent. Left out, this call gets a
   * name of its own, which its retries keep.
   */
  readonly idempotencyKey?: string;
}

export interface MatchOptions extends CallOptions {
  /** The ETag that was last seen: `etagOf(answer)`. Somebody's change in between is refused with `version_mismatch`. */
  readonly ifMatch: string;
}

/** One value of a request that is not valid. */
export interface FieldError {
  readonly in: 'body' | 'query' | 'path';
  /** JSON Pointer: `#/amount`. */
  readonly pointer: string;
  readonly detail: string;
}

/** What a refused request is answered with (RFC 9457). Codes are stable, sentences may change. */
export class ApiProblem<Code extends string = ProblemCode> extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: Code;
  /** Quote it when you report the problem. */
  readonly requestId: string;
  /** Figures behind the refusal, such as the balance. */
  readonly context: Readonly<Record<string, string | number | boolean | null>>;
  readonly errors: readonly FieldError[];

  constructor(status: number, problem: ProblemBody<Code>) {
    super(problem.detail);
    this.status = status;
    this.code = problem.code;
    this.requestId = problem.request_id;
    this.context = problem.context ?? {};
    this.errors = problem.errors ?? [];
  }
}

interface ProblemBody<Code extends string> {
  readonly code: Code;
  readonly detail: string;
  readonly request_id: string;
  readonly context?: ApiProblem['context'];
  readonly errors?: readonly FieldError[];
}

/** Whether an error is a refusal, with one of these codes if any are given. */
export function isProblem<Code extends ProblemCode = ProblemCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is ApiProblem<Code> {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code as Code));
}

const etags = new WeakMap<object, string>();

/** The version of what was answered, for `ifMatch`. @throws when the answer had none */
export function etagOf(answer: object): string {
  const etag = etags.get(answer);
  if (etag === undefined) throw new Error('This answer has no ETag.');
  return etag;
}

/** Every row of a list, from this page to the end: `for await (const row of each(client.bytes.listTransactions, { … }))`. */
export async function* each<Args extends { cursor?: string | undefined }, Row>(
  list: (args: Args) => Promise<{ data: Row[]; page: { next_cursor: string | null } }>,
  args: Args,
): AsyncGenerator<Row, void, undefined> {
  let next: Args | null = args;
  while (next !== null) {
    const { data, page }: { data: Row[]; page: { next_cursor: string | null } } = await list(next);
    yield* data;
    next = page.next_cursor === null ? null : { ...args, cursor: page.next_cursor };
  }
}

/** How an operation is sent: method, address with parameters in braces, names of the query, and what it takes. */
export type Spec = readonly [
  method: string,
  path: string,
  query: readonly string[],
  takes: 'once' | 'match' | 'plain',
  answers: 'json' | 'nothing',
];

type Options = CallOptions & Partial<OnceOptions & MatchOptions>;

/** Sends one operation and reads its answer. @throws ApiProblem when it is refused, and what fetch throws */
export function createCaller({
  url,
  key,
  retries = 4,
  timeout = 30_000,
  patience = 60_000,
  fetch: send = (input, init) => fetch(input, init),
}: ClientOptions) {
  const base = url.replace(/\/+$/, '');

  return async function call<Answer>(spec: Spec, args: object, options: Options = {}): Promise<Answer> {
    const given = args as Readonly<Record<string, unknown>>;
    const response = await insist(addressOf(base, spec, given), requestOf(spec, given, options), spec, options);
    return spec[4] === 'json' ? await readAnswer<Answer>(response) : (undefined as Answer);
  };

  function requestOf([method, , , takes]: Spec, { body }: Readonly<Record<string, unknown>>, options: Options) {
    const headers: Record<string, string> = { authorization: `Bearer ${key}`, accept: 'application/json' };
    if (takes === 'once') headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID();
    if (takes === 'match') headers['if-match'] = options.ifMatch ?? '';
    if (body === undefined) return { method, headers };
    return { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  }

  /** Sends it until it is done, refused for good, or there is no use in going on. */
  async function insist(
    address: string,
    init: RequestInit,
    spec: Spec,
    options: Options,
    failures = 0,
  ): Promise<Response> {
    const outcome = await attempt(address, init, options.signal);
    if (outcome instanceof Response && outcome.ok) return outcome;
    const wait = waitAfter(outcome, failures, spec[0] === 'GET' || spec[3] === 'once');
    if (failures >= retries || wait === null || wait > patience) throw await errorOf(outcome);
    if (outcome instanceof Response) await outcome.body?.cancel();
    await pause(wait, options.signal);
    return insist(address, init, spec, options, failures + 1);
  }

  /** The answer, or what kept it from coming. */
  async function attempt(address: string, init: RequestInit, signal: AbortSignal | undefined): Promise<unknown> {
    const limit = AbortSignal.timeout(timeout);
    try {
      return await send(address, { ...init, signal: signal ? AbortSignal.any([signal, limit]) : limit });
    } catch (error) {
      if (signal?.aborted) throw error;
      return error;
    }
  }
}

function addressOf(base: string, [, path, query]: Spec, args: Readonly<Record<string, unknown>>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(args[name])));
  const search = new URLSearchParams();
  for (const name of query) if (args[name] !== undefined) search.set(name, String(args[name]));
  return `${base}${filled}${search.size > 0 ? `?${search}` : ''}`;
}

/** Milliseconds until the next try; null where another try would be of no use or could do something twice. */
function waitAfter(outcome: unknown, failures: number, repeatable: boolean): number | null {
  const own = 250 * 2 ** failures * (1 + Math.random() / 4);
  if (!(outcome instanceof Response)) return repeatable ? own : null;
  const after = outcome.headers.get('retry-after');
  const told = after === null ? own : Number(after) * 1000;
  if (outcome.status === 429) return told;
  if (!repeatable) return null;
  if (outcome.status === 409) return after === null ? null : told;
  return [502, 503, 504].includes(outcome.status) ? told : null;
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

async function readAnswer<Answer>(response: Response): Promise<Answer> {
  const answer = (await response.json()) as Answer;
  const etag = response.headers.get('etag');
  if (etag !== null && typeof answer === 'object' && answer !== null) etags.set(answer, etag);
  return answer;
}

async function errorOf(response: unknown): Promise<unknown> {
  if (!(response instanceof Response)) return response;
  const text = await response.text();
  if (response.headers.get('content-type')?.includes('json') !== true) {
    return new Error(`The server answered ${response.status}: ${text.slice(0, 200)}`);
  }
  return new ApiProblem(response.status, JSON.parse(text) as ProblemBody<ProblemCode>);
}

/** Get a guild’s settings: what it takes. */
export type GetGuildSettingsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** Get a guild’s settings: what it answers. */
export type GetGuildSettingsAnswer = {
  /** An IANA time zone. Days begin and end in it. */
  timezone: string;
  /** Whether the guild’s name, figures, leaderboard and standings are shown to everybody. */
  is_public: boolean;
  /** Where cases are told of, and alerts that have no channel of their own; null for nowhere. */
  log_channel_id: string | null;
  /** How to appeal, in direct messages about cases; null for “ask a moderator”. */
  appeal: string | null;
  /** Whether who is warned is told so by direct message. */
  tells_warned: boolean;
};

/** Replace a guild’s settings: what it takes. */
export type ReplaceGuildSettingsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** An IANA time zone. Days begin and end in it. */
    timezone: string;
    /** Whether the guild’s name, figures, leaderboard and standings are shown to everybody. */
    is_public?: boolean | undefined;
    /** Where cases are told of, and alerts that have no channel of their own; null for nowhere. */
    log_channel_id?: string | null | undefined;
    /** How to appeal, in direct messages about cases; null for “ask a moderator”. */
    appeal?: string | null | undefined;
    /** Whether who is warned is told so by direct message. */
    tells_warned?: boolean | undefined;
  };
};

/** Replace a guild’s settings: what it answers. */
export type ReplaceGuildSettingsAnswer = {
  /** An IANA time zone. Days begin and end in it. */
  timezone: string;
  /** Whether the guild’s name, figures, leaderboard and standings are shown to everybody. */
  is_public: boolean;
  /** Where cases are told of, and alerts that have no channel of their own; null for nowhere. */
  log_channel_id: string | null;
  /** How to appeal, in direct messages about cases; null for “ask a moderator”. */
  appeal: string | null;
  /** Whether who is warned is told so by direct message. */
  tells_warned: boolean;
};

/** Get the key that asks: what it takes. */
export type GetMeArgs = object;

/** Get the key that asks: what it answers. */
export type GetMeAnswer = {
  /** The key’s id. */
  id: string;
  /** What it is for. */
  name: string;
  /** The beginning of the key, which is not secret. */
  prefix: string;
  /** Whether it works. */
  state: "active" | "revoked" | "expired";
  /** What it may do. */
  scopes: Array<"guilds:read" | "guilds:manage" | "users:read" | "audit:read" | "keys:manage" | "bytes:read" | "bytes:write" | "bytes:manage" | "squads:read" | "squads:write" | "automod:read" | "automod:manage" | "moderation:read" | "moderation:act" | "webhooks:read" | "webhooks:manage">;
  /** Where; null for every guild. */
  guild_ids: Array<string> | null;
  /** Requests a minute. */
  rate_limit_per_minute: number;
  /** When it stops working; null for never. */
  expires_at: string | null;
  /** When it was revoked. */
  revoked_at: string | null;
  /** The key that came in its place; both work until `overlap_until`. */
  replaced_by: string | null;
  /** Until when a replaced key works. */
  overlap_until: string | null;
  /** Who made it. */
  created_by: string;
  /** To the minute; null for never. */
  last_used_at: string | null;
  /** When it was made. */
  created_at: string;
};

/** List API keys: what it takes. */
export type ListApiKeysArgs = object;

/** List API keys: what it answers. */
export type ListApiKeysAnswer = {
  /** The keys. */
  data: Array<{
    /** The key’s id. */
    id: string;
    /** What it is for. */
    name: string;
    /** The beginning of the key, which is not secret. */
    prefix: string;
    /** Whether it works. */
    state: "active" | "revoked" | "expired";
    /** What it may do. */
    scopes: Array<"guilds:read" | "guilds:manage" | "users:read" | "audit:read" | "keys:manage" | "bytes:read" | "bytes:write" | "bytes:manage" | "squads:read" | "squads:write" | "automod:read" | "automod:manage" | "moderation:read" | "moderation:act" | "webhooks:read" | "webhooks:manage">;
    /** Where; null for every guild. */
    guild_ids: Array<string> | null;
    /** Requests a minute. */
    rate_limit_per_minute: number;
    /** When it stops working; null for never. */
    expires_at: string | null;
    /** When it was revoked. */
    revoked_at: string | null;
    /** The key that came in its place; both work until `overlap_until`. */
    replaced_by: string | null;
    /** Until when a replaced key works. */
    overlap_until: string | null;
    /** Who made it. */
    created_by: string;
    /** To the minute; null for never. */
    last_used_at: string | null;
    /** When it was made. */
    created_at: string;
  }>;
};

/** Make an API key: what it takes. */
export type CreateApiKeyArgs = {
  body: {
    /** What it is for. */
    name: string;
    /** What it may do; no more than this key. */
    scopes: Array<"guilds:read" | "guilds:manage" | "users:read" | "audit:read" | "keys:manage" | "bytes:read" | "bytes:write" | "bytes:manage" | "squads:read" | "squads:write" | "automod:read" | "automod:manage" | "moderation:read" | "moderation:act" | "webhooks:read" | "webhooks:manage">;
    /** Where; null for every guild. Left out: where this key may. */
    guild_ids?: Array<string> | null | undefined;
    /** At most this key’s; 120 or less when left out. */
    rate_limit_per_minute?: number | undefined;
    /** Not after this key; null for never. Left out: with this key. */
    expires_at?: string | null | undefined;
  };
};

/** Make an API key: what it answers. */
export type CreateApiKeyAnswer = {
  /** The key’s id. */
  id: string;
  /** What it is for. */
  name: string;
  /** The beginning of the key, which is not secret. */
  prefix: string;
  /** Whether it works. */
  state: "active" | "revoked" | "expired";
  /** What it may do. */
  scopes: Array<"guilds:read" | "guilds:manage" | "users:read" | "audit:read" | "keys:manage" | "bytes:read" | "bytes:write" | "bytes:manage" | "squads:read" | "squads:write" | "automod:read" | "automod:manage" | "moderation:read" | "moderation:act" | "webhooks:read" | "webhooks:manage">;
  /** Where; null for every guild. */
  guild_ids: Array<string> | null;
  /** Requests a minute. */
  rate_limit_per_minute: number;
  /** When it stops working; null for never. */
  expires_at: string | null;
  /** When it was revoked. */
  revoked_at: string | null;
  /** The key that came in its place; both work until `overlap_until`. */
  replaced_by: string | null;
  /** Until when a replaced key works. */
  overlap_until: string | null;
  /** Who made it. */
  created_by: string;
  /** To the minute; null for never. */
  last_used_at: string | null;
  /** When it was made. */
  created_at: string;
  /** The key itself, shown this once. */
  key: string;
};

/** Replace an API key: what it takes. */
export type RotateApiKeyArgs = {
  /** The key’s id. */
  key_id: string;
};

/** Replace an API key: what it answers. */
export type RotateApiKeyAnswer = {
  /** The key’s id. */
  id: string;
  /** What it is for. */
  name: string;
  /** The beginning of the key, which is not secret. */
  prefix: string;
  /** Whether it works. */
  state: "active" | "revoked" | "expired";
  /** What it may do. */
  scopes: Array<"guilds:read" | "guilds:manage" | "users:read" | "audit:read" | "keys:manage" | "bytes:read" | "bytes:write" | "bytes:manage" | "squads:read" | "squads:write" | "automod:read" | "automod:manage" | "moderation:read" | "moderation:act" | "webhooks:read" | "webhooks:manage">;
  /** Where; null for every guild. */
  guild_ids: Array<string> | null;
  /** Requests a minute. */
  rate_limit_per_minute: number;
  /** When it stops working; null for never. */
  expires_at: string | null;
  /** When it was revoked. */
  revoked_at: string | null;
  /** The key that came in its place; both work until `overlap_until`. */
  replaced_by: string | null;
  /** Until when a replaced key works. */
  overlap_until: string | null;
  /** Who made it. */
  created_by: string;
  /** To the minute; null for never. */
  last_used_at: string | null;
  /** When it was made. */
  created_at: string;
  /** The key itself, shown this once. */
  key: string;
};

/** Revoke an API key: what it takes. */
export type RevokeApiKeyArgs = {
  /** The key’s id. */
  key_id: string;
};

/** List balances: what it takes. */
export type ListBalancesArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** How many rows, at most 100; 50 unless given. */
  limit?: number | undefined;
  /** The `next_cursor` of the page before. It holds for the same filters only. */
  cursor?: string | undefined;
  /** The richest first, or by id: an order that no payment disturbs, for reading all of them. */
  sort?: "balance" | "user_id" | undefined;
  /** How the username begins; letter case is ignored. */
  search?: string | undefined;
};

/** List balances: what it answers. */
export type ListBalancesAnswer = {
  /** The rows of this page. */
  data: Array<{
    /** The person’s Discord id. */
    user_id: string;
    /** As last seen; null where it is not known. */
    username: string | null;
    /** Whole bytes. */
    balance: number;
    /** Ever received, without starting balances and refunds. */
    total_received: number;
    /** Ever sent to other members. */
    total_sent: number;
    /** The guild’s date of the last daily, or null. */
    last_daily: string | null;
    /** Days in a row. */
    streak: number;
    /** The most days in a row, ever. */
    longest_streak: number;
    /** Neither on the leaderboard nor earning dailies, by choice. */
    opted_out: boolean;
    /** Has left the guild; bytes wait for a return. */
    departed: boolean;
    /** When the account was opened. */
    created_at: string;
    /** When the balance last changed. */
    updated_at: string;
  }>;
  /** Which part of the list this is. */
  page: {
    /** Where the next page begins; null at the end. */
    next_cursor: string | null;
  };
};

/** Get a member’s balance: what it takes. */
export type GetBalanceArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The person’s Discord id. */
  user_id: string;
};

/** Get a member’s balance: what it answers. */
export type GetBalanceAnswer = {
  /** The person’s Discord id. */
  user_id: string;
  /** As last seen; null where it is not known. */
  username: string | null;
  /** Whole bytes. */
  balance: number;
  /** Ever received, without starting balances and refunds. */
  total_received: number;
  /** Ever sent to other members. */
  total_sent: number;
  /** The guild’s date of the last daily, or null. */
  last_daily: string | null;
  /** Days in a row. */
  streak: number;
  /** The most days in a row, ever. */
  longest_streak: number;
  /** Neither on the leaderboard nor earning dailies, by choice. */
  opted_out: boolean;
  /** Has left the guild; bytes wait for a return. */
  departed: boolean;
  /** When the account was opened. */
  created_at: string;
  /** When the balance last changed. */
  updated_at: string;
};

/** Erase a person: what it takes. */
export type ErasePersonArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The person’s Discord id. */
  user_id: string;
};

/** Get the leaderboard: what it takes. */
export type GetLeaderboardArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** How many rows, at most 100; 10 unless given. */
  limit?: number | undefined;
  /** How many rows to pass over; 0 unless given. */
  offset?: number | undefined;
};

/** Get the leaderboard: what it answers. */
export type GetLeaderboardAnswer = {
  /** The rows of this page. */
  data: Array<{
    /** Place, from 1. */
    rank: number;
    /** The person’s Discord id. */
    user_id: string;
    /** As last seen; null where it is not known. */
    username: string | null;
    /** Whole bytes. */
    balance: number;
  }>;
  /** Which part of the list this is. */
  page: {
    /** How many rows were asked for. */
    limit: number;
    /** How many rows were passed over. */
    offset: number;
    /** How many rows there are. */
    total: number;
  };
};

/** Get a member’s place on the leaderboard: what it takes. */
export type GetRankArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The person’s Discord id. */
  user_id: string;
};

/** Get a member’s place on the leaderboard: what it answers. */
export type GetRankAnswer = {
  /** Place, from 1. */
  rank: number;
  /** The person’s Discord id. */
  user_id: string;
  /** As last seen; null where it is not known. */
  username: string | null;
  /** Whole bytes. */
  balance: number;
};

/** Adjust a balance: what it takes. */
export type AdjustBalanceArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The person’s Discord id. */
  user_id: string;
  body: {
    /** Whole bytes to give, or to take when below 0. */
    delta: number;
    /** Why, for the audit log; not blank. */
    reason: string;
  };
};

/** Adjust a balance: what it answers. */
export type AdjustBalanceAnswer = {
  /** The transaction’s id. */
  id: string;
  /** Why bytes moved. */
  type: "starting" | "daily" | "transfer" | "squad_fee" | "refund" | "admin_adjust" | "reward";
  /** Whole bytes. */
  amount: number;
  /** What for. */
  reason: string | null;
  /** Who paid; `SYSTEM` is the guild itself. */
  giver_id: string;
  /** Their name at the time; null where it is not known. */
  giver_username: string | null;
  /** Their balance afterwards; null for `SYSTEM`. */
  giver_balance: number | null;
  /** Who was paid; `SYSTEM` where bytes were taken. */
  receiver_id: string;
  /** Their name at the time. */
  receiver_username: string | null;
  /** Their balance afterwards; null for `SYSTEM`. */
  receiver_balance: number | null;
  /** When. */
  created_at: string;
};

/** Set a streak: what it takes. */
export type SetStreakArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The person’s Discord id. */
  user_id: string;
  body: {
    /** Days in a row; 0 ends the streak. */
    streak: number;
    /** Why, for the audit log; not blank. */
    reason: string;
  };
};

/** Set a streak: what it answers. */
export type SetStreakAnswer = {
  /** The person’s Discord id. */
  user_id: string;
  /** As last seen; null where it is not known. */
  username: string | null;
  /** Whole bytes. */
  balance: number;
  /** Ever received, without starting balances and refunds. */
  total_received: number;
  /** Ever sent to other members. */
  total_sent: number;
  /** The guild’s date of the last daily, or null. */
  last_daily: string | null;
  /** Days in a row. */
  streak: number;
  /** The most days in a row, ever. */
  longest_streak: number;
  /** Neither on the leaderboard nor earning dailies, by choice. */
  opted_out: boolean;
  /** Has left the guild; bytes wait for a return. */
  departed: boolean;
  /** When the account was opened. */
  created_at: string;
  /** When the balance last changed. */
  updated_at: string;
};

/** Leave somebody out: what it takes. */
export type OptOutArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The person’s Discord id. */
  user_id: string;
};

/** Take somebody in again: what it takes. */
export type OptInArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The person’s Discord id. */
  user_id: string;
};

/** Pay bytes to a member: what it takes. */
export type CreateTransactionArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** Who pays. Left out, the guild pays a reward. */
    giver_id?: string | undefined;
    /** Who is paid: a member, and no bot. */
    receiver_id: string;
    /** Whole bytes, at least 1. */
    amount: number;
    /** What for; shown in the history. */
    reason?: string | undefined;
  };
};

/** Pay bytes to a member: what it answers. */
export type CreateTransactionAnswer = {
  /** The transaction’s id. */
  id: string;
  /** Why bytes moved. */
  type: "starting" | "daily" | "transfer" | "squad_fee" | "refund" | "admin_adjust" | "reward";
  /** Whole bytes. */
  amount: number;
  /** What for. */
  reason: string | null;
  /** Who paid; `SYSTEM` is the guild itself. */
  giver_id: string;
  /** Their name at the time; null where it is not known. */
  giver_username: string | null;
  /** Their balance afterwards; null for `SYSTEM`. */
  giver_balance: number | null;
  /** Who was paid; `SYSTEM` where bytes were taken. */
  receiver_id: string;
  /** Their name at the time. */
  receiver_username: string | null;
  /** Their balance afterwards; null for `SYSTEM`. */
  receiver_balance: number | null;
  /** When. */
  created_at: string;
};

/** List transactions: what it takes. */
export type ListTransactionsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** How many rows, at most 100; 50 unless given. */
  limit?: number | undefined;
  /** The `next_cursor` of the page before. It holds for the same filters only. */
  cursor?: string | undefined;
  /** Who gave or received. */
  user_id?: string | undefined;
  /** Why bytes moved. */
  type?: "starting" | "daily" | "transfer" | "squad_fee" | "refund" | "admin_adjust" | "reward" | undefined;
  /** At least so many bytes. */
  min_amount?: number | undefined;
  /** At most so many bytes. */
  max_amount?: number | undefined;
  /** At this instant or later (ISO 8601). */
  from?: string | undefined;
  /** Before this instant (ISO 8601). */
  to?: string | undefined;
};

/** List transactions: what it answers. */
export type ListTransactionsAnswer = {
  /** The rows of this page. */
  data: Array<{
    /** The transaction’s id. */
    id: string;
    /** Why bytes moved. */
    type: "starting" | "daily" | "transfer" | "squad_fee" | "refund" | "admin_adjust" | "reward";
    /** Whole bytes. */
    amount: number;
    /** What for. */
    reason: string | null;
    /** Who paid; `SYSTEM` is the guild itself. */
    giver_id: string;
    /** Their name at the time; null where it is not known. */
    giver_username: string | null;
    /** Their balance afterwards; null for `SYSTEM`. */
    giver_balance: number | null;
    /** Who was paid; `SYSTEM` where bytes were taken. */
    receiver_id: string;
    /** Their name at the time. */
    receiver_username: string | null;
    /** Their balance afterwards; null for `SYSTEM`. */
    receiver_balance: number | null;
    /** When. */
    created_at: string;
  }>;
  /** Which part of the list this is. */
  page: {
    /** Where the next page begins; null at the end. */
    next_cursor: string | null;
  };
};

/** Pay bytes to many members: what it takes. */
export type CreateTransactionsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** The payments, at most 100; each succeeds or fails for itself. */
    transactions: Array<{
      /** Who pays. Left out, the guild pays a reward. */
      giver_id?: string | undefined;
      /** Who is paid: a member, and no bot. */
      receiver_id: string;
      /** Whole bytes, at least 1. */
      amount: number;
      /** What for; shown in the history. */
      reason?: string | undefined;
    }>;
  };
};

/** Pay bytes to many members: what it answers. */
export type CreateTransactionsAnswer = {
  /** How many rows became what. */
  counts: {
    /** Paid now. */
    done: number;
    /** Paid before. */
    replayed: number;
    /** Not paid. */
    refused: number;
  };
  /** One for each row, in the order of the request. */
  results: Array<{
    /** Place in the request, from 0. */
    index: number;
    /** `replayed`: paid by an earlier request with this Idempotency-Key. */
    status: "done" | "replayed" | "refused";
    /** Where bytes moved. */
    transaction?: {
      /** The transaction’s id. */
      id: string;
      /** Why bytes moved. */
      type: "starting" | "daily" | "transfer" | "squad_fee" | "refund" | "admin_adjust" | "reward";
      /** Whole bytes. */
      amount: number;
      /** What for. */
      reason: string | null;
      /** Who paid; `SYSTEM` is the guild itself. */
      giver_id: string;
      /** Their name at the time; null where it is not known. */
      giver_username: string | null;
      /** Their balance afterwards; null for `SYSTEM`. */
      giver_balance: number | null;
      /** Who was paid; `SYSTEM` where bytes were taken. */
      receiver_id: string;
      /** Their name at the time. */
      receiver_username: string | null;
      /** Their balance afterwards; null for `SYSTEM`. */
      receiver_balance: number | null;
      /** When. */
      created_at: string;
    } | undefined;
    /** Where they did not. */
    problem?: {
      /** The status that the payment alone would have had. */
      status: number;
      /** Stable; for programs. */
      code: string;
      /** The code in words. */
      title: string;
      /** What is wrong and what to do. */
      detail: string;
      /** Figures behind the refusal. */
      context: Record<string, string | number | boolean | null>;
    } | undefined;
  }>;
};

/** Claim today’s bytes for a member: what it takes. */
export type ClaimDailyArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** The person’s Discord id. */
    user_id: string;
  };
};

/** Claim today’s bytes for a member: what it answers. */
export type ClaimDailyAnswer = {
  /** The transaction’s id. */
  id: string;
  /** Why bytes moved. */
  type: "starting" | "daily" | "transfer" | "squad_fee" | "refund" | "admin_adjust" | "reward";
  /** Whole bytes. */
  amount: number;
  /** What for. */
  reason: string | null;
  /** Who paid; `SYSTEM` is the guild itself. */
  giver_id: string;
  /** Their name at the time; null where it is not known. */
  giver_username: string | null;
  /** Their balance afterwards; null for `SYSTEM`. */
  giver_balance: number | null;
  /** Who was paid; `SYSTEM` where bytes were taken. */
  receiver_id: string;
  /** Their name at the time. */
  receiver_username: string | null;
  /** Their balance afterwards; null for `SYSTEM`. */
  receiver_balance: number | null;
  /** When. */
  created_at: string;
  /** The guild’s date of this daily. */
  date: string;
  /** Days in a row. */
  streak: number;
  /** What the daily was multiplied by. */
  multiplier: number;
};

/** Get a transaction: what it takes. */
export type GetTransactionArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The transaction’s id. */
  transaction_id: string;
};

/** Get a transaction: what it answers. */
export type GetTransactionAnswer = {
  /** The transaction’s id. */
  id: string;
  /** Why bytes moved. */
  type: "starting" | "daily" | "transfer" | "squad_fee" | "refund" | "admin_adjust" | "reward";
  /** Whole bytes. */
  amount: number;
  /** What for. */
  reason: string | null;
  /** Who paid; `SYSTEM` is the guild itself. */
  giver_id: string;
  /** Their name at the time; null where it is not known. */
  giver_username: string | null;
  /** Their balance afterwards; null for `SYSTEM`. */
  giver_balance: number | null;
  /** Who was paid; `SYSTEM` where bytes were taken. */
  receiver_id: string;
  /** Their name at the time. */
  receiver_username: string | null;
  /** Their balance afterwards; null for `SYSTEM`. */
  receiver_balance: number | null;
  /** When. */
  created_at: string;
};

/** Prove the ledger: what it takes. */
export type VerifyLedgerArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** Prove the ledger: what it answers. */
export type VerifyLedgerAnswer = {
  /** Whether everything adds up. */
  ok: boolean;
  /** How many accounts were looked at. */
  accounts: number;
  /** How many rows. */
  transactions: number;
  /** What does not add up; the first hundred. */
  differences: Array<{
    /** Whose account; null for the guild as a whole. */
    user_id: string | null;
    /** Which figure differs. */
    kind: "balance" | "total_received" | "total_sent" | "no_account" | "negative" | "guild_sum";
    /** What the ledger’s rows add up to. */
    expected: string;
    /** What is stored. */
    actual: string;
  }>;
};

/** Get the settings: what it takes. */
export type GetBytesConfigArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** Get the settings: what it answers. */
export type GetBytesConfigAnswer = {
  /** Whether bytes work here at all. */
  enabled: boolean;
  /** What a new account begins with. */
  starting_balance: number;
  /** What a day pays before its multiplier; 0 for no dailies. */
  daily_amount: number;
  /** The most that one daily pays, whatever the streak; null for no cap. */
  daily_cap: number | null;
  /** The most that a member sends at once. */
  max_transfer: number;
  /** Hours between two transfers of one member; 0 for none. */
  cooldown_hours: number;
  /** `tier` multiplies every day from a bonus on, `milestone` only the days that a bonus divides. */
  streak_mode: "tier" | "milestone";
  /** Names and multipliers, ascending by days. */
  streak_bonuses: Array<{
    /** What the streak is called. */
    name: string;
    /** Days in a row at which it begins. */
    days: number;
    /** What the daily is multiplied by. */
    multiplier: number;
  }>;
  /** Role id → bytes ever received at which the bot gives it. */
  role_rewards: Record<string, number>;
  /** How transfers count towards role rewards: net per pair of members, all, or none. */
  reward_counting: "net" | "all" | "none";
  /** Channels in which no daily is earned. */
  no_earn_channels: Array<string>;
  /** Roles whose members earn no daily. */
  no_earn_roles: Array<string>;
};

/** Replace the settings: what it takes. */
export type ReplaceBytesConfigArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** Whether bytes work here at all. */
    enabled: boolean;
    /** What a new account begins with. */
    starting_balance: number;
    /** What a day pays before its multiplier; 0 for no dailies. */
    daily_amount: number;
    /** The most that one daily pays, whatever the streak; null for no cap. */
    daily_cap: number | null;
    /** The most that a member sends at once. */
    max_transfer: number;
    /** Hours between two transfers of one member; 0 for none. */
    cooldown_hours: number;
    /** `tier` multiplies every day from a bonus on, `milestone` only the days that a bonus divides. */
    streak_mode: "tier" | "milestone";
    /** Names and multipliers, ascending by days. */
    streak_bonuses: Array<{
      /** What the streak is called. */
      name: string;
      /** Days in a row at which it begins. */
      days: number;
      /** What the daily is multiplied by. */
      multiplier: number;
    }>;
    /** Role id → bytes ever received at which the bot gives it. */
    role_rewards: Record<string, number>;
    /** How transfers count towards role rewards: net per pair of members, all, or none. */
    reward_counting: "net" | "all" | "none";
    /** Channels in which no daily is earned. */
    no_earn_channels: Array<string>;
    /** Roles whose members earn no daily. */
    no_earn_roles: Array<string>;
  };
};

/** Replace the settings: what it answers. */
export type ReplaceBytesConfigAnswer = {
  /** Whether bytes work here at all. */
  enabled: boolean;
  /** What a new account begins with. */
  starting_balance: number;
  /** What a day pays before its multiplier; 0 for no dailies. */
  daily_amount: number;
  /** The most that one daily pays, whatever the streak; null for no cap. */
  daily_cap: number | null;
  /** The most that a member sends at once. */
  max_transfer: number;
  /** Hours between two transfers of one member; 0 for none. */
  cooldown_hours: number;
  /** `tier` multiplies every day from a bonus on, `milestone` only the days that a bonus divides. */
  streak_mode: "tier" | "milestone";
  /** Names and multipliers, ascending by days. */
  streak_bonuses: Array<{
    /** What the streak is called. */
    name: string;
    /** Days in a row at which it begins. */
    days: number;
    /** What the daily is multiplied by. */
    multiplier: number;
  }>;
  /** Role id → bytes ever received at which the bot gives it. */
  role_rewards: Record<string, number>;
  /** How transfers count towards role rewards: net per pair of members, all, or none. */
  reward_counting: "net" | "all" | "none";
  /** Channels in which no daily is earned. */
  no_earn_channels: Array<string>;
  /** Roles whose members earn no daily. */
  no_earn_roles: Array<string>;
};

/** Forecast the daily: what it takes. */
export type GetForecastArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** How many days, at most 3650; 365 unless given. */
  days?: number | undefined;
};

/** Forecast the daily: what it answers. */
export type GetForecastAnswer = {
  /** Day by day, for a member who never misses one. */
  data: Array<{
    /** Day of the streak, from 1. */
    day: number;
    /** What the daily is multiplied by. */
    multiplier: number;
    /** What this day pays. */
    amount: number;
    /** Earned up to and including this day. */
    cumulative: number;
  }>;
};

/** Forecast settings before saving: what it takes. */
export type ForecastConfigArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** How many days, at most 3650; 365 unless given. */
  days?: number | undefined;
  body: {
    /** Whether bytes work here at all. */
    enabled: boolean;
    /** What a new account begins with. */
    starting_balance: number;
    /** What a day pays before its multiplier; 0 for no dailies. */
    daily_amount: number;
    /** The most that one daily pays, whatever the streak; null for no cap. */
    daily_cap: number | null;
    /** The most that a member sends at once. */
    max_transfer: number;
    /** Hours between two transfers of one member; 0 for none. */
    cooldown_hours: number;
    /** `tier` multiplies every day from a bonus on, `milestone` only the days that a bonus divides. */
    streak_mode: "tier" | "milestone";
    /** Names and multipliers, ascending by days. */
    streak_bonuses: Array<{
      /** What the streak is called. */
      name: string;
      /** Days in a row at which it begins. */
      days: number;
      /** What the daily is multiplied by. */
      multiplier: number;
    }>;
    /** Role id → bytes ever received at which the bot gives it. */
    role_rewards: Record<string, number>;
    /** How transfers count towards role rewards: net per pair of members, all, or none. */
    reward_counting: "net" | "all" | "none";
    /** Channels in which no daily is earned. */
    no_earn_channels: Array<string>;
    /** Roles whose members earn no daily. */
    no_earn_roles: Array<string>;
  };
};

/** Forecast settings before saving: what it answers. */
export type ForecastConfigAnswer = {
  /** Day by day, for a member who never misses one. */
  data: Array<{
    /** Day of the streak, from 1. */
    day: number;
    /** What the daily is multiplied by. */
    multiplier: number;
    /** What this day pays. */
    amount: number;
    /** Earned up to and including this day. */
    cumulative: number;
  }>;
};

/** Get the order of squads: what it takes. */
export type GetSquadOrderArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** Get the order of squads: what it answers. */
export type GetSquadOrderAnswer = {
  /** Every squad once, in order. */
  squad_ids: Array<string>;
};

/** Sort the squads: what it takes. */
export type ReplaceSquadOrderArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** Every squad once, in order. */
    squad_ids: Array<string>;
  };
};

/** Sort the squads: what it answers. */
export type ReplaceSquadOrderAnswer = {
  /** Every squad once, in order. */
  squad_ids: Array<string>;
};

/** Get the standings of squads: what it takes. */
export type GetSquadStandingsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** Get the standings of squads: what it answers. */
export type GetSquadStandingsAnswer = {
  /** One row a squad. */
  data: Array<{
    /** From 1; equal totals share it. */
    rank: number;
    /** The squad’s id. */
    squad_id: string;
    /** What it is called. */
    name: string;
    /** Bytes that its members have together. */
    total: number;
    /** Members who are in the server. */
    members: number;
    /** Total by members, rounded down. */
    per_member: number;
    /** Against a week ago, or the oldest day within it; null before the first. */
    weekly_change: number | null;
  }>;
  /** When they were read. */
  as_of: string;
};

/** List squads: what it takes. */
export type ListSquadsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** List squads: what it answers. */
export type ListSquadsAnswer = {
  /** The squads. */
  data: Array<{
    /** The squad’s id. */
    id: string;
    /** What it is called; unique in the guild. */
    name: string;
    /** The Discord role that its members have. */
    role_id: string;
    /** What it is about; may be empty. */
    description: string;
    /** What it costs to switch to it, in bytes. */
    switch_cost: number;
    /** The most members; null for no limit. */
    max_members: number | null;
    /** Bytes that somebody must ever have received to join; null for none. */
    min_received: number | null;
    /** Days that a Discord account must have existed; null for none. */
    min_account_days: number | null;
    /** A role that somebody must have to join; null for none. */
    required_role_id: string | null;
    /** Whether it can be joined. */
    is_active: boolean;
    /** Shown to whoever joins; may be empty. */
    welcome: string;
    /** Its place in the order, from 0. */
    position: number;
    /** Members who are in the server. */
    member_count: number;
    /** The role’s colour as a number; null where it is not known. */
    color: number | null;
    /** Why the role cannot be given; null where it can, or Discord is away. */
    problem: string | null;
    /** When. */
    created_at: string;
    /** When. */
    updated_at: string;
  }>;
};

/** Create a squad: what it takes. */
export type CreateSquadArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** What it is called; unique in the guild. */
    name: string;
    /** The Discord role that its members have. */
    role_id: string;
    /** What it is about; may be empty. */
    description: string;
    /** What it costs to switch to it, in bytes. */
    switch_cost: number;
    /** The most members; null for no limit. */
    max_members: number | null;
    /** Bytes that somebody must ever have received to join; null for none. */
    min_received: number | null;
    /** Days that a Discord account must have existed; null for none. */
    min_account_days: number | null;
    /** A role that somebody must have to join; null for none. */
    required_role_id: string | null;
    /** Whether it can be joined. */
    is_active: boolean;
    /** Shown to whoever joins; may be empty. */
    welcome: string;
  };
};

/** Create a squad: what it answers. */
export type CreateSquadAnswer = {
  /** The squad’s id. */
  id: string;
  /** What it is called; unique in the guild. */
  name: string;
  /** The Discord role that its members have. */
  role_id: string;
  /** What it is about; may be empty. */
  description: string;
  /** What it costs to switch to it, in bytes. */
  switch_cost: number;
  /** The most members; null for no limit. */
  max_members: number | null;
  /** Bytes that somebody must ever have received to join; null for none. */
  min_received: number | null;
  /** Days that a Discord account must have existed; null for none. */
  min_account_days: number | null;
  /** A role that somebody must have to join; null for none. */
  required_role_id: string | null;
  /** Whether it can be joined. */
  is_active: boolean;
  /** Shown to whoever joins; may be empty. */
  welcome: string;
  /** Its place in the order, from 0. */
  position: number;
  /** Members who are in the server. */
  member_count: number;
  /** The role’s colour as a number; null where it is not known. */
  color: number | null;
  /** Why the role cannot be given; null where it can, or Discord is away. */
  problem: string | null;
  /** When. */
  created_at: string;
  /** When. */
  updated_at: string;
};

/** Get a squad: what it takes. */
export type GetSquadArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The squad’s id. */
  squad_id: string;
};

/** Get a squad: what it answers. */
export type GetSquadAnswer = {
  /** The squad’s id. */
  id: string;
  /** What it is called; unique in the guild. */
  name: string;
  /** The Discord role that its members have. */
  role_id: string;
  /** What it is about; may be empty. */
  description: string;
  /** What it costs to switch to it, in bytes. */
  switch_cost: number;
  /** The most members; null for no limit. */
  max_members: number | null;
  /** Bytes that somebody must ever have received to join; null for none. */
  min_received: number | null;
  /** Days that a Discord account must have existed; null for none. */
  min_account_days: number | null;
  /** A role that somebody must have to join; null for none. */
  required_role_id: string | null;
  /** Whether it can be joined. */
  is_active: boolean;
  /** Shown to whoever joins; may be empty. */
  welcome: string;
  /** Its place in the order, from 0. */
  position: number;
  /** Members who are in the server. */
  member_count: number;
  /** The role’s colour as a number; null where it is not known. */
  color: number | null;
  /** Why the role cannot be given; null where it can, or Discord is away. */
  problem: string | null;
  /** When. */
  created_at: string;
  /** When. */
  updated_at: string;
};

/** Replace a squad’s settings: what it takes. */
export type ReplaceSquadArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The squad’s id. */
  squad_id: string;
  body: {
    /** What it is called; unique in the guild. */
    name: string;
    /** The Discord role that its members have. */
    role_id: string;
    /** What it is about; may be empty. */
    description: string;
    /** What it costs to switch to it, in bytes. */
    switch_cost: number;
    /** The most members; null for no limit. */
    max_members: number | null;
    /** Bytes that somebody must ever have received to join; null for none. */
    min_received: number | null;
    /** Days that a Discord account must have existed; null for none. */
    min_account_days: number | null;
    /** A role that somebody must have to join; null for none. */
    required_role_id: string | null;
    /** Whether it can be joined. */
    is_active: boolean;
    /** Shown to whoever joins; may be empty. */
    welcome: string;
  };
};

/** Replace a squad’s settings: what it answers. */
export type ReplaceSquadAnswer = {
  /** The squad’s id. */
  id: string;
  /** What it is called; unique in the guild. */
  name: string;
  /** The Discord role that its members have. */
  role_id: string;
  /** What it is about; may be empty. */
  description: string;
  /** What it costs to switch to it, in bytes. */
  switch_cost: number;
  /** The most members; null for no limit. */
  max_members: number | null;
  /** Bytes that somebody must ever have received to join; null for none. */
  min_received: number | null;
  /** Days that a Discord account must have existed; null for none. */
  min_account_days: number | null;
  /** A role that somebody must have to join; null for none. */
  required_role_id: string | null;
  /** Whether it can be joined. */
  is_active: boolean;
  /** Shown to whoever joins; may be empty. */
  welcome: string;
  /** Its place in the order, from 0. */
  position: number;
  /** Members who are in the server. */
  member_count: number;
  /** The role’s colour as a number; null where it is not known. */
  color: number | null;
  /** Why the role cannot be given; null where it can, or Discord is away. */
  problem: string | null;
  /** When. */
  created_at: string;
  /** When. */
  updated_at: string;
};

/** Delete a squad: what it takes. */
export type DeleteSquadArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The squad’s id. */
  squad_id: string;
  /** Whether to delete it although it has members. */
  force?: "true" | "false" | undefined;
};

/** List a squad’s members: what it takes. */
export type ListSquadMembersArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The squad’s id. */
  squad_id: string;
  /** How many rows, at most 100; 50 unless given. */
  limit?: number | undefined;
  /** The `next_cursor` of the page before. It holds for the same filters only. */
  cursor?: string | undefined;
};

/** List a squad’s members: what it answers. */
export type ListSquadMembersAnswer = {
  /** The rows of this page. */
  data: Array<{
    /** The person’s Discord id. */
    user_id: string;
    /** As last seen; null where it is not known. */
    username: string | null;
    /** The squad’s id. */
    squad_id: string;
    /** When. */
    joined_at: string;
  }>;
  /** Which part of the list this is. */
  page: {
    /** Where the next page begins; null at the end. */
    next_cursor: string | null;
  };
};

/** Put somebody into a squad: what it takes. */
export type PlaceSquadMemberArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The squad’s id. */
  squad_id: string;
  /** The person’s Discord id. */
  user_id: string;
};

/** Put somebody into a squad: what it answers. */
export type PlaceSquadMemberAnswer = {
  /** The person’s Discord id. */
  user_id: string;
  /** As last seen; null where it is not known. */
  username: string | null;
  /** The squad’s id. */
  squad_id: string;
  /** When. */
  joined_at: string;
};

/** Take somebody out of a squad: what it takes. */
export type RemoveSquadMemberArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The squad’s id. */
  squad_id: string;
  /** The person’s Discord id. */
  user_id: string;
};

/** List cases: what it takes. */
export type ListCasesArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The person’s Discord id. */
  user_id?: string | undefined;
  /** Who acted: a person, a key’s id, or `SYSTEM`. */
  moderator_id?: string | undefined;
  /** What was done. */
  action?: "warn" | "timeout" | "untimeout" | "kick" | "ban" | "unban" | "softban" | "note" | undefined;
  /** How it was brought about. */
  source?: "command" | "api" | "dashboard" | "native" | "automod" | undefined;
  /** `active`: a timeout or ban that goes on. */
  status?: "open" | "resolved" | "active" | "failed" | undefined;
  /** In the reason or in either name. */
  text?: string | undefined;
  /** Opened at or after. */
  from?: string | undefined;
  /** Opened before. */
  to?: string | undefined;
  /** How many rows, at most 100; 25 unless given. */
  limit?: number | undefined;
  /** The `next_cursor` of the page before. It holds for the same filters only. */
  cursor?: string | undefined;
};

/** List cases: what it answers. */
export type ListCasesAnswer = {
  /** The rows of this page. */
  data: Array<{
    /** The case’s number in its guild. */
    number: number;
    /** What was done. */
    action: "warn" | "timeout" | "untimeout" | "kick" | "ban" | "unban" | "softban" | "note";
    /** The person’s Discord id. */
    user_id: string;
    /** What they were called then; null once they had their data deleted. */
    user_name: string | null;
    /** Who did it; a key of this API, `SYSTEM` for a rule. */
    moderator_id: string;
    /** What they were called then. */
    moderator_name: string | null;
    /** Why. */
    reason: string | null;
    /** How it was brought about; `native` is Discord’s own menu. */
    source: "command" | "api" | "dashboard" | "native" | "automod";
    /** What came of it at Discord. */
    outcome: "pending" | "applied" | "failed";
    /** What Discord said when it failed. */
    problem: string | null;
    /** When it ends by itself; null for good. */
    expires_at: string | null;
    /** When it ended; null while it goes on. */
    ended_at: string | null;
    /** Whether they were told; null where nobody was to be. */
    dm_delivered: boolean | null;
    /** Whether it is closed. */
    resolved: boolean;
    /** When it was closed. */
    resolved_at: string | null;
    /** Why it was closed. */
    resolve_note: string | null;
    /** When it was opened. */
    created_at: string;
    /** When something happened to it last. */
    updated_at: string;
  }>;
  /** Which part of the list this is. */
  page: {
    /** Where the next page begins; null at the end. */
    next_cursor: string | null;
  };
};

/** Warn, time out, kick, ban or note: what it takes. */
export type CreateCaseArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** The person’s Discord id. */
    user_id: string;
    /** What is done. */
    action: "warn" | "timeout" | "untimeout" | "kick" | "ban" | "unban" | "softban" | "note";
    /** Why; the person and Discord’s audit log see it. */
    reason?: string | null | undefined;
    /** How long, in seconds: a timeout at most 28 days, a ban at most a year; left out or null for good. */
    duration_seconds?: number | null | undefined;
    /** How far back their messages go with a ban. */
    delete_message_seconds?: number | undefined;
    /** Whether they are told by direct message. */
    tell?: boolean | undefined;
  };
};

/** Warn, time out, kick, ban or note: what it answers. */
export type CreateCaseAnswer = {
  /** The case’s number in its guild. */
  number: number;
  /** What was done. */
  action: "warn" | "timeout" | "untimeout" | "kick" | "ban" | "unban" | "softban" | "note";
  /** The person’s Discord id. */
  user_id: string;
  /** What they were called then; null once they had their data deleted. */
  user_name: string | null;
  /** Who did it; a key of this API, `SYSTEM` for a rule. */
  moderator_id: string;
  /** What they were called then. */
  moderator_name: string | null;
  /** Why. */
  reason: string | null;
  /** How it was brought about; `native` is Discord’s own menu. */
  source: "command" | "api" | "dashboard" | "native" | "automod";
  /** What came of it at Discord. */
  outcome: "pending" | "applied" | "failed";
  /** What Discord said when it failed. */
  problem: string | null;
  /** When it ends by itself; null for good. */
  expires_at: string | null;
  /** When it ended; null while it goes on. */
  ended_at: string | null;
  /** Whether they were told; null where nobody was to be. */
  dm_delivered: boolean | null;
  /** Whether it is closed. */
  resolved: boolean;
  /** When it was closed. */
  resolved_at: string | null;
  /** Why it was closed. */
  resolve_note: string | null;
  /** When it was opened. */
  created_at: string;
  /** When something happened to it last. */
  updated_at: string;
};

/** Get a case with its history: what it takes. */
export type GetCaseArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The case’s number in its guild. */
  number: number;
};

/** Get a case with its history: what it answers. */
export type GetCaseAnswer = {
  /** The case’s number in its guild. */
  number: number;
  /** What was done. */
  action: "warn" | "timeout" | "untimeout" | "kick" | "ban" | "unban" | "softban" | "note";
  /** The person’s Discord id. */
  user_id: string;
  /** What they were called then; null once they had their data deleted. */
  user_name: string | null;
  /** Who did it; a key of this API, `SYSTEM` for a rule. */
  moderator_id: string;
  /** What they were called then. */
  moderator_name: string | null;
  /** Why. */
  reason: string | null;
  /** How it was brought about; `native` is Discord’s own menu. */
  source: "command" | "api" | "dashboard" | "native" | "automod";
  /** What came of it at Discord. */
  outcome: "pending" | "applied" | "failed";
  /** What Discord said when it failed. */
  problem: string | null;
  /** When it ends by itself; null for good. */
  expires_at: string | null;
  /** When it ended; null while it goes on. */
  ended_at: string | null;
  /** Whether they were told; null where nobody was to be. */
  dm_delivered: boolean | null;
  /** Whether it is closed. */
  resolved: boolean;
  /** When it was closed. */
  resolved_at: string | null;
  /** Why it was closed. */
  resolve_note: string | null;
  /** When it was opened. */
  created_at: string;
  /** When something happened to it last. */
  updated_at: string;
  /** What happened to it, oldest first. */
  events: Array<{
    /** The event’s id. */
    id: string;
    /** What happened. */
    kind: "created" | "applied" | "failed" | "told" | "not_told" | "noted" | "edited" | "resolved" | "reopened" | "expired" | "lifted";
    /** Who did it; `SYSTEM` for the bot itself. */
    actor_id: string;
    /** What they were called then. */
    actor_name: string | null;
    /** A note, or what went wrong. */
    text: string | null;
    /** When. */
    at: string;
  }>;
};

/** Change a case: what it takes. */
export type ChangeCaseArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The case’s number in its guild. */
  number: number;
  body: {
    /** Why. */
    reason?: string | null | undefined;
    /** How long, in seconds: a timeout at most 28 days, a ban at most a year; left out or null for good. */
    duration_seconds?: number | null | undefined;
    /** Whether it is closed. */
    resolved?: boolean | undefined;
    /** Why it is closed. */
    resolve_note?: string | undefined;
  };
};

/** Change a case: what it answers. */
export type ChangeCaseAnswer = {
  /** The case’s number in its guild. */
  number: number;
  /** What was done. */
  action: "warn" | "timeout" | "untimeout" | "kick" | "ban" | "unban" | "softban" | "note";
  /** The person’s Discord id. */
  user_id: string;
  /** What they were called then; null once they had their data deleted. */
  user_name: string | null;
  /** Who did it; a key of this API, `SYSTEM` for a rule. */
  moderator_id: string;
  /** What they were called then. */
  moderator_name: string | null;
  /** Why. */
  reason: string | null;
  /** How it was brought about; `native` is Discord’s own menu. */
  source: "command" | "api" | "dashboard" | "native" | "automod";
  /** What came of it at Discord. */
  outcome: "pending" | "applied" | "failed";
  /** What Discord said when it failed. */
  problem: string | null;
  /** When it ends by itself; null for good. */
  expires_at: string | null;
  /** When it ended; null while it goes on. */
  ended_at: string | null;
  /** Whether they were told; null where nobody was to be. */
  dm_delivered: boolean | null;
  /** Whether it is closed. */
  resolved: boolean;
  /** When it was closed. */
  resolved_at: string | null;
  /** Why it was closed. */
  resolve_note: string | null;
  /** When it was opened. */
  created_at: string;
  /** When something happened to it last. */
  updated_at: string;
  /** What happened to it, oldest first. */
  events: Array<{
    /** The event’s id. */
    id: string;
    /** What happened. */
    kind: "created" | "applied" | "failed" | "told" | "not_told" | "noted" | "edited" | "resolved" | "reopened" | "expired" | "lifted";
    /** Who did it; `SYSTEM` for the bot itself. */
    actor_id: string;
    /** What they were called then. */
    actor_name: string | null;
    /** A note, or what went wrong. */
    text: string | null;
    /** When. */
    at: string;
  }>;
};

/** Add a note to a case: what it takes. */
export type AddCaseNoteArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The case’s number in its guild. */
  number: number;
  body: {
    /** What other moderators should know. */
    text: string;
  };
};

/** Add a note to a case: what it answers. */
export type AddCaseNoteAnswer = {
  /** The case’s number in its guild. */
  number: number;
  /** What was done. */
  action: "warn" | "timeout" | "untimeout" | "kick" | "ban" | "unban" | "softban" | "note";
  /** The person’s Discord id. */
  user_id: string;
  /** What they were called then; null once they had their data deleted. */
  user_name: string | null;
  /** Who did it; a key of this API, `SYSTEM` for a rule. */
  moderator_id: string;
  /** What they were called then. */
  moderator_name: string | null;
  /** Why. */
  reason: string | null;
  /** How it was brought about; `native` is Discord’s own menu. */
  source: "command" | "api" | "dashboard" | "native" | "automod";
  /** What came of it at Discord. */
  outcome: "pending" | "applied" | "failed";
  /** What Discord said when it failed. */
  problem: string | null;
  /** When it ends by itself; null for good. */
  expires_at: string | null;
  /** When it ended; null while it goes on. */
  ended_at: string | null;
  /** Whether they were told; null where nobody was to be. */
  dm_delivered: boolean | null;
  /** Whether it is closed. */
  resolved: boolean;
  /** When it was closed. */
  resolved_at: string | null;
  /** Why it was closed. */
  resolve_note: string | null;
  /** When it was opened. */
  created_at: string;
  /** When something happened to it last. */
  updated_at: string;
  /** What happened to it, oldest first. */
  events: Array<{
    /** The event’s id. */
    id: string;
    /** What happened. */
    kind: "created" | "applied" | "failed" | "told" | "not_told" | "noted" | "edited" | "resolved" | "reopened" | "expired" | "lifted";
    /** Who did it; `SYSTEM` for the bot itself. */
    actor_id: string;
    /** What they were called then. */
    actor_name: string | null;
    /** A note, or what went wrong. */
    text: string | null;
    /** When. */
    at: string;
  }>;
};

/** Do the same to many: what it takes. */
export type CreateCasesArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** To whom, at most 200; each for itself. */
    user_ids: Array<string>;
    /** What is done. */
    action: "warn" | "timeout" | "untimeout" | "kick" | "ban" | "unban" | "softban" | "note";
    /** Why; the person and Discord’s audit log see it. */
    reason?: string | null | undefined;
    /** How long, in seconds: a timeout at most 28 days, a ban at most a year; left out or null for good. */
    duration_seconds?: number | null | undefined;
    /** How far back their messages go with a ban. */
    delete_message_seconds?: number | undefined;
    /** Whether they are told by direct message. */
    tell?: boolean | undefined;
  };
};

/** Do the same to many: what it answers. */
export type CreateCasesAnswer = {
  /** One for each person, in the order of the request. */
  results: Array<{
    /** The person’s Discord id. */
    user_id: string;
    /** `failed`: Discord did not do it; the case says why. */
    status: "done" | "failed" | "refused";
    /** Where something was tried. */
    case?: {
      /** The case’s number in its guild. */
      number: number;
      /** What was done. */
      action: "warn" | "timeout" | "untimeout" | "kick" | "ban" | "unban" | "softban" | "note";
      /** The person’s Discord id. */
      user_id: string;
      /** What they were called then; null once they had their data deleted. */
      user_name: string | null;
      /** Who did it; a key of this API, `SYSTEM` for a rule. */
      moderator_id: string;
      /** What they were called then. */
      moderator_name: string | null;
      /** Why. */
      reason: string | null;
      /** How it was brought about; `native` is Discord’s own menu. */
      source: "command" | "api" | "dashboard" | "native" | "automod";
      /** What came of it at Discord. */
      outcome: "pending" | "applied" | "failed";
      /** What Discord said when it failed. */
      problem: string | null;
      /** When it ends by itself; null for good. */
      expires_at: string | null;
      /** When it ended; null while it goes on. */
      ended_at: string | null;
      /** Whether they were told; null where nobody was to be. */
      dm_delivered: boolean | null;
      /** Whether it is closed. */
      resolved: boolean;
      /** When it was closed. */
      resolved_at: string | null;
      /** Why it was closed. */
      resolve_note: string | null;
      /** When it was opened. */
      created_at: string;
      /** When something happened to it last. */
      updated_at: string;
    } | undefined;
    /** Where nothing was done. */
    problem?: {
      /** The status that it alone would have had. */
      status: number;
      /** Stable; for programs. */
      code: string;
      /** The code in words. */
      title: string;
      /** What is wrong and what to do. */
      detail: string;
      /** Figures behind the refusal. */
      context: Record<string, string | number | boolean | null>;
    } | undefined;
  }>;
};

/** List webhooks: what it takes. */
export type ListWebhooksArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** List webhooks: what it answers. */
export type ListWebhooksAnswer = {
  /** The webhooks. */
  data: Array<{
    /** The webhook’s id. */
    id: string;
    /** What it is for. */
    name: string;
    /** Where events are sent. */
    url: string;
    /** What it hears of. */
    events: Array<"bytes.moved" | "squad.joined" | "squad.left" | "squad.switched" | "case.created" | "case.updated" | "automod.acted" | "automod.halted" | "automod.resumed" | "config.changed">;
    /** Whether anything is sent. */
    is_active: boolean;
    /** Why it was switched off by itself; null otherwise. */
    disabled_reason: string | null;
    /** Since when nothing reaches it; null while all is well. */
    failing_since: string | null;
    /** Until when the secret before signs as well. */
    overlap_until: string | null;
    /** Who made it. */
    created_by: string;
    /** When it was made. */
    created_at: string;
    /** When it was changed last. */
    updated_at: string;
  }>;
};

/** Create a webhook: what it takes. */
export type CreateWebhookArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** What it is for. */
    name: string;
    /** Where events are sent; https, on the public internet. */
    url: string;
    /** What it hears of: `bytes.moved`, `squad.joined`, `squad.left`, `squad.switched`, `case.created`, `case.updated`, `automod.acted`, `automod.halted`, `automod.resumed`, `config.changed`. */
    events: Array<"bytes.moved" | "squad.joined" | "squad.left" | "squad.switched" | "case.created" | "case.updated" | "automod.acted" | "automod.halted" | "automod.resumed" | "config.changed">;
    /** Whether anything is sent. What waits is sent when it is switched on again. */
    is_active?: boolean | undefined;
  };
};

/** Create a webhook: what it answers. */
export type CreateWebhookAnswer = {
  /** The webhook’s id. */
  id: string;
  /** What it is for. */
  name: string;
  /** Where events are sent. */
  url: string;
  /** What it hears of. */
  events: Array<"bytes.moved" | "squad.joined" | "squad.left" | "squad.switched" | "case.created" | "case.updated" | "automod.acted" | "automod.halted" | "automod.resumed" | "config.changed">;
  /** Whether anything is sent. */
  is_active: boolean;
  /** Why it was switched off by itself; null otherwise. */
  disabled_reason: string | null;
  /** Since when nothing reaches it; null while all is well. */
  failing_since: string | null;
  /** Until when the secret before signs as well. */
  overlap_until: string | null;
  /** Who made it. */
  created_by: string;
  /** When it was made. */
  created_at: string;
  /** When it was changed last. */
  updated_at: string;
  /** What deliveries are signed with, shown this once. */
  secret: string;
};

/** Get a webhook: what it takes. */
export type GetWebhookArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The webhook’s id. */
  webhook_id: string;
};

/** Get a webhook: what it answers. */
export type GetWebhookAnswer = {
  /** The webhook’s id. */
  id: string;
  /** What it is for. */
  name: string;
  /** Where events are sent. */
  url: string;
  /** What it hears of. */
  events: Array<"bytes.moved" | "squad.joined" | "squad.left" | "squad.switched" | "case.created" | "case.updated" | "automod.acted" | "automod.halted" | "automod.resumed" | "config.changed">;
  /** Whether anything is sent. */
  is_active: boolean;
  /** Why it was switched off by itself; null otherwise. */
  disabled_reason: string | null;
  /** Since when nothing reaches it; null while all is well. */
  failing_since: string | null;
  /** Until when the secret before signs as well. */
  overlap_until: string | null;
  /** Who made it. */
  created_by: string;
  /** When it was made. */
  created_at: string;
  /** When it was changed last. */
  updated_at: string;
};

/** Replace a webhook’s settings: what it takes. */
export type ReplaceWebhookArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The webhook’s id. */
  webhook_id: string;
  body: {
    /** What it is for. */
    name: string;
    /** Where events are sent; https, on the public internet. */
    url: string;
    /** What it hears of: `bytes.moved`, `squad.joined`, `squad.left`, `squad.switched`, `case.created`, `case.updated`, `automod.acted`, `automod.halted`, `automod.resumed`, `config.changed`. */
    events: Array<"bytes.moved" | "squad.joined" | "squad.left" | "squad.switched" | "case.created" | "case.updated" | "automod.acted" | "automod.halted" | "automod.resumed" | "config.changed">;
    /** Whether anything is sent. What waits is sent when it is switched on again. */
    is_active?: boolean | undefined;
  };
};

/** Replace a webhook’s settings: what it answers. */
export type ReplaceWebhookAnswer = {
  /** The webhook’s id. */
  id: string;
  /** What it is for. */
  name: string;
  /** Where events are sent. */
  url: string;
  /** What it hears of. */
  events: Array<"bytes.moved" | "squad.joined" | "squad.left" | "squad.switched" | "case.created" | "case.updated" | "automod.acted" | "automod.halted" | "automod.resumed" | "config.changed">;
  /** Whether anything is sent. */
  is_active: boolean;
  /** Why it was switched off by itself; null otherwise. */
  disabled_reason: string | null;
  /** Since when nothing reaches it; null while all is well. */
  failing_since: string | null;
  /** Until when the secret before signs as well. */
  overlap_until: string | null;
  /** Who made it. */
  created_by: string;
  /** When it was made. */
  created_at: string;
  /** When it was changed last. */
  updated_at: string;
};

/** Delete a webhook: what it takes. */
export type DeleteWebhookArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The webhook’s id. */
  webhook_id: string;
};

/** Give a webhook a new secret: what it takes. */
export type RotateWebhookSecretArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The webhook’s id. */
  webhook_id: string;
};

/** Give a webhook a new secret: what it answers. */
export type RotateWebhookSecretAnswer = {
  /** The webhook’s id. */
  id: string;
  /** What it is for. */
  name: string;
  /** Where events are sent. */
  url: string;
  /** What it hears of. */
  events: Array<"bytes.moved" | "squad.joined" | "squad.left" | "squad.switched" | "case.created" | "case.updated" | "automod.acted" | "automod.halted" | "automod.resumed" | "config.changed">;
  /** Whether anything is sent. */
  is_active: boolean;
  /** Why it was switched off by itself; null otherwise. */
  disabled_reason: string | null;
  /** Since when nothing reaches it; null while all is well. */
  failing_since: string | null;
  /** Until when the secret before signs as well. */
  overlap_until: string | null;
  /** Who made it. */
  created_by: string;
  /** When it was made. */
  created_at: string;
  /** When it was changed last. */
  updated_at: string;
  /** What deliveries are signed with, shown this once. */
  secret: string;
};

/** List deliveries: what it takes. */
export type ListDeliveriesArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The webhook’s id. */
  webhook_id: string;
  /** How many rows, at most 100; 25 unless given. */
  limit?: number | undefined;
  /** The `next_cursor` of the page before. It holds for the same filters only. */
  cursor?: string | undefined;
};

/** List deliveries: what it answers. */
export type ListDeliveriesAnswer = {
  /** The rows of this page. */
  data: Array<{
    /** The event’s id. */
    event_id: string;
    /** What happened. */
    type: string;
    /** Whether it arrived. */
    state: "pending" | "delivered" | "failed";
    /** How often it was tried. */
    attempts: number;
    /** When it is tried next; null when it is over. */
    next_attempt_at: string | null;
    /** What the server answered last; null for nothing. */
    response_status: number | null;
    /** The first kilobyte of the answer. */
    response_excerpt: string | null;
    /** What went wrong, in a sentence. */
    problem: string | null;
    /** How long the last try took, in milliseconds. */
    took_ms: number | null;
    /** When it was noted. */
    created_at: string;
    /** When it arrived. */
    delivered_at: string | null;
    /** The body that was sent. */
    payload: {
      /** The event’s id: the same at every try, so that nothing has to be done twice. */
      id: string;
      /** What happened; `ping` when somebody tries the webhook. */
      type: string;
      /** When it happened. */
      created_at: string;
      /** The guild’s Discord id. */
      guild_id: string;
      /** By the type of event. */
      data: Record<string, unknown>;
    };
  }>;
  /** Which part of the list this is. */
  page: {
    /** Where the next page begins; null at the end. */
    next_cursor: string | null;
  };
};

/** Get a delivery: what it takes. */
export type GetDeliveryArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The webhook’s id. */
  webhook_id: string;
  /** The event’s id. */
  event_id: string;
};

/** Get a delivery: what it answers. */
export type GetDeliveryAnswer = {
  /** The event’s id. */
  event_id: string;
  /** What happened. */
  type: string;
  /** Whether it arrived. */
  state: "pending" | "delivered" | "failed";
  /** How often it was tried. */
  attempts: number;
  /** When it is tried next; null when it is over. */
  next_attempt_at: string | null;
  /** What the server answered last; null for nothing. */
  response_status: number | null;
  /** The first kilobyte of the answer. */
  response_excerpt: string | null;
  /** What went wrong, in a sentence. */
  problem: string | null;
  /** How long the last try took, in milliseconds. */
  took_ms: number | null;
  /** When it was noted. */
  created_at: string;
  /** When it arrived. */
  delivered_at: string | null;
  /** The body that was sent. */
  payload: {
    /** The event’s id: the same at every try, so that nothing has to be done twice. */
    id: string;
    /** What happened; `ping` when somebody tries the webhook. */
    type: string;
    /** When it happened. */
    created_at: string;
    /** The guild’s Discord id. */
    guild_id: string;
    /** By the type of event. */
    data: Record<string, unknown>;
  };
};

/** Send an event again: what it takes. */
export type RedeliverArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The webhook’s id. */
  webhook_id: string;
  /** The event’s id. */
  event_id: string;
};

/** Send an event again: what it answers. */
export type RedeliverAnswer = {
  /** The event’s id. */
  event_id: string;
  /** What happened. */
  type: string;
  /** Whether it arrived. */
  state: "pending" | "delivered" | "failed";
  /** How often it was tried. */
  attempts: number;
  /** When it is tried next; null when it is over. */
  next_attempt_at: string | null;
  /** What the server answered last; null for nothing. */
  response_status: number | null;
  /** The first kilobyte of the answer. */
  response_excerpt: string | null;
  /** What went wrong, in a sentence. */
  problem: string | null;
  /** How long the last try took, in milliseconds. */
  took_ms: number | null;
  /** When it was noted. */
  created_at: string;
  /** When it arrived. */
  delivered_at: string | null;
  /** The body that was sent. */
  payload: {
    /** The event’s id: the same at every try, so that nothing has to be done twice. */
    id: string;
    /** What happened; `ping` when somebody tries the webhook. */
    type: string;
    /** When it happened. */
    created_at: string;
    /** The guild’s Discord id. */
    guild_id: string;
    /** By the type of event. */
    data: Record<string, unknown>;
  };
};

/** Try a webhook: what it takes. */
export type PingWebhookArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The webhook’s id. */
  webhook_id: string;
};

/** Try a webhook: what it answers. */
export type PingWebhookAnswer = {
  /** The event’s id. */
  event_id: string;
  /** What happened. */
  type: string;
  /** Whether it arrived. */
  state: "pending" | "delivered" | "failed";
  /** How often it was tried. */
  attempts: number;
  /** When it is tried next; null when it is over. */
  next_attempt_at: string | null;
  /** What the server answered last; null for nothing. */
  response_status: number | null;
  /** The first kilobyte of the answer. */
  response_excerpt: string | null;
  /** What went wrong, in a sentence. */
  problem: string | null;
  /** How long the last try took, in milliseconds. */
  took_ms: number | null;
  /** When it was noted. */
  created_at: string;
  /** When it arrived. */
  delivered_at: string | null;
  /** The body that was sent. */
  payload: {
    /** The event’s id: the same at every try, so that nothing has to be done twice. */
    id: string;
    /** What happened; `ping` when somebody tries the webhook. */
    type: string;
    /** When it happened. */
    created_at: string;
    /** The guild’s Discord id. */
    guild_id: string;
    /** By the type of event. */
    data: Record<string, unknown>;
  };
};

/** List the rules: what it takes. */
export type ListAutomodRulesArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** List the rules: what it answers. */
export type ListAutomodRulesAnswer = {
  /** In the order in which they are judged. */
  data: Array<{
    /** The rule’s id. */
    id: string;
    /** What the rule is called. */
    name: string;
    /** What it looks at. */
    rule_type: "username_regex" | "account_age" | "message_rate" | "duplicate" | "file_extension" | "mention_spam" | "invite_link";
    /** The settings of its type. */
    config: Record<string, unknown>;
    /** The gravest of its actions. */
    action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** What is done, in this order. */
    actions: Array<{
      /** What is done. */
      kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
      /** Of a timeout: for how long. */
      seconds?: number | undefined;
      /** Of a ban: messages of this last time go too. */
      delete_seconds?: number | undefined;
    }>;
    /** Its place, from 1; the lowest is judged first. */
    priority: number;
    /** `shadow` reports only. */
    mode: "off" | "shadow" | "live";
    /** Whether it is not switched off. */
    is_active: boolean;
    /** Whose members it lets be. */
    exempt_roles: Array<string>;
    /** Where it does not hold. */
    exempt_channels: Array<string>;
    /** Whether it lets staff be. */
    exempt_staff: boolean;
    /** How long it lets somebody be after it acted on them. */
    cooldown_seconds: number;
    /** Whether later rules are left out once it fired live. */
    stop_on_match: boolean;
    /** Since when it only alerts, because it would have removed too many people; null while it works. */
    tripped_at: string | null;
    /** Grows with every change; the ETag. */
    version: number;
  }>;
};

/** Add a rule: what it takes. */
export type CreateAutomodRuleArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** Name pattern */
    rule_type: "username_regex";
    config: {
      /** Regular expressions in RE2’s syntax, one of which a name must match; capitals do not matter. */
      patterns: Array<string>;
      /** Also match names in letters that pass for Latin ones. */
      look_alikes?: boolean | undefined;
      /** Hours; null for any age. */
      younger_than_hours?: number | null | undefined;
      /** Leave out who has an avatar of their own. */
      without_avatar?: boolean | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** New account */
    rule_type: "account_age";
    config: {
      /** Hours since the account was made. */
      younger_than_hours?: number | undefined;
      /** Leave out who has an avatar of their own. */
      without_avatar?: boolean | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Too many messages */
    rule_type: "message_rate";
    config: {
      /** So many messages of one member. */
      messages?: number | undefined;
      /** Seconds. */
      seconds?: number | undefined;
      /** 1 for any; 4 sees who posts everywhere at once. */
      spread?: number | undefined;
      /** Where messages count; none for everywhere. */
      channels?: Array<string> | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Repeated text */
    rule_type: "duplicate";
    config: {
      /** The same text so many times. */
      copies?: number | undefined;
      /** Seconds. */
      seconds?: number | undefined;
      /** Percent of its three-letter sequences that two texts share, from 30; 100 for the very same text. */
      similarity?: number | undefined;
      /** Letters; shorter texts, such as “thanks”, may be repeated. */
      min_length?: number | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Attached file */
    rule_type: "file_extension";
    config: {
      /** `allowed` blocks every other file. */
      listed?: "blocked" | "allowed" | undefined;
      /** Without the dot. */
      extensions?: Array<string> | undefined;
      /** Megabytes, as Discord tells; null for any size. */
      max_megabytes?: number | null | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Mass mentions */
    rule_type: "mention_spam";
    config: {
      /** So many different people and roles in one message. */
      mentions?: number | undefined;
      /** Writing either is enough. */
      everyone?: boolean | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Server invite */
    rule_type: "invite_link";
    config: {
      /** Codes or links that anybody may post, such as your own. */
      allowed?: Array<string> | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  };
};

/** Add a rule: what it answers. */
export type CreateAutomodRuleAnswer = {
  /** The rule’s id. */
  id: string;
  /** What the rule is called. */
  name: string;
  /** What it looks at. */
  rule_type: "username_regex" | "account_age" | "message_rate" | "duplicate" | "file_extension" | "mention_spam" | "invite_link";
  /** The settings of its type. */
  config: Record<string, unknown>;
  /** The gravest of its actions. */
  action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
  /** What is done, in this order. */
  actions: Array<{
    /** What is done. */
    kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** Of a timeout: for how long. */
    seconds?: number | undefined;
    /** Of a ban: messages of this last time go too. */
    delete_seconds?: number | undefined;
  }>;
  /** Its place, from 1; the lowest is judged first. */
  priority: number;
  /** `shadow` reports only. */
  mode: "off" | "shadow" | "live";
  /** Whether it is not switched off. */
  is_active: boolean;
  /** Whose members it lets be. */
  exempt_roles: Array<string>;
  /** Where it does not hold. */
  exempt_channels: Array<string>;
  /** Whether it lets staff be. */
  exempt_staff: boolean;
  /** How long it lets somebody be after it acted on them. */
  cooldown_seconds: number;
  /** Whether later rules are left out once it fired live. */
  stop_on_match: boolean;
  /** Since when it only alerts, because it would have removed too many people; null while it works. */
  tripped_at: string | null;
  /** Grows with every change; the ETag. */
  version: number;
};

/** Get a rule: what it takes. */
export type GetAutomodRuleArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The rule’s id. */
  rule_id: string;
};

/** Get a rule: what it answers. */
export type GetAutomodRuleAnswer = {
  /** The rule’s id. */
  id: string;
  /** What the rule is called. */
  name: string;
  /** What it looks at. */
  rule_type: "username_regex" | "account_age" | "message_rate" | "duplicate" | "file_extension" | "mention_spam" | "invite_link";
  /** The settings of its type. */
  config: Record<string, unknown>;
  /** The gravest of its actions. */
  action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
  /** What is done, in this order. */
  actions: Array<{
    /** What is done. */
    kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** Of a timeout: for how long. */
    seconds?: number | undefined;
    /** Of a ban: messages of this last time go too. */
    delete_seconds?: number | undefined;
  }>;
  /** Its place, from 1; the lowest is judged first. */
  priority: number;
  /** `shadow` reports only. */
  mode: "off" | "shadow" | "live";
  /** Whether it is not switched off. */
  is_active: boolean;
  /** Whose members it lets be. */
  exempt_roles: Array<string>;
  /** Where it does not hold. */
  exempt_channels: Array<string>;
  /** Whether it lets staff be. */
  exempt_staff: boolean;
  /** How long it lets somebody be after it acted on them. */
  cooldown_seconds: number;
  /** Whether later rules are left out once it fired live. */
  stop_on_match: boolean;
  /** Since when it only alerts, because it would have removed too many people; null while it works. */
  tripped_at: string | null;
  /** Grows with every change; the ETag. */
  version: number;
};

/** Replace a rule: what it takes. */
export type ReplaceAutomodRuleArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The rule’s id. */
  rule_id: string;
  body: {
    /** Name pattern */
    rule_type: "username_regex";
    config: {
      /** Regular expressions in RE2’s syntax, one of which a name must match; capitals do not matter. */
      patterns: Array<string>;
      /** Also match names in letters that pass for Latin ones. */
      look_alikes?: boolean | undefined;
      /** Hours; null for any age. */
      younger_than_hours?: number | null | undefined;
      /** Leave out who has an avatar of their own. */
      without_avatar?: boolean | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** New account */
    rule_type: "account_age";
    config: {
      /** Hours since the account was made. */
      younger_than_hours?: number | undefined;
      /** Leave out who has an avatar of their own. */
      without_avatar?: boolean | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Too many messages */
    rule_type: "message_rate";
    config: {
      /** So many messages of one member. */
      messages?: number | undefined;
      /** Seconds. */
      seconds?: number | undefined;
      /** 1 for any; 4 sees who posts everywhere at once. */
      spread?: number | undefined;
      /** Where messages count; none for everywhere. */
      channels?: Array<string> | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Repeated text */
    rule_type: "duplicate";
    config: {
      /** The same text so many times. */
      copies?: number | undefined;
      /** Seconds. */
      seconds?: number | undefined;
      /** Percent of its three-letter sequences that two texts share, from 30; 100 for the very same text. */
      similarity?: number | undefined;
      /** Letters; shorter texts, such as “thanks”, may be repeated. */
      min_length?: number | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Attached file */
    rule_type: "file_extension";
    config: {
      /** `allowed` blocks every other file. */
      listed?: "blocked" | "allowed" | undefined;
      /** Without the dot. */
      extensions?: Array<string> | undefined;
      /** Megabytes, as Discord tells; null for any size. */
      max_megabytes?: number | null | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Mass mentions */
    rule_type: "mention_spam";
    config: {
      /** So many different people and roles in one message. */
      mentions?: number | undefined;
      /** Writing either is enough. */
      everyone?: boolean | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Server invite */
    rule_type: "invite_link";
    config: {
      /** Codes or links that anybody may post, such as your own. */
      allowed?: Array<string> | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  };
};

/** Replace a rule: what it answers. */
export type ReplaceAutomodRuleAnswer = {
  /** The rule’s id. */
  id: string;
  /** What the rule is called. */
  name: string;
  /** What it looks at. */
  rule_type: "username_regex" | "account_age" | "message_rate" | "duplicate" | "file_extension" | "mention_spam" | "invite_link";
  /** The settings of its type. */
  config: Record<string, unknown>;
  /** The gravest of its actions. */
  action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
  /** What is done, in this order. */
  actions: Array<{
    /** What is done. */
    kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** Of a timeout: for how long. */
    seconds?: number | undefined;
    /** Of a ban: messages of this last time go too. */
    delete_seconds?: number | undefined;
  }>;
  /** Its place, from 1; the lowest is judged first. */
  priority: number;
  /** `shadow` reports only. */
  mode: "off" | "shadow" | "live";
  /** Whether it is not switched off. */
  is_active: boolean;
  /** Whose members it lets be. */
  exempt_roles: Array<string>;
  /** Where it does not hold. */
  exempt_channels: Array<string>;
  /** Whether it lets staff be. */
  exempt_staff: boolean;
  /** How long it lets somebody be after it acted on them. */
  cooldown_seconds: number;
  /** Whether later rules are left out once it fired live. */
  stop_on_match: boolean;
  /** Since when it only alerts, because it would have removed too many people; null while it works. */
  tripped_at: string | null;
  /** Grows with every change; the ETag. */
  version: number;
};

/** Delete a rule: what it takes. */
export type DeleteAutomodRuleArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The rule’s id. */
  rule_id: string;
};

/** Sort the rules: what it takes. */
export type OrderAutomodRulesArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** Every rule of the guild once, the first to be judged first. */
    rule_ids: Array<string>;
  };
};

/** Sort the rules: what it answers. */
export type OrderAutomodRulesAnswer = {
  /** In the order in which they are judged. */
  data: Array<{
    /** The rule’s id. */
    id: string;
    /** What the rule is called. */
    name: string;
    /** What it looks at. */
    rule_type: "username_regex" | "account_age" | "message_rate" | "duplicate" | "file_extension" | "mention_spam" | "invite_link";
    /** The settings of its type. */
    config: Record<string, unknown>;
    /** The gravest of its actions. */
    action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** What is done, in this order. */
    actions: Array<{
      /** What is done. */
      kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
      /** Of a timeout: for how long. */
      seconds?: number | undefined;
      /** Of a ban: messages of this last time go too. */
      delete_seconds?: number | undefined;
    }>;
    /** Its place, from 1; the lowest is judged first. */
    priority: number;
    /** `shadow` reports only. */
    mode: "off" | "shadow" | "live";
    /** Whether it is not switched off. */
    is_active: boolean;
    /** Whose members it lets be. */
    exempt_roles: Array<string>;
    /** Where it does not hold. */
    exempt_channels: Array<string>;
    /** Whether it lets staff be. */
    exempt_staff: boolean;
    /** How long it lets somebody be after it acted on them. */
    cooldown_seconds: number;
    /** Whether later rules are left out once it fired live. */
    stop_on_match: boolean;
    /** Since when it only alerts, because it would have removed too many people; null while it works. */
    tripped_at: string | null;
    /** Grows with every change; the ETag. */
    version: number;
  }>;
};

/** List the presets: what it takes. */
export type ListAutomodPresetsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** List the presets: what it answers. */
export type ListAutomodPresetsAnswer = {
  /** All presets. */
  data: Array<{
    /** What it is asked for by. */
    name: string;
    /** What it is called. */
    title: string;
    /** Whom it is for. */
    description: string;
    /** The names of its rules. */
    rules: Array<string>;
  }>;
};

/** Add a preset’s rules: what it takes. */
export type ApplyAutomodPresetArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The preset’s name. */
  preset: "python_help" | "open_source" | "study_group";
};

/** Add a preset’s rules: what it answers. */
export type ApplyAutomodPresetAnswer = {
  /** In the order in which they are judged. */
  data: Array<{
    /** The rule’s id. */
    id: string;
    /** What the rule is called. */
    name: string;
    /** What it looks at. */
    rule_type: "username_regex" | "account_age" | "message_rate" | "duplicate" | "file_extension" | "mention_spam" | "invite_link";
    /** The settings of its type. */
    config: Record<string, unknown>;
    /** The gravest of its actions. */
    action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** What is done, in this order. */
    actions: Array<{
      /** What is done. */
      kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
      /** Of a timeout: for how long. */
      seconds?: number | undefined;
      /** Of a ban: messages of this last time go too. */
      delete_seconds?: number | undefined;
    }>;
    /** Its place, from 1; the lowest is judged first. */
    priority: number;
    /** `shadow` reports only. */
    mode: "off" | "shadow" | "live";
    /** Whether it is not switched off. */
    is_active: boolean;
    /** Whose members it lets be. */
    exempt_roles: Array<string>;
    /** Where it does not hold. */
    exempt_channels: Array<string>;
    /** Whether it lets staff be. */
    exempt_staff: boolean;
    /** How long it lets somebody be after it acted on them. */
    cooldown_seconds: number;
    /** Whether later rules are left out once it fired live. */
    stop_on_match: boolean;
    /** Since when it only alerts, because it would have removed too many people; null while it works. */
    tripped_at: string | null;
    /** Grows with every change; the ETag. */
    version: number;
  }>;
};

/** Test rules on something made up: what it takes. */
export type TestAutomodRulesArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** A rule that is not saved; left out, the guild’s own are tested. */
    rule?: {
      /** Name pattern */
      rule_type: "username_regex";
      config: {
        /** Regular expressions in RE2’s syntax, one of which a name must match; capitals do not matter. */
        patterns: Array<string>;
        /** Also match names in letters that pass for Latin ones. */
        look_alikes?: boolean | undefined;
        /** Hours; null for any age. */
        younger_than_hours?: number | null | undefined;
        /** Leave out who has an avatar of their own. */
        without_avatar?: boolean | undefined;
      };
      /** What the rule is called; unlike every other one. */
      name: string;
      /** What is done, in this order. */
      actions: Array<{
        kind: "delete";
      } | {
        kind: "timeout";
        /** For how long; Discord allows 28 days. */
        seconds: number;
      } | {
        kind: "kick";
      } | {
        kind: "ban";
        /** Messages of this last time go too; at most 7 days. */
        delete_seconds?: number | undefined;
      } | {
        kind: "warn";
      } | {
        kind: "alert";
      }>;
      /** `shadow` reports what the rule would do, and does nothing. */
      mode?: "off" | "shadow" | "live" | undefined;
      /** Whose members the rule lets be. */
      exempt_roles?: Array<string> | undefined;
      /** Where the rule does not hold; threads and posts go with their channel. */
      exempt_channels?: Array<string> | undefined;
      /** Let be who may manage messages or the server. */
      exempt_staff?: boolean | undefined;
      /** How long the rule lets somebody be after it acted on them. */
      cooldown_seconds?: number | undefined;
      /** Whether later rules are left out once it fired live. */
      stop_on_match?: boolean | undefined;
    } | {
      /** New account */
      rule_type: "account_age";
      config: {
        /** Hours since the account was made. */
        younger_than_hours?: number | undefined;
        /** Leave out who has an avatar of their own. */
        without_avatar?: boolean | undefined;
      };
      /** What the rule is called; unlike every other one. */
      name: string;
      /** What is done, in this order. */
      actions: Array<{
        kind: "delete";
      } | {
        kind: "timeout";
        /** For how long; Discord allows 28 days. */
        seconds: number;
      } | {
        kind: "kick";
      } | {
        kind: "ban";
        /** Messages of this last time go too; at most 7 days. */
        delete_seconds?: number | undefined;
      } | {
        kind: "warn";
      } | {
        kind: "alert";
      }>;
      /** `shadow` reports what the rule would do, and does nothing. */
      mode?: "off" | "shadow" | "live" | undefined;
      /** Whose members the rule lets be. */
      exempt_roles?: Array<string> | undefined;
      /** Where the rule does not hold; threads and posts go with their channel. */
      exempt_channels?: Array<string> | undefined;
      /** Let be who may manage messages or the server. */
      exempt_staff?: boolean | undefined;
      /** How long the rule lets somebody be after it acted on them. */
      cooldown_seconds?: number | undefined;
      /** Whether later rules are left out once it fired live. */
      stop_on_match?: boolean | undefined;
    } | {
      /** Too many messages */
      rule_type: "message_rate";
      config: {
        /** So many messages of one member. */
        messages?: number | undefined;
        /** Seconds. */
        seconds?: number | undefined;
        /** 1 for any; 4 sees who posts everywhere at once. */
        spread?: number | undefined;
        /** Where messages count; none for everywhere. */
        channels?: Array<string> | undefined;
      };
      /** What the rule is called; unlike every other one. */
      name: string;
      /** What is done, in this order. */
      actions: Array<{
        kind: "delete";
      } | {
        kind: "timeout";
        /** For how long; Discord allows 28 days. */
        seconds: number;
      } | {
        kind: "kick";
      } | {
        kind: "ban";
        /** Messages of this last time go too; at most 7 days. */
        delete_seconds?: number | undefined;
      } | {
        kind: "warn";
      } | {
        kind: "alert";
      }>;
      /** `shadow` reports what the rule would do, and does nothing. */
      mode?: "off" | "shadow" | "live" | undefined;
      /** Whose members the rule lets be. */
      exempt_roles?: Array<string> | undefined;
      /** Where the rule does not hold; threads and posts go with their channel. */
      exempt_channels?: Array<string> | undefined;
      /** Let be who may manage messages or the server. */
      exempt_staff?: boolean | undefined;
      /** How long the rule lets somebody be after it acted on them. */
      cooldown_seconds?: number | undefined;
      /** Whether later rules are left out once it fired live. */
      stop_on_match?: boolean | undefined;
    } | {
      /** Repeated text */
      rule_type: "duplicate";
      config: {
        /** The same text so many times. */
        copies?: number | undefined;
        /** Seconds. */
        seconds?: number | undefined;
        /** Percent of its three-letter sequences that two texts share, from 30; 100 for the very same text. */
        similarity?: number | undefined;
        /** Letters; shorter texts, such as “thanks”, may be repeated. */
        min_length?: number | undefined;
      };
      /** What the rule is called; unlike every other one. */
      name: string;
      /** What is done, in this order. */
      actions: Array<{
        kind: "delete";
      } | {
        kind: "timeout";
        /** For how long; Discord allows 28 days. */
        seconds: number;
      } | {
        kind: "kick";
      } | {
        kind: "ban";
        /** Messages of this last time go too; at most 7 days. */
        delete_seconds?: number | undefined;
      } | {
        kind: "warn";
      } | {
        kind: "alert";
      }>;
      /** `shadow` reports what the rule would do, and does nothing. */
      mode?: "off" | "shadow" | "live" | undefined;
      /** Whose members the rule lets be. */
      exempt_roles?: Array<string> | undefined;
      /** Where the rule does not hold; threads and posts go with their channel. */
      exempt_channels?: Array<string> | undefined;
      /** Let be who may manage messages or the server. */
      exempt_staff?: boolean | undefined;
      /** How long the rule lets somebody be after it acted on them. */
      cooldown_seconds?: number | undefined;
      /** Whether later rules are left out once it fired live. */
      stop_on_match?: boolean | undefined;
    } | {
      /** Attached file */
      rule_type: "file_extension";
      config: {
        /** `allowed` blocks every other file. */
        listed?: "blocked" | "allowed" | undefined;
        /** Without the dot. */
        extensions?: Array<string> | undefined;
        /** Megabytes, as Discord tells; null for any size. */
        max_megabytes?: number | null | undefined;
      };
      /** What the rule is called; unlike every other one. */
      name: string;
      /** What is done, in this order. */
      actions: Array<{
        kind: "delete";
      } | {
        kind: "timeout";
        /** For how long; Discord allows 28 days. */
        seconds: number;
      } | {
        kind: "kick";
      } | {
        kind: "ban";
        /** Messages of this last time go too; at most 7 days. */
        delete_seconds?: number | undefined;
      } | {
        kind: "warn";
      } | {
        kind: "alert";
      }>;
      /** `shadow` reports what the rule would do, and does nothing. */
      mode?: "off" | "shadow" | "live" | undefined;
      /** Whose members the rule lets be. */
      exempt_roles?: Array<string> | undefined;
      /** Where the rule does not hold; threads and posts go with their channel. */
      exempt_channels?: Array<string> | undefined;
      /** Let be who may manage messages or the server. */
      exempt_staff?: boolean | undefined;
      /** How long the rule lets somebody be after it acted on them. */
      cooldown_seconds?: number | undefined;
      /** Whether later rules are left out once it fired live. */
      stop_on_match?: boolean | undefined;
    } | {
      /** Mass mentions */
      rule_type: "mention_spam";
      config: {
        /** So many different people and roles in one message. */
        mentions?: number | undefined;
        /** Writing either is enough. */
        everyone?: boolean | undefined;
      };
      /** What the rule is called; unlike every other one. */
      name: string;
      /** What is done, in this order. */
      actions: Array<{
        kind: "delete";
      } | {
        kind: "timeout";
        /** For how long; Discord allows 28 days. */
        seconds: number;
      } | {
        kind: "kick";
      } | {
        kind: "ban";
        /** Messages of this last time go too; at most 7 days. */
        delete_seconds?: number | undefined;
      } | {
        kind: "warn";
      } | {
        kind: "alert";
      }>;
      /** `shadow` reports what the rule would do, and does nothing. */
      mode?: "off" | "shadow" | "live" | undefined;
      /** Whose members the rule lets be. */
      exempt_roles?: Array<string> | undefined;
      /** Where the rule does not hold; threads and posts go with their channel. */
      exempt_channels?: Array<string> | undefined;
      /** Let be who may manage messages or the server. */
      exempt_staff?: boolean | undefined;
      /** How long the rule lets somebody be after it acted on them. */
      cooldown_seconds?: number | undefined;
      /** Whether later rules are left out once it fired live. */
      stop_on_match?: boolean | undefined;
    } | {
      /** Server invite */
      rule_type: "invite_link";
      config: {
        /** Codes or links that anybody may post, such as your own. */
        allowed?: Array<string> | undefined;
      };
      /** What the rule is called; unlike every other one. */
      name: string;
      /** What is done, in this order. */
      actions: Array<{
        kind: "delete";
      } | {
        kind: "timeout";
        /** For how long; Discord allows 28 days. */
        seconds: number;
      } | {
        kind: "kick";
      } | {
        kind: "ban";
        /** Messages of this last time go too; at most 7 days. */
        delete_seconds?: number | undefined;
      } | {
        kind: "warn";
      } | {
        kind: "alert";
      }>;
      /** `shadow` reports what the rule would do, and does nothing. */
      mode?: "off" | "shadow" | "live" | undefined;
      /** Whose members the rule lets be. */
      exempt_roles?: Array<string> | undefined;
      /** Where the rule does not hold; threads and posts go with their channel. */
      exempt_channels?: Array<string> | undefined;
      /** Let be who may manage messages or the server. */
      exempt_staff?: boolean | undefined;
      /** How long the rule lets somebody be after it acted on them. */
      cooldown_seconds?: number | undefined;
      /** Whether later rules are left out once it fired live. */
      stop_on_match?: boolean | undefined;
    } | undefined;
    /** Something made up. */
    sample: {
      /** What happens. */
      kind?: "message" | "edit" | "join" | "profile" | undefined;
      /** Who does it. */
      username?: string | undefined;
      /** What they call themselves. */
      global_name?: string | null | undefined;
      /** What they are called here. */
      nickname?: string | null | undefined;
      /** Whether they have a picture. */
      has_avatar?: boolean | undefined;
      /** How old the account is. */
      account_age_minutes?: number | undefined;
      /** Their roles. */
      role_ids?: Array<string> | undefined;
      /** Whether they are staff. */
      is_staff?: boolean | undefined;
      /** Where. */
      channel_id?: string | undefined;
      /** What is written. */
      content?: string | undefined;
      /** Files with it. */
      attachments?: Array<{
        /** Its name. */
        filename: string;
        /** Bytes. */
        size?: number | undefined;
      }> | undefined;
      /** How many people it names. */
      mentions?: number | undefined;
      /** How often, at once. */
      times?: number | undefined;
    };
  };
};

/** Test rules on something made up: what it answers. */
export type TestAutomodRulesAnswer = {
  /** Every rule’s verdict, in their order. */
  data: Array<{
    /** The rule’s id; `draft` for one that was not saved. */
    rule_id: string;
    /** What it is called. */
    rule_name: string;
    /** How it judged; only `fired` acts. */
    outcome: "fired" | "shadow" | "alert_only" | "missed" | "exempt" | "cooling" | "stopped" | "halted" | "off" | "other_event" | "unavailable";
    /** Why, in a few words. */
    reason: string;
    /** Whether the hit belongs to the one before. */
    burst: boolean;
    /** What it does, or would do in shadow. */
    actions: Array<{
      /** What is done. */
      kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
      /** Of a timeout: for how long. */
      seconds?: number | undefined;
      /** Of a ban: messages of this last time go too. */
      delete_seconds?: number | undefined;
    }>;
  }>;
};

/** See what a rule would have done before saving it: what it takes. */
export type PreviewAutomodDraftArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** Name pattern */
    rule_type: "username_regex";
    config: {
      /** Regular expressions in RE2’s syntax, one of which a name must match; capitals do not matter. */
      patterns: Array<string>;
      /** Also match names in letters that pass for Latin ones. */
      look_alikes?: boolean | undefined;
      /** Hours; null for any age. */
      younger_than_hours?: number | null | undefined;
      /** Leave out who has an avatar of their own. */
      without_avatar?: boolean | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** New account */
    rule_type: "account_age";
    config: {
      /** Hours since the account was made. */
      younger_than_hours?: number | undefined;
      /** Leave out who has an avatar of their own. */
      without_avatar?: boolean | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Too many messages */
    rule_type: "message_rate";
    config: {
      /** So many messages of one member. */
      messages?: number | undefined;
      /** Seconds. */
      seconds?: number | undefined;
      /** 1 for any; 4 sees who posts everywhere at once. */
      spread?: number | undefined;
      /** Where messages count; none for everywhere. */
      channels?: Array<string> | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Repeated text */
    rule_type: "duplicate";
    config: {
      /** The same text so many times. */
      copies?: number | undefined;
      /** Seconds. */
      seconds?: number | undefined;
      /** Percent of its three-letter sequences that two texts share, from 30; 100 for the very same text. */
      similarity?: number | undefined;
      /** Letters; shorter texts, such as “thanks”, may be repeated. */
      min_length?: number | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Attached file */
    rule_type: "file_extension";
    config: {
      /** `allowed` blocks every other file. */
      listed?: "blocked" | "allowed" | undefined;
      /** Without the dot. */
      extensions?: Array<string> | undefined;
      /** Megabytes, as Discord tells; null for any size. */
      max_megabytes?: number | null | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Mass mentions */
    rule_type: "mention_spam";
    config: {
      /** So many different people and roles in one message. */
      mentions?: number | undefined;
      /** Writing either is enough. */
      everyone?: boolean | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  } | {
    /** Server invite */
    rule_type: "invite_link";
    config: {
      /** Codes or links that anybody may post, such as your own. */
      allowed?: Array<string> | undefined;
    };
    /** What the rule is called; unlike every other one. */
    name: string;
    /** What is done, in this order. */
    actions: Array<{
      kind: "delete";
    } | {
      kind: "timeout";
      /** For how long; Discord allows 28 days. */
      seconds: number;
    } | {
      kind: "kick";
    } | {
      kind: "ban";
      /** Messages of this last time go too; at most 7 days. */
      delete_seconds?: number | undefined;
    } | {
      kind: "warn";
    } | {
      kind: "alert";
    }>;
    /** `shadow` reports what the rule would do, and does nothing. */
    mode?: "off" | "shadow" | "live" | undefined;
    /** Whose members the rule lets be. */
    exempt_roles?: Array<string> | undefined;
    /** Where the rule does not hold; threads and posts go with their channel. */
    exempt_channels?: Array<string> | undefined;
    /** Let be who may manage messages or the server. */
    exempt_staff?: boolean | undefined;
    /** How long the rule lets somebody be after it acted on them. */
    cooldown_seconds?: number | undefined;
    /** Whether later rules are left out once it fired live. */
    stop_on_match?: boolean | undefined;
  };
};

/** See what a rule would have done before saving it: what it answers. */
export type PreviewAutomodDraftAnswer = {
  /** How many messages and joins were looked at; at most 200. */
  seen: number;
  /** When the first of them happened. */
  since: string | null;
  /** How many the rule would have acted on. */
  hits: number;
  /** How many people that is. */
  people: number;
  /** How many more it would have hit, but for its exemptions. */
  spared: number;
  /** The last ten. */
  examples: Array<{
    /** The person’s Discord id. */
    user_id: string;
    /** Who. */
    username: string;
    /** What the rule saw. */
    reason: string;
    /** What was written. */
    content: string | null;
    /** When. */
    at: string | null;
  }>;
};

/** See what a rule would have done: what it takes. */
export type PreviewAutomodRuleArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The rule’s id. */
  rule_id: string;
};

/** See what a rule would have done: what it answers. */
export type PreviewAutomodRuleAnswer = {
  /** How many messages and joins were looked at; at most 200. */
  seen: number;
  /** When the first of them happened. */
  since: string | null;
  /** How many the rule would have acted on. */
  hits: number;
  /** How many people that is. */
  people: number;
  /** How many more it would have hit, but for its exemptions. */
  spared: number;
  /** The last ten. */
  examples: Array<{
    /** The person’s Discord id. */
    user_id: string;
    /** Who. */
    username: string;
    /** What the rule saw. */
    reason: string;
    /** What was written. */
    content: string | null;
    /** When. */
    at: string | null;
  }>;
};

/** Ask why something or nothing happened: what it takes. */
export type TraceAutomodMessageArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The message’s Discord id. */
  message_id: string;
};

/** Ask why something or nothing happened: what it answers. */
export type TraceAutomodMessageAnswer = {
  /** Each time that it was judged, the first first. */
  data: Array<{
    /** What happened. */
    kind: "message" | "edit" | "join" | "profile";
    /** When. */
    at: string | null;
    /** Which message; null for who joined. */
    message_id: string | null;
    /** The person’s Discord id. */
    user_id: string;
    /** Who. */
    username: string;
    /** Every rule, in the order in which they were judged. */
    verdicts: Array<{
      /** The rule’s id; `draft` for one that was not saved. */
      rule_id: string;
      /** What it is called. */
      rule_name: string;
      /** How it judged; only `fired` acts. */
      outcome: "fired" | "shadow" | "alert_only" | "missed" | "exempt" | "cooling" | "stopped" | "halted" | "off" | "other_event" | "unavailable";
      /** Why, in a few words. */
      reason: string;
      /** Whether the hit belongs to the one before. */
      burst: boolean;
      /** What it does, or would do in shadow. */
      actions: Array<{
        /** What is done. */
        kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
        /** Of a timeout: for how long. */
        seconds?: number | undefined;
        /** Of a ban: messages of this last time go too. */
        delete_seconds?: number | undefined;
      }>;
    }>;
  }>;
};

/** See whether rules run: what it takes. */
export type GetAutomodStateArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** See whether rules run: what it answers. */
export type GetAutomodStateAnswer = {
  /** Whether the emergency stop holds. */
  halted: boolean;
  /** Since when; null while rules run. */
  halted_at: string | null;
  /** By whom. */
  halted_by: string | null;
  /** Why. */
  reason: string | null;
  /** What keeps rules from doing what they promise: intents, permissions, channels that are gone. */
  problems: Array<{
    /** Which rule. */
    rule_id: string;
    /** What it is called. */
    rule_name: string;
    /** What it cannot do; `run` for all of it. */
    cannot: string;
    /** Where; null for everywhere. */
    channel_id: string | null;
    /** Why, and how to mend it. */
    why: string;
  }>;
  /** Rules that cannot run now, because Discord does not give the bot what they need. */
  unavailable: Array<{
    /** Which rule. */
    rule_id: string;
    /** What it is called. */
    rule_name: string;
    /** What is wrong and what to do. */
    problem: string;
  }>;
};

/** Stop or resume: what it takes. */
export type SetAutomodStateArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** `true` stops every rule at once. */
    halted: boolean;
    /** Why, for the other moderators. */
    reason?: string | undefined;
  };
};

/** Stop or resume: what it answers. */
export type SetAutomodStateAnswer = {
  /** Whether the emergency stop holds. */
  halted: boolean;
  /** Since when; null while rules run. */
  halted_at: string | null;
  /** By whom. */
  halted_by: string | null;
  /** Why. */
  reason: string | null;
  /** What keeps rules from doing what they promise: intents, permissions, channels that are gone. */
  problems: Array<{
    /** Which rule. */
    rule_id: string;
    /** What it is called. */
    rule_name: string;
    /** What it cannot do; `run` for all of it. */
    cannot: string;
    /** Where; null for everywhere. */
    channel_id: string | null;
    /** Why, and how to mend it. */
    why: string;
  }>;
  /** Rules that cannot run now, because Discord does not give the bot what they need. */
  unavailable: Array<{
    /** Which rule. */
    rule_id: string;
    /** What it is called. */
    rule_name: string;
    /** What is wrong and what to do. */
    problem: string;
  }>;
};

/** See where alerts go: what it takes. */
export type GetAutomodAlertsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** See where alerts go: what it answers. */
export type GetAutomodAlertsAnswer = {
  /** Where alerts go; null for nowhere. */
  alert_channel_id: string | null;
  /** Whom grave alerts call; null for nobody. */
  alert_role_id: string | null;
};

/** Say where alerts go: what it takes. */
export type ReplaceAutomodAlertsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  body: {
    /** Where alerts go; null for nowhere. */
    alert_channel_id: string | null;
    /** Whom grave alerts call; null for nobody. */
    alert_role_id: string | null;
  };
};

/** Say where alerts go: what it answers. */
export type ReplaceAutomodAlertsAnswer = {
  /** Where alerts go; null for nowhere. */
  alert_channel_id: string | null;
  /** Whom grave alerts call; null for nobody. */
  alert_role_id: string | null;
};

/** List what rules did: what it takes. */
export type ListAutomodEventsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** How many rows, at most 100; 50 unless given. */
  limit?: number | undefined;
  /** The `next_cursor` of the page before. It holds for the same filters only. */
  cursor?: string | undefined;
  /** Whom it was about. */
  user_id?: string | undefined;
  /** Of which rule. */
  rule_id?: string | undefined;
  /** How it judged. */
  outcome?: "fired" | "shadow" | "alert_only" | undefined;
};

/** List what rules did: what it answers. */
export type ListAutomodEventsAnswer = {
  /** The rows of this page. */
  data: Array<{
    /** The event’s id. */
    id: string;
    /** The rule’s id. */
    rule_id: string;
    /** What the rule was called. */
    rule_name: string;
    /** What it looked at. */
    rule_type: "username_regex" | "account_age" | "message_rate" | "duplicate" | "file_extension" | "mention_spam" | "invite_link";
    /** `shadow`: nothing was done; `alert_only`: the breaker held it back. */
    outcome: "fired" | "shadow" | "alert_only";
    /** The person’s Discord id. */
    user_id: string;
    /** Their name at the time. */
    username: string;
    /** Where; null for who joined. */
    channel_id: string | null;
    /** Which message; null for who joined. */
    message_id: string | null;
    /** What was written, for 48 hours. */
    content: string | null;
    /** What the rule saw. */
    reason: string;
    /** What it does, or would have done. */
    actions: Array<{
      /** What is done. */
      kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
      /** Of a timeout: for how long. */
      seconds?: number | undefined;
      /** Of a ban: messages of this last time go too. */
      delete_seconds?: number | undefined;
    }>;
    /** How each action went; empty in shadow. */
    results: Array<{
      /** Which action. */
      action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
      /** How it went. */
      status: "done" | "failed" | "skipped";
      /** Why it failed or was skipped. */
      note: string | null;
      /** The moderation case that it made. */
      case_id: string | null;
    }>;
    /** Hits of the burst. */
    hits: number;
    /** When. */
    created_at: string | null;
    /** When it was taken back. */
    undone_at: string | null;
    /** By whom. */
    undone_by: string | null;
    /** How taking it back went. */
    undo: Array<{
      /** Which action. */
      action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
      /** How it went. */
      status: "done" | "failed" | "skipped";
      /** Why it failed or was skipped. */
      note: string | null;
      /** The moderation case that it made. */
      case_id: string | null;
    }>;
  }>;
  /** Which part of the list this is. */
  page: {
    /** Where the next page begins; null at the end. */
    next_cursor: string | null;
  };
};

/** Get one entry: what it takes. */
export type GetAutomodEventArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The event’s id. */
  event_id: string;
};

/** Get one entry: what it answers. */
export type GetAutomodEventAnswer = {
  /** The event’s id. */
  id: string;
  /** The rule’s id. */
  rule_id: string;
  /** What the rule was called. */
  rule_name: string;
  /** What it looked at. */
  rule_type: "username_regex" | "account_age" | "message_rate" | "duplicate" | "file_extension" | "mention_spam" | "invite_link";
  /** `shadow`: nothing was done; `alert_only`: the breaker held it back. */
  outcome: "fired" | "shadow" | "alert_only";
  /** The person’s Discord id. */
  user_id: string;
  /** Their name at the time. */
  username: string;
  /** Where; null for who joined. */
  channel_id: string | null;
  /** Which message; null for who joined. */
  message_id: string | null;
  /** What was written, for 48 hours. */
  content: string | null;
  /** What the rule saw. */
  reason: string;
  /** What it does, or would have done. */
  actions: Array<{
    /** What is done. */
    kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** Of a timeout: for how long. */
    seconds?: number | undefined;
    /** Of a ban: messages of this last time go too. */
    delete_seconds?: number | undefined;
  }>;
  /** How each action went; empty in shadow. */
  results: Array<{
    /** Which action. */
    action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** How it went. */
    status: "done" | "failed" | "skipped";
    /** Why it failed or was skipped. */
    note: string | null;
    /** The moderation case that it made. */
    case_id: string | null;
  }>;
  /** Hits of the burst. */
  hits: number;
  /** When. */
  created_at: string | null;
  /** When it was taken back. */
  undone_at: string | null;
  /** By whom. */
  undone_by: string | null;
  /** How taking it back went. */
  undo: Array<{
    /** Which action. */
    action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** How it went. */
    status: "done" | "failed" | "skipped";
    /** Why it failed or was skipped. */
    note: string | null;
    /** The moderation case that it made. */
    case_id: string | null;
  }>;
};

/** Report on the rules: what it takes. */
export type ReportAutomodRulesArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** How far back; 24 unless given. */
  hours?: number | undefined;
};

/** Report on the rules: what it answers. */
export type ReportAutomodRulesAnswer = {
  /** Every rule, also those that did not match. */
  data: Array<{
    /** The rule’s id. */
    rule_id: string;
    /** What it is called. */
    rule_name: string;
    /** What it is set to now. */
    mode: "off" | "shadow" | "live";
    /** How often it matched; a burst counts once. */
    events: number;
    /** How many of these were in shadow, where nobody was touched. */
    in_shadow: number;
    /** How many messages and joins that were. */
    hits: number;
    /** How many people. */
    people: number;
    /** How many were taken back. */
    undone: number;
    /** The last time. */
    last_at: string | null;
  }>;
};

/** Take one event back: what it takes. */
export type UndoAutomodEventArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The event’s id. */
  event_id: string;
};

/** Take one event back: what it answers. */
export type UndoAutomodEventAnswer = {
  /** The event’s id. */
  id: string;
  /** The rule’s id. */
  rule_id: string;
  /** What the rule was called. */
  rule_name: string;
  /** What it looked at. */
  rule_type: "username_regex" | "account_age" | "message_rate" | "duplicate" | "file_extension" | "mention_spam" | "invite_link";
  /** `shadow`: nothing was done; `alert_only`: the breaker held it back. */
  outcome: "fired" | "shadow" | "alert_only";
  /** The person’s Discord id. */
  user_id: string;
  /** Their name at the time. */
  username: string;
  /** Where; null for who joined. */
  channel_id: string | null;
  /** Which message; null for who joined. */
  message_id: string | null;
  /** What was written, for 48 hours. */
  content: string | null;
  /** What the rule saw. */
  reason: string;
  /** What it does, or would have done. */
  actions: Array<{
    /** What is done. */
    kind: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** Of a timeout: for how long. */
    seconds?: number | undefined;
    /** Of a ban: messages of this last time go too. */
    delete_seconds?: number | undefined;
  }>;
  /** How each action went; empty in shadow. */
  results: Array<{
    /** Which action. */
    action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** How it went. */
    status: "done" | "failed" | "skipped";
    /** Why it failed or was skipped. */
    note: string | null;
    /** The moderation case that it made. */
    case_id: string | null;
  }>;
  /** Hits of the burst. */
  hits: number;
  /** When. */
  created_at: string | null;
  /** When it was taken back. */
  undone_at: string | null;
  /** By whom. */
  undone_by: string | null;
  /** How taking it back went. */
  undo: Array<{
    /** Which action. */
    action: "delete" | "timeout" | "kick" | "ban" | "warn" | "alert";
    /** How it went. */
    status: "done" | "failed" | "skipped";
    /** Why it failed or was skipped. */
    note: string | null;
    /** The moderation case that it made. */
    case_id: string | null;
  }>;
};

/** Take a rule’s last hours back: what it takes. */
export type UndoAutomodRuleArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** The rule’s id. */
  rule_id: string;
  body: {
    /** How far back. */
    hours: number;
  };
};

/** Take a rule’s last hours back: what it answers. */
export type UndoAutomodRuleAnswer = {
  /** Each event by itself. */
  data: Array<{
    /** Which event. */
    event_id: string;
    /** The person’s Discord id. */
    user_id: string;
    /** 200, or why not. */
    status: number;
    /** What kept it from being taken back. */
    error: {
      code: string;
      detail: string;
    } | null;
  }>;
  /** Whether there are more; ask again. */
  more: boolean;
};

/** Export a guild’s configuration: what it takes. */
export type ExportGuildConfigArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** Export a guild’s configuration: what it answers. */
export type ExportGuildConfigAnswer = {
  /** What kind of file this is. */
  format: "smarter-dev.guild-config";
  /** Of the kind of file. */
  version: 1;
  /** When it was written. */
  exported_at: string;
  /** Where it comes from; it may be imported elsewhere. */
  guild: {
    /** Its Discord id. */
    id: string;
    /** What it is called. */
    name: string;
  };
  /** Settings by feature: `guilds`, `economy`, `squads`, `automod`. What is left out stays. */
  features: Record<string, unknown>;
};

/** Import a guild’s configuration: what it takes. */
export type ImportGuildConfigArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** Whether to tell what would change and write nothing. */
  dry_run?: "true" | "false" | undefined;
  body: {
    /** What kind of file this is. */
    format: "smarter-dev.guild-config";
    /** Of the kind of file. */
    version: 1;
    /** When it was written. */
    exported_at: string;
    /** Where it comes from; it may be imported elsewhere. */
    guild: {
      /** Its Discord id. */
      id: string;
      /** What it is called. */
      name: string;
    };
    /** Settings by feature: `guilds`, `economy`, `squads`, `automod`. What is left out stays. */
    features: Record<string, unknown>;
  };
};

/** Import a guild’s configuration: what it answers. */
export type ImportGuildConfigAnswer = {
  /** Whether nothing was written. */
  dry_run: boolean;
  /** Every setting that differs. */
  changes: Array<{
    /** Whose setting. */
    feature: string;
    /** Which, as in the file; squads and rules by their id, new ones by their name. */
    path: string;
    /** What people call it. */
    label: string;
    /** Its value; left out where there was none. */
    before?: unknown | undefined;
    /** The file’s value; left out where it has none. */
    after?: unknown | undefined;
  }>;
  /** What else they mean: whom it hits, what is closed instead of deleted, which rules act. */
  notes: Array<{
    /** Whose settings. */
    feature: string;
    /** What it means. */
    sentence: string;
  }>;
};

/** List guilds: what it takes. */
export type ListGuildsArgs = {
  /** How many rows, at most 100; 50 unless given. */
  limit?: number | undefined;
  /** How many to pass over. */
  offset?: number | undefined;
};

/** List guilds: what it answers. */
export type ListGuildsAnswer = {
  /** The rows of this page. */
  data: Array<{
    /** The guild’s Discord id. */
    id: string;
    /** What it is called. */
    name: string;
    /** Its picture; null without one. */
    icon_url: string | null;
  }>;
  /** Which part of the list this is. */
  page: {
    /** How many rows were asked for. */
    limit: number;
    /** How many rows were passed over. */
    offset: number;
    /** How many rows there are. */
    total: number;
  };
};

/** Get a guild: what it takes. */
export type GetGuildArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** Get a guild: what it answers. */
export type GetGuildAnswer = {
  /** The guild’s Discord id. */
  id: string;
  /** What it is called. */
  name: string;
  /** Its picture; null without one. */
  icon_url: string | null;
  /** About how many; null while Discord does not say. */
  member_count: number | null;
  /** Whether somebody changed the standard settings of bytes. */
  configured: boolean;
  /** How many roles are given for bytes. */
  role_rewards: number;
  /** Whether the bot may give roles; null where it does not matter, or while Discord does not say. */
  may_give_roles: boolean | null;
  /** Null while Discord does not say. */
  problems: Array<string> | null;
  /** Roles that could not be given and wait for a person. */
  failed_role_writes: number;
};

/** Get a guild’s figures: what it takes. */
export type GetGuildStatsArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
};

/** Get a guild’s figures: what it answers. */
export type GetGuildStatsAnswer = {
  /** When this was read; at most half a minute ago. */
  at: string;
  /** Accounts. */
  accounts: number;
  /** Accounts of members who are there. */
  present: number;
  /** Bytes in all accounts, in digits: it may exceed a JSON number. */
  balance: string;
  /** By the guild’s calendar. */
  today: {
    /** Members who earned a daily or took part in a transfer, each once a day. */
    people: number;
    /** Bytes from member to member. */
    moved: number;
    /** Bytes that came into the world. */
    minted: number;
    /** Bytes that left it. */
    burned: number;
    /** Rows of the ledger. */
    entries: number;
  };
  /** The same day a week ago, up to the same time of day. */
  last_week: {
    /** Members who earned a daily or took part in a transfer, each once a day. */
    people: number;
    /** Bytes from member to member. */
    moved: number;
    /** Bytes that came into the world. */
    minted: number;
    /** Bytes that left it. */
    burned: number;
    /** Rows of the ledger. */
    entries: number;
  };
  /** Thirty days, oldest first. */
  days: Array<{
    /** 0 is today. */
    days_ago: number;
    /** Members who earned a daily or took part in a transfer, each once a day. */
    people: number;
    /** Bytes from member to member. */
    moved: number;
    /** Bytes that came into the world. */
    minted: number;
    /** Bytes that left it. */
    burned: number;
    /** Rows of the ledger. */
    entries: number;
  }>;
  /** At most ten. */
  top_receivers: Array<{
    /** The person’s Discord id. */
    user_id: string;
    /** As last seen. */
    username: string | null;
    /** Bytes that members and staff gave them in seven days. */
    received: number;
  }>;
  /** Lowest first. */
  streak_tiers: Array<{
    /** What it is called. */
    name: string;
    /** From how many days on. */
    days: number;
    /** Members whose streak is in it. */
    members: number;
  }>;
};

/** List a guild’s audit log: what it takes. */
export type ListGuildAuditArgs = {
  /** The guild’s Discord id. */
  guild_id: string;
  /** How many rows, at most 100; 50 unless given. */
  limit?: number | undefined;
  /** The `next_cursor` of the page before. It holds for the same filters only. */
  cursor?: string | undefined;
  /** What it was about; everything unless given. */
  kind?: "all" | "settings" | "key" | "sign_in" | "other" | undefined;
  /** A part of who or what; or an id of an actor, a target, a guild, a request. */
  q?: string | undefined;
};

/** List a guild’s audit log: what it answers. */
export type ListGuildAuditAnswer = {
  /** The rows of this page. */
  data: Array<{
    /** The entry’s id. */
    id: string;
    /** When. */
    at: string;
    /** Where; null for what concerns the whole instance. */
    guild_id: string | null;
    /** A person’s Discord id, `key:` and the id of an API key, or a word for the program itself. */
    actor_id: string;
    /** As the actor was called then. */
    actor_name: string | null;
    /** A dotted verb. */
    action: string;
    /** What it was done to. */
    target: string | null;
    /** What it was; null where that says nothing. */
    before: unknown;
    /** What it became. */
    after: unknown;
    /** Finds the request in the log. */
    request_id: string | null;
    /** Where the request came from; null for keys that are bound to guilds. */
    ip: string | null;
  }>;
  /** Which part of the list this is. */
  page: {
    /** Where the next page begins; null at the end. */
    next_cursor: string | null;
  };
};

/** List the audit log: what it takes. */
export type ListAuditArgs = {
  /** How many rows, at most 100; 50 unless given. */
  limit?: number | undefined;
  /** The `next_cursor` of the page before. It holds for the same filters only. */
  cursor?: string | undefined;
  /** What it was about; everything unless given. */
  kind?: "all" | "settings" | "key" | "sign_in" | "other" | undefined;
  /** A part of who or what; or an id of an actor, a target, a guild, a request. */
  q?: string | undefined;
};

/** List the audit log: what it answers. */
export type ListAuditAnswer = {
  /** The rows of this page. */
  data: Array<{
    /** The entry’s id. */
    id: string;
    /** When. */
    at: string;
    /** Where; null for what concerns the whole instance. */
    guild_id: string | null;
    /** A person’s Discord id, `key:` and the id of an API key, or a word for the program itself. */
    actor_id: string;
    /** As the actor was called then. */
    actor_name: string | null;
    /** A dotted verb. */
    action: string;
    /** What it was done to. */
    target: string | null;
    /** What it was; null where that says nothing. */
    before: unknown;
    /** What it became. */
    after: unknown;
    /** Finds the request in the log. */
    request_id: string | null;
    /** Where the request came from; null for keys that are bound to guilds. */
    ip: string | null;
  }>;
  /** Which part of the list this is. */
  page: {
    /** Where the next page begins; null at the end. */
    next_cursor: string | null;
  };
};

/** Find people: what it takes. */
export type FindUsersArgs = {
  /** A part of a username, an id, or a mention. */
  q: string;
};

/** Find people: what it answers. */
export type FindUsersAnswer = {
  /** Who fits. */
  data: Array<{
    /** The person’s Discord id. */
    user_id: string;
    /** As last seen; null where it is not known. */
    username: string | null;
    /** Where they are or have an account, of the guilds that the key may see. */
    guild_ids: Array<string>;
  }>;
};

/** Get a person: what it takes. */
export type GetUserArgs = {
  /** The person’s Discord id. */
  user_id: string;
};

/** Get a person: what it answers. */
export type GetUserAnswer = {
  /** The person’s Discord id. */
  user_id: string;
  /** As last seen; null where it is not known. */
  username: string | null;
  /** Their name in one of the guilds; null where Discord does not say. */
  display_name: string | null;
  /** Where they are or have an account, of the guilds that the key may see. */
  guild_ids: Array<string>;
  /** Richest first. */
  accounts: Array<{
    /** The guild’s Discord id. */
    guild_id: string;
    /** As last seen; null where it is not known. */
    username: string | null;
    /** Bytes. */
    balance: number;
    /** Bytes ever received. */
    total_received: number;
    /** Bytes ever sent. */
    total_sent: number;
    /** Days in a row. */
    streak: number;
    /** The most days in a row. */
    longest_streak: number;
    /** The guild’s date of the last daily. */
    last_daily: string | null;
    /** Whether they take no part in dailies and the leaderboard. */
    opted_out: boolean;
    /** Since when they are gone; null for members. */
    departed_at: string | null;
    /** Since when they have an account. */
    created_at: string;
  }>;
};

export type Client = ReturnType<typeof createClient>;

/** Everything that the API can do, by what it is about. */
export function createClient(options: ClientOptions) {
  const call = createCaller(options);
  return {
    audit: {
      /**
       * List the audit log. Newest first. A key for every guild also sees what concerns the whole instance, such as sign-ins and API keys; another sees that of its guilds.
       *
       * Needs the scope `audit:read`.
       *
       * @throws ApiProblem `invalid_cursor`
       */
      listAudit: (args: ListAuditArgs = {}, options?: CallOptions): Promise<ListAuditAnswer> =>
        call(['GET', '/api/audit', ['limit', 'cursor', 'kind', 'q'], 'plain', 'json'], args, options),
    },
    automod: {
      /**
       * List the rules. In the order in which they are judged.
       *
       * Needs the scope `automod:read`.
       */
      listAutomodRules: (args: ListAutomodRulesArgs, options?: CallOptions): Promise<ListAutomodRulesAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/automod/rules', [], 'plain', 'json'], args, options),
      /**
       * Add a rule. Behind the others, and in shadow unless told otherwise. A pattern that cannot be used is told with what to do.
       *
       * Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `invalid_idempotency_key`, `malformed_body`, `request_in_progress`, `automod_rules_limit`, `automod_patterns_limit`, `automod_rule_name_taken`, `body_too_large`, `json_only`, `idempotency_conflict`
       */
      createAutomodRule: (args: CreateAutomodRuleArgs, options?: OnceOptions): Promise<CreateAutomodRuleAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/automod/rules', [], 'once', 'json'], args, options),
      /**
       * Get a rule. Needs the scope `automod:read`.
       *
       * @throws ApiProblem `not_found`
       */
      getAutomodRule: (args: GetAutomodRuleArgs, options?: CallOptions): Promise<GetAutomodRuleAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/automod/rules/{rule_id}', [], 'plain', 'json'], args, options),
      /**
       * Replace a rule. In force everywhere within a second. One that was held back because it removed too many people works again.
       *
       * Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `malformed_body`, `automod_rule_unknown`, `automod_patterns_limit`, `automod_rule_name_taken`, `version_mismatch`, `body_too_large`, `json_only`, `version_required`
       */
      replaceAutomodRule: (args: ReplaceAutomodRuleArgs, options: MatchOptions): Promise<ReplaceAutomodRuleAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/automod/rules/{rule_id}', [], 'match', 'json'], args, options),
      /**
       * Delete a rule. What it did stays in the log.
       *
       * Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `automod_rule_unknown`
       */
      deleteAutomodRule: (args: DeleteAutomodRuleArgs, options?: CallOptions): Promise<void> =>
        call(['DELETE', '/api/guilds/{guild_id}/automod/rules/{rule_id}', [], 'plain', 'nothing'], args, options),
      /**
       * Sort the rules. Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `malformed_body`, `automod_order_incomplete`, `body_too_large`, `json_only`
       */
      orderAutomodRules: (args: OrderAutomodRulesArgs, options?: CallOptions): Promise<OrderAutomodRulesAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/automod/rules/order', [], 'plain', 'json'], args, options),
      /**
       * List the presets. Rules to begin with, by the kind of community.
       *
       * Needs the scope `automod:read`.
       */
      listAutomodPresets: (args: ListAutomodPresetsArgs, options?: CallOptions): Promise<ListAutomodPresetsAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/automod/presets', [], 'plain', 'json'], args, options),
      /**
       * Add a preset’s rules. In shadow. Rules whose name is there already are left as they are. The answer holds the new ones.
       *
       * Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `automod_rules_limit`, `automod_patterns_limit`
       */
      applyAutomodPreset: (args: ApplyAutomodPresetArgs, options?: CallOptions): Promise<ApplyAutomodPresetAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/automod/presets/{preset}', [], 'plain', 'json'], args, options),
      /**
       * Test rules on something made up. Nothing is saved and nobody is touched. A rule that is given is judged as if it were live.
       *
       * Needs the scope `automod:read`.
       *
       * @throws ApiProblem `malformed_body`, `body_too_large`, `json_only`
       */
      testAutomodRules: (args: TestAutomodRulesArgs, options?: CallOptions): Promise<TestAutomodRulesAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/automod/rules/test', [], 'plain', 'json'], args, options),
      /**
       * See what a rule would have done before saving it. Judges the last messages and joins of the guild that the bot remembers.
       *
       * Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `malformed_body`, `body_too_large`, `json_only`, `automod_bot_silent`
       */
      previewAutomodDraft: (args: PreviewAutomodDraftArgs, options?: CallOptions): Promise<PreviewAutomodDraftAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/automod/rules/impact', [], 'plain', 'json'], args, options),
      /**
       * See what a rule would have done. As if it were live, on the last messages and joins of the guild that the bot remembers.
       *
       * Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `not_found`, `automod_bot_silent`
       */
      previewAutomodRule: (args: PreviewAutomodRuleArgs, options?: CallOptions): Promise<PreviewAutomodRuleAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/automod/rules/{rule_id}/impact', [], 'plain', 'json'], args, options),
      /**
       * Ask why something or nothing happened. Every rule’s verdict on a message, with its reason. The last 200 of a guild are remembered.
       *
       * Needs the scope `automod:read`.
       *
       * @throws ApiProblem `automod_message_unknown`, `automod_bot_silent`
       */
      traceAutomodMessage: (args: TraceAutomodMessageArgs, options?: CallOptions): Promise<TraceAutomodMessageAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/automod/messages/{message_id}/trace', [], 'plain', 'json'], args, options),
      /** See whether rules run. Needs the scope `automod:read`. */
      getAutomodState: (args: GetAutomodStateArgs, options?: CallOptions): Promise<GetAutomodStateAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/automod/state', [], 'plain', 'json'], args, options),
      /**
       * Stop or resume. The emergency stop holds in every process within a second, until somebody resumes. Asking twice changes nothing.
       *
       * Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `malformed_body`, `body_too_large`, `json_only`
       */
      setAutomodState: (args: SetAutomodStateArgs, options?: CallOptions): Promise<SetAutomodStateAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/automod/state', [], 'plain', 'json'], args, options),
      /** See where alerts go. Needs the scope `automod:read`. */
      getAutomodAlerts: (args: GetAutomodAlertsArgs, options?: CallOptions): Promise<GetAutomodAlertsAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/automod/alerts', [], 'plain', 'json'], args, options),
      /**
       * Say where alerts go. Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `malformed_body`, `version_mismatch`, `body_too_large`, `json_only`, `version_required`
       */
      replaceAutomodAlerts: (args: ReplaceAutomodAlertsArgs, options: MatchOptions): Promise<ReplaceAutomodAlertsAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/automod/alerts', [], 'match', 'json'], args, options),
      /**
       * List what rules did. Newest first, in shadow too. Kept for 30 days, what was written for 48 hours.
       *
       * Needs the scope `automod:read`.
       *
       * @throws ApiProblem `invalid_cursor`
       */
      listAutomodEvents: (args: ListAutomodEventsArgs, options?: CallOptions): Promise<ListAutomodEventsAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/automod/logs', ['limit', 'cursor', 'user_id', 'rule_id', 'outcome'], 'plain', 'json'], args, options),
      /**
       * Get one entry. Needs the scope `automod:read`.
       *
       * @throws ApiProblem `not_found`
       */
      getAutomodEvent: (args: GetAutomodEventArgs, options?: CallOptions): Promise<GetAutomodEventAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/automod/logs/{event_id}', [], 'plain', 'json'], args, options),
      /**
       * Report on the rules. What each did in the last hours, or would have done in shadow: look here before making one live.
       *
       * Needs the scope `automod:read`.
       */
      reportAutomodRules: (args: ReportAutomodRulesArgs, options?: CallOptions): Promise<ReportAutomodRulesAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/automod/report', ['hours'], 'plain', 'json'], args, options),
      /**
       * Take one event back. Lifts its timeout or ban and resolves its warning. What was deleted or kicked cannot come back.
       *
       * Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `invalid_idempotency_key`, `automod_event_unknown`, `request_in_progress`, `automod_nothing_to_undo`, `automod_undone_before`, `automod_undo_failed`, `idempotency_conflict`
       */
      undoAutomodEvent: (args: UndoAutomodEventArgs, options?: OnceOptions): Promise<UndoAutomodEventAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/automod/logs/{event_id}/undo', [], 'once', 'json'], args, options),
      /**
       * Take a rule’s last hours back. Each event by itself, at most 200 at once.
       *
       * Needs the scope `automod:manage`.
       *
       * @throws ApiProblem `invalid_idempotency_key`, `malformed_body`, `automod_rule_unknown`, `request_in_progress`, `body_too_large`, `json_only`, `idempotency_conflict`
       */
      undoAutomodRule: (args: UndoAutomodRuleArgs, options?: OnceOptions): Promise<UndoAutomodRuleAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/automod/rules/{rule_id}/undo', [], 'once', 'json'], args, options),
    },
    bytes: {
      /**
       * List balances. Everybody who has an account, also who left or opted out.
       *
       * Needs the scope `bytes:read`.
       *
       * @throws ApiProblem `invalid_cursor`
       */
      listBalances: (args: ListBalancesArgs, options?: CallOptions): Promise<ListBalancesAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/bytes/balances', ['limit', 'cursor', 'sort', 'search'], 'plain', 'json'], args, options),
      /**
       * Get a member’s balance. As of now, also of who left or opted out.
       *
       * Needs the scope `bytes:read`.
       *
       * @throws ApiProblem `no_account`
       */
      getBalance: (args: GetBalanceArgs, options?: CallOptions): Promise<GetBalanceAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/bytes/balances/{user_id}', [], 'plain', 'json'], args, options),
      /**
       * Erase a person. Puts a pseudonym in their place in this guild, for good: name, id and their own words go, amounts stay, so that every other balance can still be proved. Export first with `getBalance` and `listTransactions`.
       *
       * Needs the scope `bytes:manage`.
       */
      erasePerson: (args: ErasePersonArgs, options?: CallOptions): Promise<void> =>
        call(['DELETE', '/api/guilds/{guild_id}/bytes/balances/{user_id}', [], 'plain', 'nothing'], args, options),
      /**
       * Get the leaderboard. Members by balance, without those who left or opted out; at most a minute old. In a guild of more than 10,000 members `total` may be ten minutes old.
       *
       * Needs the scope `bytes:read`.
       */
      getLeaderboard: (args: GetLeaderboardArgs, options?: CallOptions): Promise<GetLeaderboardAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/bytes/leaderboard', ['limit', 'offset'], 'plain', 'json'], args, options),
      /**
       * Get a member’s place on the leaderboard. As of now; in a guild of more than 10,000 members the places that it is counted from are at most a minute old.
       *
       * Needs the scope `bytes:read`.
       *
       * @throws ApiProblem `not_ranked`
       */
      getRank: (args: GetRankArgs, options?: CallOptions): Promise<GetRankAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/bytes/leaderboard/{user_id}', [], 'plain', 'json'], args, options),
      /**
       * Adjust a balance. Gives bytes from the guild, or takes them back to it. Neither the largest transfer nor the cooldown holds.
       *
       * Needs the scope `bytes:manage`.
       *
       * @throws ApiProblem `invalid_idempotency_key`, `malformed_body`, `no_account`, `request_in_progress`, `insufficient_balance`, `balance_limit`, `body_too_large`, `json_only`, `idempotency_conflict`, `receiver_is_bot`, `discord_away`
       */
      adjustBalance: (args: AdjustBalanceArgs, options?: OnceOptions): Promise<AdjustBalanceAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/bytes/balances/{user_id}/adjustments', [], 'once', 'json'], args, options),
      /**
       * Set a streak. Restores or resets it; the next daily goes on from there.
       *
       * Needs the scope `bytes:manage`.
       *
       * @throws ApiProblem `malformed_body`, `no_account`, `body_too_large`, `json_only`
       */
      setStreak: (args: SetStreakArgs, options?: CallOptions): Promise<SetStreakAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/bytes/balances/{user_id}/streak', [], 'plain', 'json'], args, options),
      /**
       * Leave somebody out. Off the leaderboard and without daily bytes; they keep what they have.
       *
       * Needs the scope `bytes:manage`.
       *
       * @throws ApiProblem `no_account`, `receiver_is_bot`, `discord_away`
       */
      optOut: (args: OptOutArgs, options?: CallOptions): Promise<void> =>
        call(['PUT', '/api/guilds/{guild_id}/bytes/balances/{user_id}/opt-out', [], 'plain', 'nothing'], args, options),
      /** Take somebody in again. Needs the scope `bytes:manage`. */
      optIn: (args: OptInArgs, options?: CallOptions): Promise<void> =>
        call(['DELETE', '/api/guilds/{guild_id}/bytes/balances/{user_id}/opt-out', [], 'plain', 'nothing'], args, options),
      /**
       * Pay bytes to a member. From one member to another, or as a reward of the guild when there is no giver.
       *
       * Needs the scope `bytes:write`.
       *
       * @throws ApiProblem `invalid_idempotency_key`, `malformed_body`, `request_in_progress`, `balance_limit`, `cooldown_active`, `economy_disabled`, `insufficient_balance`, `receiver_departed`, `body_too_large`, `json_only`, `idempotency_conflict`, `amount_too_large`, `giver_unknown`, `receiver_is_bot`, `receiver_unknown`, `self_transfer`, `discord_away`
       */
      createTransaction: (args: CreateTransactionArgs, options?: OnceOptions): Promise<CreateTransactionAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/bytes/transactions', [], 'once', 'json'], args, options),
      /**
       * List transactions. Newest first. With filters a page may hold fewer rows than asked for, even none, while there are more: follow `next_cursor` until it is null.
       *
       * Needs the scope `bytes:read`.
       *
       * @throws ApiProblem `invalid_cursor`
       */
      listTransactions: (args: ListTransactionsArgs, options?: CallOptions): Promise<ListTransactionsAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/bytes/transactions', ['limit', 'cursor', 'user_id', 'type', 'min_amount', 'max_amount', 'from', 'to'], 'plain', 'json'], args, options),
      /**
       * Pay bytes to many members. At most 100 payments, each for itself, all under one Idempotency-Key. Repeat the same request when no answer came: nothing is paid twice. Send refused rows again under a new key.
       *
       * Needs the scope `bytes:write`.
       *
       * @throws ApiProblem `invalid_idempotency_key`, `malformed_body`, `request_in_progress`, `body_too_large`, `json_only`, `idempotency_conflict`
       */
      createTransactions: (args: CreateTransactionsArgs, options?: OnceOptions): Promise<CreateTransactionsAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/bytes/transactions/bulk', [], 'once', 'json'], args, options),
      /**
       * Claim today’s bytes for a member. At most once a day by the guild’s calendar, so it needs no Idempotency-Key.
       *
       * Needs the scope `bytes:write`.
       *
       * @throws ApiProblem `malformed_body`, `already_claimed`, `balance_limit`, `daily_off`, `economy_disabled`, `opted_out`, `receiver_departed`, `body_too_large`, `json_only`, `receiver_is_bot`, `receiver_unknown`, `discord_away`
       */
      claimDaily: (args: ClaimDailyArgs, options?: CallOptions): Promise<ClaimDailyAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/bytes/daily', [], 'plain', 'json'], args, options),
      /**
       * Get a transaction. Needs the scope `bytes:read`.
       *
       * @throws ApiProblem `not_found`
       */
      getTransaction: (args: GetTransactionArgs, options?: CallOptions): Promise<GetTransactionAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/bytes/transactions/{transaction_id}', [], 'plain', 'json'], args, options),
      /**
       * Prove the ledger. Recomputes every balance of the guild from its rows.
       *
       * Needs the scope `bytes:read`.
       */
      verifyLedger: (args: VerifyLedgerArgs, options?: CallOptions): Promise<VerifyLedgerAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/bytes/ledger/verification', [], 'plain', 'json'], args, options),
      /**
       * Get the settings. The defaults, until somebody changes something.
       *
       * Needs the scope `bytes:read`.
       */
      getBytesConfig: (args: GetBytesConfigArgs, options?: CallOptions): Promise<GetBytesConfigAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/bytes/config', [], 'plain', 'json'], args, options),
      /**
       * Replace the settings. All of them; the bot works by them at once. Every value that is not valid is told at once, also channels and roles that are not there, and roles that the bot may not give.
       *
       * Needs the scope `bytes:manage`.
       *
       * @throws ApiProblem `malformed_body`, `guild_unseen`, `version_mismatch`, `body_too_large`, `json_only`, `version_required`, `discord_away`
       */
      replaceBytesConfig: (args: ReplaceBytesConfigArgs, options: MatchOptions): Promise<ReplaceBytesConfigAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/bytes/config', [], 'match', 'json'], args, options),
      /**
       * Forecast the daily. What the settings in force pay a member who never misses a day.
       *
       * Needs the scope `bytes:read`.
       */
      getForecast: (args: GetForecastArgs, options?: CallOptions): Promise<GetForecastAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/bytes/forecast', ['days'], 'plain', 'json'], args, options),
      /**
       * Forecast settings before saving. What other settings would pay. Nothing is saved, and nothing is asked of Discord.
       *
       * Needs the scope `bytes:read`.
       *
       * @throws ApiProblem `malformed_body`, `body_too_large`, `json_only`
       */
      forecastConfig: (args: ForecastConfigArgs, options?: CallOptions): Promise<ForecastConfigAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/bytes/forecast', ['days'], 'plain', 'json'], args, options),
    },
    guilds: {
      /**
       * Get a guild’s settings. UTC until somebody chooses a time zone. Settings of features have addresses of their own.
       *
       * Needs the scope `guilds:read`.
       */
      getGuildSettings: (args: GetGuildSettingsArgs, options?: CallOptions): Promise<GetGuildSettingsAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/settings', [], 'plain', 'json'], args, options),
      /**
       * Replace a guild’s settings. They hold for the bot at once. What is left out besides the time zone stays as it is.
       *
       * Needs the scope `guilds:manage`.
       *
       * @throws ApiProblem `malformed_body`, `version_mismatch`, `body_too_large`, `json_only`, `unknown_time_zone`, `version_required`
       */
      replaceGuildSettings: (args: ReplaceGuildSettingsArgs, options: MatchOptions): Promise<ReplaceGuildSettingsAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/settings', [], 'match', 'json'], args, options),
      /**
       * Export a guild’s configuration. The same file as the dashboard’s export: what all parts share, bytes, squads and rules.
       *
       * Needs the scope `guilds:read`.
       *
       * @throws ApiProblem `discord_away`
       */
      exportGuildConfig: (args: ExportGuildConfigArgs, options?: CallOptions): Promise<ExportGuildConfigAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/config', [], 'plain', 'json'], args, options),
      /**
       * Import a guild’s configuration. All that differs is written at once or not at all. A squad or a rule is the one of its id, or else of its name, or else new; what a list leaves out is deleted, except that a squad with members is closed. With `dry_run` it only tells what would change; the same `If-Match` then makes sure that exactly this is done.
       *
       * Needs the scope `guilds:manage`.
       *
       * @throws ApiProblem `malformed_body`, `guild_unseen`, `version_mismatch`, `body_too_large`, `json_only`, `version_required`, `discord_away`
       */
      importGuildConfig: (args: ImportGuildConfigArgs, options: MatchOptions): Promise<ImportGuildConfigAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/config', ['dry_run'], 'match', 'json'], args, options),
      /**
       * List guilds. Those that the bot is in and the key may see, by name.
       *
       * Needs the scope `guilds:read`.
       *
       * @throws ApiProblem `discord_away`
       */
      listGuilds: (args: ListGuildsArgs = {}, options?: CallOptions): Promise<ListGuildsAnswer> =>
        call(['GET', '/api/guilds', ['limit', 'offset'], 'plain', 'json'], args, options),
      /**
       * Get a guild. With what keeps the bot from doing there what its settings promise.
       *
       * Needs the scope `guilds:read`.
       *
       * @throws ApiProblem `discord_away`
       */
      getGuild: (args: GetGuildArgs, options?: CallOptions): Promise<GetGuildAnswer> =>
        call(['GET', '/api/guilds/{guild_id}', [], 'plain', 'json'], args, options),
      /**
       * Get a guild’s figures. From the ledger alone; Discord is not asked.
       *
       * Needs the scope `guilds:read`.
       */
      getGuildStats: (args: GetGuildStatsArgs, options?: CallOptions): Promise<GetGuildStatsAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/stats', [], 'plain', 'json'], args, options),
      /**
       * List a guild’s audit log. Newest first.
       *
       * Needs the scope `audit:read`.
       *
       * @throws ApiProblem `invalid_cursor`
       */
      listGuildAudit: (args: ListGuildAuditArgs, options?: CallOptions): Promise<ListGuildAuditAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/audit', ['limit', 'cursor', 'kind', 'q'], 'plain', 'json'], args, options),
    },
    keys: {
      /**
       * Get the key that asks. What it may do and where, how often, and for how long. Any key may ask.
       *
       * Needs a key of any scope.
       */
      getMe: (args: GetMeArgs = {}, options?: CallOptions): Promise<GetMeAnswer> =>
        call(['GET', '/api/me', [], 'plain', 'json'], args, options),
      /**
       * List API keys. Those that may no more than this one, newest first; ended ones too.
       *
       * Needs the scope `keys:manage`.
       */
      listApiKeys: (args: ListApiKeysArgs = {}, options?: CallOptions): Promise<ListApiKeysAnswer> =>
        call(['GET', '/api/keys', [], 'plain', 'json'], args, options),
      /**
       * Make an API key. With no more scopes, guilds, requests a minute and time than this key has. A repetition makes another key: answers with a secret are not kept.
       *
       * Needs the scope `keys:manage`.
       *
       * @throws ApiProblem `malformed_body`, `body_too_large`, `json_only`, `expiry_past`
       */
      createApiKey: (args: CreateApiKeyArgs, options?: CallOptions): Promise<CreateApiKeyAnswer> =>
        call(['POST', '/api/keys', [], 'plain', 'json'], args, options),
      /**
       * Replace an API key. The new one has the same rights; the old one goes on working for 24 hours. A key may replace itself.
       *
       * Needs the scope `keys:manage`.
       *
       * @throws ApiProblem `api_key_unknown`, `api_key_not_active`, `api_key_replaced`, `api_key_exceeds`
       */
      rotateApiKey: (args: RotateApiKeyArgs, options?: CallOptions): Promise<RotateApiKeyAnswer> =>
        call(['POST', '/api/keys/{key_id}/rotations', [], 'plain', 'json'], args, options),
      /**
       * Revoke an API key. At once and for good; again changes nothing. Keys that it made stay.
       *
       * Needs the scope `keys:manage`.
       *
       * @throws ApiProblem `api_key_unknown`, `api_key_oneself`
       */
      revokeApiKey: (args: RevokeApiKeyArgs, options?: CallOptions): Promise<void> =>
        call(['DELETE', '/api/keys/{key_id}', [], 'plain', 'nothing'], args, options),
    },
    moderation: {
      /**
       * List cases. Newest first.
       *
       * Needs the scope `moderation:read`.
       *
       * @throws ApiProblem `invalid_cursor`
       */
      listCases: (args: ListCasesArgs, options?: CallOptions): Promise<ListCasesAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/moderation/cases', ['user_id', 'moderator_id', 'action', 'source', 'status', 'text', 'from', 'to', 'limit', 'cursor'], 'plain', 'json'], args, options),
      /**
       * Warn, time out, kick, ban or note. Done at Discord at once, and kept as a case; `outcome` says whether Discord did it. Nothing is done against the owner, administrators, or whoever stands as high as the bot.
       *
       * Needs the scope `moderation:act`.
       *
       * @throws ApiProblem `invalid_idempotency_key`, `malformed_body`, `user_unknown`, `request_in_progress`, `bot_lacks_permission`, `target_is_bot`, `target_is_owner`, `target_is_administrator`, `target_departed`, `target_above_bot`, `user_banned_already`, `user_not_banned`, `user_not_timed_out`, `guild_unseen`, `body_too_large`, `json_only`, `idempotency_conflict`, `duration_needed`, `duration_too_short`, `duration_too_long`, `duration_not_for_this`, `note_empty`, `discord_away`
       */
      createCase: (args: CreateCaseArgs, options?: OnceOptions): Promise<CreateCaseAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/moderation/cases', [], 'once', 'json'], args, options),
      /**
       * Get a case with its history. Needs the scope `moderation:read`.
       *
       * @throws ApiProblem `case_unknown`
       */
      getCase: (args: GetCaseArgs, options?: CallOptions): Promise<GetCaseAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/moderation/cases/{number}', [], 'plain', 'json'], args, options),
      /**
       * Change a case. Its reason, when it ends (counted from now), and whether it is closed. What is left out stays.
       *
       * Needs the scope `moderation:act`.
       *
       * @throws ApiProblem `malformed_body`, `case_unknown`, `case_not_running`, `version_mismatch`, `body_too_large`, `json_only`, `duration_needed`, `duration_too_short`, `duration_too_long`, `duration_not_for_this`, `note_empty`, `version_required`
       */
      changeCase: (args: ChangeCaseArgs, options: MatchOptions): Promise<ChangeCaseAnswer> =>
        call(['PATCH', '/api/guilds/{guild_id}/moderation/cases/{number}', [], 'match', 'json'], args, options),
      /**
       * Add a note to a case. Only moderators see it.
       *
       * Needs the scope `moderation:act`.
       *
       * @throws ApiProblem `invalid_idempotency_key`, `malformed_body`, `case_unknown`, `request_in_progress`, `body_too_large`, `json_only`, `idempotency_conflict`, `note_empty`
       */
      addCaseNote: (args: AddCaseNoteArgs, options?: OnceOptions): Promise<AddCaseNoteAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/moderation/cases/{number}/notes', [], 'once', 'json'], args, options),
      /**
       * Do the same to many. Each for itself, all under one Idempotency-Key. Somebody who is named twice counts once.
       *
       * Needs the scope `moderation:act`.
       *
       * @throws ApiProblem `invalid_idempotency_key`, `malformed_body`, `request_in_progress`, `body_too_large`, `json_only`, `idempotency_conflict`
       */
      createCases: (args: CreateCasesArgs, options?: OnceOptions): Promise<CreateCasesAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/moderation/bulk', [], 'once', 'json'], args, options),
    },
    squads: {
      /** Get the order of squads. Needs the scope `squads:read`. */
      getSquadOrder: (args: GetSquadOrderArgs, options?: CallOptions): Promise<GetSquadOrderAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/squads/order', [], 'plain', 'json'], args, options),
      /**
       * Sort the squads. Every squad has to be named, once.
       *
       * Needs the scope `squads:write`.
       *
       * @throws ApiProblem `malformed_body`, `squads_order_stale`, `version_mismatch`, `body_too_large`, `json_only`, `version_required`
       */
      replaceSquadOrder: (args: ReplaceSquadOrderArgs, options: MatchOptions): Promise<ReplaceSquadOrderAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/squads/order', [], 'match', 'json'], args, options),
      /**
       * Get the standings of squads. Most bytes first; at most a minute old.
       *
       * Needs the scope `squads:read`.
       */
      getSquadStandings: (args: GetSquadStandingsArgs, options?: CallOptions): Promise<GetSquadStandingsAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/squads/standings', [], 'plain', 'json'], args, options),
      /**
       * List squads. All of them, in their order.
       *
       * Needs the scope `squads:read`.
       */
      listSquads: (args: ListSquadsArgs, options?: CallOptions): Promise<ListSquadsAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/squads', [], 'plain', 'json'], args, options),
      /**
       * Create a squad. Behind all others. A role belongs to one squad, so a repetition makes no second one.
       *
       * Needs the scope `squads:write`.
       *
       * @throws ApiProblem `malformed_body`, `guild_unseen`, `squad_role_taken`, `squad_name_taken`, `squads_full`, `body_too_large`, `json_only`, `discord_away`
       */
      createSquad: (args: CreateSquadArgs, options?: CallOptions): Promise<CreateSquadAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/squads', [], 'plain', 'json'], args, options),
      /**
       * Get a squad. Needs the scope `squads:read`.
       *
       * @throws ApiProblem `squad_unknown`
       */
      getSquad: (args: GetSquadArgs, options?: CallOptions): Promise<GetSquadAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/squads/{squad_id}', [], 'plain', 'json'], args, options),
      /**
       * Replace a squad’s settings. All of them. With another role, members lose the old one and get the new one in the background.
       *
       * Needs the scope `squads:write`.
       *
       * @throws ApiProblem `malformed_body`, `squad_unknown`, `guild_unseen`, `squad_role_taken`, `squad_name_taken`, `version_mismatch`, `body_too_large`, `json_only`, `version_required`, `discord_away`
       */
      replaceSquad: (args: ReplaceSquadArgs, options: MatchOptions): Promise<ReplaceSquadAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/squads/{squad_id}', [], 'match', 'json'], args, options),
      /**
       * Delete a squad. One with members is deleted with `force` only; they lose the role in the background. What people did stays in the history.
       *
       * Needs the scope `squads:write`.
       *
       * @throws ApiProblem `squad_unknown`, `squad_has_members`
       */
      deleteSquad: (args: DeleteSquadArgs, options?: CallOptions): Promise<void> =>
        call(['DELETE', '/api/guilds/{guild_id}/squads/{squad_id}', ['force'], 'plain', 'nothing'], args, options),
      /**
       * List a squad’s members. Who is in it and in the server, longest first.
       *
       * Needs the scope `squads:read`.
       *
       * @throws ApiProblem `invalid_cursor`, `squad_unknown`
       */
      listSquadMembers: (args: ListSquadMembersArgs, options?: CallOptions): Promise<ListSquadMembersAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/squads/{squad_id}/members', ['limit', 'cursor'], 'plain', 'json'], args, options),
      /**
       * Put somebody into a squad. Out of any other, free of charge and whatever the squad asks. The role follows.
       *
       * Needs the scope `squads:write`.
       *
       * @throws ApiProblem `squad_unknown`, `squad_role_problem`, `guild_unseen`, `member_unknown`, `member_is_bot`, `discord_away`
       */
      placeSquadMember: (args: PlaceSquadMemberArgs, options?: CallOptions): Promise<PlaceSquadMemberAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/squads/{squad_id}/members/{user_id}', [], 'plain', 'json'], args, options),
      /**
       * Take somebody out of a squad. Needs the scope `squads:write`.
       *
       * @throws ApiProblem `not_in_this_squad`
       */
      removeSquadMember: (args: RemoveSquadMemberArgs, options?: CallOptions): Promise<void> =>
        call(['DELETE', '/api/guilds/{guild_id}/squads/{squad_id}/members/{user_id}', [], 'plain', 'nothing'], args, options),
    },
    users: {
      /**
       * Find people. At most twenty, the best first, in the guilds that the key may see.
       *
       * Needs the scope `users:read`.
       *
       * @throws ApiProblem `discord_away`
       */
      findUsers: (args: FindUsersArgs, options?: CallOptions): Promise<FindUsersAnswer> =>
        call(['GET', '/api/users', ['q'], 'plain', 'json'], args, options),
      /**
       * Get a person. In the guilds that the key may see; elsewhere nobody is found.
       *
       * Needs the scope `users:read`.
       *
       * @throws ApiProblem `user_unknown`, `discord_away`
       */
      getUser: (args: GetUserArgs, options?: CallOptions): Promise<GetUserAnswer> =>
        call(['GET', '/api/users/{user_id}', [], 'plain', 'json'], args, options),
    },
    webhooks: {
      /**
       * List webhooks. All of them, oldest first. Secrets are not told again.
       *
       * Needs the scope `webhooks:read`.
       */
      listWebhooks: (args: ListWebhooksArgs, options?: CallOptions): Promise<ListWebhooksAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/webhooks', [], 'plain', 'json'], args, options),
      /**
       * Create a webhook. It hears of what happens from now on. The secret is shown this once. A repetition makes another one: answers with a secret are not kept.
       *
       * Needs the scope `webhooks:manage`.
       *
       * @throws ApiProblem `malformed_body`, `webhooks_limit`, `body_too_large`, `json_only`, `webhook_url_refused`
       */
      createWebhook: (args: CreateWebhookArgs, options?: CallOptions): Promise<CreateWebhookAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/webhooks', [], 'plain', 'json'], args, options),
      /**
       * Get a webhook. Needs the scope `webhooks:read`.
       *
       * @throws ApiProblem `webhook_unknown`
       */
      getWebhook: (args: GetWebhookArgs, options?: CallOptions): Promise<GetWebhookAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/webhooks/{webhook_id}', [], 'plain', 'json'], args, options),
      /**
       * Replace a webhook’s settings. All of them. The secret stays.
       *
       * Needs the scope `webhooks:manage`.
       *
       * @throws ApiProblem `malformed_body`, `webhook_unknown`, `version_mismatch`, `body_too_large`, `json_only`, `webhook_url_refused`, `version_required`
       */
      replaceWebhook: (args: ReplaceWebhookArgs, options: MatchOptions): Promise<ReplaceWebhookAnswer> =>
        call(['PUT', '/api/guilds/{guild_id}/webhooks/{webhook_id}', [], 'match', 'json'], args, options),
      /**
       * Delete a webhook. What waits to be sent is not sent any more.
       *
       * Needs the scope `webhooks:manage`.
       *
       * @throws ApiProblem `webhook_unknown`
       */
      deleteWebhook: (args: DeleteWebhookArgs, options?: CallOptions): Promise<void> =>
        call(['DELETE', '/api/guilds/{guild_id}/webhooks/{webhook_id}', [], 'plain', 'nothing'], args, options),
      /**
       * Give a webhook a new secret. For a day, deliveries are signed with both. The new one is shown this once.
       *
       * Needs the scope `webhooks:manage`.
       *
       * @throws ApiProblem `webhook_unknown`
       */
      rotateWebhookSecret: (args: RotateWebhookSecretArgs, options?: CallOptions): Promise<RotateWebhookSecretAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/webhooks/{webhook_id}/secret', [], 'plain', 'json'], args, options),
      /**
       * List deliveries. Newest first; they are kept for 30 days.
       *
       * Needs the scope `webhooks:read`.
       *
       * @throws ApiProblem `invalid_cursor`, `webhook_unknown`
       */
      listDeliveries: (args: ListDeliveriesArgs, options?: CallOptions): Promise<ListDeliveriesAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/webhooks/{webhook_id}/deliveries', ['limit', 'cursor'], 'plain', 'json'], args, options),
      /**
       * Get a delivery. Needs the scope `webhooks:read`.
       *
       * @throws ApiProblem `webhook_unknown`, `delivery_unknown`
       */
      getDelivery: (args: GetDeliveryArgs, options?: CallOptions): Promise<GetDeliveryAnswer> =>
        call(['GET', '/api/guilds/{guild_id}/webhooks/{webhook_id}/deliveries/{event_id}', [], 'plain', 'json'], args, options),
      /**
       * Send an event again. Under the same id, within seconds.
       *
       * Needs the scope `webhooks:manage`.
       *
       * @throws ApiProblem `webhook_unknown`, `delivery_unknown`, `webhook_off`
       */
      redeliver: (args: RedeliverArgs, options?: CallOptions): Promise<RedeliverAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/webhooks/{webhook_id}/deliveries/{event_id}/redelivery', [], 'plain', 'json'], args, options),
      /**
       * Try a webhook. Sends an event of type `ping` within seconds; look at its delivery for the answer.
       *
       * Needs the scope `webhooks:manage`.
       *
       * @throws ApiProblem `webhook_unknown`, `webhook_off`
       */
      pingWebhook: (args: PingWebhookArgs, options?: CallOptions): Promise<PingWebhookAnswer> =>
        call(['POST', '/api/guilds/{guild_id}/webhooks/{webhook_id}/pings', [], 'plain', 'json'], args, options),
    },
  };
}
