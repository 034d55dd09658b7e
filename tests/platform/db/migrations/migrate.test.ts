import { afterAll, afterEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Assets, createAssets } from '../../../../src/platform/assets.ts';
import type { OwnedDatabase } from '../../../../src/platform/db/create-database.ts';
import { openInMemory } from '../../../../src/platform/db/embedded/open.ts';
import { listMigrations } from '../../../../src/platform/db/migrations/files.ts';
import { migrate } from '../../../../src/platform/db/migrations/migrate.ts';
import { migrationStatus } from '../../../../src/platform/db/migrations/status.ts';
import { openPostgres } from '../../../../src/platform/db/postgres/open.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { createScratchDatabase, hasPostgres } from '../../../harness/database.ts';

setDefaultTimeout(30_000);

const log = createLog({ level: 'silent', format: 'json' });
const assets = createAssets();
const names = listMigrations(assets).map(({ name }) => name);

/** The program's assets with other migrations. */
function withMigrations(files: Readonly<Record<string, string>>): Assets {
  return {
    ...assets,
    list: () => Object.keys(files),
    text: (name) => files[name.replace('drizzle/', '')] ?? '',
  };
}

const FIRST = { '0000_first.sql': 'CREATE TABLE first (n int4);' };
const SECOND = { ...FIRST, '0001_second.sql': 'CREATE TABLE second (n int4); INSERT INTO first VALUES (1);' };

const undo: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

let inMemory: Promise<OwnedDatabase> | undefined;

async function embedded(): Promise<OwnedDatabase> {
  inMemory ??= openInMemory(assets, 5000);
  const db = await inMemory;
  await db.alone((session) => session.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
  return db;
}

afterAll(async () => (await inMemory)?.close());

async function postgres(): Promise<OwnedDatabase> {
  const scratch = await createScratchDatabase();
  undo.push(scratch.drop);
  return another(scratch.url);
}

async function another(url: string): Promise<OwnedDatabase> {
  const db = await openPostgres(url, 5000);
  undo.push(() => db.close());
  return db;
}

const tables = async (db: OwnedDatabase) =>
  (
    await db.rows<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)
  ).map(({ name }) => name);

function suite(open: () => Promise<OwnedDatabase>): void {
  test('brings an empty database to the head, once', async () => {
    const db = await open();
    expect(await migrationStatus(db, assets)).toEqual({ applied: [], pending: names, problem: null });
    expect(await migrate(db, assets, log)).toEqual(names);
    expect(await migrate(db, assets, log)).toEqual([]);
    const status = await migrationStatus(db, assets);
    expect(status).toMatchObject({ pending: [], problem: null });
    expect(status.applied.map(({ name }) => name)).toEqual(names);
    expect(status.applied[0]?.appliedAt).toBeInstanceOf(Date);
  });

  test('goes on where an older program stopped', async () => {
    const db = await open();
    await migrate(db, withMigrations(FIRST), log);
    expect(await migrate(db, withMigrations(SECOND), log)).toEqual(['0001_second']);
    expect(await db.rows<{ n: number }>('SELECT n FROM first')).toEqual([{ n: 1 }]);
  });

  test('a schema that is newer than the program is refused, and nothing changes', async () => {
    const db = await open();
    await migrate(db, withMigrations(SECOND), log);
    const refused = migrate(db, withMigrations(FIRST), log);
    await expect(refused).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      message: expect.stringContaining('newer than this version: it has 0001_second.'),
    });
    expect((await migrationStatus(db, withMigrations(FIRST))).problem).toContain('newer than this version');
    expect(await tables(db)).toEqual(['first', 'schema_migrations', 'second']);
  });

  test('a migration whose text changed after it was applied is refused', async () => {
    const db = await open();
    await migrate(db, withMigrations(FIRST), log);
    const edited = { ...SECOND, '0000_first.sql': 'CREATE TABLE first (n int8);' };
    await expect(migrate(db, withMigrations(edited), log)).rejects.toThrow('another text of migration 0000_first');
    expect(await tables(db)).toEqual(['first', 'schema_migrations']);
  });

  test('line endings are not a change', async () => {
    const db = await open();
    await migrate(db, withMigrations({ '0000_first.sql': 'CREATE TABLE first (\n  n int4\n);' }), log);
    expect(
      await migrate(db, withMigrations({ '0000_first.sql': 'CREATE TABLE first (\r\n  n int4\r\n);' }), log),
    ).toEqual([]);
  });

  test('a migration that comes too late in the sequence is refused', async () => {
    const db = await open();
    const { '0001_second.sql': _, ...gap } = { ...SECOND, '0002_third.sql': 'SELECT 1' };
    await migrate(db, withMigrations(gap), log);
    const late = withMigrations({ ...SECOND, '0002_third.sql': 'SELECT 1' });
    await expect(migrate(db, late, log)).rejects.toThrow('0001_second comes before 0002_third');
  });

  test('a migration that fails leaves nothing of itself, and the ones before it stay', async () => {
    const db = await open();
    const broken = { ...FIRST, '0001_broken.sql': 'CREATE TABLE half (n int4); SELECT nonsense;' };
    await expect(migrate(db, withMigrations(broken), log)).rejects.toThrow(/0001_broken failed: .*nonsense/);
    expect(await tables(db)).toEqual(['first', 'schema_migrations']);
    expect(await migrate(db, withMigrations(SECOND), log)).toEqual(['0001_second']);
  });
}

describe('migrations (embedded)', () => suite(embedded));

describe.skipIf(!hasPostgres)('migrations (postgres)', () => {
  suite(postgres);

  test('several processes that start at once apply each migration once', async () => {
    const scratch = await createScratchDatabase();
    undo.push(scratch.drop);
    const all = await Promise.all(Array.from({ length: 4 }, () => another(scratch.url)));
    const applied = await Promise.all(all.map((db) => migrate(db, assets, log)));
    expect(applied.flat()).toEqual(names);
  });
});

describe('the migrations of this program', () => {
  test('are numbered without a gap, each number once, as drizzle-kit knows them', () => {
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index));
    const journal: { entries: { tag: string }[] } = JSON.parse(assets.text('drizzle/meta/_journal.json'));
    expect(journal.entries.map(({ tag }) => tag)).toEqual(names);
  });

  test('describe the tables of the schema files: generating again yields no difference', async () => {
    const root = join(import.meta.dir, '../../../..');
    const copy = mkdtempSync(join(tmpdir(), 'drizzle-'));
    undo.push(async () => rmSync(copy, { recursive: true }));
    cpSync(join(root, 'drizzle'), copy, { recursive: true });
    const before = readdirSync(copy, { recursive: true }).sort();
    const tool = join(root, 'node_modules/drizzle-kit/bin.cjs');
    const command = [
      'generate',
      '--dialect',
      'postgresql',
      '--schema',
      './src/**/schema.ts',
      '--out',
      relative(root, copy),
    ];
    const child = Bun.spawn([process.execPath, tool, ...command], { cwd: root, stdout: 'pipe', stderr: 'pipe' });
    const said = await new Response(child.stdout).text();
    expect(said).toContain('No schema changes');
    expect(readdirSync(copy, { recursive: true }).sort()).toEqual(before);
    expect(readFileSync(join(copy, 'meta/_journal.json'), 'utf8')).toBe(assets.text('drizzle/meta/_journal.json'));
  });
});
