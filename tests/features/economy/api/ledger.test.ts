import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type Api, openApi } from './scene.ts';

setDefaultTimeout(30_000);

interface Row {
  readonly id: string;
  readonly type: string;
  readonly amount: number;
  readonly giver_id: string;
  readonly receiver_id: string;
  readonly created_at: string;
}

let api: Api;
let everything: Row[];
beforeAll(async () => {
  api = await openApi();
  everything = await api.all('transactions?limit=100');
});
afterAll(() => api?.close());

const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);

describe('filters', () => {
  const DAYS = 86_400_000;
  const from = new Date(Date.now() - 10 * DAYS).toISOString();
  const to = new Date(Date.now() - 5 * DAYS).toISOString();
  const cases: [string, () => string, (row: Row) => boolean][] = [
    ['a type', () => 'type=transfer', ({ type }) => type === 'transfer'],
    ['a rare type', () => 'type=reward', ({ type }) => type === 'reward'],
    ['amounts', () => 'min_amount=20&max_amount=40', ({ amount }) => amount >= 20 && amount <= 40],
    ['instants', () => `from=${from}&to=${to}`, ({ created_at: at }) => at >= from && at < to],
    [
      'a person',
      () => `user_id=${api.person('ada')}`,
      ({ giver_id, receiver_id }) => [giver_id, receiver_id].includes(api.person('ada')),
    ],
    [
      'all at once',
      () => `user_id=${api.person('ada')}&type=daily&min_amount=10&from=${from}`,
      (row) =>
        row.receiver_id === api.person('ada') && row.type === 'daily' && row.amount >= 10 && row.created_at >= from,
    ],
  ];
  test.each(cases)('by %s give exactly what fits, page by page', async (_what, query, fits) => {
    const expected = ids(everything.filter(fits));
    expect(expected.length).toBeGreaterThan(0);
    expect(ids(await api.all(`transactions?limit=7&${query()}`))).toEqual(expected);
  });

  test('are part of the cursor', async () => {
    const { json } = await api.ask('GET', 'transactions?limit=5&type=daily');
    const cursor = json.page.next_cursor;
    for (const other of ['', '&type=transfer', '&type=daily&min_amount=1', `&type=daily&to=${to}`]) {
      expect(await api.ask('GET', `transactions?limit=5&cursor=${cursor}${other}`)).toMatchObject({
        status: 400,
        json: { code: 'invalid_cursor' },
      });
    }
    expect((await api.ask('GET', `transactions?limit=9&type=daily&cursor=${cursor}`)).status).toBe(200);
  });

  test.each([
    ['type=gift', 'type'],
    ['min_amount=0', 'min_amount'],
    ['min_amount=1e3', 'min_amount'],
    ['max_amount=9007199254740992', 'max_amount'],
    ['min_amount=5&max_amount=4', 'max_amount'],
    ['from=yesterday', 'from'],
    ['from=2026-13-01T00:00:00Z', 'from'],
    ['from=1700000000', 'from'],
    ['from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'to'],
    ['user_id=me', 'user_id'],
    ['colour=red', 'colour'],
    ['limit=1&limit=2', 'limit'],
  ])('%s is refused', async (query, field) => {
    const { status, json } = await api.ask('GET', `transactions?${query}`);
    expect({ status, json }).toMatchObject({ status: 422, json: { errors: [{ in: 'query', pointer: `#/${field}` }] } });
  });
});

test.each(['from=0000-01-01T00:00:00%2B14:00', 'to=9999-12-31T23:59:59-14:00'])(
  '%s reaches beyond all rows',
  async (query) => {
    expect(await api.all(`transactions?limit=100&${query}`)).toHaveLength(everything.length);
  },
);

test('one transaction is found by its id, in its guild only', async () => {
  const [first] = everything;
  expect((await api.ask('GET', `transactions/${first?.id}`)).json).toEqual(first);
  const nowhere = await api.ask('GET', `transactions/${crypto.randomUUID()}`);
  expect(nowhere).toMatchObject({ status: 404, json: { code: 'not_found' } });
  expect((await api.ask('GET', 'transactions/4711')).json).toMatchObject({ errors: [{ in: 'path' }] });
});
