import { afterEach, expect, test } from 'bun:test';
import { eachDatabase } from '../../../harness/database.ts';
import { GUILD, OTHER_GUILD, openScene, type Scene } from '../scene.ts';

type Query = Pick<Parameters<Scene['economy']['accounts']>[0], 'order' | 'search'>;

eachDatabase('the list of accounts', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  /** Forty people of whom many have the same balance; every fifth has left, every seventh opted out. */
  async function fill(): Promise<void> {
    await scene.db.rows(
      `INSERT INTO bytes_balances (guild_id, user_id, username, balance, updated_at, departed_at, opted_out)
       SELECT guild, (200000000000000000 + n)::text, CASE WHEN n % 2 = 0 THEN 'Even_' ELSE 'odd%' END || n, n % 4 * 50,
         timestamptz '2026-11-20' + n % 3 * interval '1 microsecond', CASE WHEN n % 5 = 0 THEN now() END, n % 7 = 0
       FROM generate_series(1, 40) AS n, unnest($1::text[]) AS guild`,
      [[GUILD, OTHER_GUILD]],
    );
  }

  async function all(query: Query, limit: number): Promise<string[]> {
    const found: string[] = [];
    for (let after: { balance: number; updatedMicros: number; userId: string } | undefined; ; ) {
      const { accounts, next } = await scene.economy.accounts({ guildId: GUILD, ...query, after, limit });
      found.push(...accounts.map(({ userId }) => userId));
      if (!next) return found;
      after = next;
    }
  }

  test.each(['balance', 'user_id'] as const)('by %s has everybody once, whatever the page', async (order) => {
    scene = await openScene(kind);
    await fill();
    const by = order === 'balance' ? 'balance DESC, updated_at, user_id' : 'user_id';
    const rows = await scene.db.rows<{ user_id: string }>(
      `SELECT user_id FROM bytes_balances WHERE guild_id = $1 ORDER BY ${by}`,
      [GUILD],
    );
    const expected = rows.map(({ user_id: userId }) => userId);
    for (const limit of [1, 7, 40, 100]) expect(await all({ order }, limit)).toEqual(expected);
    const even = expected.filter((id) => Number(id.slice(-2)) % 2 === 0);
    for (const limit of [3, 100]) expect(await all({ order, search: 'EVEN_' }, limit)).toEqual(even);
  });

  test('searches for letters, not for patterns', async () => {
    scene = await openScene(kind);
    await fill();
    for (const search of ['%', '_', 'odd_', 'e%', '\\', "' OR 1=1 --"]) {
      expect(await all({ order: 'balance', search }, 10)).toEqual([]);
    }
    expect(await all({ order: 'balance', search: 'odd%' }, 100)).toHaveLength(20);
  });
});
