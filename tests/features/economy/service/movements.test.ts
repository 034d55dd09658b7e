import { afterEach, describe, expect, test } from 'bun:test';
import { economyWording } from '../../../../src/features/economy/text.ts';
import { isRefusal, refuse } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, configured, GUILD, grace, HOUR, linus, OTHER_GUILD, openScene, type Scene } from '../scene.ts';

eachDatabase('movements', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const send = (amount: number, more: object = {}) =>
    scene.economy.transfer({
      guildId: GUILD,
      giver: ada,
      receiver: linus,
      amount,
      reason: null,
      key: scene.newKey(),
      ...more,
    });
  const balances = async () => {
    const accounts = await Promise.all([ada, linus, grace].map(({ id }) => scene.economy.account(GUILD, id)));
    return accounts.map((account) => account?.balance ?? null);
  };

  describe('transfer', () => {
    test('opens both accounts with the starting balance and moves the bytes', async () => {
      scene = await openScene(kind);
      const receipt = await send(30, { reason: ' for\nthe help ' });
      expect(receipt).toMatchObject({
        guildId: GUILD,
        replayed: false,
        rolesEarned: [],
        transaction: {
          type: 'transfer',
          amount: 30,
          reason: 'for the help',
          at: scene.clock.now(),
          giverId: ada.id,
          giverUsername: 'ada',
          giverBalance: 70,
          receiverId: linus.id,
          receiverBalance: 130,
        },
      });
      expect(await balances()).toEqual([70, 130, null]);
      expect(await scene.economy.account(GUILD, ada.id)).toMatchObject({ totalSent: 30, totalReceived: 0 });
      expect(await scene.economy.account(GUILD, linus.id)).toMatchObject({ totalSent: 0, totalReceived: 30 });
      const { entries } = await scene.economy.history({ guildId: GUILD, limit: 10 });
      expect(entries.map(({ type, amount }) => [type, amount])).toEqual([
        ['transfer', 30],
        ['starting', 100],
        ['starting', 100],
      ]);
    });

    test('tells of it once it is committed', async () => {
      scene = await openScene(kind);
      const heard: unknown[] = [];
      scene.bus.subscribe('bytes.moved', (event) => void heard.push(event));
      await send(30, { key: 'once' });
      await send(30, { key: 'once' });
      expect(heard).toMatchObject([
        { guildId: GUILD, type: 'transfer', giverId: ada.id, receiverId: linus.id, amount: 30 },
      ]);
    });

    test('the same key moves bytes once, also after everything else has changed', async () => {
      scene = await openScene(kind);
      const first = await send(30, { key: 'k' });
      await configured(scene, { maxTransfer: 1, cooldownHours: 5, enabled: false });
      const second = await send(30, { key: 'k' });
      expect(second).toEqual({ ...first, replayed: true } as never);
      expect(await balances()).toEqual([70, 130, null]);
    });

    test.each([
      ['amount', { amount: 31 }],
      ['reason', { reason: 'another' }],
      ['receiver', { receiver: grace }],
    ])('the same key with another %s is a conflict', async (_what, change) => {
      scene = await openScene(kind);
      await send(30, { key: 'k' });
      expect(await send(30, { key: 'k', ...change })).toEqual(refuse('idempotency_conflict'));
    });

    test('a key belongs to its guild, and so do the balances', async () => {
      scene = await openScene(kind);
      await send(30, { key: 'k' });
      expect(await send(50, { key: 'k', guildId: OTHER_GUILD })).toMatchObject({ replayed: false });
      expect(await balances()).toEqual([70, 130, null]);
    });

    test.each([
      [0, 'amount_not_positive', {}],
      [-5, 'amount_not_positive', {}],
      [1.5, 'amount_not_whole', {}],
      [Number.NaN, 'amount_not_a_number', {}],
      [Number.POSITIVE_INFINITY, 'amount_too_large', {}],
      [2 ** 53, 'amount_too_large', {}],
      [1001, 'amount_too_large', {}],
      [101, 'insufficient_balance', {}],
      [5, 'self_transfer', { receiver: ada }],
      [5, 'receiver_is_bot', { receiver: { ...linus, bot: true } }],
      [5, 'receiver_unknown', { receiver: { ...linus, member: false } }],
    ])('%p bytes are refused: %s', async (amount, code, more) => {
      scene = await openScene(kind);
      const answer = await send(amount, more);
      expect(answer).toMatchObject({ refused: code });
      expect(Object.keys(economyWording)).toContain(code);
      const report = await scene.economy.verifyLedger();
      expect(report.ok).toBe(true);
      expect(
        (await scene.economy.history({ guildId: GUILD, limit: 10 })).entries.filter(({ type }) => type === 'transfer'),
      ).toEqual([]);
    });

    test('a refusal names the guild’s own limit', async () => {
      scene = await openScene(kind);
      await configured(scene, { maxTransfer: 40 });
      expect(await send(41)).toEqual(refuse('amount_too_large', { max: 40 }));
      expect(await send(1e30)).toEqual(refuse('amount_too_large', { max: 40 }));
    });

    test('who has left gets nothing', async () => {
      scene = await openScene(kind);
      await send(5);
      await scene.economy.markDeparted(GUILD, linus.id);
      expect(await send(5)).toMatchObject({ refused: 'receiver_departed' });
      expect(await send(5, { receiver: { ...linus, member: false } })).toMatchObject({ refused: 'receiver_departed' });
      await scene.economy.markReturned(GUILD, linus.id);
      expect(await send(5)).toMatchObject({ replayed: false });
    });

    test('the cooldown starts with one’s own transfer alone, and ends on the hour', async () => {
      scene = await openScene(kind);
      await configured(scene, { cooldownHours: 2 });
      await scene.economy.claimDaily({ guildId: GUILD, user: ada });
      await send(5, { giver: linus, receiver: ada });
      expect(await send(5)).toMatchObject({ replayed: false });
      expect(await send(5)).toEqual(refuse('cooldown_active', { until: scene.clock.now() + 2 * HOUR }));
      scene.clock.time += 2 * HOUR - 1;
      expect(await send(5)).toMatchObject({ refused: 'cooldown_active' });
      scene.clock.time += 1;
      expect(await send(5)).toMatchObject({ replayed: false });
    });

    test('an account never holds more than its limit', async () => {
      scene = await openScene(kind);
      const limit = 9_000_000_000_000_000;
      await configured(scene, { maxTransfer: limit });
      const adjust = { guildId: GUILD, user: linus, type: 'admin_adjust', reason: null, actorId: ada.id } as const;
      expect(await scene.economy.adjust({ ...adjust, delta: limit - 100, key: 'fill' })).toMatchObject({
        replayed: false,
      });
      expect(await send(1)).toMatchObject({ refused: 'balance_limit' });
      expect((await scene.economy.account(GUILD, linus.id))?.balance).toBe(limit);
      expect((await scene.economy.verifyLedger()).ok).toBe(true);
    });

    test('where the economy is off nothing moves', async () => {
      scene = await openScene(kind);
      await configured(scene, { enabled: false });
      expect(await send(5)).toEqual(refuse('economy_disabled'));
      expect(await balances()).toEqual([null, null, null]);
    });

    test('a preview refuses alike and moves nothing', async () => {
      scene = await openScene(kind);
      const request = { guildId: GUILD, giver: ada, receiver: linus, reason: null, key: 'k' };
      expect(await scene.economy.previewTransfer({ ...request, amount: 40 })).toEqual({ balance: 100, after: 60 });
      expect(await scene.economy.previewTransfer({ ...request, amount: 400 })).toMatchObject({
        refused: 'insufficient_balance',
      });
      expect(await balances()).toEqual([100, 100, null]);
    });
  });

  describe('adjust, charge and refund', () => {
    const request = { guildId: GUILD, user: ada, reason: 'merged', actorId: linus.id };

    test('rewards count as received, refunds and fees do not', async () => {
      scene = await openScene(kind);
      const { economy, db } = scene;
      await economy.adjust({ ...request, type: 'reward', delta: 50, key: 'r' });
      const charge = await db.transaction((tx) => economy.charge(tx, { ...request, amount: 120, key: 'c' }));
      if (isRefusal(charge)) throw new Error(charge.refused);
      expect((await economy.account(GUILD, ada.id))?.balance).toBe(30);
      const refund = { guildId: GUILD, transactionId: charge.transaction.id, reason: null, actorId: 'SYSTEM' };
      const back = await db.transaction((tx) => economy.refund(tx, refund));
      const again = await db.transaction((tx) => economy.refund(tx, refund));
      expect([back, again]).toMatchObject([
        { replayed: false, transaction: { type: 'refund', amount: 120 } },
        { replayed: true },
      ]);
      expect(await economy.account(GUILD, ada.id)).toMatchObject({ balance: 150, totalReceived: 50, totalSent: 0 });
      expect((await economy.verifyLedger()).ok).toBe(true);
    });

    test('a charge is undone with its transaction', async () => {
      scene = await openScene(kind);
      const { economy, db } = scene;
      await economy.adjust({ ...request, type: 'reward', delta: 50, key: 'r' });
      const failing = db.transaction(async (tx) => {
        await economy.charge(tx, { ...request, amount: 20, key: 'c' });
        throw new Error('the role is gone');
      });
      await expect(failing).rejects.toThrow('the role is gone');
      expect((await economy.account(GUILD, ada.id))?.balance).toBe(150);
    });

    test('what is not there cannot be taken, nor refunded', async () => {
      scene = await openScene(kind);
      const { economy, db } = scene;
      expect(await economy.adjust({ ...request, type: 'admin_adjust', delta: -101, key: 'a' })).toEqual(
        refuse('insufficient_balance', { balance: 100, needed: 101 }),
      );
      expect(await economy.adjust({ ...request, type: 'admin_adjust', delta: 0, key: 'b' })).toMatchObject({
        refused: 'amount_not_positive',
      });
      const nothing = { guildId: GUILD, transactionId: Bun.randomUUIDv7(), reason: null, actorId: 'SYSTEM' };
      expect(await db.transaction((tx) => economy.refund(tx, nothing))).toMatchObject({ refused: 'nothing_to_refund' });
    });
  });

  describe('the ledger', () => {
    test.each([
      ['changed', "UPDATE bytes_transactions SET amount = 1 WHERE type = 'transfer'"],
      ['removed', 'DELETE FROM bytes_transactions'],
    ])('cannot be %s', async (_what, statement) => {
      scene = await openScene(kind);
      await send(30);
      await expect(scene.db.rows(statement)).rejects.toThrow('append-only');
    });
  });
});
