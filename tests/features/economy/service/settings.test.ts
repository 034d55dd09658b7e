import { afterEach, expect, test } from 'bun:test';
import { economyConfigInput } from '../../../../src/features/economy/model.ts';
import { DEFAULT_CONFIG } from '../../../../src/features/economy/rules.ts';
import { refuse } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, configured, GUILD, grace, openScene, type Scene } from '../scene.ts';

eachDatabase('economy settings', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const input = () => economyConfigInput.parse(DEFAULT_CONFIG);

  test('are the defaults, also in the row that the first account brings', async () => {
    scene = await openScene(kind);
    expect(await scene.economy.config(GUILD)).toEqual({ ...DEFAULT_CONFIG, version: 0 });
    await scene.economy.claimDaily({ guildId: GUILD, user: ada });
    scene.clock.time += 60_000;
    expect(await scene.economy.config(GUILD)).toEqual({ ...DEFAULT_CONFIG, version: 0 });
    expect(await scene.db.rows('SELECT 1 FROM bytes_configs')).toHaveLength(1);
  });

  test('are kept as given, seen at once, told of, and audited with what was before', async () => {
    scene = await openScene(kind);
    const heard: unknown[] = [];
    scene.bus.subscribe('config.changed', (event) => void heard.push(event));
    await scene.economy.config(GUILD);
    const change = {
      ...input(),
      dailyAmount: 25,
      dailyCap: 500,
      streakMode: 'milestone' as const,
      streakBonuses: [{ name: 'NIBBLE', days: 4, multiplier: 3 }],
      roleRewards: { '300000000000000001': 100 },
      noEarnChannels: ['400000000000000001'],
    };
    const saved = await scene.economy.putConfig(GUILD, change, { id: grace.id, name: 'grace', requestId: 'r1' });
    expect(saved).toEqual({ ...change, version: 1 });
    expect(await scene.economy.config(GUILD)).toEqual({ ...change, version: 1 });
    await Bun.sleep(0);
    expect(heard).toEqual([{ guildId: GUILD, feature: 'economy' }]);
    expect(await scene.guilds.audit(GUILD)).toMatchObject([
      {
        action: 'economy.config.changed',
        actorId: grace.id,
        actorName: 'grace',
        requestId: 'r1',
        before: DEFAULT_CONFIG,
        after: change,
      },
    ]);
  });

  test('of an older version are refused, and change nothing', async () => {
    scene = await openScene(kind);
    await configured(scene, { dailyAmount: 11 });
    const answer = await scene.economy.putConfig(GUILD, { ...input(), dailyAmount: 99 }, { id: ada.id }, 0);
    expect(answer).toEqual(refuse('config_changed_meanwhile'));
    expect(await scene.economy.config(GUILD)).toMatchObject({ dailyAmount: 11, version: 1 });
    expect(await scene.guilds.audit(GUILD)).toHaveLength(1);
  });

  test('of two at once one wins', async () => {
    scene = await openScene(kind);
    const answers = await Promise.all(
      [12, 13].map((dailyAmount) => scene.economy.putConfig(GUILD, { ...input(), dailyAmount }, { id: ada.id }, 0)),
    );
    expect(answers.filter((answer) => 'refused' in answer)).toHaveLength(1);
  });

  test('changed by another process are seen when the bus tells', async () => {
    scene = await openScene(kind);
    await configured(scene, { dailyAmount: 11 });
    await scene.economy.config(GUILD);
    await scene.db.rows('UPDATE bytes_configs SET daily_amount = 12');
    scene.bus.publish('config.changed', { guildId: GUILD, feature: 'economy' });
    await Bun.sleep(0);
    expect((await scene.economy.config(GUILD)).dailyAmount).toBe(12);
  });
});

test.each([
  ['an unknown key', { colour: 'red' }],
  ['a daily of 1.5', { dailyAmount: 1.5 }],
  ['a daily of a million and one', { dailyAmount: 1_000_001 }],
  ['a negative starting balance', { startingBalance: -1 }],
  ['a largest transfer of nothing', { maxTransfer: 0 }],
  [
    'bonuses out of order',
    {
      streakBonuses: [
        { name: 'A', days: 9, multiplier: 2 },
        { name: 'B', days: 8, multiplier: 3 },
      ],
    },
  ],
  ['a role that is no id', { roleRewards: { admin: 5 } }],
  ['a threshold of 0', { roleRewards: { '300000000000000001': 0 } }],
  ['a number as text', { maxTransfer: '5' }],
])('%s is not a setting', (_what, change) => {
  expect(economyConfigInput.safeParse({ ...DEFAULT_CONFIG, ...change }).success).toBe(false);
});
