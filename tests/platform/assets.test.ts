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

/** A program that tells what it carries, opens its own database twice, and says how far it came. */
const PROGRAM = `
import { createAssets } from '${src}/platform/assets.ts';
import { listMigrations } from '${src}/platform/db/migrations/files.ts';
import { migrate } from '${src}/platform/db/migrations/migrate.ts';
import { openDatabase } from '${src}/platform/db/open-database.ts';
import { createLog } from '${src}/platform/log.ts';
const assets = createAssets();
const log = createLog({ level: 'silent', format: 'json' });
const applied = [];
for (let round = 0; round < 2; round += 1) {
  const db = await openDatabase({ databaseUrl: undefined, dataDir: 'data', assets, log });
  applied.push(await migrate(db, assets, log));
  await db.close();
}
console.log(JSON.stringify({
  compiled: assets.compiled,
  migrations: listMigrations(assets),
  statics: assets.list('static').map((name) => [name, Bun.hash(assets.bytes('static/' + name)).toString()]),
  brotli: assets.list('static').filter((name) => assets.brotli('static/' + name)),
  applied,
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
    const { brotli, ...answer } = JSON.parse(await new Response(child.stdout).text());
    expect(brotli).toContain('vendor/tabler.min.css');
    expect(brotli).not.toContain('fonts/inter.woff2');
    const migrations = listMigrations(assets);
    expect(answer).toEqual({
      compiled: true,
      migrations,
      statics: assets.list('static').map((name) => [name, Bun.hash(assets.bytes(`static/${name}`)).toString()]),
      applied: [migrations.map(({ name }) => name), []],
    });
  });
});
