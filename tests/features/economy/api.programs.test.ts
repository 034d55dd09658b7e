import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { SQL } from 'bun';
import fc from 'fast-check';
import { DEFAULT_CONFIG } from '../../../src/features/economy/rules.ts';
import { type ApiKeys, issueApiKeys } from '../../harness/api-keys.ts';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { createScratchDatabase, hasPostgres } from '../../harness/database.ts';

setDefaultTimeout(120_000);

const PROGRAMS = 500;
/** Programs that run at the same time, each in guilds of its own. */
const LANES = 4;
const RACING = 5000;
const AT_ONCE = 64;

const PEOPLE = ['200000000000000001', '200000000000000002', '200000000000000003'];

const RACE_REFUSALS = ['insufficient_balance', 'already_claimed', 'idempotency_conflict'];

interface Answer {
  readonly status: number;
  readonly replayed: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API says is looked at as it is
  readonly json: any;
}

interface Movement {
  /** Null: the guild pays. */
  readonly from: number | null;
  readonly to: number;
  readonly amount: number;
  readonly key: string;
}

const person = fc.nat(PEOPLE.length - 1);
const movement = fc.record({
  kind: fc.constant('pay' as const),
  from: fc.option(person, { freq: 3 }),
  to: person,
  amount: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 120 }) }, fc.constantFrom(1000, 1001)),
  key: fc.nat(7).map((name) => `key-${name}`),
  times: fc.integer({ min: 1, max: 3 }),
});
const step = fc.oneof(
  { weight: 5, arbitrary: movement },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('daily' as const), who: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('barred' as const), pay: movement, reader: fc.boolean() }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the economy must do, in plain memory. */
function createModel() {
  const balances = new Map<number, number>();
  const claimed = new Set<number>();
  const paid = new Map<string, string>();
  const balance = (who: number) => balances.get(who) ?? DEFAULT_CONFIG.startingBalance;
  const give = (who: number, amount: number) => balances.set(who, balance(who) + amount);

  return {
    balance,
    opened: () => [...balances.keys()],
    pay({ from, to, amount, key }: Movement): string {
      if (from === to) return 'self_transfer';
      const content = `${from}>${to}:${amount}`;
      const before = paid.get(key);
      if (before !== undefined) return before === content ? 'replayed' : 'idempotency_conflict';
      if (from !== null && amount > DEFAULT_CONFIG.maxTransfer) return 'amount_too_large';
      if (from !== null) {
        give(from, 0);
        give(to, 0);
        if (balance(from) < amount) return 'insufficient_balance';
        give(from, -amount);
      }
      give(to, amount);
      paid.set(key, content);
      return 'paid';
    },
    daily(who: number): string {
      if (claimed.has(who)) return 'already_claimed';
      claimed.add(who);
      give(who, DEFAULT_CONFIG.dailyAmount);
      return 'paid';
    },
  };
}

function outcome({ status, replayed, json }: Answer): string {
  if (status >= 300) return json.code;
  return replayed ? 'replayed' : 'paid';
}

/** Each payment comes twice; every fifth is a reward, and one in six operations is a daily. */
function racer(index: number, people: number): { pay: Movement | null; daily: number } {
  const pair = index >> 1;
  const [to, from] = [(pair * 7) % people, (pair * 11 + 5) % people];
  if (index % 12 > 9) return { pay: null, daily: to };
  const payer = pair % 5 === 0 || from === to ? null : from;
  return { pay: { from: payer, to, amount: 1 + (pair % 90), key: `race-${pair}` }, daily: to };
}

describe.skipIf(!hasPostgres)('over HTTP', () => {
  let app: TestApp;
  let scratch: Awaited<ReturnType<typeof createScratchDatabase>>;
  let keys: ApiKeys;
  let sql: SQL;
  let guilds = 100000000000000000n;

  beforeAll(async () => {
    scratch = await createScratchDatabase();
    sql = new SQL(scratch.url);
    app = await startTestApp({ DATABASE_URL: scratch.url });
    keys = await issueApiKeys(app, scratch.url, '100000000000000000');
  });

  afterAll(async () => {
    await sql?.close();
    await app?.close();
    await scratch?.drop();
  });

  /** Of a guild that the bot is not in, those are paid who have an account. */
  async function enter(guildId: string, people: readonly string[]) {
    await sql`SELECT bytes_lock(bytes_config(${guildId}), id, NULL, now()) FROM unnest(${sql.array([...people], 'TEXT')}) AS id`;

    async function ask(key: string, method: string, path: string, body?: object, name?: string): Promise<Answer> {
      const headers = new Headers({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });
      if (name !== undefined) headers.set('idempotency-key', name);
      const address = `${app.url}/api/guilds/${guildId}/bytes/${path}`;
      const response = await fetch(address, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      const replayed = response.headers.get('idempotent-replayed') === 'true';
      return { status: response.status, replayed, json: await response.json() };
    }
    const read = (path: string) => ask(keys['only bytes:read'], 'GET', path).then(({ json }) => json);

    return {
      pay({ from, to, amount, key }: Movement, people = PEOPLE, as = keys['only bytes:write']): Promise<Answer> {
        const giver = from === null ? {} : { giver_id: people[from] };
        return ask(as, 'POST', 'transactions', { ...giver, receiver_id: people[to], amount }, key);
      },
      daily: (userId: string | undefined) => ask(keys['only bytes:write'], 'POST', 'daily', { user_id: userId }),
      /** Balances by user, as the API tells them. */
      async balances(): Promise<Map<string, number>> {
        const { data } = await read('leaderboard?limit=100');
        return new Map(data.map((row: { user_id: string; balance: number }) => [row.user_id, row.balance]));
      },
      ledger: () => read('ledger/verification'),
    };
  }

  type Guild = Awaited<ReturnType<typeof enter>>;
  type Model = ReturnType<typeof createModel>;

  async function run(program: readonly Step[]): Promise<void> {
    guilds += 1n;
    const guild = await enter(String(guilds), PEOPLE);
    const model = createModel();
    for (const one of program) await act(guild, model, one);
    const found = await guild.balances();
    // A conflict under a used key may have opened an account, which holds what a new one does.
    expect(found).toEqual(new Map([...found.keys()].map((id) => [id, model.balance(PEOPLE.indexOf(id))])));
    for (const who of model.opened()) expect([...found.keys()]).toContain(PEOPLE[who] ?? '');
    expect([...found.values()].every((balance) => balance >= 0)).toBe(true);
    expect(await guild.ledger()).toMatchObject({ ok: true, differences: [] });
  }

  async function act(guild: Guild, model: Model, one: Step): Promise<void> {
    switch (one.kind) {
      case 'daily':
        expect(outcome(await guild.daily(PEOPLE[one.who]))).toBe(model.daily(one.who));
        return;
      case 'barred': {
        const [key, code] = one.reader
          ? [keys['only bytes:read'], 'scope_missing']
          : [keys.elsewhere, 'guild_not_found'];
        expect(outcome(await guild.pay(one.pay, PEOPLE, key))).toBe(code);
        return;
      }
      case 'pay':
        for (let time = 0; time < one.times; time += 1) expect(outcome(await guild.pay(one))).toBe(model.pay(one));
    }
  }

  test(`${PROGRAMS} random programs agree with a model, and the ledger proves them`, async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), run);
    const lanes = Array.from({ length: LANES }, () => fc.assert(property, { numRuns: PROGRAMS / LANES }));
    await Promise.all(lanes);
  });

  test(`${RACING} racing operations lose and invent nothing`, async () => {
    guilds += 1n;
    const people = Array.from({ length: 24 }, (_, index) => String(300000000000000000n + BigInt(index)));
    const guild = await enter(String(guilds), people);
    const moved = new Map<string, { giver_id: string; receiver_id: string; amount: number }>();
    const paidBy = new Map<string, Set<string>>();
    let refused = 0;

    async function operate(index: number): Promise<void> {
      const { pay, daily } = racer(index, people.length);
      const ask = () => (pay ? guild.pay(pay, people) : guild.daily(people[daily]));
      let answer = await ask();
      while (answer.json.code === 'request_in_progress') answer = await ask();
      if (answer.status !== 201) {
        refused += 1;
        expect(RACE_REFUSALS).toContain(answer.json.code);
        return;
      }
      moved.set(answer.json.id, answer.json);
      if (pay) paidBy.set(pay.key, (paidBy.get(pay.key) ?? new Set()).add(answer.json.id));
    }

    let next = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (next < RACING) await operate(next++);
      }),
    );

    const expected = new Map(people.map((id) => [id, DEFAULT_CONFIG.startingBalance]));
    const change = (id: string, by: number) => expected.has(id) && expected.set(id, (expected.get(id) ?? 0) + by);
    for (const { giver_id, receiver_id, amount } of moved.values()) {
      change(giver_id, -amount);
      change(receiver_id, amount);
    }
    const found = await guild.balances();
    expect(found).toEqual(expected);
    expect([...found.values()].every((balance) => balance >= 0)).toBe(true);
    expect([...paidBy.values()].filter(({ size }) => size > 1)).toEqual([]);
    expect(moved.size).toBeGreaterThan(1000);
    expect(refused).toBeGreaterThan(0);
    const { ok, accounts, transactions } = await guild.ledger();
    expect({ ok, accounts, transactions }).toEqual({
      ok: true,
      accounts: people.length,
      transactions: moved.size + people.length,
    });
  });
});
