/** What an answer that is refused may say; the generator puts every code of the document here. */
export type ProblemCode = string;

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
