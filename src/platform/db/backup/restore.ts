import type { Assets } from '../../assets.ts';
import type { Log } from '../../log.ts';
import type { OwnedDatabase } from '../create-database.ts';
import { listMigrations, type Migration } from '../migrations/files.ts';
import { migrate } from '../migrations/migrate.ts';
import { planMigrations } from '../migrations/plan.ts';
import type { Session } from '../session.ts';
import { BackupFailure, type BackupHeader, type BackupTable, type Chunk } from './format.ts';
import { checkBackup, withBackup } from './read.ts';
import { buildSchema, clearSchema, withoutBrakes } from './schema.ts';
import { countTables, ledgerHashOf, listTables, readBook } from './snapshot.ts';

export interface RestoreOptions {
  readonly db: OwnedDatabase;
  readonly path: string;
  readonly assets: Assets;
  readonly log: Log;
  /** Whether what the database holds may be thrown away. */
  readonly replace: boolean;
}

export interface Restored {
  readonly header: BackupHeader;
  /** Migrations that were applied to what was restored. */
  readonly migrated: readonly string[];
}

/**
 * Puts a backup into a database, all of it or nothing, compares every table with what was written, and brings it to this
 * program's schema.
 * @throws BackupFailure when the file is damaged or newer, or the database holds something; it is then as it was
 */
export async function restoreBackup({ db, path, assets, log, replace }: RestoreOptions): Promise<Restored> {
  const header = await checkBackup(path);
  const migrations = migrationsOf(header, assets);
  await db.alone(async (session) => {
    await refuseCompany(session, db.kind);
    await session.script(`BEGIN; SET LOCAL lock_timeout = '5s'`);
    try {
      if (!replace) await refuseContent(session);
      else await refuseStrangers(session);
      await clearSchema(session);
      await buildSchema(session, migrations, header);
      await withoutBrakes(session, header.tables, () =>
        withBackup(path, ({ chunks }) => insertAll(session, header, chunks())),
      );
      await compare(session, header);
      await session.script('COMMIT');
    } catch (error) {
      if (!session.broken) await session.script('ROLLBACK');
      throw error;
    }
  });
  return { header, migrated: await migrate(db, assets, log) };
}

/** The migrations that made the backup's schema. */
function migrationsOf({ migrations, appVersion }: BackupHeader, assets: Assets): Migration[] {
  const known = listMigrations(assets);
  const applied = migrations.map((one) => ({ ...one, appliedAt: new Date(one.appliedAt) }));
  const plan = planMigrations(known, applied);
  if ('problem' in plan) {
    throw new BackupFailure(
      `The backup was written by version ${appVersion}, with a schema that this version does not know (${migrations.at(-1)?.name}). Nothing was changed. Restore it with that version or a later one.`,
    );
  }
  return known.filter(({ name }) => migrations.some((one) => one.name === name));
}

/** Rows that others write while we replace everything would be lost without a word. */
async function refuseCompany(session: Session, kind: OwnedDatabase['kind']): Promise<void> {
  if (kind === 'embedded') return;
  const { rows } = await session.run(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'smarter-dev' AND pid <> pg_backend_pid() LIMIT 1`,
    [],
    'objects',
  );
  if (rows.length === 0) return;
  throw new BackupFailure('Something still runs on this database. Stop every process first. Nothing was changed.');
}

async function refuseContent(session: Session): Promise<void> {
  const filled: string[] = [];
  for (const { name } of await listTables(session)) {
    const { rows } = await session.run(`SELECT 1 FROM "${name}" LIMIT 1`, [], 'objects');
    if (rows.length > 0) filled.push(name);
  }
  if (filled.length === 0) return refuseStrangers(session);
  throw new BackupFailure(
    `The database is not empty (${filled.slice(0, 5).join(', ')}${filled.length > 5 ? ', …' : ''}). Nothing was changed. Choose an empty one with --into, or say --replace to throw away what is there.`,
  );
}

/** Tables without a book of ours belong to another program. */
async function refuseStrangers(session: Session): Promise<void> {
  if ((await readBook(session)) !== null || (await listTables(session)).length === 0) return;
  throw new BackupFailure(
    'The database belongs to another program. Nothing was changed. Choose another one with --into.',
  );
}

async function insertAll(session: Session, { tables }: BackupHeader, chunks: AsyncIterable<Chunk>): Promise<void> {
  const shapes = new Map(tables.map((table) => [table.name, table]));
  for await (const { table, rows } of chunks) {
    const columns = shapes
      .get(table)
      ?.columns.map((name) => `"${name}"`)
      .join(', ');
    await session.run(
      `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM unnest($1::text[]::"${table}"[])`,
      [rows],
      'arrays',
    );
  }
}

async function compare(session: Session, header: BackupHeader): Promise<void> {
  const found = new Map((await countTables(session)).map((table) => [table.name, table]));
  const wrong = header.tables.filter((table) => !same(table, found.get(table.name)));
  const ledgerHash = ledgerHashOf([...found.values()]);
  if (wrong.length === 0 && ledgerHash === header.ledgerHash) return;
  throw new BackupFailure(
    `What was restored is not what was written: ${wrong.map(({ name }) => name).join(', ')}. Everything was put back as it was.`,
  );
}

function same(expected: BackupTable, found: BackupTable | undefined): boolean {
  return found?.rows === expected.rows && found.hash === expected.hash;
}
