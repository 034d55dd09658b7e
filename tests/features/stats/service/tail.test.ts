import { afterEach, beforeEach, expect, test } from 'bun:test';
import type { Activity } from '../../../../src/features/stats/model.ts';
import { sentenceOf } from '../../../../src/features/stats/text.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { until } from '../../../harness/until.ts';
import { ada, GUILD, linus, OTHER_GUILD } from '../../economy/scene.ts';
import { openStats, type StatsScene } from '../scene.ts';

eachDatabase('tail', (kind) => {
  let scene: StatsScene;
  beforeEach(async () => {
    scene = await openStats(kind);
  });
  afterEach(async () => {
    await scene.stats.close();
    await scene.close();
  });

  const send = (amount: number, guildId = GUILD) =>
    scene.economy.transfer({ guildId, giver: ada, receiver: linus, amount, reason: null, key: scene.newKey() });

  function watch(options: { guildIds: string[] | null; instance?: boolean; after?: string }) {
    const heard: Activity[] = [];
    const end = scene.stats.watch({ instance: false, ...options, tell: (items) => void heard.unshift(...items) });
    return { heard, end, sentences: () => heard.map(sentenceOf) };
  }

  test('tells what happens, once, to who may see it', async () => {
    await send(1);
    const here = watch({ guildIds: [GUILD] });
    const there = watch({ guildIds: [OTHER_GUILD] });
    const all = watch({ guildIds: null, instance: true });
    await Bun.sleep(400);
    scene.clock.time += 1_000;
    await send(2);
    await until(() => here.heard.length > 0 || undefined);
    scene.clock.time += 1_000;
    await send(3);
    await until(() => here.heard.length > 1 || undefined);
    expect(here.sentences()).toEqual(['sent 3 bytes to linus', 'sent 2 bytes to linus']);
    expect(there.heard).toEqual([]);
    expect(all.heard).toHaveLength(2);
  });

  test('tells what nobody announces', async () => {
    const all = watch({ guildIds: null, instance: true });
    await Bun.sleep(300);
    await scene.db.transaction((tx) =>
      scene.guilds.record(tx, { guildId: null, actorId: ada.id, action: 'auth.signed_in' }),
    );
    await until(() => all.heard.length > 0 || undefined);
    expect(all.sentences()).toEqual(['signed in']);
  });

  test('tells a page that comes back what it missed', async () => {
    await send(1);
    const [first] = (await scene.stats.activity({ guildIds: [GUILD], instance: false, limit: 1 })).items;
    scene.clock.time += 60_000;
    await send(2);
    scene.clock.time += 60_000;
    await send(3);
    await send(3, OTHER_GUILD);
    const back = watch({ guildIds: [GUILD], after: first?.id ?? '' });
    await until(() => back.heard.length > 0 || undefined);
    await Bun.sleep(300);
    expect(back.sentences()).toEqual(['sent 3 bytes to linus', 'sent 2 bytes to linus']);
  });

  test('is silent after the end', async () => {
    const here = watch({ guildIds: [GUILD] });
    await Bun.sleep(300);
    here.end();
    await send(2);
    await Bun.sleep(400);
    expect(here.heard).toEqual([]);
  });
});
