import { afterEach, expect, test } from 'bun:test';
import { fillDemo } from '../../../src/features/economy/demo.ts';
import { createEconomy } from '../../../src/features/economy/service/index.ts';
import { localDate } from '../../../src/shared/time.ts';
import { eachDatabase } from '../../harness/database.ts';
import { GUILD, NOON, openScene, type Scene } from './scene.ts';

const KILOBYTE = '300000000000000001';

const members = Array.from({ length: 15 }, (_, index) => ({
  id: `2000000000000001${10 + index}`,
  username: `member ${index}`,
  bot: false,
  roleIds: [],
}));
const bot = { id: '200000000000000199', username: 'robot', bot: true, roleIds: [] };
const guild = { guildId: GUILD, members: [...members, bot], roles: [{ id: KILOBYTE, name: 'Kilobyte Club' }] };

eachDatabase('demo', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const fill = () => {
    const { db, bus, guilds, roles, discord, clock } = scene;
    const log = scene.log;
    return fillDemo(
      { economyAt: (past) => createEconomy({ db, bus, log, roles, guilds, discord, clock: past }), now: clock.now() },
      [guild],
    );
  };

  test.each([
    ['at noon', NOON],
    ['a minute after midnight', Date.UTC(2026, 10, 20, 0, 1)],
    ['a minute before midnight', Date.UTC(2026, 10, 20, 23, 59)],
  ])('started %s leaves a lively past, and today to be earned', async (_when, now) => {
    scene = await openScene(kind, now);
    await fill();
    const { economy } = scene;
    const board = await economy.leaderboard(GUILD);
    expect(board).toMatchObject({ pages: 2, total: 14 });
    expect(new Set(board.rows.map(({ balance }) => balance)).size).toBeGreaterThan(5);
    const accounts = await Promise.all(members.map(({ id }) => economy.account(GUILD, id)));
    expect(Math.max(...accounts.map((account) => account?.streak ?? 0))).toBe(20);
    expect(new Set(accounts.map((account) => account?.streak)).size).toBeGreaterThan(5);
    expect(accounts.every((account) => (account?.lastDaily ?? '') < localDate(now, 'UTC'))).toBe(true);
    expect(await economy.account(GUILD, bot.id)).toBeNull();
    expect(
      (await economy.history({ guildId: GUILD, limit: 500 })).entries.filter(({ type }) => type === 'transfer').length,
    ).toBeGreaterThan(10);
    expect(scene.wishes.map(({ add }) => add)).toContainEqual([KILOBYTE]);
    expect((await economy.verifyLedger()).differences).toEqual([]);
    expect(await economy.claimDaily({ guildId: GUILD, user: members[0] ?? bot })).toMatchObject({
      streak: 21,
      multiplier: 4,
    });
  });

  test('touches no guild that has a past of its own', async () => {
    scene = await openScene(kind);
    await scene.economy.claimDaily({ guildId: GUILD, user: members[0] ?? bot });
    await fill();
    expect((await scene.economy.history({ guildId: GUILD, limit: 10 })).entries).toHaveLength(2);
  });
});
