import { afterEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAssets } from '../../../../src/platform/assets.ts';
import type { OwnedDatabase } from '../../../../src/platform/db/create-database.ts';
import { DatabaseUnavailable } from '../../../../src/platform/db/errors.ts';
import { openDatabase } from '../../../../src/platform/db/open-database.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { until } from '../../../harness/until.ts';

setDefaultTimeout(60_000);

const log = createLog({ level: 'silent', format: 'json' });
const assets = createAssets();
const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'smarter-dev-data-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function open(dataDir: string): Promise<OwnedDatabase> {
  const db = await openDatabase({ databaseUrl: undefined, dataDir, assets, log });
  undo.push(() => db.close());
  return db;
}

async function refusal(dataDir: string): Promise<string> {
  const error = await open(dataDir).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof DatabaseUnavailable)) throw new Error(`not refused: ${error}`);
  return error.message;
}

/** Another process that writes into a folder; `lines` grows with what it says. */
function startWriter(dataDir: string, before: readonly string[] = []) {
  const command = [...before, process.execPath, Bun.fileURLToPath(import.meta.resolve('./writer.ts')), dataDir];
  const child = Bun.spawn(command, { stdout: 'pipe', stderr: 'inherit' });
  const lines: string[] = [];
  const read = (async () => {
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const parts = (rest + part.value).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
    }
  })();
  undo.push(() => child.kill('SIGKILL'));
  return { child, lines, ended: () => Promise.all([child.exited, read]) };
}

describe('the embedded database', () => {
  test('makes the folder on the first start and finds its rows on the second', async () => {
    const dataDir = join(newFolder(), 'deep/data');
    const first = await open(dataDir);
    expect(first.kind).toBe('embedded');
    await first.rows('CREATE TABLE kept AS SELECT 7 AS n');
    await first.close();
    const second = await open(dataDir);
    expect(await second.rows<{ n: number }>('SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(statSync(join(dataDir, 'pgdata')).mode & 0o077).toBe(0);
  });

  test('a first start that was cut off in the middle is begun anew', async () => {
    const dataDir = newFolder();
    mkdirSync(join(dataDir, 'pgdata.new/base'), { recursive: true });
    writeFileSync(join(dataDir, 'pgdata.new/PG_VERSION'), '18\n');
    const db = await open(dataDir);
    expect(await db.ping()).toBeGreaterThan(0);
    expect(existsSync(join(dataDir, 'pgdata.new'))).toBe(false);
  });

  test('every commit reaches the disk before it is acknowledged', async () => {
    const db = await open(newFolder());
    const [settings] = await db.rows(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
        current_setting('wal_sync_method') AS method, current_setting('full_page_writes') AS pages`,
    );
    expect(settings).toEqual({ fsync: 'on', commit: 'on', method: 'fsync', pages: 'on' });
  });

  test('an opened folder is refused in this process and in others, by name, until it is closed', async () => {
    const dataDir = newFolder();
    const db = await open(dataDir);
    const sentence = `The folder ${dataDir} (DATA_DIR) is in use by process ${process.pid}. Stop it, or set DATA_DIR to another folder.`;
    expect(await refusal(dataDir)).toBe(sentence);
    const other = startWriter(dataDir);
    expect(await until(() => other.lines[0], 30_000)).toBe(sentence);
    expect(await other.child.exited).toBe(1);
    await db.close();
    const next = await open(dataDir);
    expect(await next.ping()).toBeGreaterThan(0);
  });

  test('a process that died leaves no lock and loses no row that it had acknowledged', async () => {
    const dataDir = newFolder();
    for (let round = 0; round < 3; round += 1) {
      const writer = startWriter(dataDir);
      const enough = await until(() => (writer.lines.length > 50 ? writer.lines.length : undefined), 30_000);
      expect(writer.lines[0]).toBe('open');
      writer.child.kill('SIGKILL');
      await writer.ended();
      expect(writer.lines.length).toBeGreaterThanOrEqual(enough);
      const acknowledged = Number(writer.lines.at(-1));
      const db = await open(dataDir);
      const [kept] = await db.rows<{ rows: number; last: number }>(
        'SELECT count(*) AS rows, max(n) AS last FROM written',
      );
      expect(kept?.last).toBeGreaterThanOrEqual(acknowledged);
      expect(kept?.rows).toBe(kept?.last ?? 0);
      await db.close();
    }
  });

  test('a query that waits for a transaction fails in time, saying what it waited for', async () => {
    const db = await open(newFolder());
    let inner: Promise<unknown> | undefined;
    await db.transaction(async (tx) => {
      inner = db.rows('SELECT 1').catch((error: unknown) => error);
      await tx.rows('SELECT 1');
      await inner;
    });
    expect(await inner).toMatchObject({
      name: 'DatabaseTimeout',
      message: expect.stringContaining('use its own queries'),
    });
  });
});

describe('a folder that cannot be used is answered with a sentence', () => {
  test('a file in its place', async () => {
    const file = join(newFolder(), 'data');
    writeFileSync(file, '');
    expect(await refusal(file)).toBe(
      `${file} (DATA_DIR) is not a folder. Move the file away, or set DATA_DIR to another folder.`,
    );
    expect(await refusal(join(file, 'deeper'))).toContain('is not a folder');
  });

  test('a folder that holds something else', async () => {
    const dataDir = newFolder();
    mkdirSync(join(dataDir, 'pgdata'));
    writeFileSync(join(dataDir, 'pgdata/letter.txt'), 'dear diary');
    expect(await refusal(dataDir)).toContain('holds something else than a database');
    expect(readFileSync(join(dataDir, 'pgdata/letter.txt'), 'utf8')).toBe('dear diary');
  });

  test.each(['17', '19'])('a database made by Postgres %s', async (release) => {
    const dataDir = newFolder();
    mkdirSync(join(dataDir, 'pgdata'));
    writeFileSync(join(dataDir, 'pgdata/PG_VERSION'), `${release}\n`);
    expect(await refusal(dataDir)).toContain(`was made by Postgres ${release}; this version reads Postgres 18.`);
  });

  test('a damaged database', async () => {
    const dataDir = newFolder();
    const db = await open(dataDir);
    await db.close();
    writeFileSync(join(dataDir, 'pgdata/global/pg_control'), 'nonsense');
    const sentence = await refusal(dataDir);
    expect(sentence).toContain('cannot be opened: ');
    expect(sentence).toContain('Restore a backup');
  });

  test('a folder that this user may not write', async () => {
    const parent = newFolder();
    const dataDir = join(parent, 'data');
    mkdirSync(dataDir);
    chmodSync(parent, 0o755);
    chmodSync(dataDir, 0o555);
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const writer = startWriter(dataDir, process.getuid?.() === 0 ? nobody : []);
    await writer.ended();
    expect(writer.lines).toEqual([
      `The folder ${dataDir} (DATA_DIR) cannot be written. Give this user the right to, or set DATA_DIR to another folder.`,
    ]);
  });
});
