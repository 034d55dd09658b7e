import { afterAll, beforeAll, expect, test } from 'bun:test';
import { createAssets } from '../../../../src/platform/assets.ts';
import type { OwnedDatabase } from '../../../../src/platform/db/create-database.ts';
import { openInMemory } from '../../../../src/platform/db/embedded/open.ts';

let db: OwnedDatabase;
beforeAll(async () => {
  db = await openInMemory(createAssets(), 30_000);
});
afterAll(() => db.close());

const names = async () => (await db.rows<{ name: string }>('SELECT name FROM pg_prepared_statements')).length;

test('a text is parsed once, however often it runs and with whatever values', async () => {
  for (const value of [1, 2, 3]) expect(await db.rows('SELECT $1::int AS n', [value])).toEqual([{ n: value }]);
  const texts = await db.rows<{ statement: string }>('SELECT statement FROM pg_prepared_statements');
  expect(texts.filter(({ statement }) => statement === 'SELECT $1::int AS n')).toHaveLength(1);
});

test('a statement whose table changed answers with the columns of now', async () => {
  await db.rows('CREATE TABLE probe (a int)');
  await db.rows('INSERT INTO probe VALUES (1)');
  expect(await db.rows('SELECT * FROM probe')).toEqual([{ a: 1 }]);
  await db.rows('ALTER TABLE probe ADD b text DEFAULT $$new$$');
  expect(await db.rows('SELECT * FROM probe')).toEqual([{ a: 1, b: 'new' }]);
});

test('what failed can be tried again, and fails each time for what it is', async () => {
  await db.rows('CREATE TABLE once (n int PRIMARY KEY)');
  const insert = () => db.rows('INSERT INTO once VALUES ($1) RETURNING n', [1]);
  expect(await insert()).toEqual([{ n: 1 }]);
  for (let tries = 0; tries < 2; tries += 1) await expect(insert()).rejects.toMatchObject({ code: '23505' });
  for (let tries = 0; tries < 2; tries += 1)
    await expect(db.rows('SELECT FROM')).rejects.toMatchObject({ code: '42601' });
  expect(await db.rows('SELECT count(*) AS n FROM once')).toEqual([{ n: 1 }]);
});

test('no more texts are kept than five hundred', async () => {
  for (let n = 0; n < 520; n += 1) expect(await db.rows(`SELECT ${n} AS n`)).toEqual([{ n }]);
  expect(await names()).toBeLessThanOrEqual(502);
  expect(await db.rows('SELECT 0 AS n')).toEqual([{ n: 0 }]);
});
