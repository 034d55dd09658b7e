import type { Migration } from '../migrations/files.ts';
import type { Session } from '../session.ts';
import type { BackupHeader, BackupTable } from './format.ts';
import { BackupFailure } from './format.ts';
import { BOOK, listTables } from './snapshot.ts';

/** Functions of ours; extensions keep theirs. */
const FUNCTIONS = `
  SELECT routine.oid::regprocedure::text AS name FROM pg_proc routine
  WHERE routine.pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = routine.oid AND deptype = 'e')`;

const REFERENCES = `
  SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`;

/** Removes all our tables and functions, inside an open transaction. */
export async function clearSchema(session: Session): Promise<void> {
  const tables = [...(await listTables(session)).map(({ name }) => name), BOOK];
  await session.script(tables.map((name) => `DROP TABLE IF EXISTS "${name}" CASCADE`).join('; '));
  const { rows } = await session.run(FUNCTIONS, [], 'objects');
  const drops = (rows as { name: string }[]).map(({ name }) => `DROP FUNCTION IF EXISTS ${name} CASCADE`);
  if (drops.length > 0) await session.script(drops.join('; '));
}

/** Makes the schema that a backup was taken from, with its book, inside an open transaction. */
export async function buildSchema(
  session: Session,
  migrations: readonly Migration[],
  header: BackupHeader,
): Promise<void> {
  await session.script(
    `CREATE TABLE ${BOOK} (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  for (const { sql } of migrations) await session.script(sql);
  for (const { name, hash, appliedAt } of header.migrations) {
    await session.run(
      `INSERT INTO ${BOOK} (name, hash, applied_at) VALUES ($1, $2, $3)`,
      [name, hash, appliedAt],
      'arrays',
    );
  }
  const shapes = new Map((await listTables(session)).map(({ name, columns }) => [name, columns.join()]));
  const wrong = header.tables.find(({ name, columns }) => shapes.get(name) !== columns.join());
  if (wrong) throw new BackupFailure(`The backup's table ${wrong.name} has other columns than its schema says.`);
}

/**
 * Runs work while triggers and references are off: rows come as they were, in any order. References are checked when they
 * come back.
 */
export async function withoutBrakes(
  session: Session,
  tables: readonly BackupTable[],
  work: () => Promise<void>,
): Promise<void> {
  const names = tables.map(({ name }) => `"${name}"`);
  const references = (await session.run(REFERENCES, [], 'objects')).rows as Record<
    'table' | 'name' | 'definition',
    string
  >[];
  await session.script(
    [
      ...references.map(({ table, name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`),
      ...names.map((name) => `ALTER TABLE ${name} DISABLE TRIGGER USER`),
      ...(names.length > 0 ? [`TRUNCATE ${names.join(', ')}`] : []),
    ].join('; '),
  );
  await work();
  await session.script(
    [
      ...names.map((name) => `ALTER TABLE ${name} ENABLE TRIGGER USER`),
      ...references.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`),
    ].join('; '),
  );
}
