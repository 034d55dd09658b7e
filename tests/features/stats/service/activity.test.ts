import { afterEach, beforeEach, expect, test } from 'bun:test';
import { actorOf, sentenceOf } from '../../../../src/features/stats/text.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, configured, GUILD, grace, linus, OTHER_GUILD } from '../../economy/scene.ts';
import { openStats, type StatsScene } from '../scene.ts';

eachDatabase('activity', (kind) => {
  let scene: StatsScene;
  beforeEach(async () => {
    scene = await openStats(kind);
  });
  afterEach(() => scene.close());

  const later = () => {
    scene.clock.time += 1_000;
  };
  const send = (amount: number, guildId = GUILD) =>
    scene.economy.transfer({ guildId, giver: ada, receiver: linus, amount, reason: 'tea', key: scene.newKey() });
  const adjust = (delta: number) =>
    scene.economy.adjust({
      guildId: GUILD,
      user: linus,
      delta,
      type: 'admin_adjust',
      reason: null,
      actorId: grace.id,
      key: scene.newKey(),
    });
  const note = (action: string, guildId: string | null) =>
    scene.db.transaction((tx) => scene.guilds.record(tx, { guildId, actorId: grace.id, actorName: 'grace', action }));

  /** A little of everything, a second apart. */
  async function live(): Promise<void> {
    const deeds = [
      () => send(5),
      () => note('auth.signed_in', null),
      () => configured(scene, { dailyAmount: 25, cooldownHours: 1 }),
      () => scene.economy.claimDaily({ guildId: GUILD, user: linus }),
      () => adjust(-3),
      () => note('api_key.created', null),
      () => send(7, OTHER_GUILD),
      () => note('economy.person.erased', OTHER_GUILD),
    ];
    for (const deed of deeds) {
      await deed();
      later();
    }
  }

  const sentences = async (query: Partial<Parameters<typeof scene.stats.activity>[0]>) => {
    const { items } = await scene.stats.activity({ guildIds: [GUILD], instance: false, limit: 50, ...query });
    return items.map(sentenceOf);
  };

  const HERE = [
    'lost 3 bytes by staff',
    'earned 25 bytes for the day',
    'changed the settings of bytes (daily amount, cooldown hours)',
    'sent 5 bytes to linus: tea',
    'opened an account with 100 bytes',
    'opened an account with 100 bytes',
  ];

  test('is the ledger and the audit log in one, newest first', async () => {
    await live();
    const [newest, ...rest] = await sentences({});
    expect(
      [newest, ...rest].map((text) => text?.replace('cooldown hours, daily amount', 'daily amount, cooldown hours')),
    ).toEqual(HERE);
    const { items } = await scene.stats.activity({ guildIds: [GUILD], instance: false, limit: 3 });
    expect(items.map((item) => actorOf(item).id)).toEqual([linus.id, linus.id, grace.id]);
    expect(items).toMatchObject([
      { source: 'ledger', kind: 'reward', giver: { id: linus.id }, actorId: grace.id, amount: 3 },
      { source: 'ledger', kind: 'daily', receiver: { id: linus.id, name: 'linus' } },
      { source: 'audit', kind: 'settings', actor: { id: grace.id }, guildId: GUILD },
    ]);
  });

  test('of no guild but one’s own, and of the instance only for who runs it', async () => {
    await live();
    const count = async (guildIds: string[] | null, instance: boolean) =>
      (await scene.stats.activity({ guildIds, instance, limit: 50 })).items.length;
    expect(await count([], false)).toBe(0);
    expect(await count([], true)).toBe(2);
    expect(await count([OTHER_GUILD], false)).toBe(4);
    expect(await count([GUILD, OTHER_GUILD], false)).toBe(10);
    expect(await count(null, false)).toBe(10);
    expect(await count(null, true)).toBe(12);
  });

  test('is filtered by kind', async () => {
    await live();
    const everyone = { guildIds: null, instance: true };
    expect(await sentences({ ...everyone, kinds: ['transfer'] })).toEqual([
      'sent 7 bytes to linus: tea',
      'sent 5 bytes to linus: tea',
    ]);
    expect(await sentences({ ...everyone, kinds: ['sign_in', 'key'] })).toEqual(['made an API key', 'signed in']);
    expect(await sentences({ ...everyone, kinds: ['reward', 'other'] })).toEqual([
      'erased a person',
      'lost 3 bytes by staff',
    ]);
    expect(await sentences({ kinds: ['account'] })).toHaveLength(2);
    expect(await sentences({ ...everyone, kinds: [] })).toEqual([]);
  });

  test('is one person’s bytes, across guilds', async () => {
    await live();
    const { items } = await scene.stats.activity({ guildIds: null, instance: true, userId: ada.id, limit: 50 });
    expect(items.map(({ guildId }) => guildId)).toEqual([OTHER_GUILD, OTHER_GUILD, GUILD, GUILD]);
    expect(await sentences({ guildIds: [OTHER_GUILD], userId: ada.id, kinds: ['transfer'] })).toEqual([
      'sent 7 bytes to linus: tea',
    ]);
  });

  test('pages without a gap or a repetition', async () => {
    await live();
    const query = { guildIds: null, instance: true };
    const whole = (await scene.stats.activity({ ...query, limit: 50 })).items.map(({ id }) => id);
    const paged: string[] = [];
    for (let before: string | undefined; ; before = paged.at(-1)) {
      const { items, hasOlder } = await scene.stats.activity({ ...query, before, limit: 5 });
      paged.push(...items.map(({ id }) => id));
      if (!hasOlder) break;
    }
    expect(paged).toEqual(whole);
    expect(whole).toHaveLength(12);
  });

  test.each(['', 'x', "'; DROP TABLE audit_log; --", '1'])('begins at the newest from %p', async (before) => {
    await live();
    expect(await sentences({ before })).toHaveLength(6);
  });
});
