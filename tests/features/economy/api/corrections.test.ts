import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type Api, openApi, STRANGER } from './scene.ts';

setDefaultTimeout(30_000);

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const balance = async (name: string) => (await api.ask('GET', `balances/${api.person(name)}`)).json;

describe('an adjustment', () => {
  const adjust = (name: string, body: unknown, key?: string) =>
    api.post(`balances/${api.person(name)}/adjustments`, body, key);

  test('gives and takes, once for each key', async () => {
    const before = (await balance('ada')).balance;
    const body = { delta: 25, reason: 'Lost in the move' };
    const first = await adjust('ada', body, 'move');
    expect(first).toMatchObject({ status: 201, json: { type: 'admin_adjust', amount: 25, reason: body.reason } });
    const again = await adjust('ada', body, 'move');
    expect(again.json).toEqual(first.json);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await adjust('ada', { ...body, delta: 26 }, 'move')).json.code).toBe('idempotency_conflict');
    expect((await adjust('ada', { delta: -5, reason: 'Paid twice' })).json).toMatchObject({
      giver_id: api.person('ada'),
      receiver_id: 'SYSTEM',
    });
    expect((await balance('ada')).balance).toBe(before + 20);
  });

  test.each([
    ['nothing', { delta: 0 }, 'delta'],
    ['half a byte', { delta: 0.5 }, 'delta'],
    ['text', { delta: '5' }, 'delta'],
    ['more than there can be', { delta: 2 ** 53 }, 'delta'],
    ['no reason', { reason: undefined }, 'reason'],
    ['a blank reason', { reason: ' \n ' }, 'reason'],
    ['an endless reason', { reason: 'x'.repeat(201) }, 'reason'],
  ])('of %s is refused', async (_what, wrong, field) => {
    const { status, json } = await adjust('ada', { delta: 5, reason: 'because', ...wrong });
    expect({ status, json }).toMatchObject({
      status: 422,
      json: { code: 'invalid_request', errors: [{ in: 'body', pointer: `#/${field}` }] },
    });
  });

  test('of nobody, a bot, or beyond what is there is refused', async () => {
    const body = { delta: 5, reason: 'because' };
    expect(await adjust(STRANGER, body)).toMatchObject({ status: 404, json: { code: 'no_account' } });
    expect(await adjust('buildbot', body)).toMatchObject({ status: 422, json: { code: 'receiver_is_bot' } });
    expect(await adjust('pia', { ...body, delta: -1e9 })).toMatchObject({
      status: 409,
      json: { code: 'insufficient_balance' },
    });
    expect((await api.ask('POST', `balances/${api.person('ada')}/adjustments`, body)).json.code).toBe(
      'invalid_idempotency_key',
    );
  });
});

test('a streak is set, and the daily goes on from it', async () => {
  const path = `balances/${api.person('sofia')}/streak`;
  const set = await api.ask('PUT', path, { streak: 40, reason: 'The bot was deaf' });
  expect(set).toMatchObject({ status: 200, json: { streak: 40, username: 'sofia' } });
  const daily = await api.ask('POST', 'daily', { user_id: api.person('sofia') });
  expect(daily).toMatchObject({ status: 201, json: { streak: 41, multiplier: 16 } });
  for (const streak of [-1, 1.5, 36_501, '3']) {
    expect((await api.ask('PUT', path, { streak, reason: 'because' })).status).toBe(422);
  }
  const stranger = await api.ask('PUT', `balances/${STRANGER}/streak`, { streak: 1, reason: 'because' });
  expect(stranger).toMatchObject({ status: 404, json: { code: 'no_account' } });
});

test('leaving somebody out and taking them in again can be repeated', async () => {
  const path = `balances/${api.person('noor')}/opt-out`;
  for (const [method, out] of [
    ['PUT', true],
    ['PUT', true],
    ['DELETE', false],
    ['DELETE', false],
  ] as const) {
    expect(await api.ask(method, path)).toMatchObject({ status: 204, text: '' });
    expect(await balance('noor')).toMatchObject({ opted_out: out });
    expect((await api.ask('GET', `leaderboard/${api.person('noor')}`)).status).toBe(out ? 404 : 200);
  }
  expect((await api.ask('PUT', `balances/${STRANGER}/opt-out`)).status).toBe(404);
  expect((await api.ask('DELETE', `balances/${STRANGER}/opt-out`)).status).toBe(204);
  expect((await api.ask('GET', `balances/${STRANGER}`)).status).toBe(404);
});

test('a person is erased for good, and the ledger still adds up', async () => {
  const leila = api.person('leila');
  expect((await balance('leila')).balance).toBeGreaterThan(0);
  expect((await api.ask('DELETE', `balances/${leila}`)).status).toBe(204);
  expect((await api.ask('DELETE', `balances/${leila}`)).status).toBe(204);
  expect((await api.ask('GET', `balances/${leila}`)).status).toBe(404);
  expect(await api.all(`transactions?user_id=${leila}`)).toEqual([]);
  expect((await api.ask('GET', 'balances?search=leila')).json.data).toEqual([]);
  expect((await api.ask('GET', 'ledger/verification')).json.ok).toBe(true);
});
