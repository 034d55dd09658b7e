import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { scopes } from '../src/shared/scopes.ts';
import { type ApiDocument, operationsOf } from './harness/api-document.ts';
import { type ApiKeys, issueApiKeys } from './harness/api-keys.ts';
import { startTestApp, type TestApp } from './harness/app.ts';
import { createScratchDatabase, hasPostgres } from './harness/database.ts';
import { sendRaw } from './harness/raw-http.ts';

describe.skipIf(!hasPostgres)('every route of the API', () => {
  let app: TestApp;
  let scratch: Awaited<ReturnType<typeof createScratchDatabase>>;
  let guildId: string;
  let document: ApiDocument;
  let keys: ApiKeys;

  beforeAll(async () => {
    scratch = await createScratchDatabase();
    app = await startTestApp({ DATABASE_URL: scratch.url });
    const { guilds } = await app.get<{ guilds: { id: string }[] }>('world');
    guildId = guilds[0]?.id ?? '';
    document = await (await fetch(`${app.url}/api/openapi.json`)).json();
    keys = await issueApiKeys(app, scratch.url, guildId);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await scratch.drop();
  });

  function operations() {
    return operationsOf(document).map(({ method, path, scope }) => ({
      method,
      path: path.replace('{guild_id}', guildId).replace(/\{\w+\}/g, '300000000000000001'),
      scope,
    }));
  }

  async function ask(method: string, path: string, key?: string): Promise<{ status: number; code?: string }> {
    const headers = key ? { authorization: `Bearer ${key}` } : {};
    const response = await fetch(`${app.url}${path}`, { method, headers });
    const text = await response.text();
    return { status: response.status, code: text.startsWith('{') ? JSON.parse(text).code : undefined };
  }

  test('knows who asks, and what they may', async () => {
    for (const { method, path, scope } of operations()) {
      const name = `${method} ${path}`;
      const others = scopes.filter((one) => scope !== 'any' && one !== scope).map((one) => `only ${one}` as const);
      const answer = async (key: keyof ApiKeys) => [name, key, (await ask(method, path, keys[key])).code as string];
      // After twenty failures of one address it hears no more than that.
      for (const key of ['expired', 'revoked'] as const) {
        expect([`api_key_${key}`, 'rate_limited']).toContain((await answer(key))[2] ?? '');
      }
      if (path.includes(guildId)) expect(await answer('elsewhere')).toEqual([name, 'elsewhere', 'guild_not_found']);
      for (const other of others) expect(await answer(other)).toEqual([name, other, 'scope_missing']);
    }
  });

  test('lets the right key through, without a failure of ours', async () => {
    for (const { method, path } of operations()) {
      const { status, code } = await ask(method, path, keys.right);
      const barred = [401, 403, 500].includes(status) || code === 'guild_not_found';
      expect([method, path, barred]).toEqual([method, path, false]);
    }
  });

  test('names no key in the log', () => {
    for (const key of Object.values(keys)) expect(app.log.join('\n')).not.toContain(key);
  });
});

describe('nonsense', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  }, 60_000);
  afterAll(() => app.close());

  test.each(['x', 'evil.example', ''])('a request for the host «%s» is refused before any route', async (host) => {
    const request = `GET /api/openapi.json HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(app.url, request)).toMatch(/^HTTP\/1\.1 (421|400)/);
  });

  const KEY = `sd_${'A'.repeat(8)}_${'b'.repeat(43)}_${'C'.repeat(6)}`;
  test.each([
    ['Bearer'],
    ['Bearer '],
    [`Bearer ${KEY}`],
    [`bearer ${'x'.repeat(4000)}`],
    ['Basic YTpi'],
    ['Bearer null'],
    ['sd_'],
  ])('Authorization: %s is answered with 404 or 401 and no trace', async (authorization) => {
    for (const path of ['/api/nothing', '/api/', '/api/guilds/1/bytes/leaderboard', '/api/guilds/%2e%2e/bytes']) {
      const response = await fetch(`${app.url}${path}`, { headers: { authorization } });
      const text = await response.text();
      expect([401, 404, 429]).toContain(response.status);
      expect(text).not.toMatch(/node_modules|at .*\.ts/);
      expect(JSON.parse(text)).toMatchObject({ type: 'about:blank', request_id: response.headers.get('x-request-id') });
    }
  });

  test('the development key works, and is readable by its owner alone', async () => {
    const file = Bun.file(`${app.dataDir}/dev-api-key`);
    expect((await file.stat()).mode & 0o777).toBe(0o600);
    expect(app.app.firstRequest).toContain(`${app.dataDir}/dev-api-key`);
    expect(app.app.firstRequest).not.toContain((await file.text()).trim());
  });
});
