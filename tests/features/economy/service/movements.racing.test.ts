import { afterEach, expect, test } from 'bun:test';
import { isRefusal } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, configured, GUILD, grace, linus, openScene, type Scene } from '../scene.ts';

const people = [ada, linus, grace];

eachDatabase('racing movements', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const total = async () => {
    const accounts = await Promise.all(people.map(({ id }) => scene.economy.account(GUILD, id)));
    return accounts.reduce((sum, account) => sum + (account?.balance ?? 0), 0);
  };
  const count = (answers: readonly object[], code: string) =>
    answers.filter((answer) => isRefusal(answer) && answer.refused === code).length;

  test('200 transfers at once among three new accounts lose and invent nothing', async () => {
    scene = await openScene(kind);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const [giver, receiver] = [people[index % 3] ?? ada, people[(index + 1 + (index % 2)) % 3] ?? linus];
        return scene.economy.transfer({
          guildId: GUILD,
          giver,
          receiver,
          amount: 1 + (index % 60),
          reason: null,
          key: `race:${index}`,
        });
      }),
    );
    const moved = answers.filter((answer) => !isRefusal(answer)).length;
    expect(moved + count(answers, 'insufficient_balance')).toBe(200);
    expect(moved).toBeGreaterThan(0);
    expect(await total()).toBe(300);
    const report = await scene.economy.verifyLedger();
    expect(report.differences).toEqual([]);
    expect(report).toMatchObject({ ok: true, accounts: 3, transactions: moved + 3 });
  });

  test('200 transfers of the last byte: one goes through', async () => {
    scene = await openScene(kind);
    await configured(scene, { startingBalance: 1 });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        scene.economy.transfer({
          guildId: GUILD,
          giver: ada,
          receiver: linus,
          amount: 1,
          reason: null,
          key: `last:${index}`,
        }),
      ),
    );
    expect(count(answers, 'insufficient_balance')).toBe(199);
    expect((await scene.economy.account(GUILD, ada.id))?.balance).toBe(0);
    expect((await scene.economy.account(GUILD, linus.id))?.balance).toBe(2);
  });

  test('one key from twenty sides moves bytes once, and every side gets the same transaction', async () => {
    scene = await openScene(kind);
    const request = { guildId: GUILD, giver: ada, receiver: linus, amount: 90, reason: 'once', key: 'same' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => scene.economy.transfer(request)));
    const ids = new Set(answers.map((answer) => (isRefusal(answer) ? answer.refused : answer.transaction.id)));
    expect(ids.size).toBe(1);
    expect(answers.filter((answer) => !isRefusal(answer) && !answer.replayed)).toHaveLength(1);
    expect((await scene.economy.account(GUILD, ada.id))?.balance).toBe(10);
  });

  test('one key for two different transfers at once: one of them wins, the other conflicts', async () => {
    scene = await openScene(kind);
    const answers = await Promise.all([
      scene.economy.transfer({ guildId: GUILD, giver: ada, receiver: linus, amount: 5, reason: null, key: 'same' }),
      scene.economy.transfer({
        guildId: GUILD,
        giver: grace,
        receiver: { id: '200000000000000009', username: 'noor' },
        amount: 5,
        reason: null,
        key: 'same',
      }),
    ]);
    expect(count(answers, 'idempotency_conflict')).toBe(1);
    expect((await scene.economy.verifyLedger()).differences).toEqual([]);
  });

  test('a cooldown lets one of fifty at once through', async () => {
    scene = await openScene(kind);
    await configured(scene, { cooldownHours: 1 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        scene.economy.transfer({
          guildId: GUILD,
          giver: ada,
          receiver: linus,
          amount: 1,
          reason: null,
          key: `cool:${index}`,
        }),
      ),
    );
    expect(count(answers, 'cooldown_active')).toBe(49);
  });

  test('the day’s bytes are paid once to fifty claims at once', async () => {
    scene = await openScene(kind);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => scene.economy.claimDaily({ guildId: GUILD, user: ada })),
    );
    expect(count(answers, 'already_claimed')).toBe(49);
    expect(await scene.economy.account(GUILD, ada.id)).toMatchObject({ balance: 110, streak: 1 });
  });

  test('everything at once: transfers both ways, dailies, rewards and fees', async () => {
    scene = await openScene(kind);
    const { economy } = scene;
    const work = Array.from({ length: 50 }, (_, index): Promise<object>[] => {
      const [one, two] = [people[index % 3] ?? ada, people[(index + 1) % 3] ?? linus];
      const both = { guildId: GUILD, amount: 3, reason: null };
      const staff = { guildId: GUILD, user: one, type: 'admin_adjust', reason: null, actorId: two.id } as const;
      return [
        economy.claimDaily({ guildId: GUILD, user: one }),
        economy.transfer({ ...both, giver: one, receiver: two, key: `there:${index}` }),
        economy.transfer({ ...both, giver: two, receiver: one, key: `back:${index}` }),
        economy.adjust({ ...staff, delta: 7, key: `gain:${index}` }),
        economy.adjust({ ...staff, delta: -9, key: `loss:${index}` }),
      ];
    });
    await Promise.all(work.flat());
    expect((await economy.verifyLedger()).differences).toEqual([]);
  });

  test('who is erased while bytes move loses none and leaves none without an account', async () => {
    scene = await openScene(kind);
    await configured(scene, { startingBalance: 1000 });
    for (let round = 0; round < 25; round += 1) {
      const transfers = Array.from({ length: 12 }, (_, index) => {
        const [giver, receiver] = index % 2 === 0 ? [ada, linus] : [linus, index % 3 === 0 ? ada : grace];
        const key = `erased:${round}:${index}`;
        return scene.economy.transfer({ guildId: GUILD, giver, receiver, amount: 1, reason: null, key });
      });
      await Promise.all([...transfers, scene.economy.eraseUser(round % 2 === 0 ? ada.id : linus.id)]);
    }
    expect((await scene.economy.verifyLedger()).differences).toEqual([]);
  });

  test('people who gave to each other can be erased at the same time', async () => {
    scene = await openScene(kind);
    await configured(scene, { startingBalance: 1000 });
    for (let round = 0; round < 10; round += 1) {
      const transfers = Array.from({ length: 30 }, (_, index) => {
        const [giver, receiver] = [people[index % 3] ?? ada, people[(index + 1 + (index % 2)) % 3] ?? linus];
        return scene.economy.transfer({
          guildId: GUILD,
          giver,
          receiver,
          amount: 1,
          reason: null,
          key: `${round}:${index}`,
        });
      });
      await Promise.all(transfers);
      await Promise.all([
        scene.economy.eraseUser(ada.id),
        scene.economy.eraseHere(GUILD, linus.id, { id: grace.id }),
        scene.economy.eraseUser(grace.id),
      ]);
    }
    expect((await scene.economy.verifyLedger()).differences).toEqual([]);
  });
});
