import { afterEach, beforeEach, expect, test } from 'bun:test';
import { isRefusal, refuse } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, configured, GUILD, grace, OTHER_GUILD } from '../../economy/scene.ts';
import { type HistoryScene, openHistory } from '../scene.ts';

const ROLE = '300000000000000001';
const UNKNOWN = '01a20658-9b80-7000-8000-000000000000';

eachDatabase('history of settings', (kind) => {
  let scene: HistoryScene;
  beforeEach(async () => {
    scene = await openHistory(kind);
  });
  afterEach(() => scene.close());

  const later = () => {
    scene.clock.time += 1_000;
  };

  async function newest() {
    const [change] = (await scene.history.changes({ guildId: GUILD })).changes;
    if (!change) throw new Error('nothing was changed');
    return change;
  }

  async function restore(changeId: string) {
    const change = await scene.history.change(GUILD, changeId);
    if (isRefusal(change)) throw new Error(change.refused);
    return scene.history.restore({ guildId: GUILD, changeId, version: change.version, actor: ada });
  }

  test('says who changed what, newest first, and nothing of other guilds', async () => {
    await configured(scene, { dailyAmount: 25 });
    later();
    await scene.guilds.putSettings(GUILD, { timezone: 'Asia/Tokyo' }, { id: ada.id, name: 'ada' });
    await scene.guilds.putSettings(OTHER_GUILD, { timezone: 'Asia/Tokyo' }, { id: ada.id });
    const { changes, hasOlder } = await scene.history.changes({ guildId: GUILD });
    expect(hasOlder).toBe(false);
    expect(changes).toMatchObject([
      {
        feature: 'guilds',
        actor: { id: ada.id, name: 'ada' },
        origin: 'edit',
        differences: [{ path: 'timezone', label: 'Time zone', before: 'UTC', after: 'Asia/Tokyo' }],
      },
      { feature: 'economy', differences: [{ path: 'dailyAmount', label: 'Daily bytes', before: 10, after: 25 }] },
    ]);
    expect((await scene.history.changes({ guildId: GUILD, feature: 'economy' })).changes).toHaveLength(1);
    expect((await scene.history.changes({ guildId: GUILD, feature: 'squads' })).changes).toEqual([]);
  });

  test('pages', async () => {
    for (const dailyAmount of [1, 2, 3]) {
      await configured(scene, { dailyAmount });
      later();
    }
    const first = await scene.history.changes({ guildId: GUILD, limit: 2 });
    expect([first.changes.length, first.hasOlder]).toEqual([2, true]);
    const rest = await scene.history.changes({ guildId: GUILD, limit: 2, before: first.changes[1]?.id });
    expect(rest.changes.map(({ differences }) => differences[0]?.after)).toEqual([1]);
    expect((await scene.history.changes({ guildId: GUILD, before: 'nonsense' })).changes).toHaveLength(3);
  });

  test('goes back to before a change, as a change of its own', async () => {
    await configured(scene, { dailyAmount: 25, cooldownHours: 3 });
    const { id } = await newest();
    later();
    await configured(scene, { dailyAmount: 30 });
    later();
    const change = await scene.history.change(GUILD, id);
    expect(isRefusal(change) || change.restoring.map(({ path, after }) => [path, after])).toEqual([
      ['dailyAmount', 10],
      ['cooldownHours', 0],
    ]);
    expect(await restore(id)).toHaveLength(2);
    expect(await scene.economy.config(GUILD)).toMatchObject({ dailyAmount: 10, cooldownHours: 0, version: 3 });
    expect(await newest()).toMatchObject({ origin: 'restore', actor: { id: ada.id } });
    expect(await restore(id)).toEqual(refuse('nothing_to_restore'));
  });

  test('a time zone goes back too', async () => {
    await scene.guilds.putSettings(GUILD, { timezone: 'Asia/Tokyo' }, { id: ada.id });
    await restore((await newest()).id);
    expect((await scene.guilds.settings(GUILD)).timezone).toBe('UTC');
  });

  test('what no longer fits the guild stays away, with the reason', async () => {
    await configured(scene, { roleRewards: { [ROLE]: 100 } });
    later();
    await configured(scene, { roleRewards: {} });
    const { id } = await newest();
    scene.discord.roles = async () => [];
    expect(await restore(id)).toEqual({
      issues: [{ path: `roleRewards.${ROLE}`, message: expect.stringContaining('no such role') }],
    });
    scene.discord.roles = async () => 'away';
    expect(await restore(id)).toEqual(refuse('discord_away'));
    expect((await scene.economy.config(GUILD)).roleRewards).toEqual({});
  });

  test('of settings that somebody changes meanwhile nothing is restored', async () => {
    await configured(scene, { dailyAmount: 25 });
    const change = await scene.history.change(GUILD, (await newest()).id);
    if (isRefusal(change)) throw new Error(change.refused);
    await configured(scene, { dailyAmount: 26 });
    const { id: changeId, version } = change;
    expect(await scene.history.restore({ guildId: GUILD, changeId, version, actor: ada })).toEqual(
      refuse('config_changed_meanwhile'),
    );
    expect((await scene.economy.config(GUILD)).dailyAmount).toBe(26);
  });

  test('knows no other guild’s change, and none that is no change of settings', async () => {
    await configured(scene, { dailyAmount: 25 });
    await scene.db.transaction((tx) =>
      scene.guilds.record(tx, { guildId: GUILD, actorId: grace.id, action: 'economy.person.erased' }),
    );
    const other = (await scene.guilds.audit(GUILD)).find(({ action }) => action === 'economy.person.erased')?.id ?? '';
    const { id } = await newest();
    for (const [guildId, changeId] of [
      [OTHER_GUILD, id],
      [GUILD, UNKNOWN],
      [GUILD, other],
      [GUILD, "' OR true --"],
    ] as const) {
      expect(await scene.history.change(guildId, changeId)).toEqual(refuse('change_unknown'));
      expect(await scene.history.restore({ guildId, changeId, version: '1', actor: ada })).toEqual(
        refuse('change_unknown'),
      );
    }
  });
});
