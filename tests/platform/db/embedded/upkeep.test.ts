import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { createAssets } from '../../../../src/platform/assets.ts';
import type { OwnedDatabase } from '../../../../src/platform/db/create-database.ts';
import { openInMemory } from '../../../../src/platform/db/embedded/open.ts';
import { upkeep } from '../../../../src/platform/db/embedded/upkeep.ts';
import { until } from '../../../harness/until.ts';

setDefaultTimeout(60_000);

let db: OwnedDatabase;

beforeAll(async () => {
  db = await openInMemory(createAssets(), 30_000);
  await db.rows('CREATE TABLE "Odd name" (id integer PRIMARY KEY, value integer)');
});
afterAll(() => db.close());

/** Tidies until a table was among those that needed it: Postgres counts changes with up to a second's delay. */
function tidied(name: string): Promise<true> {
  return until(async () => (await upkeep(db)).includes(name) || undefined);
}

async function plan(): Promise<string> {
  const rows = await db.rows<{ 'QUERY PLAN': string }>('EXPLAIN EXECUTE one(5)');
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

async function size(): Promise<number> {
  const [row] = await db.rows<{ bytes: number }>(`SELECT pg_relation_size('"Odd name"') AS bytes`);
  return row?.bytes ?? 0;
}

test('a table that grew gets new statistics, and lasting plans are made anew', async () => {
  await db.rows('INSERT INTO "Odd name" SELECT n, n FROM generate_series(1, 40) AS n');
  await db.rows('ANALYZE "Odd name"');
  await db.rows('SET plan_cache_mode = force_generic_plan');
  await db.rows('PREPARE one (integer) AS SELECT value FROM "Odd name" WHERE id = $1');
  expect(await plan()).toContain('Seq Scan');
  await db.rows('INSERT INTO "Odd name" SELECT n, n FROM generate_series(41, 20000) AS n');
  await tidied('Odd name');
  expect(await plan()).toContain('Index Scan');
  expect(await upkeep(db)).toEqual([]);
});

test('rows that were overwritten make room for others', async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    await db.rows('UPDATE "Odd name" SET value = value + 1');
    await tidied('Odd name');
  }
  const before = await size();
  await db.rows('UPDATE "Odd name" SET value = value + 1');
  expect(await size()).toBe(before);
});
