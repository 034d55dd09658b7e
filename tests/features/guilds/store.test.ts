import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { listAudit } from '../../../src/features/guilds/store.ts';
import { eachDatabase } from '../../harness/database.ts';
import { looked, pagesOf } from '../../harness/pages-read.ts';
import { openScene, type Scene } from '../economy/scene.ts';

setDefaultTimeout(60_000);

const ENTRIES = 20_000;
const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const guildOf = (n: number) => `20000000000000${String(n).padStart(4, '0')}`;

/** Pages of 8 kB; all entries lie on some three hundred. */
const PAGES = 60;

/** Every second entry is of no guild, the others are of a hundred guilds in turn. */
eachDatabase('a long audit log', (kind) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene(kind);
    const { db } = scene;
    await db.rows('ALTER TABLE audit_log DISABLE TRIGGER audit_log_chained');
    await db.rows(`INSERT INTO audit_log (id, guild_id, actor_id, action, created_at, position)
      SELECT ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, CASE n % 2 WHEN 1 THEN '20000000000000' || lpad((n % 200)::text, 4, '0') END,
        'ci', 'tried', now(), n FROM generate_series(1, ${ENTRIES}) AS n`);
    await db.rows('ALTER TABLE audit_log ENABLE TRIGGER audit_log_chained');
    await db.rows('ANALYZE audit_log');
  });
  afterAll(() => scene.close());

  describe.each([
    ['of a guild', guildOf(7)],
    ['of no guild', null],
  ])('%s', (_, guildId) => {
    test('takes another entry without being read', async () => {
      const add = `INSERT INTO audit_log (id, guild_id, actor_id, action, created_at) VALUES ($1::uuid, $2, 'ci', 'tried', now())`;
      await pagesOf(scene.db, add, [crypto.randomUUID(), guildId]);
      expect(await pagesOf(scene.db, add, [crypto.randomUUID(), guildId])).toBeLessThan(PAGES);
    });

    test.each([
      ['newest', null],
      ['oldest', idOf(2_000)],
    ])('its %s page is read through an index', async (_, before) => {
      const { result: entries, pages } = await looked(scene.db, (db) => listAudit(db, guildId, before, 5));
      expect(entries.map((entry) => entry.guildId)).toEqual(Array(5).fill(guildId));
      if (before !== null) expect(entries.every(({ id }) => id < before)).toBe(true);
      const ids = entries.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted().reverse());
      expect(pages).toBeLessThan(PAGES);
    });
  });
});
