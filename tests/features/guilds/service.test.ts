import { afterEach, describe, expect, test } from 'bun:test';
import { createGuilds } from '../../../src/features/guilds/index.ts';
import { NO_CHOICES } from '../../../src/features/guilds/model.ts';
import { createLocalBus } from '../../../src/platform/bus/local-bus.ts';
import { refuse } from '../../../src/shared/refusal.ts';
import { eachDatabase } from '../../harness/database.ts';
import { ada, GUILD, grace, OTHER_GUILD, openScene, type Scene } from '../economy/scene.ts';

const MINUTE = 60_000;

eachDatabase('guilds', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  describe('settings', () => {
    test('are UTC until somebody chooses, and each guild’s own', async () => {
      scene = await openScene(kind);
      expect(await scene.guilds.settings(GUILD)).toEqual({ guildId: GUILD, ...NO_CHOICES });
      await scene.guilds.putSettings(GUILD, { timezone: 'Asia/Tokyo' }, { id: grace.id, name: 'grace' });
      expect(await scene.guilds.settings(GUILD)).toEqual({
        ...{ guildId: GUILD, ...NO_CHOICES },
        timezone: 'Asia/Tokyo',
      });
      expect(await scene.guilds.settings(OTHER_GUILD)).toEqual({ guildId: OTHER_GUILD, ...NO_CHOICES });
      expect(await scene.guilds.audit(GUILD)).toMatchObject([
        {
          action: 'guild.settings.changed',
          actorName: 'grace',
          before: { timezone: 'UTC', isPublic: false },
          after: { timezone: 'Asia/Tokyo', isPublic: false },
        },
      ]);
    });

    test('keep what a change leaves out, and refuse one that was made on other settings', async () => {
      scene = await openScene(kind);
      const by = { id: grace.id };
      const all = { timezone: 'UTC', isPublic: true, logChannelId: GUILD, appeal: 'Write to us.', tellsWarned: false };
      await scene.guilds.putSettings(GUILD, all, by);
      await scene.guilds.putSettings(GUILD, { timezone: 'Asia/Tokyo' }, by);
      const now = { ...all, timezone: 'Asia/Tokyo' };
      expect(await scene.guilds.settings(GUILD)).toEqual({ guildId: GUILD, ...now });
      await scene.guilds.putSettings(GUILD, { timezone: 'UTC', logChannelId: null, appeal: null }, by, now);
      const refused = await scene.guilds.putSettings(GUILD, { timezone: 'UTC', appeal: 'x' }, by, now);
      expect(refused).toEqual(refuse('settings_changed_meanwhile'));
      expect(await scene.guilds.settings(GUILD)).toMatchObject({ logChannelId: null, appeal: null, isPublic: true });
    });

    test('the time zone is remembered for a minute at most, and changes at once where somebody changes it', async () => {
      scene = await openScene(kind);
      const other = createGuilds(scene);
      const elsewhere = createGuilds({ ...scene, bus: createLocalBus(scene.log) });
      const zones = () => Promise.all([scene.guilds, other, elsewhere].map((guilds) => guilds.timezone(GUILD)));
      expect(await zones()).toEqual(['UTC', 'UTC', 'UTC']);
      await scene.guilds.putSettings(GUILD, { timezone: 'Asia/Tokyo' }, { id: grace.id });
      await Bun.sleep(0);
      expect(await zones()).toEqual(['Asia/Tokyo', 'Asia/Tokyo', 'UTC']);
      scene.clock.time += MINUTE + 1;
      expect(await zones()).toEqual(['Asia/Tokyo', 'Asia/Tokyo', 'Asia/Tokyo']);
      await Promise.all([other.close(), elsewhere.close()]);
    });

    test.each([{ appeal: '' }, { appeal: 'x'.repeat(301) }, { appeal: 'two\nlines' }, { logChannelId: '12' }])(
      '%p is refused',
      async (wrong) => {
        scene = await openScene(kind);
        const checked = await scene.guilds.checkSettings({ timezone: 'UTC', ...wrong });
        expect('issues' in checked && checked.issues[0]?.path).toBe(Object.keys(wrong)[0] ?? '');
      },
    );

    test.each(['Mars/Olympus', 'FOO5', 'utc+3', "'; DROP TABLE audit_log; --"])(
      '%p is no time zone',
      async (timezone) => {
        scene = await openScene(kind);
        expect(await scene.guilds.putSettings(GUILD, { timezone }, { id: grace.id })).toEqual(
          refuse('unknown_time_zone', { timezone }),
        );
        expect(await scene.guilds.audit(GUILD)).toEqual([]);
      },
    );
  });

  describe('audit log', () => {
    const note = (action: string, guildId: string | null = GUILD) =>
      scene.db.transaction((tx) =>
        scene.guilds.record(tx, { guildId, actorId: ada.id, action, before: { n: 1 }, after: { n: 2 } }),
      );

    async function tamper(statement: string): Promise<void> {
      await scene.db.rows('ALTER TABLE audit_log DISABLE TRIGGER USER');
      await scene.db.rows(statement);
      await scene.db.rows('ALTER TABLE audit_log ENABLE TRIGGER USER');
    }

    test('pages from the newest, each guild for itself', async () => {
      scene = await openScene(kind);
      for (const action of ['a', 'b', 'c']) await note(action);
      await note('elsewhere', OTHER_GUILD);
      await note('instance', null);
      const [newest] = await scene.guilds.audit(GUILD, 1);
      expect(newest?.action).toBe('c');
      expect((await scene.guilds.audit(GUILD, 5, newest?.id)).map(({ action }) => action)).toEqual(['b', 'a']);
      expect((await scene.guilds.audit(null)).map(({ action }) => action)).toEqual(['instance']);
    });

    test('written by many at once is one unbroken chain', async () => {
      scene = await openScene(kind);
      await Promise.all(Array.from({ length: 20 }, (_, index) => note(`n${index}`)));
      expect((await scene.guilds.audit(GUILD)).map(({ position }) => position).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
      expect(await scene.guilds.verifyAudit(GUILD)).toEqual([]);
    });

    test.each([
      ['a changed entry', "UPDATE audit_log SET actor_id = 'nobody' WHERE position = 2", [2]],
      ['a changed value', `UPDATE audit_log SET after = '{"n": 3}' WHERE position = 3`, [3]],
      ['a missing entry', 'DELETE FROM audit_log WHERE position = 2', [3]],
    ])('shows %s', async (_what, statement, broken) => {
      scene = await openScene(kind);
      for (const action of ['a', 'b', 'c']) await note(action);
      await tamper(statement);
      expect(await scene.guilds.verifyAudit(GUILD)).toEqual(broken);
    });

    test.each(['UPDATE audit_log SET action = action', 'DELETE FROM audit_log'])('%s is refused', async (statement) => {
      scene = await openScene(kind);
      await note('a');
      await expect(scene.db.rows(statement)).rejects.toThrow('append-only');
    });
  });

  describe('outages', () => {
    const outages = async () => {
      const rows = await scene.db.rows<{ from: number; until: number | null }>(
        'SELECT epoch_ms(started_at) AS "from", epoch_ms(ended_at) AS until FROM outages ORDER BY started_at',
      );
      return rows.map(({ from, until }) => [from, until]);
    };

    test('the first start knows of none', async () => {
      scene = await openScene(kind);
      await scene.guilds.started();
      await scene.guilds.gatewayUp(0);
      expect(await outages()).toEqual([]);
    });

    test('a process that was gone for long leaves one, from its last sign of life until it hears again', async () => {
      scene = await openScene(kind);
      await scene.guilds.gatewayUp(0);
      const seen = scene.clock.now();
      scene.clock.time += 60 * MINUTE;
      await scene.guilds.started();
      expect(await outages()).toEqual([[seen, null]]);
      scene.clock.time += MINUTE;
      await scene.guilds.gatewayUp(0);
      expect(await outages()).toEqual([[seen, seen + 61 * MINUTE]]);
    });

    test('a quick restart leaves none', async () => {
      scene = await openScene(kind);
      await scene.guilds.gatewayUp(0);
      scene.clock.time += 5 * MINUTE - 1;
      await scene.guilds.started();
      expect(await outages()).toEqual([]);
    });

    test('a start while Discord is away is heard only when Discord is back', async () => {
      scene = await openScene(kind);
      await scene.guilds.gatewayUp(0);
      await scene.guilds.close();
      const seen = scene.clock.now();
      const again = createGuilds(scene);
      scene.clock.time += MINUTE;
      await again.started();
      scene.clock.time += 60 * MINUTE;
      await again.close();
      await again.gatewayUp(0);
      expect(await outages()).toEqual([[seen, seen + 61 * MINUTE]]);
    });

    test('each process keeps its own', async () => {
      scene = await openScene(kind);
      const [first, second] = ['shards 0-1', 'shards 2-3'].map((source) => createGuilds({ ...scene, source }));
      const from = scene.clock.now();
      await first?.gatewayDown(0);
      await second?.gatewayUp(2);
      expect(await outages()).toEqual([[from, null]]);
      scene.clock.time += 10 * MINUTE;
      await first?.gatewayUp(0);
      expect(await outages()).toEqual([[from, from + 10 * MINUTE]]);
    });

    test('a gateway that is away for five minutes leaves one, a shorter blink none', async () => {
      scene = await openScene(kind);
      const from = scene.clock.now();
      await scene.guilds.gatewayDown(0);
      await scene.guilds.gatewayDown(0);
      scene.clock.time += 5 * MINUTE;
      await scene.guilds.gatewayUp(0);
      await scene.guilds.gatewayDown(0);
      scene.clock.time += MINUTE;
      await scene.guilds.gatewayUp(0);
      expect(await outages()).toEqual([[from, from + 5 * MINUTE]]);
    });

    test('lasts until every shard is back', async () => {
      scene = await openScene(kind);
      const from = scene.clock.now();
      await scene.guilds.gatewayDown(0);
      await scene.guilds.gatewayDown(1);
      scene.clock.time += 10 * MINUTE;
      await scene.guilds.gatewayUp(0);
      expect(await outages()).toEqual([[from, null]]);
      await scene.guilds.gatewayUp(1);
      expect(await outages()).toEqual([[from, from + 10 * MINUTE]]);
    });

    test('of a process that never came back shields nobody for ever', async () => {
      scene = await openScene(kind);
      await scene.db.rows(
        "INSERT INTO outages (id, source, started_at) VALUES ($1::uuid, 'shards 4-7', $2::timestamptz)",
        [Bun.randomUUIDv7(), new Date(scene.clock.now() - 8 * 24 * 60 * MINUTE).toISOString()],
      );
      await scene.guilds.started();
      expect((await outages())[0]?.[1]).toBe(scene.clock.now());
    });
  });
});
