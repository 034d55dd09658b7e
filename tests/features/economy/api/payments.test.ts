import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { until } from '../../../harness/until.ts';
import { type Api, openApi, STRANGER } from './scene.ts';

setDefaultTimeout(60_000);

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const pay = (body: unknown, key?: string) => api.post('transactions', body, key);
const balance = async (name: string) => (await api.ask('GET', `balances/${api.person(name)}`)).json.balance;

describe('a payment', () => {
  test('names its people, and asks Discord nothing about members it hears of', async () => {
    await api.app.say('tomas', 'hello');
    const { next } = await api.app.get<{ next: number }>('wire');
    const paid = await pay({ receiver_id: api.person('tomas'), amount: 5 });
    expect(paid.json).toMatchObject({ receiver_username: 'tomas', giver_id: 'SYSTEM', giver_balance: null });
    const { entries } = await api.app.get<{ entries: { path?: string }[] }>(`wire?since=${next}`);
    expect(entries.filter(({ path }) => path?.includes(`/members/${api.person('tomas')}`))).toEqual([]);
  });

  test('to nobody, a bot, or somebody who left is refused and opens no account', async () => {
    expect(await pay({ receiver_id: STRANGER, amount: 5 })).toMatchObject({
      status: 422,
      json: { code: 'receiver_unknown', context: { user_id: STRANGER } },
    });
    expect(await pay({ receiver_id: api.person('buildbot'), amount: 5 })).toMatchObject({
      status: 422,
      json: { code: 'receiver_is_bot' },
    });
    expect(await pay({ giver_id: STRANGER, receiver_id: api.person('ada'), amount: 5 })).toMatchObject({
      status: 422,
      json: { code: 'giver_unknown' },
    });
    await api.app.post('leave', { member: 'bjorn' });
    expect(await pay({ receiver_id: api.person('bjorn'), amount: 5 })).toMatchObject({
      status: 409,
      json: { code: 'receiver_departed' },
    });
    expect((await api.ask('GET', `balances/${STRANGER}`)).status).toBe(404);
  });
});

describe('a bulk payment', () => {
  const bulk = (transactions: unknown, key?: string) => api.post('transactions/bulk', { transactions }, key);

  test('answers each row in order; a repetition is answered alike, and refused rows go under a new key', async () => {
    const before = await balance('priya');
    const rows = [
      { receiver_id: api.person('priya'), amount: 3, reason: 'one' },
      { giver_id: api.person('pia'), receiver_id: api.person('priya'), amount: 900 },
      { receiver_id: api.person('priya'), amount: 4 },
    ];
    const first = await bulk(rows, 'friday');
    expect(first.status).toBe(200);
    expect(first.json.counts).toEqual({ done: 2, replayed: 0, refused: 1 });
    expect(first.json.results).toMatchObject([
      { index: 0, status: 'done', transaction: { amount: 3, reason: 'one' } },
      { index: 1, status: 'refused', problem: { status: 409, code: 'insufficient_balance' } },
      { index: 2, status: 'done', transaction: { amount: 4 } },
    ]);
    await api.post(`balances/${api.person('pia')}/adjustments`, { delta: 900, reason: 'a gift' });
    const second = await bulk(rows, 'friday');
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.json).toEqual(first.json);
    expect((await bulk(rows.slice(1, 2), 'saturday')).json.counts).toEqual({ done: 1, replayed: 0, refused: 0 });
    expect(await bulk(rows.slice(1), 'friday')).toMatchObject({ status: 422, json: { code: 'idempotency_conflict' } });
    expect(await balance('priya')).toBe(before + 907);
  });

  test('ten at once under one key pay once', async () => {
    const before = await balance('noor');
    const rows = Array.from({ length: 100 }, () => ({ receiver_id: api.person('noor'), amount: 1 }));
    const answers = await Promise.all(Array.from({ length: 10 }, () => bulk(rows, 'hundred')));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(await balance('noor')).toBe(before + 100);
  });

  test('of nothing, too much, or with a wrong row is refused as a whole', async () => {
    const row = { receiver_id: api.person('noor'), amount: 1 };
    const before = await balance('noor');
    for (const [rows, pointers] of [
      [[], ['#/transactions']],
      [Array.from({ length: 101 }, () => row), ['#/transactions']],
      [
        [row, { ...row, amount: 0 }, { receiver_id: 'me', amount: 1 }],
        ['#/transactions/1/amount', '#/transactions/2/receiver_id'],
      ],
      [[{ ...row, tip: 1 }], ['#/transactions/0/tip']],
    ] as const) {
      const { status, json } = await bulk(rows);
      expect(status).toBe(422);
      expect(json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([...pointers]);
    }
    expect((await api.ask('POST', 'transactions/bulk', { transactions: [row] })).json.code).toBe(
      'invalid_idempotency_key',
    );
    expect(await balance('noor')).toBe(before);
  });
});

test('while Discord is away, known people are paid and new ones are asked to wait', async () => {
  await api.app.post('faults', { errors: 1, gatewayDown: true });
  try {
    await until(async () => {
      const answer = await pay({ receiver_id: '400000000000000777', amount: 5 });
      return answer.status === 503 ? answer : undefined;
    });
    const away = await pay({ receiver_id: '400000000000000778', amount: 5 });
    expect(away).toMatchObject({ status: 503, json: { code: 'discord_away' } });
    expect(away.headers.get('retry-after')).toBe('10');
    const sum = await balance('kwame');
    expect(await pay({ receiver_id: api.person('kwame'), amount: 5 })).toMatchObject({ status: 201 });
    expect(await balance('kwame')).toBe(sum + 5);
    const mixed = await api.post('transactions/bulk', {
      transactions: [
        { receiver_id: api.person('kwame'), amount: 1 },
        { receiver_id: STRANGER, amount: 1 },
      ],
    });
    expect(mixed.json.results).toMatchObject([{ status: 'done' }, { problem: { status: 503, code: 'discord_away' } }]);
    const daily = (user_id: string) => api.post('daily', { user_id });
    expect(await daily(api.person('kwame'))).toMatchObject({ status: 201 });
    expect(await daily(STRANGER)).toMatchObject({ status: 503, json: { code: 'discord_away' } });
    expect(await api.ask('GET', `balances/${STRANGER}`)).toMatchObject({ status: 404 });
  } finally {
    await api.app.post('faults', { clear: true });
  }
});
