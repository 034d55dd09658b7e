import { afterEach, describe, expect, test } from 'bun:test';
import { DEFAULT_CONFIG } from '../../../../src/features/economy/rules.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, grace, linus, OTHER_GUILD, openScene, type Scene } from '../scene.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

eachDatabase('boards', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const member = (index: number) => ({
    id: `2000000000000001${String(index).padStart(2, '0')}`,
    username: `member ${index}`,
  });
  const give = (user: typeof ada, delta: number, guildId = GUILD) =>
    scene.economy.adjust({
      guildId,
      user,
      delta,
      type: 'reward',
      reason: null,
      actorId: grace.id,
      key: scene.newKey(),
    });
  const names = async (page = 1) => (await scene.economy.leaderboard(GUILD, page)).rows.map(({ username }) => username);

  describe('hindsight', () => {
    const other = (change: object) => scene.economy.hindsight(GUILD, { ...DEFAULT_CONFIG, ...change });

    test('pays the dailies of the last thirty days anew, streak by streak', async () => {
      scene = await openScene(kind);
      await scene.economy.claimDaily({ guildId: GUILD, user: linus });
      scene.clock.time += 40 * DAY;
      for (let day = 0; day < 9; day++, scene.clock.time += DAY)
        await scene.economy.claimDaily({ guildId: GUILD, user: ada });
      await give(grace, 205);
      await give(ada, 1, OTHER_GUILD);
      // Starting balances of 100; seven days at 10 and two at 20.
      const asTheyAre = { days: 30, paid: 110, due: 110 };
      expect(await other({})).toMatchObject(asTheyAre);
      expect((await other({})).board.map(({ username, balance, now }) => [username, balance, now])).toEqual([
        ['grace', 305, 305],
        ['ada', 210, 210],
        ['linus', 110, 110],
      ]);
      const flat = { dailyAmount: 50, dailyCap: null, streakBonuses: [] };
      expect(await other(flat)).toMatchObject({
        ...{ paid: 110, due: 450 },
        board: [
          { username: 'ada', balance: 550, now: 210, rank: 1, rankNow: 2 },
          { username: 'grace', rank: 2, rankNow: 1 },
          { username: 'linus', balance: 110, rank: 3, rankNow: 3 },
        ],
      });
      expect(await other({ dailyAmount: 50, dailyCap: 60 })).toMatchObject({ due: 7 * 50 + 2 * 60 });
      expect(await other({ streakMode: 'milestone' })).toMatchObject({ due: 8 * 10 + 20 });
    });

    test('never shows a balance below nothing', async () => {
      scene = await openScene(kind);
      for (let day = 0; day < 3; day++, scene.clock.time += DAY)
        await scene.economy.claimDaily({ guildId: GUILD, user: ada });
      await scene.economy.transfer({
        ...{ guildId: GUILD, giver: ada, receiver: grace, key: scene.newKey() },
        ...{ amount: 130, reason: null },
      });
      const { board } = await other({ dailyAmount: 0 });
      expect(board.find(({ username }) => username === 'ada')).toMatchObject({ balance: 0, now: 0 });
    });
  });

  describe('leaderboard', () => {
    test('is empty at first', async () => {
      scene = await openScene(kind);
      expect(await scene.economy.leaderboard(GUILD)).toMatchObject({ rows: [], page: 1, pages: 1, total: 0 });
      expect(await scene.economy.rank(GUILD, ada.id)).toBeNull();
    });

    test('shows ten a page, and the last one for whatever lies beyond', async () => {
      scene = await openScene(kind);
      for (let index = 1; index <= 23; index++) await give(member(index), 1000 - index);
      await give(ada, 50_000, OTHER_GUILD);
      expect(await scene.economy.leaderboard(GUILD, 2)).toMatchObject({ page: 2, pages: 3, total: 23 });
      expect((await names(2))[0]).toBe('member 11');
      expect(await scene.economy.leaderboard(GUILD, 99)).toMatchObject({ page: 3 });
      expect(await names(-4)).toHaveLength(10);
      for (const index of [1, 11, 23]) expect((await scene.economy.rank(GUILD, member(index).id))?.rank).toBe(index);
    });

    test('who came to a balance first stands above who came later, then the lower id', async () => {
      scene = await openScene(kind);
      await give(linus, 10);
      await give(grace, 10);
      scene.clock.time += 1000;
      await give(ada, 10);
      expect(await names()).toEqual(['linus', 'grace', 'ada']);
      const ranks = await Promise.all([linus, grace, ada].map(({ id }) => scene.economy.rank(GUILD, id)));
      expect(ranks.map((row) => row?.rank)).toEqual([1, 2, 3]);
    });

    test('who left or opted out is neither shown nor ranked, until they are back', async () => {
      scene = await openScene(kind);
      for (const [index, user] of [ada, linus, grace].entries()) await give(user, 30 - index);
      await scene.economy.markDeparted(GUILD, ada.id);
      await scene.economy.setOptOut(GUILD, linus.id, true);
      expect(await names()).toEqual(['grace']);
      expect(await scene.economy.rank(GUILD, ada.id)).toBeNull();
      expect((await scene.economy.rank(GUILD, grace.id))?.rank).toBe(1);
      await scene.economy.markReturned(GUILD, ada.id);
      await scene.economy.setOptOut(GUILD, linus.id, false);
      expect(await names()).toEqual(['ada', 'linus', 'grace']);
    });

    test('of a large guild is at most a minute old too, and counted every few minutes', async () => {
      scene = await openScene(kind);
      await give(ada, 10);
      await scene.db.rows(`INSERT INTO bytes_balances (guild_id, user_id, username)
        SELECT '${GUILD}', '3000000000000' || lpad(n::text, 5, '0'), 'many' FROM generate_series(1, 10000) AS n`);
      const total = async () => (await scene.economy.ranking(GUILD, 0, 1)).total;
      expect(await total()).toBe(10_001);
      const places = [ada.id, '300000000000000001', '300000000000009999'].map((id) => scene.economy.rank(GUILD, id));
      expect((await Promise.all(places)).map((row) => row?.rank)).toEqual([1, 2, 10_000]);
      await give(linus, 20);
      scene.clock.time += MINUTE + 1;
      expect(await scene.economy.ranking(GUILD, 0, 1)).toMatchObject({ rows: [{ username: 'linus' }], total: 10_001 });
      expect((await scene.economy.leaderboard(GUILD)).total).toBe(10_001);
      scene.clock.time += 10 * MINUTE;
      expect(await total()).toBe(10_002);
    });

    test('is at most a minute old', async () => {
      scene = await openScene(kind);
      await give(ada, 10);
      await names();
      await give(linus, 20);
      scene.clock.time += MINUTE;
      expect(await names()).toEqual(['ada']);
      scene.clock.time += 1;
      expect(await names()).toEqual(['linus', 'ada']);
    });
  });

  describe('history', () => {
    test('pages from the newest to the oldest and back, without gap or overlap', async () => {
      scene = await openScene(kind);
      for (let index = 1; index <= 11; index++, scene.clock.time += 1000) await give(ada, index);
      await give(linus, 999);
      const query = { guildId: GUILD, userId: ada.id, limit: 5 };
      const first = await scene.economy.history(query);
      const second = await scene.economy.history({ ...query, before: first.entries.at(-1)?.id ?? '' });
      const third = await scene.economy.history({ ...query, before: second.entries.at(-1)?.id ?? '' });
      const amounts = [first, second, third].flatMap(({ entries }) => entries.map(({ amount }) => amount));
      expect(amounts).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 100]);
      expect([first, second, third].map(({ hasOlder, hasNewer }) => [hasOlder, hasNewer])).toEqual([
        [true, false],
        [true, true],
        [false, true],
      ]);
      const back = await scene.economy.history({ ...query, after: third.entries[0]?.id ?? '' });
      expect(back.entries).toEqual(second.entries);
      expect(back).toMatchObject({ hasOlder: true, hasNewer: true });
      expect((await scene.economy.history({ ...query, after: second.entries[0]?.id ?? '' })).hasNewer).toBe(false);
    });

    test('of a guild holds everyone’s', async () => {
      scene = await openScene(kind);
      await give(ada, 1);
      await give(linus, 2);
      await give(linus, 3, OTHER_GUILD);
      const { entries } = await scene.economy.history({ guildId: GUILD, limit: 10 });
      expect(entries.map(({ type, amount }) => [type, amount]).sort()).toEqual([
        ['reward', 1],
        ['reward', 2],
        ['starting', 100],
        ['starting', 100],
      ]);
    });
  });
});
