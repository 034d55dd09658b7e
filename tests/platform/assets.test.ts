import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExecutable } from '../../scripts/build/executable.ts';
import { createAssets } from '../../src/platform/assets.ts';
import { listMigrations } from '../../src/platform/db/migrations/files.ts';

setDefaultTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'smarter-dev-assets-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const src = join(import.meta.dir, '../../src');

/** A program that tells what it carries, and how far the database is that it begins with. */
const PROGRAM = `
import { createAssets } from '${src}/platform/assets.ts';
import { listMigrations } from '${src}/platform/db/migrations/files.ts';
import { migrate } from '${src}/platform/db/migrations/migrate.ts';
import { openDatabase } from '${src}/platform/db/open-database.ts';
import { createLog } from '${src}/platform/log.ts';
const assets = createAssets();
const log = createLog({ level: 'silent', format: 'json' });
const db = await openDatabase({ databaseUrl: undefined, dataDir: 'data', assets, log });
const missing = await migrate(db, assets, log);
const there = await db.rows('SELECT name FROM schema_migrations ORDER BY name');
await db.close();
console.log(JSON.stringify({
  compiled: assets.compiled,
  migrations: listMigrations(assets),
  statics: assets.list('static').map((name) => [name, assets.bytes('static/' + name).length]),
  brotli: assets.list('static').filter((name) => assets.brotli('static/' + name)),
  missing,
  there: there.map(({ name }) => name),
}));
process.exit(0);
`;

describe('assets', () => {
  const assets = createAssets();

  test('are read from the source tree', () => {
    expect(assets.compiled).toBe(false);
    expect(assets.list('drizzle')).toContain('0000_tables.sql');
    expect(assets.text('drizzle/0000_tables.sql')).toContain('CREATE TABLE');
    expect(assets.bytes('static/css/look.css').length).toBeGreaterThan(0);
    expect(assets.exists('static/css/look.css')).toBe(true);
    expect(assets.exists('static/css/nothing.css')).toBe(false);
    expect(assets.list('nothing')).toEqual([]);
  });

  test('travel in the executable: it needs no file beside it, and runs nothing it finds there', async () => {
    const entry = join(folder, 'program.ts');
    const outfile = join(folder, 'program');
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    writeFileSync(entry, PROGRAM);
    await buildExecutable({ entry, outfile });

    writeFileSync(join(empty, 'bunfig.toml'), 'preload = ["./hostile.ts"]');
    writeFileSync(join(empty, 'hostile.ts'), 'console.log("hostile"); process.exit(7)');
    const child = Bun.spawn([outfile], { cwd: empty, env: {}, stdout: 'pipe', stderr: 'inherit' });
    const { brotli, statics, ...answer } = JSON.parse(await new Response(child.stdout).text());
    expect(brotli).toContain('vendor/tabler.min.css');
    expect(brotli).not.toContain('fonts/inter.woff2');
    const migrations = listMigrations(assets);
    expect(answer).toEqual({ compiled: true, migrations, missing: [], there: migrations.map(({ name }) => name) });
    const sources = assets.list('static').map((name) => ({ name, length: assets.bytes(`static/${name}`).length }));
    expect(statics.map(([name]: [string]) => name)).toEqual(sources.map(({ name }) => name));
    for (const [index, { name, length }] of sources.entries()) {
      const [, carried] = statics[index];
      if (/^(?:css|js)\//.test(name)) expect(carried).toBeWithin(1, length);
      else expect(carried).toBe(length);
    }
  });
});
