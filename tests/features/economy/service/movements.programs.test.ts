import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { DEFAULT_CONFIG, multiplierOf } from '../../../../src/features/economy/rules.ts';
import { isRefusal } from '../../../../src/shared/refusal.ts';
import { daysBetween, localDate } from '../../../../src/shared/time.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, grace, HOUR, linus, NOON, openScene, type Scene } from '../scene.ts';

const people = [ada, linus, grace];
const person = fc.nat(people.length - 1);
/** Refused whatever else holds. */
const NONSENSE = new Map([
  [0, 'amount_not_positive'],
  [-1, 'amount_not_positive'],
  [1.5, 'amount_not_whole'],
  [Number.NaN, 'amount_not_a_number'],
  [Number.POSITIVE_INFINITY, 'amount_too_large'],
  [2 ** 53, 'amount_too_large'],
]);
const amount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 120 }) },
  { weight: 1, arbitrary: fc.constantFrom(1000, 1001, ...NONSENSE.keys()) },
);
const step = fc.oneof(
  fc.record({ kind: fc.constant('transfer' as const), from: person, to: person, amount, key: fc.nat(12) }),
  fc.record({ kind: fc.constant('daily' as const), from: person }),
  fc.record({
    kind: fc.constant('adjust' as const),
    from: person,
    amount: fc.integer({ min: -150, max: 150 }),
    key: fc.nat(6),
  }),
  fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface ModelAccount {
  balance: number;
  lastDaily: string | null;
  streak: number;
}

/** What the economy must do, in plain memory. */
function createModel() {
  const accounts = new Map<number, ModelAccount>();
  const keys = new Map<string, string>();
  const open = (who: number): ModelAccount => {
    const account = accounts.get(who) ?? { balance: DEFAULT_CONFIG.startingBalance, lastDaily: null, streak: 0 };
    accounts.set(who, account);
    return account;
  };
  const replay = (key: string, content: string) => {
    const before = keys.get(key);
    return before === undefined ? null : before === content ? 'replayed' : 'idempotency_conflict';
  };

  return {
    accounts,
    transfer(from: number, to: number, bytes: number, key: string): string {
      const nonsense = NONSENSE.get(bytes);
      if (nonsense) return nonsense;
      if (from === to) return 'self_transfer';
      const known = replay(key, `${from}>${to}:${bytes}`);
      if (known) return known;
      if (bytes > DEFAULT_CONFIG.maxTransfer) return 'amount_too_large';
      const [giver, receiver] = [open(from), open(to)];
      if (giver.balance < bytes) return 'insufficient_balance';
      giver.balance -= bytes;
      receiver.balance += bytes;
      keys.set(key, `${from}>${to}:${bytes}`);
      return 'done';
    },
    adjust(who: number, delta: number, key: string): string {
      if (delta === 0) return 'amount_not_positive';
      const known = replay(key, `${who}:${delta}`);
      if (known) return known;
      const account = open(who);
      if (account.balance + delta < 0) return 'insufficient_balance';
      account.balance += delta;
      keys.set(key, `${who}:${delta}`);
      return 'done';
    },
    daily(who: number, today: string): string {
      const account = open(who);
      if (account.lastDaily === today) return 'already_claimed';
      account.streak =
        account.lastDaily !== null && daysBetween(account.lastDaily, today) === 1 ? account.streak + 1 : 1;
      account.balance += DEFAULT_CONFIG.dailyAmount * multiplierOf(account.streak, DEFAULT_CONFIG);
      account.lastDaily = today;
      return 'done';
    },
  };
}

const outcome = (answer: object): string => {
  if (isRefusal(answer)) return answer.refused;
  return 'replayed' in answer && answer.replayed ? 'replayed' : 'done';
};

eachDatabase('random programs', (kind) => {
  describe('against a model', () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await openScene(kind);
    });
    afterAll(() => scene.close());

    test('every answer, balance and streak agree, and the ledger proves them', async () => {
      let guild = BigInt(GUILD);
      const program = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        guild += 1n;
        scene.clock.time = NOON;
        await check(scene, String(guild), steps);
      });
      await fc.assert(program, { numRuns: kind.name === 'embedded' ? 150 : 350 });
    }, 60_000);
  });
});

async function check({ economy, clock }: Scene, guildId: string, steps: readonly Step[]): Promise<void> {
  const model = createModel();
  for (const step of steps) {
    if (step.kind === 'wait') clock.time += step.hours * HOUR;
    else expect(await real(step)).toBe(expected(step));
  }
  for (const [index, { balance, streak }] of model.accounts) {
    expect(await economy.account(guildId, people[index]?.id ?? '')).toMatchObject({ balance, streak });
  }
  expect((await economy.verifyLedger(guildId)).differences).toEqual([]);

  async function real(step: Exclude<Step, { kind: 'wait' }>): Promise<string> {
    const user = people[step.from] ?? ada;
    if (step.kind === 'daily') return outcome(await economy.claimDaily({ guildId, user }));
    if (step.kind === 'adjust') {
      const adjust = { type: 'admin_adjust', delta: step.amount, reason: null, actorId: ada.id } as const;
      return outcome(await economy.adjust({ guildId, user, ...adjust, key: `a${step.key}` }));
    }
    const receiver = people[step.to] ?? ada;
    return outcome(
      await economy.transfer({
        guildId,
        giver: user,
        receiver,
        amount: step.amount,
        reason: null,
        key: `t${step.key}`,
      }),
    );
  }

  function expected(step: Exclude<Step, { kind: 'wait' }>): string {
    if (step.kind === 'daily') return model.daily(step.from, localDate(clock.now(), 'UTC'));
    if (step.kind === 'adjust') return model.adjust(step.from, step.amount, `a${step.key}`);
    return model.transfer(step.from, step.to, step.amount, `t${step.key}`);
  }
}
