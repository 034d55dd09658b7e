import { expect, setDefaultTimeout, test } from 'bun:test';
import { sql } from 'drizzle-orm';
import { bigint, date, jsonb, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { SqlError } from '../../../src/platform/db/errors.ts';
import { eachDatabase } from '../../harness/database.ts';

setDefaultTimeout(30_000);

const AT = new Date('2026-11-22T23:59:59.123Z');
const ID = '0193567e-5f3a-7c1e-8a2b-1234567890ab';

/** SQL of a value, and what it must be on both drivers. */
const READ: readonly [string, unknown][] = [
  ['7::int2', 7],
  ['7::int4', 7],
  ['9007199254740991::int8', 9_007_199_254_740_991],
  ['(-9007199254740991)::int8', -9_007_199_254_740_991],
  ['count(*)', 1],
  ['sum(7::int8)', '7'],
  ["'1234567890.0123456789'::numeric", '1234567890.0123456789'],
  ["'{1,9007199254740991,NULL}'::int8[]", [1, 9_007_199_254_740_991, null]],
  ["ARRAY['a', 'b \"c\" \\', NULL]::text[]", ['a', 'b "c" \\', null]],
  ['1.5::float8', 1.5],
  ['true', true],
  ["ARRAY['NULL', NULL, '', '{}', 'a,b']::text[]", ['NULL', null, '', '{}', 'a,b']],
  ["'{}'::text[]", []],
  [`ARRAY['${ID}'::uuid, NULL]`, [ID, null]],
  ['array_agg(NULL::numeric)', [null]],
  ['NULL::int8', null],
  ["'Grüße 🐘'::text", 'Grüße 🐘'],
  ["'2026-02-28'::date", '2026-02-28'],
  ["'2026-11-22T23:59:59.123Z'::timestamptz", AT],
  ["ARRAY['2026-11-22T23:59:59.123Z'::timestamptz]", [AT]],
  ["'2026-11-22 23:59:59.123+05:45'::timestamptz", new Date('2026-11-22T18:14:59.123Z')],
  [`'${ID}'::uuid`, ID],
  ['\'{"a": [1, null]}\'::jsonb', { a: [1, null] }],
  ['\'"7"\'::jsonb', '7'],
  ["'null'::json", null],
  ["'\\x00ff'::bytea", new Uint8Array([0, 255])],
  ["current_setting('TimeZone')", 'UTC'],
];

/** A parameter, the type it goes into, and how it comes back. */
const WRITTEN: readonly [unknown, string, unknown][] = [
  [7, 'int4', 7],
  [9_007_199_254_740_991, 'int8', 9_007_199_254_740_991],
  [7n, 'int8', 7],
  ['7', 'int8', 7],
  ['12.50', 'numeric', '12.50'],
  [false, 'bool', false],
  [null, 'text', null],
  ['', 'text', ''],
  ["'; DROP TABLE x; --", 'text', "'; DROP TABLE x; --"],
  [AT, 'timestamptz', AT],
  [AT.getTime(), 'timestamptz', AT],
  ['2026-11-22T23:59:59.123Z', 'timestamptz', AT],
  ['2026-02-28', 'date', '2026-02-28'],
  [JSON.stringify({ a: ['ü', 1] }), 'jsonb', { a: ['ü', 1] }],
  [{ a: 1 }, 'jsonb', { a: 1 }],
  [['a', 'b,{"}\\', 'NULL'], 'text[]', ['a', 'b,{"}\\', 'NULL']],
  [[1, 9_007_199_254_740_991], 'int8[]', [1, 9_007_199_254_740_991]],
  [[], 'text[]', []],
  [['', null, ' NULL '], 'text[]', ['', null, ' NULL ']],
  [[1.5, 2], 'float8[]', [1.5, 2]],
  [[AT], 'timestamptz[]', [AT]],
  [[true, false], 'bool[]', [true, false]],
  [ID, 'uuid', ID],
  [new Uint8Array([0, 255, 92]), 'bytea', new Uint8Array([0, 255, 92])],
];

const samples = pgTable('samples', {
  id: uuid('id').primaryKey(),
  amount: bigint('amount', { mode: 'number' }).notNull(),
  exact: bigint('exact', { mode: 'bigint' }).notNull(),
  ratio: numeric('ratio').notNull(),
  day: date('day', { mode: 'string' }).notNull(),
  at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull(),
  detail: jsonb('detail').notNull(),
  tags: text('tags').array().notNull(),
});

eachDatabase('values', ({ open }) => {
  test('every type is read as the contract says, prepared anew and prepared before', async () => {
    const { db, close } = await open();
    for (const [expression, expected] of [...READ, ...READ]) {
      const rows = await db.rows(`SELECT ${expression} AS value`);
      expect({ expression, rows }).toEqual({ expression, rows: [{ value: expected }] });
    }
    await close();
  });

  test('every type of parameter arrives', async () => {
    const { db, close } = await open();
    for (const [value, type, expected] of WRITTEN) {
      const rows = await db.rows(`SELECT $1::${type} AS value`, [value]);
      expect({ value, type, rows }).toEqual({ value, type, rows: [{ value: expected }] });
    }
    await close();
  });

  test('a number that JavaScript cannot hold is refused, and the connection stays sound', async () => {
    const { db, close } = await open();
    for (const beyond of ['9007199254740992', '-9007199254740992', '9223372036854775807']) {
      for (let round = 0; round < 2; round += 1) {
        const read = db.transaction((tx) => tx.rows('SELECT $1::int8 AS value, $2::text AS other', [beyond, 'x']));
        expect(read).rejects.toThrow(`${beyond} is beyond what a number holds exactly`);
        await read.catch(() => {});
        expect(await db.rows<{ value: number }>('SELECT 1 AS value')).toEqual([{ value: 1 }]);
      }
    }
    await close();
  });

  test('an undefined parameter is a mistake, not NULL', async () => {
    const { db, close } = await open();
    await expect(db.rows('SELECT $1::text AS value', [undefined])).rejects.toThrow(/undefined/i);
    expect(await db.rows<{ value: number }>('SELECT 1 AS value')).toEqual([{ value: 1 }]);
    await close();
  });

  test('drizzle reads and writes its column types', async () => {
    const { db, close } = await open();
    await db.transaction(async (tx) => {
      await tx.rows(`CREATE TEMPORARY TABLE samples (id uuid PRIMARY KEY, amount int8, exact int8, ratio numeric, day date,
        at timestamptz, detail jsonb, tags text[])`);
      const row = {
        id: ID,
        amount: 9_007_199_254_740_991,
        exact: 7n,
        ratio: '0.10',
        day: '2026-02-28',
        at: AT,
        detail: { a: [1, 'ü'] },
        tags: ['a', 'b,"'],
      };
      expect(await tx.orm.insert(samples).values(row).returning()).toEqual([row]);
      expect(await tx.orm.select().from(samples)).toEqual([row]);
      expect(await tx.orm.select({ n: sql<number>`count(*)` }).from(samples)).toEqual([{ n: 1 }]);
      expect(await tx.rows('SELECT amount, at, day FROM samples')).toEqual([
        { amount: row.amount, at: AT, day: '2026-02-28' },
      ]);
      await tx.rows('DROP TABLE samples');
    });
    await close();
  });

  test('what Postgres refuses carries its code and constraint', async () => {
    const { db, close } = await open();
    const error = await db
      .rows(`INSERT INTO guild_settings (guild_id) VALUES ('x')`)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SqlError);
    expect(error).toMatchObject({ code: '23514', constraint: 'guild_settings_guild_id_format' });
    await expect(db.rows('SELECT nonsense')).rejects.toMatchObject({ code: '42703' });
    await close();
  });
});
