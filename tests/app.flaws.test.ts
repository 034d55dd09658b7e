import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiDocument, type Operation, operationsOf } from './harness/api-document.ts';
import { startTestApp, type TestApp } from './harness/app.ts';
import { scratchIfAny } from './harness/database.ts';
import { sendRaw } from './harness/raw-http.ts';

setDefaultTimeout(120_000);

/** One thing that is wrong with a request, and what is answered to it. */
interface Flaw {
  readonly status: number;
  /** Left out where it depends on the route. */
  readonly code?: string;
  /** Routes that can have it; all unless given. */
  readonly of?: (operation: Operation) => boolean;
  readonly key?: string | null;
  readonly method?: string;
  readonly type?: string;
  readonly body?: string | ((operation: Operation) => string);
  readonly query?: string;
  /** In place of every id of the path. */
  readonly id?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const withBody = ({ body }: Operation) => body !== null;
const taking =
  (name: string) =>
  ({ parameters }: Operation) =>
    parameters.some((parameter) => parameter.name === name);
const ofGuild = taking('guild_id');
const withId = ({ path }: Operation) => path.includes('{') && !path.includes('{preset}');
const withNumber = (operation: Operation) => numberIn(operation) !== undefined;
const numberIn = ({ body }: Operation) =>
  Object.entries(body?.properties ?? {}).find(([, { type }]) => type === 'integer' || type === 'number')?.[0];
const once = taking('Idempotency-Key');
const ELSEWHERE = '199999999999999999';

let app: TestApp;
let database: Awaited<ReturnType<typeof scratchIfAny>>;
let guildId: string;
let operations: Operation[];
const keys: Record<string, string> = {};

beforeAll(async () => {
  database = await scratchIfAny();
  app = await startTestApp({ ...database.setting, TRUSTED_PROXIES: '127.0.0.1' });
  guildId = (await app.get<{ guilds: { id: string }[] }>('world')).guilds[0]?.id ?? '';
  operations = operationsOf((await (await fetch(`${app.url}/api/openapi.json`)).json()) as ApiDocument);
  keys.right = readFileSync(join(app.dataDir, 'dev-api-key'), 'utf8').trim();
  const scopes = [...new Set(operations.map(({ scope }) => scope ?? 'any'))].filter((scope) => scope !== 'any');
  for (const scope of scopes) keys[`without ${scope}`] = await make({ scopes: scopes.filter((one) => one !== scope) });
  keys.elsewhere = await make({ scopes, guild_ids: [ELSEWHERE] });
  keys.expired = await make({ scopes, expires_at: new Date(Date.now() + 3_600_000).toISOString() });
  const { id, key } = await issue({ scopes });
  keys.revoked = key;
  expect((await send('DELETE', `/api/keys/${id}`)).status).toBe(204);
  await app.advance('2d');
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function issue(wish: object): Promise<{ id: string; key: string }> {
  const body = JSON.stringify({ name: 'flaws', rate_limit_per_minute: 6000, ...wish });
  const answer = await send('POST', '/api/keys', { body, headers: { 'content-type': 'application/json' } });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { id: string; key: string };
}

async function make(wish: object): Promise<string> {
  return (await issue(wish)).key;
}

function send(method: string, path: string, init: { body?: string; headers?: Record<string, string> } = {}) {
  const headers = { authorization: `Bearer ${keys.right}`, ...init.headers };
  return fetch(`${app.url}${path}`, { ...init, method, headers });
}

function addressOf({ path, parameters }: Operation, id?: string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (id !== undefined) return id;
    if (name === 'guild_id') return guildId;
    const schema = parameters.find((parameter) => parameter.name === name)?.schema;
    return schema?.format === 'uuid' ? '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f' : '300000000000000001';
  });
}

/** A body that is right as far as flaws before validation are concerned. */
const SOME = '{"a":1}';
const FLAWS: Record<string, Flaw> = {
  'no key': { key: null, status: 401, code: 'api_key_missing' },
  'a garbled key': { key: 'garbled', status: 401, code: 'api_key_invalid' },
  'a revoked key': { key: 'revoked', status: 401, code: 'api_key_revoked' },
  'an expired key': { key: 'expired', status: 401, code: 'api_key_expired' },
  'two keys': { key: 'twice', status: 401, code: 'api_key_invalid' },
  'a key without the scope': {
    key: 'scopeless',
    of: ({ scope }) => scope !== 'any',
    status: 403,
    code: 'scope_missing',
  },
  'a key of another guild': { key: 'elsewhere', of: ofGuild, status: 404, code: 'guild_not_found' },
  'another method': { method: 'TRACE', status: 405, code: 'method_not_allowed' },
  'a form': { of: withBody, type: 'application/x-www-form-urlencoded', body: 'a=1', status: 415, code: 'json_only' },
  text: { of: withBody, type: 'text/plain', body: SOME, status: 415, code: 'json_only' },
  'two content types': {
    of: withBody,
    type: 'application/json, text/plain',
    body: SOME,
    status: 415,
    code: 'json_only',
  },
  'no JSON': { of: withBody, body: '{"a":', status: 400, code: 'malformed_body' },
  'deep JSON': { of: withBody, body: `${'['.repeat(40)}${']'.repeat(40)}`, status: 400, code: 'malformed_body' },
  'deeper JSON': { of: withBody, body: '{"a":'.repeat(50_000), status: 400, code: 'malformed_body' },
  'a body of 300 KB': { of: withBody, body: `"${'x'.repeat(300_000)}"`, status: 413, code: 'body_too_large' },
  'an unknown field': {
    of: withBody,
    body: '{"wealth":1,"__proto__":{"admin":true}}',
    status: 422,
    code: 'invalid_request',
  },
  'a list': { of: withBody, body: '[]', status: 422, code: 'invalid_request' },
  null: { of: withBody, body: 'null', status: 422, code: 'invalid_request' },
  'a number as text': {
    of: withNumber,
    body: (operation) => JSON.stringify({ [numberIn(operation) ?? '']: '5' }),
    ...{ status: 422, code: 'invalid_request' },
  },
  'limit=0': { of: taking('limit'), query: 'limit=0', status: 422, code: 'invalid_request' },
  'limit=101': { of: taking('limit'), query: 'limit=101', status: 422, code: 'invalid_request' },
  'limit=1e1': { of: taking('limit'), query: 'limit=1e1', status: 422, code: 'invalid_request' },
  'two limits': { of: taking('limit'), query: 'limit=1&limit=2', status: 422, code: 'invalid_request' },
  'an unknown query': { query: 'page=2', status: 422, code: 'invalid_request' },
  'a forged cursor': {
    of: taking('cursor'),
    query: 'cursor=WzEsMl0.AAAAAAAAAAAAAAAA',
    status: 400,
    code: 'invalid_cursor',
  },
  'a damaged cursor': { of: taking('cursor'), query: 'cursor=W10', status: 400, code: 'invalid_cursor' },
  'a cursor of another list': { of: taking('cursor'), query: 'cursor=«foreign»', status: 400, code: 'invalid_cursor' },
  'ids of three digits': { of: withId, id: '123', status: 422, code: 'invalid_request' },
  'ids of forty digits': { of: withId, id: '1'.repeat(40), status: 422, code: 'invalid_request' },
  'ids that are words': { of: withId, id: '@everyone', status: 422, code: 'invalid_request' },
  'ids with a zero byte': { of: withId, id: '12%00', status: 422, code: 'invalid_request' },
  'two Idempotency-Keys': {
    of: (one) => once(one) && !withBody(one),
    headers: { 'idempotency-key': 'a, b' },
    status: 400,
  },
};

/** The `next_cursor` of a list that has a second page. */
async function foreignCursor(): Promise<string> {
  const answer = await send('GET', `/api/guilds/${guildId}/bytes/transactions?limit=1`);
  return ((await answer.json()) as { page: { next_cursor: string } }).page.next_cursor;
}

function keyFor(flaw: Flaw, { scope }: Operation): string | null {
  if (flaw.key === null) return null;
  if (flaw.key === 'garbled') return `Bearer ${keys.right?.slice(0, -1)}`;
  if (flaw.key === 'twice') return `Bearer ${keys.right}, Bearer ${keys.right}`;
  return `Bearer ${keys[flaw.key === 'scopeless' ? `without ${scope}` : (flaw.key ?? 'right')]}`;
}

let asked = 0;

/** Each from an address of its own, so that one's failed keys shut out no other. */
async function ask(operation: Operation, flaw: Flaw, cursor: string) {
  asked += 1;
  const query = flaw.query?.replace('«foreign»', encodeURIComponent(cursor));
  const address = `${addressOf(operation, flaw.id)}${query ? `?${query}` : ''}`;
  const authorization = keyFor(flaw, operation);
  const body = typeof flaw.body === 'function' ? flaw.body(operation) : flaw.body;
  const answer = await fetch(`${app.url}${address}`, {
    method: flaw.method === undefined ? operation.method : other(operation),
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': flaw.type ?? 'application/json' }),
      ...{ 'x-forwarded-for': `10.0.${asked >> 8}.${asked & 255}`, ...flaw.headers },
    },
    ...(body === undefined ? {} : { body }),
  });
  return { answer, text: await answer.text() };
}

/** A method that no route takes whose address this could be. */
function other({ path }: Operation): string {
  const alike = operations.filter((one) => new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path));
  const taken = alike.map(({ method }) => method);
  return ['PATCH', 'DELETE', 'PUT', 'POST'].find((method) => !taken.includes(method)) ?? 'PATCH';
}

test.each(Object.entries(FLAWS))('with %s every route says what is wrong', async (_name, flaw) => {
  const cursor = await foreignCursor();
  const due = operations.filter((operation) => flaw.of?.(operation) ?? true);
  expect(due.length).toBeGreaterThan(0);
  for (const operation of due) {
    if (flaw.query?.includes('«foreign»') && operation.id === 'listTransactions') continue;
    const { answer, text } = await ask(operation, flaw, cursor);
    const name = `${operation.method} ${operation.path}`;
    const problem = text.startsWith('{') ? JSON.parse(text) : { text };
    expect([name, answer.status, problem.code]).toEqual([name, flaw.status, flaw.code ?? problem.code]);
    expect(problem).toMatchObject({
      type: 'about:blank',
      status: flaw.status,
      detail: expect.stringMatching(/\S{2} .+\.$/),
    });
    expect(problem.request_id).toBe(answer.headers.get('x-request-id'));
    expect(text).not.toMatch(/node_modules|\.tsx?:\d+|\n\s+at /);
    expect(answer.headers.get('server-timing')).toMatch(/^app;dur=/);
    if (flaw.status === 405) expect(answer.headers.get('allow')).toContain(operation.method);
  }
});

test.each(['x', 'evil.example'])('for the host %s no route answers', async (host) => {
  for (const operation of operations) {
    const head = [`${operation.method} ${addressOf(operation)} HTTP/1.1`, `Host: ${host}`, 'Content-Length: 2'];
    const more = [`Authorization: Bearer ${keys.right}`, 'Content-Type: application/json', 'Connection: close'];
    const answer = await sendRaw(app.url, `${[...head, ...more].join('\r\n')}\r\n\r\n{}`);
    expect([operation.id, answer.slice(0, 12)]).toEqual([operation.id, 'HTTP/1.1 421']);
  }
});

test('nothing of that was a failure of ours', () => {
  expect(app.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
