import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { readHistory } from '../../../../src/features/economy/store/boards.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { looked } from '../../../harness/pages-read.ts';
import { GUILD, openScene, type Scene } from '../scene.ts';

setDefaultTimeout(60_000);

const ROWS = 20_000;
const giver = '300000000000000001';
const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Pages of 8 kB; all of the member's rows lie on some four hundred. */
const PAGES = 60;

eachDatabase('a long history', (kind) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene(kind);
    await scene.db.rows(`INSERT INTO bytes_transactions (id, guild_id, type, giver_id, receiver_id, amount, actor_id, idempotency_key, created_at)
      SELECT ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, '${GUILD}', 'transfer', '${giver}', '4000000000000' || lpad(n::text, 5, '0'),
        1, '${giver}', 'key:' || n, '2026-11-20T12:00:00Z' FROM generate_series(1, ${ROWS}) AS n`);
    await scene.db.rows('ANALYZE bytes_transactions');
  });
  afterAll(() => scene.close());

  test.each([
    ['its newest page', {}, ROWS],
    ['a page in its middle', { before: idOf(ROWS / 2) }, ROWS / 2 - 1],
    ['its oldest page', { before: idOf(9) }, 8],
    ['a page after a place', { after: idOf(ROWS - 9) }, ROWS - 8],
  ])('%s is read through an index that is entered where the page begins', async (_, place, first) => {
    const query = { guildId: GUILD, userId: giver, limit: 8, ...place };
    const { result: entries, pages } = await looked(scene.db, (db) => readHistory(db, query));
    expect(entries.map(({ id }) => id)).toHaveLength(8);
    expect(entries[0]?.id).toBe(idOf(first));
    expect(pages).toBeLessThan(PAGES);
  });
});
