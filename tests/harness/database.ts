import { afterAll, describe } from 'bun:test';
import { createAssets } from '../../src/platform/assets.ts';
import type { OwnedDatabase } from '../../src/platform/db/create-database.ts';
import { openInMemory } from '../../src/platform/db/embedded/open.ts';
import { migrate } from '../../src/platform/db/migrations/migrate.ts';
import { openPostgres } from '../../src/platform/db/postgres/open.ts';
import { createLog } from '../../src/platform/log.ts';

/** Milliseconds; as in production. */
const DEADLINE = 5000;

/** The server that scratch databases are made on; empty when there is none. */
export const POSTGRES_URL = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

const silent = createLog({ level: 'silent', format: 'json' });
const assets = createAssets();

export interface TestDatabase {
  readonly db: OwnedDatabase;
  /** Gives it back, for the next to be opened. */
  close(): Promise<void>;
}

export interface DatabaseKind {
  readonly name: 'embedded' | 'postgres';
  /** A migrated database without rows. One at a time: the next is the same one, emptied. */
  open(): Promise<TestDatabase>;
}

/**
 * Describes the same tests for every kind of database. Without a Postgres server that kind is skipped, or fails when
 * `CI=true`.
 *
 *     eachDatabase('transfers', ({ open }) => {
 *       test('…', async () => {
 *         const { db, close } = await open();
 */
export function eachDatabase(subject: string, tests: (kind: DatabaseKind) => void): void {
  describe(`${subject} (embedded)`, () => tests({ name: 'embedded', open: async () => emptied(await embedded()) }));
  describe.skipIf(!hasPostgres)(`${subject} (postgres)`, () => {
    const scratch = once(openScratch);
    afterAll(async () => (await scratch()).close());
    tests({ name: 'postgres', open: async () => emptied((await scratch()).db) });
  });
}

/** Whether a Postgres server answers; tests that need one alone are declared with `describe.skipIf(!hasPostgres)`. */
export const hasPostgres = await findPostgres();

async function findPostgres(): Promise<boolean> {
  const found = POSTGRES_URL !== '' && (await answers(POSTGRES_URL));
  if (!found && process.env.CI === 'true') throw new Error(`no Postgres answers at «${POSTGRES_URL}»`);
  if (!found) process.stderr.write(`skipped: no Postgres answers at «${POSTGRES_URL}»\n`);
  return found;
}

async function answers(url: string): Promise<boolean> {
  const db = await openPostgres(url, DEADLINE).catch(() => undefined);
  await db?.close();
  return db !== undefined;
}

/** One for the whole test process: starting one takes longer than most tests. */
const embedded = once(async () => {
  const db = await openInMemory(assets, DEADLINE);
  await migrate(db, assets, silent);
  return db;
});

/** A migrated database of its own on the server; closing drops it. */
async function openScratch(): Promise<TestDatabase> {
  const scratch = await createScratchDatabase();
  const db = await openPostgres(scratch.url, DEADLINE);
  await migrate(db, assets, silent);
  const close = async () => {
    await db.close();
    await scratch.drop();
  };
  return { db, close };
}

/** Removes every row of every table that a migration made; those that are empty already cost too much to empty again. */
async function emptied(db: OwnedDatabase): Promise<TestDatabase> {
  const tables = await db.rows<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> 'schema_migrations'`,
  );
  const filled = tables.map(({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM ${name})`);
  const [found] = await db.rows<{ names: string | null }>(
    `SELECT string_agg(name, ', ') AS names FROM (${filled.join(' UNION ALL ')}) AS filled`,
  );
  if (found?.names) await db.alone((session) => session.script(`TRUNCATE ${found.names} RESTART IDENTITY CASCADE`));
  return { db, close: async () => {} };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** An empty database with a random name on the server, without our schema. */
export async function createScratchDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `smarter_dev_test_${crypto.randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(POSTGRES_URL);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Settings of a whole product whose kind of database is none of the test's business: the server's starts several times faster. */
export async function scratchIfAny(): Promise<{ readonly setting: Record<string, string>; drop(): Promise<void> }> {
  if (!hasPostgres) return { setting: {}, drop: async () => {} };
  const { url, drop } = await createScratchDatabase();
  return { setting: { DATABASE_URL: url }, drop };
}

async function onServer(statement: string): Promise<void> {
  const server = await openPostgres(POSTGRES_URL, DEADLINE);
  try {
    await server.alone((session) => session.script(statement));
  } finally {
    await server.close();
  }
}
