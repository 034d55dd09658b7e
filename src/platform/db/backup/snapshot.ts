import type { Session } from '../session.ts';
import { createDigest } from './digest.ts';
import { type BackupHeader, type BackupTable, type Chunk, sha256 } from './format.ts';

/** Rows that are fetched at once. */
const BATCH = 2_000;

/** Where money lies. */
const LEDGER = ['bytes_balances', 'bytes_transactions'];

export const BOOK = 'schema_migrations';

const TABLES = `
  SELECT relation.relname AS name,
         (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
          WHERE attrelid = relation.oid AND attnum > 0 AND NOT attisdropped) AS columns
  FROM pg_class relation
  WHERE relation.relnamespace = current_schema()::regnamespace AND relation.relkind = 'r' AND relation.relname <> '${BOOK}'
  ORDER BY relation.relname COLLATE "C"`;

export type TableShape = Pick<BackupTable, 'name' | 'columns'>;

/** Every table of ours but the book of migrations. */
export async function listTables(session: Session): Promise<TableShape[]> {
  return (await session.run(TABLES, [], 'objects')).rows as TableShape[];
}

/** Which migrations the database has; null when it has no book of them. */
export async function readBook(session: Session): Promise<BackupHeader['migrations'] | null> {
  const { rows: found } = await session.run(`SELECT to_regclass('${BOOK}') IS NOT NULL AS there`, [], 'objects');
  if (!(found as { there: boolean }[])[0]?.there) return null;
  const { rows } = await session.run(
    `SELECT name, hash, applied_at::text AS "appliedAt" FROM ${BOOK} ORDER BY name COLLATE "C"`,
    [],
    'objects',
  );
  return rows as BackupHeader['migrations'];
}

/** Runs work that sees the database as it is at this moment, whatever others write meanwhile. */
export async function atOneMoment<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.script('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    return await work();
  } finally {
    if (!session.broken) await session.script('ROLLBACK');
  }
}

/** Reads one table inside an open transaction, piece by piece. */
export async function* readRows(session: Session, { name }: TableShape): AsyncGenerator<Chunk> {
  await session.script(`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT one::text FROM "${name}" one`);
  for (;;) {
    const { rows } = await session.run(`FETCH ${BATCH} FROM backup_rows`, [], 'arrays');
    if (rows.length === 0) break;
    yield { table: name, rows: (rows as string[][]).map(([row]) => row as string) };
  }
  await session.script('CLOSE backup_rows');
}

/** Counts and hashes every table inside an open transaction. */
export async function countTables(session: Session): Promise<BackupTable[]> {
  const counted: BackupTable[] = [];
  for (const shape of await listTables(session)) {
    const digest = createDigest();
    for await (const { rows } of readRows(session, shape)) for (const row of rows) digest.add(row);
    counted.push({ ...shape, rows: digest.rows(), hash: digest.hex() });
  }
  return counted;
}

export function ledgerHashOf(tables: readonly BackupTable[]): string {
  const money = tables.filter(({ name }) => LEDGER.includes(name));
  return sha256(money.map(({ name, rows, hash }) => `${name} ${rows} ${hash}`).join('\n'));
}
