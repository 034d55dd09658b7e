import { afterEach, expect, test } from 'bun:test';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, configured, DAY, GUILD, grace, openScene, type Scene } from '../scene.ts';

const STRANGER = '200000000000000099';

eachDatabase('corrections', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const actor = { id: 'key:1', name: 'ci', requestId: 'r1' };
  const correct = (delta: number, key = scene.newKey(), userId = ada.id) =>
    scene.economy.correct({ guildId: GUILD, userId, delta, reason: ' lost  bytes ', actor, key });
  const setStreak = (streak: number, userId = ada.id) =>
    scene.economy.setStreak({ guildId: GUILD, userId, streak, reason: 'outage', actor });
  const claim = () => scene.economy.claimDaily({ guildId: GUILD, user: ada });

  test('of a balance move bytes once, with an audit entry', async () => {
    scene = await openScene(kind);
    expect(await correct(50, 'once')).toMatchObject({
      transaction: { type: 'admin_adjust', amount: 50, reason: 'lost bytes', receiverUsername: 'ada' },
    });
    expect(await correct(50, 'once')).toMatchObject({ replayed: true });
    expect(await correct(-30)).toMatchObject({ transaction: { amount: 30, giverId: ada.id, giverBalance: 120 } });
    expect(await scene.guilds.audit(GUILD)).toMatchObject([
      {
        action: 'economy.balance.adjusted',
        actorId: 'key:1',
        actorName: 'ci',
        requestId: 'r1',
        target: ada.id,
        before: { balance: 150 },
        after: { balance: 120, delta: -30, reason: 'lost bytes' },
      },
      { before: { balance: 100 }, after: { balance: 150, delta: 50 } },
    ]);
    expect((await scene.economy.verifyLedger()).differences).toEqual([]);
  });

  test('of a balance that cannot be are refused, and leave nothing', async () => {
    scene = await openScene(kind);
    expect(await correct(-101)).toMatchObject({ refused: 'insufficient_balance' });
    expect(await correct(0)).toMatchObject({ refused: 'amount_not_positive' });
    expect(await correct(9e15)).toMatchObject({ refused: 'balance_limit' });
    expect(await correct(5, scene.newKey(), STRANGER)).toMatchObject({ refused: 'no_account' });
    expect(await scene.guilds.audit(GUILD)).toEqual([]);
  });

  test('reach who has left, and earn roles', async () => {
    scene = await openScene(kind);
    await claim();
    await configured(scene, { roleRewards: { '300000000000000001': 50 } });
    scene.discord.member = async () => null;
    expect(await correct(60)).toMatchObject({ rolesEarned: ['300000000000000001'] });
  });

  test('of a streak go on with the next daily, whenever the last one was', async () => {
    scene = await openScene(kind);
    await claim();
    scene.clock.time += 5 * DAY;
    expect(await setStreak(40)).toMatchObject({ streak: 40, longestStreak: 40 });
    expect(await claim()).toMatchObject({ streak: 41, multiplier: 16 });
    await setStreak(7);
    expect(await claim()).toMatchObject({ refused: 'already_claimed' });
    scene.clock.time += DAY;
    expect(await claim()).toMatchObject({ streak: 8 });
    await setStreak(0);
    scene.clock.time += DAY;
    expect(await claim()).toMatchObject({ streak: 1 });
    expect(await scene.guilds.audit(GUILD)).toMatchObject([
      { action: 'economy.streak.set', before: { streak: 8 }, after: { streak: 0, reason: 'outage' } },
      { before: { streak: 41 }, after: { streak: 7 } },
      { before: { streak: 1 }, after: { streak: 40 } },
    ]);
  });

  test('of a streak follow the guild’s calendar', async () => {
    scene = await openScene(kind, Date.UTC(2026, 10, 20, 12));
    await scene.guilds.putSettings(GUILD, { timezone: 'Pacific/Kiritimati' }, { id: grace.id });
    await correct(1);
    expect(await setStreak(3)).toMatchObject({ lastDaily: '2026-11-20' });
    expect(await claim()).toMatchObject({ date: '2026-11-21', streak: 4 });
  });

  test('of a streak need an account', async () => {
    scene = await openScene(kind);
    expect(await setStreak(3)).toMatchObject({ refused: 'no_account' });
    expect(await scene.guilds.audit(GUILD)).toEqual([]);
  });
});
