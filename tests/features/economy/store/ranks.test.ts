import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import {
  findRank,
  findRankFrom,
  type Milestone,
  readMilestones,
} from '../../../../src/features/economy/store/ranks.ts';
import type { Queryable } from '../../../../src/platform/db/database.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { looked } from '../../../harness/pages-read.ts';
import { GUILD, openScene, type Scene } from '../scene.ts';

setDefaultTimeout(60_000);

const MEMBERS = 20_000;
/** So many rows are counted at most, each in a page of its own. */
const EVERY = 100;
const member = (n: number) => `3000000000000${String(n).padStart(5, '0')}`;

eachDatabase('places on a large board', (kind) => {
  let scene: Scene;
  let milestones: Milestone[];
  let order: string[];

  beforeAll(async () => {
    scene = await openScene(kind);
    // Half have one and the same balance, of them many since the same moment; every hundredth left.
    await scene.db.rows(`INSERT INTO bytes_balances (guild_id, user_id, balance, departed_at, created_at, updated_at)
      SELECT '${GUILD}', '3000000000000' || lpad(n::text, 5, '0'), CASE WHEN n % 2 = 0 THEN 100 ELSE n * 7919 % 1000 END,
        CASE WHEN n % 100 = 0 THEN now() END, now(), '2026-11-20T12:00:00Z'::timestamptz + n * 31 % 5000 * interval '7 microseconds'
      FROM generate_series(1, ${MEMBERS}) AS n`);
    await scene.db.rows('ANALYZE bytes_balances');
    milestones = await readMilestones(scene.db, GUILD, EVERY);
    const rows = await scene.db.rows<{ id: string }>(
      `SELECT user_id AS id FROM bytes_balances WHERE guild_id = $1 AND departed_at IS NULL ORDER BY balance DESC, updated_at, user_id`,
      [GUILD],
    );
    order = rows.map(({ id }) => id);
  });
  afterAll(() => scene.close());

  const rankOf = async (userId: string, db: Queryable = scene.db) =>
    (await findRankFrom(db, { guildId: GUILD, userId }, milestones))?.rank ?? null;

  test('are counted from milestones as from the first place', async () => {
    expect(milestones.map(({ rank }) => rank)).toEqual(
      Array.from({ length: Math.ceil(order.length / EVERY) }, (_, n) => n * EVERY + 1),
    );
    const places = [0, 1, 98, 99, 100, 101, 9_000, 9_099, 9_100, 12_345, order.length - 1];
    const spread = Array.from({ length: 150 }, (_, n) => (n * 131) % order.length);
    for (const place of [...places, ...spread]) expect(await rankOf(order[place] ?? '')).toBe(place + 1);
    const someone = { guildId: GUILD, userId: member(4_321) };
    expect(await findRankFrom(scene.db, someone, milestones)).toEqual(
      await findRank(scene.db, someone.guildId, someone.userId),
    );
  });

  test('have none for whoever left or was never there', async () => {
    expect(await rankOf(member(100))).toBeNull();
    expect(await rankOf('399999999999999999')).toBeNull();
  });

  test('hold for who has just passed the first milestone', async () => {
    const [first, second] = [member(5), member(7)];
    const set = (id: string, balance: number) =>
      scene.db.rows('UPDATE bytes_balances SET balance = $3 WHERE guild_id = $1 AND user_id = $2', [
        GUILD,
        id,
        balance,
      ]);
    await set(first, 9_000);
    await set(second, 8_000);
    expect([await rankOf(first), await rankOf(second)]).toEqual([1, 2]);
  });

  test('look at a few pages, however many have the same balance', async () => {
    for (const userId of [order[5_555] ?? '', order.at(-1) ?? '']) {
      const { result: rank, pages } = await looked(scene.db, (db) => rankOf(userId, db));
      expect(rank).toBeGreaterThan(1_000);
      expect(pages).toBeLessThan(1.5 * EVERY);
    }
  });
});
