import { expect, test } from 'bun:test';
import { ApiProblem, type ClientOptions, createCaller, isProblem, type Spec } from '../../../scripts/client/runtime.ts';

const READ: Spec = ['GET', '/api/things/{id}', ['limit'], 'plain', 'json'];
const PAY: Spec = ['POST', '/api/things/{id}', [], 'once', 'json'];
const WRITE: Spec = ['POST', '/api/things/{id}', [], 'plain', 'json'];

const done = () => Response.json({ ok: true });
const cut = () => Promise.reject(new TypeError('fetch failed'));
const refused =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  () =>
    Response.json({ code, detail: 'No.', request_id: 'r-1' }, { status, headers });
const BUSY = { 'retry-after': '0' };

type Step = () => Response | Promise<Response>;

/** A caller that is answered as the steps say, with what it sent. */
function against(steps: Step[], options: Partial<ClientOptions> = {}) {
  const sent: { url: string; init: RequestInit }[] = [];
  const call = createCaller({
    url: 'https://bot.example/',
    key: 'sd_x',
    fetch: async (url, init) => {
      sent.push({ url, init });
      const step = steps.shift();
      if (!step) throw new Error('asked too often');
      return step();
    },
    ...options,
  });
  return { call, sent };
}

test('an address is filled, and a query holds what was given', async () => {
  const { call, sent } = against([done]);
  expect(await call<object>(READ, { id: 'a/b', limit: 5 })).toEqual({ ok: true });
  expect(sent[0]?.url).toBe('https://bot.example/api/things/a%2Fb?limit=5');
  expect(sent[0]?.init.headers).toMatchObject({ authorization: 'Bearer sd_x' });
});

test.each([
  ['a read', READ, [cut, refused(503, 'discord_away', BUSY), refused(429, 'rate_limited', BUSY), done], 4],
  ['what is done once', PAY, [cut, refused(409, 'request_in_progress', BUSY), refused(502, 'x', BUSY), done], 4],
  ['a write that was refused unseen', WRITE, [refused(429, 'rate_limited', BUSY), done], 2],
] as [string, Spec, Step[], number][])('%s is sent again', async (_name, spec, steps, times) => {
  const { call, sent } = against([...steps]);
  expect(await call<object>(spec, { id: '1', ...(spec === READ ? {} : { body: {} }) })).toEqual({ ok: true });
  expect(sent.length).toBe(times);
  const names = sent.map(({ init }) => (init.headers as Record<string, string>)['idempotency-key']);
  expect(new Set(names).size).toBe(1);
  if (spec === PAY) expect(names[0]).toMatch(/^[\w-]{36}$/);
});

test.each([
  ['a write that may have been done', WRITE, cut, 'TypeError'],
  ['a write that the server broke off', WRITE, refused(503, 'discord_away', BUSY), 'ApiProblem'],
  ['what is refused for good', PAY, refused(409, 'insufficient_balance'), 'ApiProblem'],
  ['what is wrong', READ, refused(422, 'invalid_request'), 'ApiProblem'],
  ['what must wait too long', READ, refused(429, 'rate_limited', { 'retry-after': '3600' }), 'ApiProblem'],
] as [string, Spec, Step, string][])('%s is not sent again', async (_name, spec, step, name) => {
  const { call, sent } = against([step, done]);
  const error = await call(spec, { id: '1' }).catch((thrown: Error) => thrown);
  expect([(error as Error).name, sent.length]).toEqual([name, 1]);
});

test('tries come to an end', async () => {
  const { call, sent } = against([cut, cut, cut, cut], { retries: 1 });
  expect(call(READ, { id: '1' })).rejects.toThrow('fetch failed');
  await Bun.sleep(600);
  expect(sent.length).toBe(2);
});

test('a refusal carries its code, figures and request', async () => {
  const body = { code: 'insufficient_balance', detail: 'You have 20.', request_id: 'r-9', context: { balance: 20 } };
  const { call } = against([() => Response.json(body, { status: 409 })]);
  const error = await call(WRITE, { id: '1' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiProblem);
  expect(error).toMatchObject({ status: 409, requestId: 'r-9', context: { balance: 20 }, message: 'You have 20.' });
  expect([isProblem(error, 'insufficient_balance'), isProblem(error, 'no_account')]).toEqual([true, false]);
});

test('whoever gives up waits no longer', async () => {
  const control = new AbortController();
  const { call } = against([refused(429, 'rate_limited', { 'retry-after': '30' })]);
  setTimeout(() => control.abort(), 30);
  const startedAt = performance.now();
  expect(
    (await call(READ, { id: '1' }, { signal: control.signal }).catch((error: Error) => error)) as Error,
  ).toMatchObject({ name: 'AbortError' });
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
