import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { Elysia } from 'elysia';
import { unguardedRoutes } from '../../../src/http/kit/rights.ts';
import { eachDatabase } from '../../harness/database.ts';
import { GUILD, OTHER_GUILD, startSample } from './sample.ts';

const PATH = `/api/guilds/${GUILD}/drawer/`;
const FOREIGN = `/api/guilds/${OTHER_GUILD}/drawer/`;

eachDatabase('the REST kit', ({ open }) => {
  let sample: ReturnType<typeof startSample>;
  let close: () => Promise<void>;
  let now = Date.parse('2026-01-01T00:00:00Z');
  beforeAll(async () => {
    const database = await open();
    close = database.close;
    sample = startSample(database.db, { now: () => now });
  });
  afterAll(() => close());
  const post = (body: unknown, key: string, more: Record<string, string> = {}) =>
    sample.ask('POST', PATH, {
      key: 'right',
      body: JSON.stringify(body),
      headers: { 'idempotency-key': key, ...more },
    });

  describe('who may', () => {
    const matrix: [string, string | undefined, string, string, number, string][] = [
      ['no key', undefined, 'GET', PATH, 401, 'api_key_missing'],
      ['an unknown key', 'nonsense', 'GET', PATH, 401, 'api_key_invalid'],
      ['a revoked key', 'revoked', 'GET', PATH, 401, 'api_key_revoked'],
      ['an expired key', 'expired', 'GET', PATH, 401, 'api_key_expired'],
      ['a read-only key that writes', 'reader', 'POST', PATH, 403, 'scope_missing'],
      ['a read-only key that deletes', 'reader', 'DELETE', PATH, 403, 'scope_missing'],
      ['a key of another guild', 'right', 'GET', FOREIGN, 404, 'guild_not_found'],
    ];
    for (const [who, key, method, path, status, code] of matrix) {
      test(`${who}: ${status} ${code}`, async () => {
        const answer = await sample.ask(method, path, key ? { key } : {});
        expect(answer.json).toMatchObject({ status, code, request_id: 'request-1' });
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(answer.headers.has('www-authenticate')).toBe(status === 401);
      });
    }

    test('the right key, in its guild or in every guild', async () => {
      expect((await sample.ask('DELETE', PATH, { key: 'right' })).json).toEqual({ by: 'key:1' });
      expect((await sample.ask('DELETE', FOREIGN, { key: 'everywhere' })).json).toEqual({ by: 'key:3' });
    });

    test('nobody is asked on a public route', async () => {
      expect((await sample.ask('GET', '/api/open')).status).toBe(200);
    });

    test('U+0000 in an address is refused, to whom may come in', async () => {
      expect((await sample.ask('DELETE', `${PATH}?a=%00`, { key: 'right' })).json.code).toBe('invalid_request');
      expect((await sample.ask('DELETE', `${PATH}?a=%00`)).json.code).toBe('api_key_missing');
    });

    test('is decided before the body is read', async () => {
      expect((await sample.ask('POST', PATH, { body: '{' })).status).toBe(401);
    });

    test('a cookie or another scheme is no key', async () => {
      const cookie = await sample.ask('GET', PATH, { headers: { cookie: 'authorization=right' } });
      const basic = await sample.ask('GET', PATH, { headers: { authorization: 'Basic right' } });
      expect([cookie.json.code, basic.json.code]).toEqual(['api_key_missing', 'api_key_missing']);
    });

    test('a route without a right is found', () => {
      expect(unguardedRoutes(sample.routes.routes)).toEqual([]);
      const planted = new Elysia().get('/planted', () => 'open to all');
      expect(unguardedRoutes(sample.routes.use(planted).routes)).toEqual(['GET /api/planted']);
    });
  });

  describe('limits', () => {
    test('each key has its own, told in every answer', async () => {
      const answers = [1, 2, 3].map(() => sample.ask('GET', PATH, { key: 'slow' }));
      const [first, , third] = await Promise.all(answers);
      expect(first?.headers.get('ratelimit-policy')).toBe('"key";q=2;w=60');
      expect(first?.headers.get('ratelimit')).toMatch(/^"key";r=1;t=\d+$/);
      expect(third?.json).toMatchObject({ status: 429, code: 'rate_limited' });
      expect(Number(third?.headers.get('retry-after'))).toBeWithin(1, 61);
      expect((await sample.ask('GET', PATH, { key: 'right' })).status).toBe(200);
    });

    test('an address that keeps failing is slowed down, good keys from there are not', async () => {
      const statuses: number[] = [];
      for (let i = 0; i < 25; i += 1) statuses.push((await sample.ask('GET', PATH, { key: `guess-${i}` })).status);
      expect(statuses.at(-1)).toBe(429);
      expect((await sample.ask('GET', PATH, { key: 'right' })).status).toBe(200);
    });
  });

  describe('bodies', () => {
    const bad: [string, string, Record<string, string>, number][] = [
      ['a form', 'n=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
      ['text', '{"n":1}', { 'content-type': 'text/plain' }, 415],
      ['half a document', '{"n":', {}, 400],
      ['300 KB', JSON.stringify({ n: 1, pad: 'x'.repeat(300_000) }), {}, 413],
      ['a deep document', '['.repeat(100_000) + ']'.repeat(100_000), {}, 400],
      ['an unknown field', '{"n":1,"admin":true}', {}, 422],
      ['a fraction', '{"n":1.5}', {}, 422],
      ['zero', '{"n":0}', {}, 422],
      ['text for a number', '{"n":"5"}', {}, 422],
      ['2^53', '{"n":9007199254740992}', {}, 422],
      ['nothing', '', { 'content-type': 'application/json' }, 400],
      ['null', 'null', {}, 422],
    ];
    for (const [what, body, headers, status] of bad) {
      test(`${what}: ${status}`, async () => {
        const answer = await sample.ask('POST', PATH, {
          key: 'right',
          body,
          headers: { 'idempotency-key': crypto.randomUUID(), ...headers },
        });
        expect(answer.json.status).toBe(status);
        expect(answer.text).not.toContain('node_modules');
      });
    }

    test('what a handler throws stays inside', async () => {
      const answer = await post({ n: 14 }, 'boom');
      expect(answer.json).toMatchObject({ status: 500, code: 'internal_error' });
      expect(answer.text).not.toContain('hunter2');
    });
  });

  describe('Idempotency-Key', () => {
    test('is needed, and of a plain form', async () => {
      const none = await sample.ask('POST', PATH, { key: 'right', body: '{"n":1}' });
      const odd = await post({ n: 1 }, 'a b');
      expect([none.json.code, odd.json.code]).toEqual(['invalid_idempotency_key', 'invalid_idempotency_key']);
    });

    test('repeats the answer and not the work', async () => {
      const first = await post({ n: 21 }, 'k-21');
      const again = await post({ n: 21 }, 'k-21');
      expect(first.status).toBe(201);
      expect({ status: again.status, text: again.text }).toEqual({ status: 201, text: first.text });
      expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
      expect(sample.drawer.filter((n) => n === 21)).toHaveLength(1);
    });

    test('with another body is a conflict', async () => {
      await post({ n: 22 }, 'k-22');
      expect((await post({ n: 23 }, 'k-22')).json).toMatchObject({ status: 422, code: 'idempotency_conflict' });
      expect(sample.drawer).not.toContain(23);
    });

    test('twice at the same time works once', async () => {
      const gate = Promise.withResolvers<void>();
      sample.hold.until = gate.promise;
      const both = [post({ n: 24 }, 'k-24'), post({ n: 24 }, 'k-24')];
      const loser = await Promise.race(both);
      gate.resolve();
      sample.hold.until = null;
      expect(loser.json).toMatchObject({ status: 409, code: 'request_in_progress' });
      expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(sample.drawer.filter((n) => n === 24)).toHaveLength(1);
    });

    test('may be used again after a refusal or a failure', async () => {
      expect((await post({ n: 13 }, 'k-13')).json).toMatchObject({
        status: 409,
        code: 'cooldown_active',
        title: 'Cooldown active',
        detail: 'Come back at 2026-01-01T00:00:00Z.',
        context: { until: 1_767_225_600_000 },
      });
      expect((await post({ n: 14 }, 'k-13')).status).toBe(500);
      expect((await post({ n: 25 }, 'k-13')).status).toBe(201);
    });

    test('that the ledger remembers is replayed by the ledger, one at a time', async () => {
      const gate = Promise.withResolvers<void>();
      const move = () => sample.ask('POST', `${PATH}moves`, { key: 'right', headers: { 'idempotency-key': 'move-1' } });
      sample.hold.until = gate.promise;
      const both = [move(), move()];
      expect((await Promise.race(both)).json.code).toBe('request_in_progress');
      gate.resolve();
      sample.hold.until = null;
      const [first] = (await Promise.all(both)).filter(({ status }) => status === 200);
      const again = await move();
      expect([first?.text, again.text]).toEqual(['{"n":1}', '{"n":1}']);
      expect([first, again].map((answer) => answer?.headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    });

    test('is forgotten after a day', async () => {
      await post({ n: 26 }, 'k-26');
      now += 24 * 3_600_000;
      expect((await post({ n: 27 }, 'k-26')).status).toBe(201);
    });
  });

  test('a cursor leads through the list, and only through its own', async () => {
    sample.drawer.splice(0, Number.POSITIVE_INFINITY, 1, 2, 3);
    const first = await sample.ask('GET', `${PATH}?limit=2`, { key: 'everywhere' });
    const cursor = (first.json.page as { next_cursor: string }).next_cursor;
    const get = (path: string, text: string) => sample.ask('GET', `${path}?cursor=${text}`, { key: 'everywhere' });
    expect((await get(PATH, cursor)).json).toEqual({ data: [3], page: { next_cursor: null } });
    const forged = [`${cursor}A`, cursor.slice(1), cursor.replace('.', ''), 'WzFd.AAAA', 'x'];
    for (const text of forged) expect((await get(PATH, text)).json.code).toBe('invalid_cursor');
    expect((await get(FOREIGN, cursor)).json.code).toBe('invalid_cursor');
  });

  test('numbers in queries are digits', async () => {
    const nonsense = ['1e1', '%205', '', '0x10', '-1', '0', '101', '1.5', '%2B5', '９'];
    for (const limit of nonsense) {
      const { json } = await sample.ask('GET', `${PATH}?limit=${limit}`, { key: 'right' });
      expect([limit, json.status]).toEqual([limit, 422]);
    }
    expect((await sample.ask('GET', `${PATH}?limit=100`, { key: 'right' })).status).toBe(200);
  });

  test('a ranked list has an offset and a total', async () => {
    sample.drawer.splice(0, Number.POSITIVE_INFINITY, 1, 3, 2);
    const ranks = (query: string) => sample.ask('GET', `${PATH}ranks${query}`, { key: 'right' });
    expect((await ranks('?limit=2')).json).toEqual({ data: [3, 2], page: { limit: 2, offset: 0, total: 3 } });
    expect((await ranks('?offset=2')).json).toEqual({ data: [1], page: { limit: 10, offset: 2, total: 3 } });
  });

  test('rows of one answer are refused each for itself', async () => {
    const { text } = await sample.ask('POST', `${PATH}checks`, { key: 'right', body: '[5,51]' });
    expect(JSON.parse(text)).toEqual([
      { n: 5 },
      { status: 422, code: 'amount_too_large', title: 'Amount too large', detail: 'At most 50.', context: { max: 50 } },
    ]);
  });

  test('a change says what it replaces', async () => {
    const put = (headers: Record<string, string>) =>
      sample.ask('PUT', PATH, { key: 'right', body: '{"n":1}', headers });
    expect((await put({})).json).toMatchObject({ status: 428, code: 'version_required' });
    expect((await put({ 'if-match': '*' })).json).toMatchObject({ status: 412, code: 'version_mismatch' });
    const done = await put({ 'if-match': '"3"' });
    expect([done.status, done.headers.get('etag')]).toEqual([200, '"4"']);
  });
});
