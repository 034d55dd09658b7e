import { afterEach, describe, expect, test } from 'bun:test';
import { DEFAULT_CONFIG, multiplierOf, STREAK_MODES } from '../../../../src/features/economy/rules.ts';
import { isRefusal, refuse } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, configured, DAY, GUILD, grace, HOUR, NOON, openScene, type Scene } from '../scene.ts';

const MINUTE = 60_000;

eachDatabase('daily bytes', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const claim = (more: object = {}) => scene.economy.claimDaily({ guildId: GUILD, user: ada, ...more });
  const zone = async (timezone: string) => {
    expect(isRefusal(await scene.guilds.putSettings(GUILD, { timezone }, { id: grace.id }))).toBe(false);
  };
  const at = (iso: string) => {
    scene.clock.time = Date.parse(iso);
  };

  test('pays once a calendar day, from midnight', async () => {
    scene = await openScene(kind);
    at('2026-11-20T23:59:00Z');
    expect(await claim()).toMatchObject({
      date: '2026-11-20',
      streak: 1,
      previousStreak: 0,
      multiplier: 1,
      nextAt: Date.parse('2026-11-21T00:00:00Z'),
      transaction: { type: 'daily', amount: 10, receiverBalance: 110 },
    });
    expect(await claim()).toEqual(refuse('already_claimed', { nextAt: Date.parse('2026-11-21T00:00:00Z'), streak: 1 }));
    at('2026-11-21T00:00:00Z');
    expect(await claim()).toMatchObject({ streak: 2, previousStreak: 1 });
    expect(await scene.economy.account(GUILD, ada.id)).toMatchObject({
      balance: 120,
      totalReceived: 20,
      lastDaily: '2026-11-21',
    });
  });

  test('a streak climbs the tiers day by day and pays what the forecast says', async () => {
    scene = await openScene(kind);
    const forecast = scene.economy.forecast(DEFAULT_CONFIG, 66);
    for (const { day, amount } of forecast) {
      expect(await claim()).toMatchObject({ streak: day, transaction: { amount } });
      scene.clock.time += DAY;
    }
    expect(await scene.economy.account(GUILD, ada.id)).toMatchObject({ streak: 66, longestStreak: 66 });
  });

  test('a missed day ends the streak, and the longest one is kept', async () => {
    scene = await openScene(kind);
    for (let day = 0; day < 3; day++, scene.clock.time += DAY) await claim();
    scene.clock.time += DAY;
    expect(await claim()).toMatchObject({ streak: 1, previousStreak: 3 });
    expect(await scene.economy.account(GUILD, ada.id)).toMatchObject({ streak: 1, longestStreak: 3 });
  });

  test('the cap bounds the day', async () => {
    scene = await openScene(kind);
    await configured(scene, { dailyCap: 15, streakBonuses: [{ name: 'CHAR', days: 2, multiplier: 100 }] });
    await claim();
    scene.clock.time += DAY;
    expect(await claim()).toMatchObject({ multiplier: 100, transaction: { amount: 15 } });
  });

  test.each([
    ['economy_disabled', { enabled: false }],
    ['daily_off', { dailyAmount: 0 }],
    ['no_earn_channel', { noEarnChannels: ['400000000000000001'] }],
    ['no_earn_role', { noEarnRoles: ['500000000000000001'] }],
  ])('is refused: %s', async (code, change) => {
    scene = await openScene(kind);
    await configured(scene, change);
    expect(await claim({ channelIds: ['1', '400000000000000001'], roleIds: ['500000000000000001'] })).toMatchObject({
      refused: code,
    });
    expect(await scene.economy.account(GUILD, ada.id)).toBeNull();
  });

  test('elsewhere, and without the role, it is paid', async () => {
    scene = await openScene(kind);
    await configured(scene, { noEarnChannels: ['400000000000000001'], noEarnRoles: ['500000000000000001'] });
    expect(await claim({ channelIds: ['400000000000000002'], roleIds: ['500000000000000002'] })).toMatchObject({
      streak: 1,
    });
  });

  test('who opted out earns nothing until they opt in', async () => {
    scene = await openScene(kind);
    await scene.economy.setOptOut(GUILD, ada.id, true);
    expect(await claim()).toEqual(refuse('opted_out'));
    await scene.economy.setOptOut(GUILD, ada.id, false);
    expect(await claim()).toMatchObject({ streak: 1 });
  });

  describe('the database multiplies as the rules do', () => {
    const bonuses = DEFAULT_CONFIG.streakBonuses;
    test.each([...STREAK_MODES])('in %s mode', async (streakMode) => {
      scene = await openScene(kind);
      const rows = await scene.db.rows<{ multiplier: number }>(
        'SELECT bytes_multiplier($1, $2::text::jsonb, day) AS multiplier FROM generate_series(1, 400) AS day',
        [streakMode, JSON.stringify(bonuses)],
      );
      const expected = rows.map((_, index) => multiplierOf(index + 1, { streakMode, streakBonuses: bonuses }));
      expect(rows.map(({ multiplier }) => multiplier)).toEqual(expected);
    });
  });

  describe('time zones', () => {
    test.each([
      ['UTC', '2026-11-20T23:59:59Z', '2026-11-21T00:00:00Z'],
      ['America/New_York', '2027-03-14T04:59:59Z', '2027-03-14T05:00:00Z'],
      ['America/New_York', '2027-03-15T03:59:59Z', '2027-03-15T04:00:00Z'],
      ['Europe/London', '2027-03-28T22:59:59Z', '2027-03-28T23:00:00Z'],
      ['Asia/Kolkata', '2026-11-20T18:29:59Z', '2026-11-20T18:30:00Z'],
      ['Asia/Kathmandu', '2026-11-20T18:14:59Z', '2026-11-20T18:15:00Z'],
      ['Australia/Lord_Howe', '2027-04-03T12:59:59Z', '2027-04-03T13:00:00Z'],
      ['Pacific/Apia', '2026-11-20T10:59:59Z', '2026-11-20T11:00:00Z'],
      ['Pacific/Kiritimati', '2026-11-20T09:59:59Z', '2026-11-20T10:00:00Z'],
    ])('in %s the day ends after %s', async (timezone, before, after) => {
      scene = await openScene(kind);
      await zone(timezone);
      at(before);
      const first = await claim();
      expect(first).toMatchObject({ streak: 1, nextAt: Date.parse(after) });
      expect(await claim()).toMatchObject({ refused: 'already_claimed' });
      at(after);
      expect(await claim()).toMatchObject({ streak: 2 });
    });

    test('in Africa/Casablanca each day is one day, whatever the offset', async () => {
      scene = await openScene(kind);
      await zone('Africa/Casablanca');
      at('2027-01-20T12:00:00Z');
      for (let day = 1; day <= 60; day++, scene.clock.time += DAY) expect(await claim()).toMatchObject({ streak: day });
    });

    test.each([
      ['Pacific/Kiritimati', 'Pacific/Honolulu'],
      ['Pacific/Honolulu', 'Pacific/Kiritimati'],
      ['UTC', 'Asia/Tokyo'],
    ])(
      'moving the guild from %s to %s gives no second claim within 20 hours, and breaks no streak',
      async (from, to) => {
        scene = await openScene(kind);
        await zone(from);
        at('2026-11-20T22:30:00Z');
        await claim();
        const claimedAt = scene.clock.now();
        await zone(to);
        let next = await claim();
        for (let hour = 0; isRefusal(next) && hour < 60; hour++) {
          scene.clock.time += HOUR;
          next = await claim();
        }
        expect(scene.clock.now() - claimedAt).toBeGreaterThanOrEqual(20 * HOUR);
        expect(scene.clock.now() - claimedAt).toBeLessThanOrEqual(50 * HOUR);
        expect(next).toMatchObject({ streak: 2 });
      },
    );

    test('changing to and fro gives nothing either', async () => {
      scene = await openScene(kind);
      at('2026-11-20T12:00:00Z');
      await claim();
      for (const timezone of ['Pacific/Kiritimati', 'Pacific/Honolulu', 'Asia/Tokyo', 'UTC', 'Pacific/Apia']) {
        await zone(timezone);
        expect(await claim()).toMatchObject({ refused: 'already_claimed' });
      }
    });
  });

  describe('outages', () => {
    const outage = (from: number, to: number | null) =>
      scene.db.rows(
        'INSERT INTO outages (id, source, started_at, ended_at) VALUES ($1::uuid, $2, $3::timestamptz, $4::timestamptz)',
        [Bun.randomUUIDv7(), 'gateway', new Date(from).toISOString(), to === null ? null : new Date(to).toISOString()],
      );

    test.each([
      ['one of five minutes on the missed day keeps the streak', NOON + DAY, NOON + DAY + 5 * MINUTE, 2],
      ['a shorter one does not', NOON + DAY, NOON + DAY + 5 * MINUTE - 1, 1],
      ['one on another day does not', NOON + 2 * DAY, NOON + 2 * DAY + HOUR, 1],
      ['one that reaches into the missed day does', NOON + 12 * HOUR - HOUR, NOON + 12 * HOUR + 1000, 2],
    ])('%s', async (_name, from, to, streak) => {
      scene = await openScene(kind);
      await claim();
      await outage(from, to);
      scene.clock.time += 2 * DAY;
      expect(await claim()).toMatchObject({ streak });
    });

    test('every missed day must have had one', async () => {
      scene = await openScene(kind);
      await claim();
      await outage(NOON + DAY, NOON + DAY + HOUR);
      scene.clock.time += 3 * DAY;
      expect(await claim()).toMatchObject({ streak: 1 });
    });

    test('one that still lasts counts up to now', async () => {
      scene = await openScene(kind);
      await claim();
      await outage(NOON + HOUR, null);
      scene.clock.time += 9 * DAY;
      expect(await claim()).toMatchObject({ streak: 2 });
    });
  });
});
