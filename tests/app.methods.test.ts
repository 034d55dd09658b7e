import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, startTestApp, type TestApp } from './harness/app.ts';
import { scratchIfAny } from './harness/database.ts';
import { hasRedis, REDIS_URL } from './harness/redis.ts';

setDefaultTimeout(60_000);

const OURS = 'https://community.example';
const keyOf = ({ dataDir }: TestApp) => readFileSync(join(dataDir, 'dev-api-key'), 'utf8').trim();

describe('the API', () => {
  let app: TestApp;
  let database: Awaited<ReturnType<typeof scratchIfAny>>;
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/api${path}`, { method, headers: { authorization: `Bearer ${keyOf(app)}`, ...headers } });

  beforeAll(async () => {
    database = await scratchIfAny();
    app = await startTestApp({ ...database.setting, CORS_ORIGINS: `${OURS},http://localhost:5173` });
  });
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  test('says of a method that it does not take which ones it takes', async () => {
    const answer = await ask('DELETE', '/guilds');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(await answer.json()).toMatchObject({
      code: 'method_not_allowed',
      request_id: answer.headers.get('x-request-id'),
    });
    expect((await ask('PATCH', '/keys')).headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    expect((await ask('DELETE', '/guilds/1/nothing')).status).toBe(404);
    expect((await ask('OPTIONS', '/nothing')).status).toBe(404);
  });

  test('answers HEAD like GET without a body, and OPTIONS with the methods and no key', async () => {
    const [head, get] = [await ask('HEAD', '/me'), await ask('GET', '/me')];
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    const options = await fetch(`${app.url}/api/keys`, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS, POST']);
  });

  const preflight = (origin: string) =>
    fetch(`${app.url}/api/keys`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
  const allowed = ({ headers }: Response) => [...headers.keys()].filter((name) => name.startsWith('access-control-'));

  test('lets pages of listed origins in, with a key and never with cookies', async () => {
    const { status, headers } = await preflight(OURS);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, OURS]);
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    expect(headers.get('access-control-allow-headers')).toContain('Authorization');
    const answer = await ask('GET', '/me', { origin: OURS });
    expect(answer.headers.get('access-control-allow-origin')).toBe(OURS);
    expect(answer.headers.get('access-control-expose-headers')).toContain('RateLimit');
    expect(answer.headers.get('vary')).toContain('Origin');
    for (const one of [headers, answer.headers]) expect(one.has('access-control-allow-credentials')).toBe(false);
    const refused = await fetch(`${app.url}/api/me`, { headers: { origin: OURS } });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, OURS]);
  });

  test.each(['https://evil.example', 'null', `${OURS}.evil.example`, OURS.replace('https', 'http'), `${OURS}:8443`])(
    'tells pages of %s nothing',
    async (origin) => {
      expect(allowed(await preflight(origin))).toEqual([]);
      expect(allowed(await ask('GET', '/me', { origin }))).toEqual([]);
    },
  );

  test('gives a page of a listed origin nothing but the API', async () => {
    expect(allowed(await fetch(`${app.url}/`, { headers: { origin: OURS } }))).toEqual([]);
  });

  test.each([
    ['GET', '/me'],
    ['GET', '/nothing'],
    ['DELETE', '/me'],
    ['OPTIONS', '/me'],
    ['POST', '/keys'],
    ['GET', '/openapi.json'],
  ])('%s %s says how long it took and which request it was', async (method, path) => {
    const { headers } = await ask(method, path, { 'x-request-id': 'caller-chosen-1' });
    expect(headers.get('server-timing')).toMatch(/^app;dur=\d+\.\d$/);
    expect(headers.get('x-request-id')).toBe('caller-chosen-1');
  });
});

test('without CORS_ORIGINS no page of another origin is told anything', async () => {
  const database = await scratchIfAny();
  const app = await startTestApp({ ...database.setting });
  const { headers } = await fetch(`${app.url}/api/me`, { headers: { origin: app.url } });
  expect([headers.has('access-control-allow-origin'), headers.get('vary')?.includes('Origin') ?? false]).toEqual([
    false,
    false,
  ]);
  await app.close();
  await database.drop();
});

test.skipIf(!hasRedis)('with Redis the rate limit goes on counting where it was before a restart', async () => {
  const folder = newFolder();
  const database = await scratchIfAny();
  const settings = { ...database.setting, REDIS_URL: `${REDIS_URL.replace(/\/\d*$/, '')}/11` };
  const remaining = async (app: TestApp) => {
    const { headers } = await fetch(`${app.url}/api/me`, { headers: { authorization: `Bearer ${keyOf(app)}` } });
    expect(headers.get('ratelimit-policy')).toBe('"key";q=6000;w=60');
    return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
  };
  const first = await startTestApp(settings, folder);
  expect([await remaining(first), await remaining(first), await remaining(first)]).toEqual([5999, 5998, 5997]);
  await first.stop();
  const second = await startTestApp(settings, folder);
  expect(await remaining(second)).toBe(5996);
  await second.close();
  await database.drop();
});
