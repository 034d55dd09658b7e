import { expect, test } from 'bun:test';
import { Elysia } from 'elysia';
import { z } from 'zod';
import { createDispatch } from '../../src/http/dispatch.ts';
import { createProblems } from '../../src/http/errors.tsx';
import type { ApiActor } from '../../src/http/kit/guard.ts';
import { isComplete } from '../../src/http/kit/marks.ts';
import { RIGHT } from '../../src/http/kit/rights.ts';
import { createLog } from '../../src/platform/log.ts';
import { pathOf } from '../../src/shared/path.ts';

const actor: ApiActor = { id: 'key:1', name: 'ci', requestId: '', ip: '', guildIds: null };

/** As the kit's macro declares it. */
const open = { transform: Object.assign(() => {}, { [RIGHT]: 'public' }) };

const routes = new Elysia({ prefix: '/api' })
  .guard(open)
  .get('/things/:name', ({ params, query }) => ({ ...params, ...query }), {
    params: z.object({ name: z.string().max(9) }),
    query: z.strictObject({ size: z.string().default('small') }),
  })
  .get('/text', ({ set }) => {
    set.headers['content-type'] = 'text/plain';
    set.headers['x-frame-options'] = 'SAMEORIGIN';
    return 'text';
  })
  .get('/late', async () => ({ late: true }))
  .get('/own', () => new Response('own', { status: 418 }))
  .post('/nothing', ({ set }) => {
    set.status = 204;
  })
  .get('/broken', async () => Promise.reject(new Error('password=hunter2'))).routes;

const options: Omit<Parameters<typeof createDispatch>[0], 'routes'> = {
  guard: ({ headers }) => {
    headers.ratelimit = '"key";r=1;t=1';
    return actor;
  },
  failed: createProblems(createLog({ level: 'silent', format: 'json' })),
  common: { 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' },
};
const dispatch = createDispatch({ ...options, routes });

function ask(path: string, init: RequestInit = {}): Response | Promise<Response> {
  const request = new Request(`http://localhost${path}`, { ...init, headers: { 'x-request-id': 'request-1' } });
  const found = dispatch.find(request, pathOf(request));
  if (!found) throw new Error(`there is no ${path}`);
  return dispatch.run(found, { request, path: pathOf(request), source: null, at: performance.now() });
}

test('what is there is answered without a promise, with every header that answers have', async () => {
  const answer = ask('/api/things/a');
  expect(answer).toBeInstanceOf(Response);
  const response = answer as Response;
  expect(await response.json()).toEqual({ name: 'a', size: 'small' });
  expect(isComplete(response)).toBe(true);
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'application/json',
    ratelimit: '"key";r=1;t=1',
    'server-timing': expect.stringMatching(/^app;dur=\d+\.\d$/),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-request-id': 'request-1',
  });
});

test('a route’s own headers, statuses and responses stay', async () => {
  const text = await ask('/api/text');
  expect([text.headers.get('content-type'), text.headers.get('x-frame-options')]).toEqual(['text/plain', 'SAMEORIGIN']);
  const own = await ask('/api/own');
  expect([own.status, await own.text(), own.headers.get('ratelimit')]).toEqual([418, 'own', '"key";r=1;t=1']);
  // Nobody built it from the headers of all answers, so that they are still to be added.
  expect(isComplete(own)).toBe(false);
  const nothing = await ask('/api/nothing', { method: 'POST' });
  expect([nothing.status, await nothing.text()]).toEqual([204, '']);
  expect(await (await ask('/api/late')).json()).toEqual({ late: true });
});

test('what is thrown on the way is a problem', async () => {
  const broken = await ask('/api/broken');
  expect([broken.status, broken.headers.get('ratelimit')]).toEqual([500, '"key";r=1;t=1']);
  expect(await broken.text()).not.toContain('hunter2');
});

test('an address may end with a slash and be encoded; a query is text, once for each name', async () => {
  expect(await (await ask('/api/things/a%20b/?size=big+one')).json()).toEqual({ name: 'a b', size: 'big one' });
  expect(await (await ask('/api/things/%E0%A4%A')).json()).toMatchObject({ name: '%E0%A4%A' });
  for (const query of ['size=1&size=2', 'size[]=1', '__proto__=1', 'constructor=1']) {
    const refused = await ask(`/api/things/a?${query}`);
    expect([query, refused.status]).toEqual([query, 422]);
  }
  expect((await ask('/api/things/0123456789')).status).toBe(422);
  expect((await ask('/api/late?size=1')).status).toBe(200);
});

test('HEAD tells what GET would, without its body', async () => {
  const head = await ask('/api/things/a', { method: 'HEAD' });
  expect([head.status, await head.text(), head.headers.get('content-type')]).toEqual([200, '', 'application/json']);
  expect(head.headers.get('content-length')).toBe(String(JSON.stringify({ name: 'a', size: 'small' }).length));
  expect(dispatch.find(new Request('http://localhost/api/nothing', { method: 'HEAD' }), '/api/nothing')).toBeNull();
});

test('a route that does not say what it asks of a key is never open to all', () => {
  const { routes } = new Elysia().get('/api/planted', () => 'open to all');
  expect(() => createDispatch({ ...options, routes })).toThrow('/api/planted declares no right');
});
