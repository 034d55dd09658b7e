import { afterEach, expect, test } from 'bun:test';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, configured, GUILD, grace, linus, openScene, type Scene } from '../scene.ts';

const BRONZE = '300000000000000001';
const SILVER = '300000000000000002';

eachDatabase('role rewards', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const rewarding = (rewardCounting: 'net' | 'all' | 'none' = 'net') =>
    configured(scene, { roleRewards: { [SILVER]: 500, [BRONZE]: 100 }, rewardCounting });
  const reward = (user: typeof ada, delta: number) =>
    scene.economy.adjust({
      guildId: GUILD,
      user,
      delta,
      type: 'reward',
      reason: null,
      actorId: grace.id,
      key: scene.newKey(),
    });
  const send = (giver: typeof ada, receiver: typeof ada, amount: number) =>
    scene.economy.transfer({ guildId: GUILD, giver, receiver, amount, reason: null, key: scene.newKey() });

  test('are given once, when their threshold is reached', async () => {
    scene = await openScene(kind);
    await rewarding();
    expect(await reward(ada, 99)).toMatchObject({ rolesEarned: [] });
    expect(await reward(ada, 1)).toMatchObject({ rolesEarned: [BRONZE] });
    expect(await reward(ada, 1)).toMatchObject({ rolesEarned: [] });
    expect(await reward(ada, 10_000)).toMatchObject({ rolesEarned: [SILVER] });
    expect(scene.wishes).toMatchObject([
      { guildId: GUILD, userId: ada.id, add: [BRONZE] },
      { guildId: GUILD, userId: ada.id, add: [SILVER] },
    ]);
  });

  test('the starting balance does not count, dailies do', async () => {
    scene = await openScene(kind);
    await configured(scene, { roleRewards: { [BRONZE]: 10 }, startingBalance: 1000 });
    await send(ada, linus, 5);
    expect(scene.wishes).toEqual([]);
    expect(await scene.economy.claimDaily({ guildId: GUILD, user: ada })).toMatchObject({ rolesEarned: [BRONZE] });
  });

  test('bytes that two friends send to and fro earn nothing', async () => {
    scene = await openScene(kind);
    await rewarding();
    for (let round = 0; round < 6; round++) {
      await send(ada, linus, 90);
      await send(linus, ada, 90);
    }
    expect((await scene.economy.account(GUILD, ada.id))?.totalReceived).toBe(540);
    expect(scene.wishes).toEqual([]);
  });

  test('unless the guild counts all', async () => {
    scene = await openScene(kind);
    await rewarding('all');
    for (let round = 0; round < 2; round++) {
      await send(ada, linus, 90);
      await send(linus, ada, 90);
    }
    expect(scene.wishes.map(({ userId }) => userId)).toEqual([linus.id, ada.id]);
  });

  test('spending takes no role away, and a grant that was lost is made up for', async () => {
    scene = await openScene(kind);
    await rewarding();
    await reward(ada, 150);
    await send(ada, linus, 90);
    await send(ada, grace, 90);
    expect(scene.wishes).toHaveLength(1);
    await scene.db.rows('DELETE FROM bytes_role_grants');
    expect(await scene.economy.backfill(GUILD)).toEqual({ checked: 1, granted: 1 });
  });

  test('a failing role queue never stops a movement', async () => {
    scene = await openScene(kind);
    await rewarding();
    scene.roles.enqueue = () => Promise.reject(new Error('the queue is broken'));
    expect(await reward(ada, 150)).toMatchObject({ replayed: false, rolesEarned: [] });
    expect((await scene.economy.account(GUILD, ada.id))?.balance).toBe(250);
  });

  test('a backfill gives what new thresholds make due, to those who are here', async () => {
    scene = await openScene(kind);
    await reward(ada, 600);
    await reward(linus, 150);
    await reward(grace, 150);
    await scene.economy.markDeparted(GUILD, grace.id);
    await rewarding();
    expect(await scene.economy.backfill(GUILD)).toEqual({ checked: 2, granted: 3 });
    expect(await scene.economy.backfill(GUILD)).toEqual({ checked: 2, granted: 0 });
    await scene.economy.markReturned(GUILD, grace.id);
    await scene.economy.backfillAll();
    expect(scene.wishes.map(({ userId, add }) => [userId, add])).toEqual([
      [ada.id, [BRONZE, SILVER]],
      [linus.id, [BRONZE]],
      [grace.id, [BRONZE]],
    ]);
  });

  test('who returns gets the roles again that Discord took when they left', async () => {
    scene = await openScene(kind);
    await rewarding();
    await reward(ada, 100);
    await scene.economy.markDeparted(GUILD, ada.id);
    await scene.economy.markReturned(GUILD, ada.id);
    await scene.economy.markReturned(GUILD, ada.id);
    expect(scene.wishes.map(({ add }) => add)).toEqual([[BRONZE], [BRONZE]]);
  });
});
