import { codesOf, type Operation } from './api-document.ts';
import { type ApiKeys, OWN_KEYS } from './api-keys.ts';
import { encoded, FOREIGN_CURSOR, LAST_CURSOR, LAST_ETAG, LAST_ID, type Planned } from './api-plan.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A request and its answer as they went over the wire. */
export interface Exchange {
  readonly planned: Planned;
  readonly method: string;
  readonly url: string;
  readonly sent: Headers;
  readonly body: Bytes | null;
  readonly startedAt: Date;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends planned requests to a running product, and remembers what later ones need of the answers. */
export function createTraffic(url: string, keys: ApiKeys) {
  const cursors = new Map<string, string>();
  const lastIds = new Map<string, string>();
  /** Who was seen in which squad. */
  let lastMember: { squad_id?: string; user_id?: string } = {};
  let sent = 0;
  const exchanges: Exchange[] = [];
  const repeated: { first: Exchange; second: Exchange; endedAt: Date }[] = [];

  /** Sends it, and once more when the plan says so and it succeeded. */
  async function send(planned: Planned): Promise<Exchange> {
    const first = await exchange(planned, planned.unchanged ? await asItIs(planned) : (planned.body?.bytes ?? null));
    if (planned.again === null || first.status >= 300) return first;
    const bytes = planned.again === 'same' ? first.body : planned.again;
    const second = await exchange(planned, bytes, first);
    repeated.push({ first, second, endedAt: new Date() });
    return first;
  }

  /** Sends it twice at the same moment. */
  async function sendTwice(planned: Planned): Promise<void> {
    const body = planned.body?.bytes ?? null;
    await Promise.all([exchange(planned, body), exchange(planned, body)]);
  }

  /** Whether somebody whom the request names was erased meanwhile: of them the ledger cannot repeat anything. */
  function isOfErased({ first, endedAt }: (typeof repeated)[number]): boolean {
    const named = JSON.stringify(first.planned.path) + new TextDecoder().decode(first.body ?? new Uint8Array());
    return exchanges
      .slice(exchanges.indexOf(first))
      .filter(({ method, status, startedAt }) => method === 'DELETE' && status < 300 && startedAt <= endedAt)
      .some(({ planned }) => named.includes(`"${planned.path.user_id}"`));
  }

  /** What was sent twice, with both answers. */
  function repetitions(): [first: Exchange, second: Exchange][] {
    return repeated.filter((one) => !isOfErased(one)).map(({ first, second }) => [first, second]);
  }

  async function exchange(planned: Planned, body: Bytes | null, before?: Exchange): Promise<Exchange> {
    const { method } = planned;
    const address = before?.url ?? addressOf(planned);
    const headers = before?.sent ?? (await headersOf(planned, address));
    const startedAt = new Date();
    const response = await fetch(address, { method, headers, ...(body ? { body } : {}) });
    const text = await response.text();
    const { status, headers: answered } = response;
    const made = { planned, method, url: address, sent: headers, body, startedAt, status, headers: answered, text };
    exchanges.push(made);
    remember(made);
    return made;
  }

  function addressOf(planned: Planned): string {
    const { operation, path, query, flaw } = planned;
    const isRemoval = flaw === null && path.squad_id === LAST_ID && operation.id === 'removeSquadMember';
    const places = isRemoval ? { ...path, ...lastMember } : path;
    const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(known(operation, places[name])),
    );
    const search = new URLSearchParams();
    for (const [name, text] of query) {
      const placed = text === LAST_CURSOR || text === FOREIGN_CURSOR ? cursorFor(listOf(planned, filled), text) : text;
      if (placed !== undefined) search.append(name, placed);
    }
    return `${url}${filled}${search.size > 0 ? `?${search}` : ''}`;
  }

  function known(operation: Operation, text = ''): string {
    return text === LAST_ID ? (lastIds.get(collectionOf(operation)) ?? crypto.randomUUID()) : text;
  }

  function cursorFor(list: string, which: string): string | undefined {
    if (which === LAST_CURSOR) return cursors.get(list);
    return [...cursors].find(([other]) => other !== list)?.[1] ?? 'W10.AAAAAAAAAAAAAAAA';
  }

  async function headersOf({ operation, headers, body, key }: Planned, address: string): Promise<Headers> {
    const all = new Headers(headers);
    // Each from an address of its own, so that the failed keys of one shut out no other.
    sent += 1;
    all.set('x-forwarded-for', `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`);
    if (body?.type) all.set('content-type', body.type);
    if (operation.scope !== null && key !== 'none') all.set('authorization', authorization(key));
    if (all.get('if-match') === LAST_ETAG) all.set('if-match', await etagOf(address, key));
    return all;
  }

  function authorization(key: Exclude<Planned['key'], 'none'>): string {
    if (key === 'garbled') return `Bearer ${keys.right.slice(0, -1)}`;
    return key === 'basic' ? `Basic ${btoa(keys.right)}` : `Bearer ${keys[key]}`;
  }

  function read(address: string, key: Planned['key']): Promise<Response> {
    return fetch(address, { headers: { authorization: `Bearer ${key === 'anywhere' ? keys.anywhere : keys.right}` } });
  }

  async function etagOf(address: string, key: Planned['key']): Promise<string> {
    const response = await read(address, key);
    await response.text();
    return response.headers.get('etag') ?? '"0"';
  }

  /** What is at the address now, as far as it can be written. */
  async function asItIs(planned: Planned): Promise<Bytes> {
    const now = (await (await read(addressOf(planned), planned.key)).json()) as object;
    const { properties, oneOf = [] } = planned.operation.body ?? {};
    const writable = properties ?? Object.assign({}, ...oneOf.map((one) => one.properties));
    return encoded(Object.fromEntries(Object.entries(now).filter(([name]) => name in writable)));
  }

  function remember({ planned, url: address, status, text }: Exchange): void {
    if (status !== 200 && status !== 201) return;
    const { id, data, page, squad_id, user_id } = JSON.parse(text) as Remembered;
    if (squad_id && user_id) lastMember = { squad_id, user_id };
    const rows = Array.isArray(data) ? data.filter(({ name }) => name !== OWN_KEYS) : [];
    const row = rows[exchanges.length % rows.length];
    const seen = id ?? row?.id;
    if (seen) lastIds.set(collectionOf(planned.operation), seen);
    if (page?.next_cursor) cursors.set(listOf(planned, new URL(address).pathname), page.next_cursor);
  }

  return { send, sendTwice, exchanges, repetitions };
}

export type Traffic = ReturnType<typeof createTraffic>;

interface Remembered {
  readonly squad_id?: string;
  readonly user_id?: string;
  readonly id?: string;
  readonly data?: readonly { readonly id?: string; readonly name?: string }[];
  readonly page?: { readonly next_cursor?: string | null };
}

/** What the ids of an operation are of: `bytes`, `squads`. */
function collectionOf({ path }: Operation): string {
  if (path.startsWith('/api/keys')) return 'keys';
  return /\{guild_id\}\/((?:automod\/)?\w+)/.exec(path)?.[1] ?? '';
}

/** What a cursor belongs to: the address and its filters. */
function listOf({ query }: Planned, path: string): string {
  const filters = query.filter(([name]) => name !== 'limit' && name !== 'cursor').toSorted();
  return `${path}?${JSON.stringify(filters)}`;
}

/** Whether it went to an operation of the document, rather than to another method of its address. */
export function isDocumented({ planned: { operation }, method }: Exchange): boolean {
  return method === operation.method;
}

const TRACE = /node_modules|\.tsx?:\d+|\n\s+at .+:\d+/;

/** What is wrong with an answer whatever was asked; the document is taken at its word. */
export function complaints(exchange: Exchange): string[] {
  const { planned, status, headers, text } = exchange;
  const found: string[] = [];
  const say = (what: string) => found.push(what);
  if (status >= 500) say('fails');
  if (TRACE.test(text)) say('shows a trace');
  if (!headers.get('x-request-id')) say('has no request id');
  if (planned.hopeless && status < 400) say(`was let through in spite of ${planned.flaw}`);
  if (planned.flaw === null && [400, 401, 403, 413, 415].includes(status)) say(`is refused with ${status}: ${text}`);
  if (status >= 400) found.push(...problemComplaints(exchange));
  if (!isDocumented(exchange)) return found;
  const answer = planned.operation.answers[status];
  const type = headers.get('content-type')?.split(';')[0];
  if (!answer) say(`answers ${status}, which is not documented: ${text.slice(0, 200)}`);
  else if (text !== '' && !Object.keys(answer.content ?? {}).includes(type ?? '')) say(`answers ${status} as ${type}`);
  return found;
}

function problemComplaints(exchange: Exchange): string[] {
  const { planned, status, headers, text } = exchange;
  if (headers.get('content-type') !== 'application/problem+json')
    return [`is refused, but not with a problem: ${text}`];
  const problem = JSON.parse(text) as { status: number; code: string; request_id: string };
  const found: string[] = [];
  if (problem.status !== status) found.push(`says ${problem.status} and is ${status}`);
  if (problem.request_id !== headers.get('x-request-id')) found.push('names another request id than its header');
  if (isDocumented(exchange) && !codesOf(planned.operation, status).includes(problem.code)) {
    found.push(`is refused with ${status} ${problem.code}, which is not documented`);
  }
  return found;
}

/** What is wrong with the answer to a repetition. */
export function repetitionComplaints([first, second]: readonly [Exchange, Exchange]): string[] {
  if (first.planned.again === 'same' || sameJson(first.body, second.body)) {
    const same = second.status === first.status && second.text === first.text;
    return same && second.headers.get('idempotent-replayed') === 'true' ? [] : ['is not answered as the first time'];
  }
  return second.status >= 400 ? [] : [`takes another request under a used key: ${second.text}`];
}

function sameJson(one: Bytes | null, two: Bytes | null): boolean {
  return Bun.deepEquals(parsed(one), parsed(two));
}

function parsed(bytes: Bytes | null): unknown {
  return bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes));
}
