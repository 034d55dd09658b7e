import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { createStats } from '../../../../src/features/stats/service/index.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, DAY, GUILD, grace, HOUR, linus, NOON, OTHER_GUILD } from '../../economy/scene.ts';
import { openStats, type StatsScene } from '../scene.ts';

const NOTHING = { people: 0, moved: 0, minted: 0, burned: 0, entries: 0 };
const ELSEWHERE = '100000000000000003';

eachDatabase('figures', (kind) => {
  let scene: StatsScene;
  beforeEach(async () => {
    scene = await openStats(kind);
  });
  afterEach(() => scene.close());

  const daily = (user: typeof ada, guildId = GUILD) => scene.economy.claimDaily({ guildId, user });
  const send = (giver: typeof ada, receiver: typeof ada, amount: number, guildId = GUILD) =>
    scene.economy.transfer({ guildId, giver, receiver, amount, reason: null, key: scene.newKey() });
  const fee = (user: typeof ada, delta: number) =>
    scene.economy.adjust({
      guildId: GUILD,
      user,
      delta,
      type: 'admin_adjust',
      reason: null,
      actorId: grace.id,
      key: scene.newKey(),
    });

  /** Half a minute later nothing is remembered. */
  async function overview(guildIds: string[] | null = [GUILD]) {
    scene.clock.time += 31_000;
    return scene.stats.overview(guildIds);
  }

  test('of nothing are nothing', async () => {
    expect(await overview([])).toMatchObject({ guilds: 0, accounts: 0, today: NOTHING, lastWeek: NOTHING });
    const { days, at } = await overview(null);
    expect(days).toHaveLength(14);
    expect(days.at(0)).toEqual({ daysAgo: 13, ...NOTHING });
    expect(at).toBe(scene.clock.now());
  });

  test('count what moved, came and went today, and each member once', async () => {
    await daily(ada);
    await send(ada, linus, 30);
    await send(linus, ada, 5);
    await fee(ada, -7);
    const { today, accounts, guilds } = await overview();
    expect(today).toEqual({ people: 2, moved: 35, minted: 100 + 10 + 100, burned: 7, entries: 6 });
    expect({ accounts, guilds }).toEqual({ accounts: 2, guilds: 1 });
  });

  test('of more than a number holds end at what one holds', async () => {
    for (const user of [ada, linus]) expect(await fee(user, 8_000_000_000_000_000)).not.toHaveProperty('refused');
    const { today } = await overview();
    expect(today.minted).toBe(Number.MAX_SAFE_INTEGER);
    scene.clock.time += DAY;
    expect((await scene.stats.guild(GUILD)).days.at(-2)?.minted).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('are the same whether read from the ledger or rolled up, hour by hour and after a leap', async () => {
    scene.clock.time = NOON - 3 * DAY;
    await daily(ada);
    for (let step = 0; step < 30; step++) {
      scene.clock.time += 2 * HOUR + 7 * 60_000;
      await daily(step % 2 ? ada : linus);
      await send(grace, ada, 1);
      if (step % 3 === 0) await overview();
    }
    const before = await overview();
    await scene.db.rows('TRUNCATE stats_hours');
    const other = createStats({ ...scene, directory: { member: async () => null } });
    expect((await other.overview([GUILD])).days).toEqual(before.days);
    expect(before.days.slice(-3).map(({ people }) => people)).toEqual([3, 3, 3]);
    expect(before.days.reduce((sum, { moved }) => sum + moved, 0)).toBe(30);
  });

  test('of last week end at the same time of day', async () => {
    scene.clock.time = NOON - 7 * DAY - 2 * HOUR;
    await daily(ada);
    scene.clock.time = NOON - 7 * DAY - 60_000;
    await daily(linus);
    scene.clock.time = NOON - 7 * DAY + 5 * 60_000;
    await send(ada, linus, 5);
    await daily(grace);
    scene.clock.time = NOON;
    expect((await overview()).lastWeek).toMatchObject({ people: 2, moved: 0, minted: 220 });
    scene.clock.time = NOON + 6 * 60_000;
    expect((await overview()).lastWeek).toMatchObject({ people: 3, moved: 5 });
    expect((await overview()).days.at(-8)).toMatchObject({ daysAgo: 7, people: 3, moved: 5 });
  });

  test('a day is the guild’s own', async () => {
    await scene.guilds.putSettings(GUILD, { timezone: 'Asia/Tokyo' }, { id: ada.id });
    scene.clock.time = Date.UTC(2026, 10, 19, 14, 30);
    await daily(ada);
    scene.clock.time = Date.UTC(2026, 10, 19, 15, 30);
    await daily(ada);
    scene.clock.time = Date.UTC(2026, 10, 20, 1);
    expect((await overview()).days.slice(-2)).toMatchObject([
      { daysAgo: 1, people: 1 },
      { daysAgo: 0, people: 1 },
    ]);
  });

  test('are of the guilds asked for', async () => {
    await daily(ada);
    await daily(ada, OTHER_GUILD);
    await daily(linus, OTHER_GUILD);
    expect((await overview([GUILD])).today.people).toBe(1);
    expect((await overview([GUILD, OTHER_GUILD, ELSEWHERE, GUILD])).today.people).toBe(3);
    expect(await overview(null)).toMatchObject({ guilds: 2, accounts: 3, today: { people: 3 } });
    expect((await overview([ELSEWHERE])).today).toEqual(NOTHING);
  });

  test('are remembered for half a minute', async () => {
    await scene.stats.overview([GUILD]);
    await daily(ada);
    scene.clock.time += 29_000;
    expect((await scene.stats.overview([GUILD])).today.people).toBe(0);
    scene.clock.time += 2_000;
    expect((await scene.stats.overview([GUILD])).today.people).toBe(1);
  });

  describe('of one guild', () => {
    test('tell accounts, bytes, who was given most and how streaks are spread', async () => {
      scene.clock.time = NOON - 9 * DAY;
      for (let day = 0; day < 9; day++) {
        await daily(ada);
        if (day < 3) await daily(linus);
        scene.clock.time += DAY;
      }
      await daily(ada);
      await daily(grace);
      await send(ada, linus, 40);
      await send(ada, grace, 15);
      await scene.economy.markDeparted(GUILD, linus.id);
      const figures = await scene.stats.guild(GUILD);
      expect(figures).toMatchObject({ accounts: 3, present: 2, today: { people: 3, moved: 55 } });
      expect(figures.balance).toBe((await scene.economy.verifyLedger(GUILD)).guilds[0]?.balances ?? -1n);
      expect(figures.topReceivers).toEqual([
        { userId: linus.id, username: 'linus', received: 40 },
        { userId: grace.id, username: 'grace', received: 15 },
      ]);
      expect(figures.tiers.map(({ name, members }) => [name, members])).toEqual([
        ['BIT', 1],
        ['CHAR', 1],
        ['SHORT', 0],
        ['INT', 0],
        ['LONG', 0],
      ]);
      expect(figures.days).toHaveLength(30);
    });

    test('nobody uses are nothing', async () => {
      expect(await scene.stats.guild(ELSEWHERE)).toMatchObject({ accounts: 0, balance: 0n, topReceivers: [] });
    });
  });
});
