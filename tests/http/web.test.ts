import { describe, expect, test } from 'bun:test';
import { Elysia } from 'elysia';
import { z } from 'zod';
import type { Feature } from '../../src/feature.ts';
import type { HealthCheck } from '../../src/http/health.ts';
import { createApiKit } from '../../src/http/kit/kit.ts';
import { createStaticFiles } from '../../src/http/static.ts';
import { createWeb } from '../../src/http/web.ts';
import { createAssets } from '../../src/platform/assets.ts';
import { createLimits } from '../../src/platform/limits.ts';
import { createLog } from '../../src/platform/log.ts';
import { nobodyComes } from './kit/pages/sample.ts';

const SECRET = 'password=hunter2';

const kit = createApiKit({
  keys: { identify: () => 'invalid' },
  limits: createLimits(),
  idempotency: { run: async () => ({ kind: 'working' }), sweep: async () => 0 },
  secret: SECRET,
  log: createLog({ level: 'silent', format: 'json' }),
});

const pageKit = nobodyComes();

const feature: Feature = {
  name: 'sample',
  api: new Elysia()
    .use(kit.plugin)
    .get(
      '/boom',
      () => {
        throw new Error(SECRET);
      },
      { right: 'public' },
    )
    .post('/numbers', ({ body }) => body, { right: 'public', body: z.strictObject({ n: z.int().min(1) }) }),
  web: new Elysia()
    .use(pageKit.plugin)
    .get(
      '/boom',
      () => {
        throw new Error(`${SECRET}<img src=x onerror=alert(1)>`);
      },
      { anyone: true },
    )
    .get('/form', ({ visit }) => visit.csrf(), { anyone: true })
    .post('/form', () => 'written', { anyone: true }),
};

function startWeb({
  devMode = false,
  checks = [] as HealthCheck[],
  draining = false,
  features = [feature],
  baseUrl = undefined as string | undefined,
} = {}) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json', stream: { write: (line) => void lines.push(line) } });
  const files = createStaticFiles(createAssets());
  const web = createWeb({
    features,
    kit,
    pageKit,
    pages: [],
    files,
    checks,
    draining: () => draining,
    devMode,
    baseUrl,
    version: 'test',
    client: () => '',
    log,
  });
  const ask = async (path: string, init: RequestInit = {}) =>
    web.answer(
      new Request(`http://localhost${path}`, { ...init, headers: { 'x-request-id': 'request-1', ...init.headers } }),
      null,
    );
  return { ask, lines, asset: files.asset };
}

const browser = { headers: { accept: 'text/html,*/*' } };

describe('errors', () => {
  test('under /api are problems with a stable code, never what was thrown', async () => {
    const { ask, lines } = startWeb();
    const response = await ask('/api/boom', browser);
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ status: 500, code: 'internal_error', request_id: 'request-1' });
    expect(body).not.toContain('hunter2');
    expect(lines.join()).toContain('request-1');
  });

  test('under /api name the value that was wrong', async () => {
    const { ask } = startWeb();
    const post = (body: string) =>
      ask('/api/numbers', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect((await post('{"n":1}')).status).toBe(200);
    const invalid = await post('{"n":0}');
    expect(invalid.status).toBe(422);
    expect(await invalid.json()).toMatchObject({ code: 'invalid_request', detail: expect.stringContaining('n') });
    const malformed = await post('{nonsense');
    expect(malformed.status).toBe(400);
    expect(await malformed.json()).toMatchObject({ code: 'malformed_body' });
    expect((await ask('/api/nothing')).status).toBe(404);
  });

  test('elsewhere are pages for people, with the request id', async () => {
    const { ask } = startWeb();
    const missing = await ask('/nothing', browser);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toContain('text/html');
    expect(await missing.text()).toContain('request-1');
    const broken = await (await ask('/boom', browser)).text();
    expect(broken).toContain('Something went wrong');
    expect(broken).not.toContain('hunter2');
  });

  test('show what was thrown in development, escaped', async () => {
    const { ask } = startWeb({ devMode: true });
    const page = await (await ask('/boom', browser)).text();
    expect(page).toContain('hunter2');
    expect(page).not.toContain('<img src=x');
  });
});

describe('health', () => {
  const database = (check: HealthCheck['check']): HealthCheck => ({ name: 'database', essential: true, check });
  const discord = (check: HealthCheck['check']): HealthCheck => ({ name: 'discord', essential: false, check });
  const down = async () => Promise.reject(new Error(SECRET));

  test('/readyz takes traffic without Discord, and none without the database', async () => {
    const degraded = startWeb({ checks: [database(async () => ({ status: 'ok' })), discord(down)] });
    const response = await degraded.ask('/readyz');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'degraded', dependencies: { discord: { status: 'down' } } });
    const broken = startWeb({ checks: [database(down)] });
    expect((await broken.ask('/readyz')).status).toBe(503);
    expect((await broken.ask('/healthz')).status).toBe(200);
  });

  test('/readyz takes no traffic during shutdown', async () => {
    const { ask } = startWeb({ draining: true });
    const response = await ask('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'draining' });
  });

  test('tells figures and causes to those who may see them only', async () => {
    const checks = [database(down)];
    expect(await (await startWeb({ checks }).ask('/health')).text()).not.toContain('hunter2');
    const detailed = await (await startWeb({ checks, devMode: true }).ask('/health')).json();
    expect(detailed).toMatchObject({ process: { version: 'test' }, dependencies: { database: { status: 'down' } } });
    expect(JSON.stringify(detailed)).toContain('hunter2');
  });
});

describe('static files', () => {
  test('are kept for ever at their versioned address, and come compressed', async () => {
    const { ask, asset } = startWeb();
    const response = await ask(asset('/css/look.css'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('immutable');
    const packed = await ask(asset('/vendor/tabler.min.css'), { headers: { 'accept-encoding': 'gzip, br' } });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect((await packed.arrayBuffer()).byteLength).toBeLessThan(100_000);
  });

  test('are not kept at an old address, and nothing else can be read', async () => {
    const { ask, asset } = startWeb();
    expect((await ask('/static/older/css/look.css')).headers.get('cache-control')).toBe('no-cache');
    for (const path of ['/css/nothing.css', '/../package.json', '/%2e%2e/package.json', '/css']) {
      expect((await ask(asset(path))).status).toBe(404);
    }
  });
});

test.each([
  ['cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['same-site', { 'sec-fetch-site': 'same-site', origin: 'http://localhost' }, 403],
  ['same-origin', { 'sec-fetch-site': 'same-origin' }, 200],
  ['no', { 'sec-fetch-site': 'none' }, 200],
  ['an older browser’s foreign', { origin: 'https://evil.example' }, 403],
  ['an older browser’s sandboxed', { origin: 'null' }, 403],
  ['an older browser’s own', { origin: 'http://localhost' }, 200],
  ['our own page as browsers see it', { origin: 'https://smarter.example' }, 200],
  ['another program’s', {}, 200],
])('a form of %s page gets %i', async (_name, headers, status) => {
  const { ask } = startWeb({ baseUrl: 'https://smarter.example' });
  const page = await ask('/form');
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const response = await ask('/form', {
    method: 'POST',
    headers: { ...headers, cookie, 'x-csrf-token': await page.text() },
  });
  expect(response.status).toBe(status);
});

test('a page that does not say who may open it keeps the server from starting', () => {
  const planted = { name: 'planted', web: new Elysia().get('/admin/planted', () => 'open to all') };
  expect(() => startWeb({ features: [feature, planted] })).toThrow(
    'these pages do not say who may open them: GET /admin/planted',
  );
});
