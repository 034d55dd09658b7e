import { afterEach, beforeEach, expect, test } from 'bun:test';
import { observed } from '../../src/app/observed-database.ts';
import type { OwnedDatabase } from '../../src/platform/db/create-database.ts';
import { eachDatabase, type TestDatabase } from '../harness/database.ts';

eachDatabase('an observed database', (kind) => {
  let opened: TestDatabase;
  let db: OwnedDatabase;
  let seen: { done: number; failed: number; waits: number; lent: number; most: number };

  beforeEach(async () => {
    opened = await kind.open();
    seen = { done: 0, failed: 0, waits: 0, lent: 0, most: 0 };
    db = observed(opened.db, {
      queried: (outcome) => {
        seen[outcome] += 1;
      },
      waited: () => {
        seen.waits += 1;
      },
      lent: (change) => {
        seen.lent += change;
        seen.most = Math.max(seen.most, seen.lent);
      },
    });
  });

  afterEach(() => opened.close());

  test('answers as the database itself, and tells of each statement', async () => {
    expect(await db.rows<{ n: number }>('SELECT $1::int AS n', [7])).toEqual([{ n: 7 }]);
    const sum = await db.transaction(async (tx) => {
      const [row] = await tx.rows<{ n: number }>('SELECT 1 + 1 AS n');
      return row?.n;
    });
    expect(sum).toBe(2);
    expect(db.kind).toBe(opened.db.kind);
    expect(seen).toMatchObject({ done: 4, failed: 0, waits: 2, lent: 0 });
  });

  test('a transaction that fails is rolled back, and its connection comes back', async () => {
    const failing = db.transaction(async (tx) => {
      await tx.rows('CREATE TABLE observed_probe (n int)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await expect(db.rows('SELECT nothing FROM nowhere')).rejects.toThrow('nowhere');
    expect(await db.rows(`SELECT to_regclass('observed_probe') AS probe`)).toEqual([{ probe: null }]);
    expect(seen.failed).toBe(1);
    expect(seen.lent).toBe(0);
    expect(await db.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('no more connections are lent than there are, and all come back', async () => {
    await Promise.all(Array.from({ length: 60 }, () => db.rows('SELECT 1')));
    expect(seen).toMatchObject({ done: 60, lent: 0 });
    expect(seen.most).toBeLessThanOrEqual(kind.name === 'embedded' ? 1 : 10);
  });
});
