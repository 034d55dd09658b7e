import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApp, type TestApp } from '../../harness/app.ts';

setDefaultTimeout(30_000);

const STRANGER = '400000000000000001';

let app: TestApp;
let guildId: string;
let key: string;
let people: Map<string, string>;

beforeAll(async () => {
  app = await startTestApp();
  const { guilds } = await app.get<{ guilds: { id: string; members: { user: { id: string; username: string } }[] }[] }>(
    'world',
  );
  guildId = guilds[0]?.id ?? '';
  people = new Map(guilds[0]?.members.map(({ user }) => [user.username, user.id]));
  key = readFileSync(join(app.dataDir, 'dev-api-key'), 'utf8').trim();
});
afterAll(() => app?.close());

const person = (name: string) => people.get(name) ?? '';

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}/api/guilds/${guildId}/bytes/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API says is looked at as it is
  return { status: response.status, headers: response.headers, json: (await response.json()) as any };
}

const pay = (body: unknown, name: string = crypto.randomUUID()) =>
  ask('POST', 'transactions', body, { 'idempotency-key': name });

describe('a payment', () => {
  test('from the guild rewards a member, and the same Idempotency-Key pays once', async () => {
    const before = (await ask('GET', `balances/${person('priya')}`)).json.balance;
    const body = { receiver_id: person('priya'), amount: 40, reason: 'merged #4711' };
    const first = await pay(body, 'pr-4711');
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({ type: 'reward', giver_id: 'SYSTEM', amount: 40, reason: 'merged #4711' });
    const again = await pay(body, 'pr-4711');
    expect(again.json).toEqual(first.json);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await ask('GET', `balances/${person('priya')}`)).json.balance).toBe(before + 40);
  });

  test('with a used key and another body is refused, and moves nothing', async () => {
    await pay({ receiver_id: person('priya'), amount: 1 }, 'once');
    const other = await pay({ receiver_id: person('priya'), amount: 2 }, 'once');
    expect(other.status).toBe(422);
    expect(other.json.code).toBe('idempotency_conflict');
  });

  test('twenty at the same time with one key pay once', async () => {
    const before = (await ask('GET', `balances/${person('noor')}`)).json.balance;
    const body = { receiver_id: person('noor'), amount: 3 };
    const answers = await Promise.all(Array.from({ length: 20 }, () => pay(body, 'twenty')));
    for (const { status } of answers) expect([201, 409]).toContain(status);
    expect((await ask('GET', `balances/${person('noor')}`)).json.balance).toBe(before + 3);
  });

  test('from member to member obeys the rules of the guild', async () => {
    const from = (giver: string, receiver: string, amount: number) =>
      pay({ giver_id: person(giver), receiver_id: person(receiver), amount });
    expect((await from('grace', 'ada', 5)).json).toMatchObject({ type: 'transfer', amount: 5 });
    expect(await from('grace', 'grace', 5)).toMatchObject({ status: 422, json: { code: 'self_transfer' } });
    expect(await from('pia', 'ada', 900)).toMatchObject({ status: 409, json: { code: 'insufficient_balance' } });
    expect(await from('grace', 'ada', 1001)).toMatchObject({ status: 422, json: { code: 'amount_too_large' } });
  });

  test.each([
    ['no whole number', { amount: 1.5 }],
    ['nothing', { amount: 0 }],
    ['less than nothing', { amount: -1 }],
    ['beyond what is exact', { amount: 2 ** 53 }],
    ['text', { amount: '5' }],
    ['to nobody', { receiver_id: '12' }],
    ['with something unknown', { tip: 1 }],
    ['with an endless reason', { reason: 'x'.repeat(201) }],
  ])('of %s is refused with a problem', async (_what, wrong) => {
    const { status, json } = await pay({ receiver_id: person('ada'), amount: 5, ...wrong });
    expect(status).toBe(422);
    expect(json).toMatchObject({ status: 422, code: expect.any(String), detail: expect.any(String) });
  });

  test('without a key, malformed, as a form or too large is refused', async () => {
    const body = { receiver_id: person('ada'), amount: 5 };
    expect((await ask('POST', 'transactions', body)).json.code).toBe('invalid_idempotency_key');
    expect((await ask('POST', 'transactions', '{nonsense', { 'idempotency-key': 'a' })).status).toBe(400);
    const form = { 'idempotency-key': 'a', 'content-type': 'application/x-www-form-urlencoded' };
    expect((await ask('POST', 'transactions', 'amount=5', form)).status).toBe(415);
    expect((await pay({ ...body, reason: 'x'.repeat(300_000) })).status).toBe(413);
  });
});

describe('reading', () => {
  test('the ledger pages to its end, without a gap or a double', async () => {
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { json } = await ask('GET', `transactions?limit=60${cursor ? `&cursor=${cursor}` : ''}`);
      ids.push(...json.data.map(({ id }: { id: string }) => id));
      cursor = json.page.next_cursor;
    }
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(ids.length).toBeGreaterThan(200);
  });

  test('a cursor of another list, or a forged one, is refused', async () => {
    const { json } = await ask('GET', 'transactions?limit=5');
    const foreign = await ask('GET', `transactions?cursor=${json.page.next_cursor}&user_id=${person('ada')}`);
    expect(foreign).toMatchObject({ status: 400, json: { code: 'invalid_cursor' } });
    expect((await ask('GET', 'transactions?cursor=abc.def')).status).toBe(400);
  });

  test('the leaderboard is ranked, ten rows unless asked otherwise', async () => {
    const { json } = await ask('GET', 'leaderboard');
    expect(json.data).toHaveLength(10);
    expect(json.data[0]).toMatchObject({ rank: 1 });
    expect((await ask('GET', 'leaderboard?limit=2&offset=3')).json.data[0].rank).toBe(4);
    expect(json.page).toEqual({ limit: 10, offset: 0, total: expect.any(Number) });
  });

  test.each(['limit=0', 'limit=101', 'limit=1e1', 'limit=', 'limit=%205', 'offset=-1', 'page=2'])(
    'a leaderboard of %s is refused',
    async (query) => {
      expect((await ask('GET', `leaderboard?${query}`)).status).toBe(422);
    },
  );

  test('who never had bytes is not found; an id that is none is refused', async () => {
    expect(await ask('GET', `balances/${STRANGER}`)).toMatchObject({ status: 404, json: { code: 'no_account' } });
    expect((await ask('GET', 'balances/me')).status).toBe(422);
  });

  test('the ledger is proved', async () => {
    const { json } = await ask('GET', 'ledger/verification');
    expect(json).toMatchObject({ ok: true, differences: [] });
  });
});

test('the daily is claimed once a day', async () => {
  const claim = () => ask('POST', 'daily', { user_id: person('yuki') });
  expect(await claim()).toMatchObject({ status: 201, json: { type: 'daily', streak: expect.any(Number) } });
  const again = await claim();
  expect(again).toMatchObject({ status: 409, json: { code: 'already_claimed' } });
  expect(again.json.detail).not.toContain('<t:');
  const stranger = await ask('POST', 'daily', { user_id: STRANGER });
  expect(stranger).toMatchObject({ status: 422, json: { code: 'receiver_unknown' } });
});

test('without a right key nothing is told', async () => {
  for (const authorization of ['', 'Bearer sd_nonsense', `Basic ${key}`, `Bearer ${key}x`]) {
    const { status, json, headers } = await ask('GET', 'leaderboard', undefined, { authorization });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('Bearer');
    expect(json.data).toBeUndefined();
  }
});
