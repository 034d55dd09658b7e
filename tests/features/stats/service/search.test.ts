import { afterEach, beforeEach, expect, test } from 'bun:test';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, grace, linus, OTHER_GUILD } from '../../economy/scene.ts';
import { openStats, type StatsScene } from '../scene.ts';

const NEWCOMER = '200000000000000009';
const python = { id: GUILD, name: 'Python Builders' };
const rust = { id: OTHER_GUILD, name: 'Rust Café' };

eachDatabase('people and search', (kind) => {
  let scene: StatsScene;
  beforeEach(async () => {
    scene = await openStats(kind);
    for (const user of [ada, linus, { ...grace, username: 'Graceland' }])
      await scene.economy.claimDaily({ guildId: GUILD, user });
    await scene.economy.claimDaily({ guildId: OTHER_GUILD, user: ada });
    scene.members.set(NEWCOMER, 'newcomer');
  });
  afterEach(() => scene.close());

  const names = async (text: string, guildIds = [GUILD, OTHER_GUILD]) =>
    (await scene.stats.people(text, guildIds)).map(({ username }) => username);

  test.each([
    ['ada', ['ada']],
    ['@ADA', ['ada']],
    ['LAND', ['Graceland']],
    ['a', ['ada', 'Graceland']],
    [ada.id, ['ada']],
    [`<@!${ada.id}>`, ['ada']],
    [`<@${NEWCOMER}>`, ['newcomer']],
    ['%', []],
    ['_', []],
    ["' OR true --", []],
    ['   ', []],
    ['x'.repeat(500), []],
  ])('%p finds %p', async (text, found) => {
    expect(await names(text)).toEqual(found);
  });

  test('finds nobody in another guild', async () => {
    expect(await names('linus', [OTHER_GUILD])).toEqual([]);
    expect(await names(linus.id, [OTHER_GUILD])).toEqual([]);
    expect(await names('ada', [])).toEqual([]);
    expect((await scene.stats.people('ada', [OTHER_GUILD]))[0]?.guildIds).toEqual([OTHER_GUILD]);
    expect(await scene.stats.person(linus.id, [OTHER_GUILD])).toBeNull();
    expect((await scene.stats.person(ada.id, [OTHER_GUILD]))?.accounts).toHaveLength(1);
  });

  test('a person is accounts and what Discord says', async () => {
    expect(await scene.stats.person(ada.id, [GUILD, OTHER_GUILD])).toMatchObject({
      username: 'ada',
      displayName: null,
      guildIds: [GUILD, OTHER_GUILD],
      accounts: [
        { guildId: GUILD, balance: 110, streak: 1 },
        { guildId: OTHER_GUILD, balance: 110 },
      ],
    });
    expect(await scene.stats.person(NEWCOMER, [GUILD])).toMatchObject({ displayName: 'newcomer', accounts: [] });
    expect(await scene.stats.person('999', [])).toBeNull();
  });

  test('search leads to guilds, their pages and members', async () => {
    const found = await scene.stats.search({ text: 'a', guilds: [python, rust], current: GUILD });
    const sections = Array.from({ length: 5 }, (): 'section' => 'section');
    expect(found.map(({ kind }) => kind)).toEqual(['guild', ...sections, 'member', 'member']);
    expect(await scene.stats.search({ text: 'time zone', guilds: [python] })).toEqual([
      { kind: 'section', label: 'Settings', hint: 'Python Builders', href: `/admin/guilds/${GUILD}/settings` },
    ]);
    expect(await scene.stats.search({ text: 'linus', guilds: [python, rust] })).toEqual([
      { kind: 'member', label: 'linus', hint: 'Python Builders', href: `/admin/users/${linus.id}` },
    ]);
    expect((await scene.stats.search({ text: 'builders', guilds: [rust, python] }))[0]?.label).toBe('Python Builders');
  });

  test('search shows the guilds before anything is typed, and nothing of others’', async () => {
    expect((await scene.stats.search({ text: '', guilds: [python, rust] })).map(({ label }) => label)).toEqual([
      'Python Builders',
      'Rust Café',
    ]);
    expect(await scene.stats.search({ text: 'linus', guilds: [rust], current: GUILD })).toEqual([]);
  });
});
