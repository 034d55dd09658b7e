import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type Api, openApi } from './api/scene.ts';

setDefaultTimeout(60_000);

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const HEADERS = { 'idempotency-key': 'nonsense', 'if-match': '"1"' };

/** Every route that takes a body: method, path below the guild's bytes, and one of its fields that is a number. */
const WRITES = [
  ['POST', 'transactions', 'amount'],
  ['POST', 'transactions/bulk', 'transactions'],
  ['POST', 'daily', 'user_id'],
  ['POST', 'balances/200000000000000001/adjustments', 'delta'],
  ['PUT', 'balances/200000000000000001/streak', 'streak'],
  ['PUT', 'config', 'daily_amount'],
  ['POST', 'forecast', 'daily_amount'],
] as const;

/** Every route that reads a query, and a number in it with its largest value. */
const READS = [
  ['balances', 'limit', 100],
  ['leaderboard', 'limit', 100],
  ['leaderboard', 'offset', 1_000_000],
  ['transactions', 'limit', 100],
  ['transactions', 'min_amount', 9e15],
  ['forecast', 'days', 3650],
] as const;

const LISTS = ['balances', 'transactions'];

function refusedWell(
  { status, json, text, headers }: Awaited<ReturnType<Api['ask']>>,
  expected: number,
  code?: string,
) {
  expect([status, json.code]).toEqual([expected, code ?? json.code]);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(json).toMatchObject({ status: expected, detail: expect.stringMatching(/\.$/) });
  expect(json.request_id).toBe(headers.get('x-request-id'));
  expect(text).not.toMatch(/node_modules|\.ts:|at async/);
}

describe.each(WRITES)('%s %s', (method, path, field) => {
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    api.ask(method, path, body, { ...HEADERS, ...headers });

  test.each([
    ['nothing', undefined],
    ['an empty object', {}],
    ['null', 'null'],
    ['a list', []],
    ['a number', '5'],
    ['an unknown field', { nonsense: true }],
    ['what would be a prototype', '{"__proto__": {"amount": 5}, "constructor": 1}'],
  ])('with %s is refused', async (_what, body) => {
    refusedWell(await send(body), 422, 'invalid_request');
  });

  test.each([[1.5], [2 ** 53], [-(2 ** 53)], ['5'], [' 5'], ['1e3'], [''], [null], [true], [{}]])(
    'with %j for a number names the field',
    async (value) => {
      const answer = await send({ [field]: value });
      refusedWell(answer, 422, 'invalid_request');
      const pointers = answer.json.errors.map(({ pointer }: { pointer: string }) => pointer);
      expect(pointers).toContain(`#/${field}`);
    },
  );

  test('that is no JSON, too deep, too large, or a form is refused before it is looked at', async () => {
    refusedWell(await send('{nonsense'), 400, 'malformed_body');
    refusedWell(await send(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 400, 'malformed_body');
    refusedWell(await send({ [field]: 'x'.repeat(300_000) }), 413, 'body_too_large');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    refusedWell(await send(`${field}=5`, form), 415, 'json_only');
  });
});

describe.each(READS)('GET %s?%s', (path, name, most) => {
  test.each([['1e3'], [''], ['%205'], ['1.5'], ['-1'], ['0x10'], ['9007199254740993'], ['null'], [String(most + 1)]])(
    '=%s is refused',
    async (value) => {
      const answer = await api.ask('GET', `${path}?${name}=${value}`);
      refusedWell(answer, 422, 'invalid_request');
      expect(answer.json.errors).toMatchObject([{ in: 'query', pointer: `#/${name}` }]);
    },
  );

  test('twice, or beside something unknown, is refused', async () => {
    refusedWell(await api.ask('GET', `${path}?${name}=1&${name}=2`), 422, 'invalid_request');
    refusedWell(await api.ask('GET', `${path}?${name}=1&colour=red`), 422, 'invalid_request');
  });
});

test.each(LISTS)('a cursor of %s that was forged, cut or is another guild’s is refused', async (list) => {
  const { next_cursor: cursor } = (await api.ask('GET', `${list}?limit=2`)).json.page;
  const [body, signature] = cursor.split('.');
  const forged = [
    `${cursor}x`,
    cursor.slice(0, -1),
    `${Buffer.from('["x"]').toString('base64url')}.${signature}`,
    body,
    'null',
    '.',
    'x'.repeat(512),
  ];
  for (const one of forged) {
    refusedWell(await api.ask('GET', `${list}?limit=2&cursor=${one}`), 400, 'invalid_cursor');
  }
  refusedWell(await api.ask('GET', `${list}?cursor=`), 422);
  refusedWell(await api.ask('GET', `${list}?cursor=${'x'.repeat(513)}`), 422);
  refusedWell(await api.ask('GET', `../../199999999999999999/bytes/${list}?cursor=${cursor}`), 400, 'invalid_cursor');
});

test.each(['me', '123', '1'.repeat(40), '0', '-1', "'; DROP TABLE bytes_balances --", '🪙'])(
  'the id «%s» is nobody’s',
  async (id) => {
    const path = `balances/${encodeURIComponent(id)}`;
    refusedWell(await api.ask('GET', path), 422, 'invalid_request');
    refusedWell(await api.ask('DELETE', path), 422, 'invalid_request');
    refusedWell(await api.ask('PUT', `${path}/opt-out`), 422, 'invalid_request');
    refusedWell(await api.ask('GET', `transactions/${encodeURIComponent(id)}`), 422, 'invalid_request');
  },
);

test.each(['x'.repeat(129), 'with space', 'ümlaut', '<script>'])('the Idempotency-Key «%s» is refused', async (key) => {
  const body = { receiver_id: api.person('ada'), amount: 1 };
  for (const [path, sent] of [
    ['transactions', body],
    ['transactions/bulk', { transactions: [body] }],
    [`balances/${api.person('ada')}/adjustments`, { delta: 1, reason: 'because' }],
  ] as const) {
    refusedWell(
      await api.ask('POST', path, sent, { 'idempotency-key': encodeURIComponent(key).slice(0, 200) }),
      400,
      'invalid_idempotency_key',
    );
  }
});

test('nothing of this moved a byte', async () => {
  expect((await api.ask('GET', 'ledger/verification')).json.ok).toBe(true);
  expect(await api.all('transactions?limit=100&type=admin_adjust')).toEqual([]);
});
