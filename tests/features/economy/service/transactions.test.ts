import { afterEach, expect, test } from 'bun:test';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, HOUR, linus, NOON, OTHER_GUILD, openScene, type Scene } from '../scene.ts';

type Filter = Omit<Parameters<Scene['economy']['transactions']>[0], 'guildId'>;

eachDatabase('the ledger, searched', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  /** Every page until the end; as amounts. */
  async function amounts(filter: Filter, limit = 3): Promise<number[]> {
    const found: number[] = [];
    for (let before = filter.before; ; ) {
      const { entries, next } = await scene.economy.transactions({ guildId: GUILD, ...filter, before }, limit);
      expect(entries.length).toBeLessThanOrEqual(limit);
      found.push(...entries.map(({ amount }) => amount));
      if (next === null) return found;
      before = next;
    }
  }

  async function fill(): Promise<void> {
    for (let hour = 1; hour <= 8; hour++) {
      scene.clock.time = NOON + hour * HOUR;
      const [giver, receiver] = hour % 2 ? [ada, linus] : [linus, ada];
      await scene.economy.transfer({ guildId: GUILD, giver, receiver, amount: hour, reason: null, key: `${hour}` });
    }
    scene.clock.time = NOON + 9 * HOUR;
    const shared = { guildId: GUILD, user: linus, reason: 'because', actorId: 'key:1' } as const;
    await scene.economy.adjust({ ...shared, delta: 50, type: 'reward', key: 'reward' });
    await scene.economy.adjust({ ...shared, guildId: OTHER_GUILD, delta: 7, type: 'reward', key: 'elsewhere' });
  }

  test('gives every row once, newest first, by any filter', async () => {
    scene = await openScene(kind);
    await fill();
    expect(await amounts({})).toEqual([50, 8, 7, 6, 5, 4, 3, 2, 1, 100, 100]);
    expect(await amounts({ type: 'transfer' })).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await amounts({ type: 'reward' })).toEqual([50]);
    expect(await amounts({ type: 'refund' })).toEqual([]);
    expect(await amounts({ minAmount: 5, maxAmount: 8 })).toEqual([8, 7, 6, 5]);
    expect(await amounts({ from: NOON + 2 * HOUR, to: NOON + 5 * HOUR })).toEqual([4, 3, 2]);
    expect(await amounts({ userId: ada.id })).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 100]);
    expect(await amounts({ userId: linus.id, type: 'reward' })).toEqual([50]);
    expect(await amounts({ userId: ada.id, minAmount: 7, from: NOON + 2 * HOUR, to: NOON + 8 * HOUR })).toEqual([7]);
    expect(await amounts({ from: 8.64e15 - 1 })).toEqual([]);
    expect(await amounts({ to: 0 })).toEqual([]);
    expect(await amounts({ from: Date.UTC(-1, 0), to: Date.UTC(10_000, 0), type: 'reward' })).toEqual([50]);
    expect(await amounts({ from: NOON + 9 * HOUR, to: NOON + 9 * HOUR + 1 })).toEqual([50]);
  });

  test('has one row by its id, in its guild only', async () => {
    scene = await openScene(kind);
    await fill();
    const [entry] = (await scene.economy.transactions({ guildId: GUILD, type: 'reward' }, 1)).entries;
    const id = entry?.id ?? '';
    expect(await scene.economy.transaction(GUILD, id)).toEqual(entry ?? null);
    expect(await scene.economy.transaction(OTHER_GUILD, id)).toBeNull();
  });

  test('looks at so many rows a page, and no more', async () => {
    scene = await openScene(kind);
    const rows = 45_000;
    await scene.db.rows(
      `INSERT INTO bytes_transactions (id, guild_id, type, giver_id, receiver_id, amount, actor_id, idempotency_key, created_at)
       SELECT uuid_v7_at(at), $1, 'daily', 'SYSTEM', $2, CASE WHEN n = 1 THEN 5000 ELSE 10 END, 'SYSTEM', 'row:' || n, at
       FROM generate_series(1, $3::integer) AS n, LATERAL (SELECT $4::timestamptz + n * interval '1 second') AS row (at)`,
      [GUILD, ada.id, rows, new Date(NOON).toISOString()],
    );
    for (const filter of [{}, { userId: ada.id }]) {
      const first = await scene.economy.transactions({ guildId: GUILD, ...filter, minAmount: 5000 }, 50);
      expect(first.entries).toEqual([]);
      expect(first.next).not.toBeNull();
      expect(await amounts({ ...filter, minAmount: 5000 }, 50)).toEqual([5000]);
    }
  });
});
