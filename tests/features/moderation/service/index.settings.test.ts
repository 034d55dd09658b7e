import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { eachDatabase } from '../../../harness/database.ts';
import { until } from '../../../harness/until.ts';
import { ADA, GUILD, HOUR, MARGARET, made, openScene, type Scene } from './scene.ts';

setDefaultTimeout(30_000);

const LOG = '300000000000000009';

eachDatabase('what a guild chose', (kind) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene(kind);
  });
  afterEach(() => scene.close());

  const choose = (settings: object) =>
    scene.guilds.putSettings(GUILD, { timezone: 'UTC', ...settings }, { id: MARGARET, name: 'margaret' });

  test('its own line on how to appeal ends what members are told, and turns no writing round', async () => {
    await scene.act();
    expect(scene.discord.told[0]).toEndWith('If you think this is a mistake, ask a moderator about case #1.');
    await choose({ appeal: 'Write to appeals@example.org, not to @everyone \u202e' });
    await scene.act({ action: 'timeout', duration: HOUR });
    expect(scene.discord.told[1]).toMatch(
      /Reason: because\nCase #2\. Write to appeals@example\.org, not to @everyone ?$/,
    );
  });

  test('warnings are not told of where it says so; other deeds are', async () => {
    await choose({ tellsWarned: false });
    expect(made(await scene.act()).dmDelivered).toBeNull();
    await scene.act({ action: 'timeout', duration: HOUR });
    expect(scene.discord.took).toEqual([`timeout ${ADA}`, `tell ${ADA}`]);
  });

  test('cases that were carried out are told of in the log channel, once each and in their order, and call nobody', async () => {
    await scene.act();
    await choose({ logChannelId: LOG });
    scene.discord.delays.push(50);
    await scene.act({ action: 'note', reason: 'for us alone' });
    await scene.act({ key: 'twice', reason: 'ads @everyone' });
    await scene.act({ key: 'twice', reason: 'ads @everyone' });
    const automod = { guildId: GUILD, eventId: Bun.randomUUIDv7(), userId: ADA, userTag: 'ada', reason: 'Rule “x”: y' };
    await scene.moderation.recordAutomod({ ...automod, action: 'warn', dmDelivered: null, expiresAt: null });
    await scene.moderation.recordAutomod({ ...automod, action: 'timeout', dmDelivered: null, expiresAt: 1 });
    const posted = await until(() => (scene.discord.posted.length >= 2 ? scene.discord.posted : undefined));
    expect(posted.map(({ content }) => content)).toEqual([
      `**Case #3** · Warning of <@${ADA}> (ada) by <@${MARGARET}> (margaret)\n>>> ads @everyone`,
      `**Case #4** · Warning of <@${ADA}> (ada) by a rule\n>>> Rule “x”: y`,
    ]);
    expect(posted.every(({ channelId, roleId }) => channelId === LOG && roleId === null)).toBe(true);
  });
});
