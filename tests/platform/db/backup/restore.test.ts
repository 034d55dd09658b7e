import { afterAll, afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupFailure, encodeHeader, PREFIX_LENGTH, sha256 } from '../../../../src/platform/db/backup/format.ts';
import { checkBackup } from '../../../../src/platform/db/backup/read.ts';
import { restoreBackup } from '../../../../src/platform/db/backup/restore.ts';
import { clearSchema } from '../../../../src/platform/db/backup/schema.ts';
import { writeBackup } from '../../../../src/platform/db/backup/write.ts';
import type { OwnedDatabase } from '../../../../src/platform/db/create-database.ts';
import { migrate } from '../../../../src/platform/db/migrations/migrate.ts';
import { configured, GUILD, openScene, type Scene } from '../../../features/economy/scene.ts';
import { eachDatabase, hasPostgres, type TestDatabase } from '../../../harness/database.ts';
import { assets, everything, openTarget, pay, silent } from './scene.ts';

setDefaultTimeout(60_000);

const ENGINES: readonly OwnedDatabase['kind'][] = hasPostgres ? ['embedded', 'postgres'] : ['embedded'];

eachDatabase('backup', (kind) => {
  let folder: string;
  let path: string;
  let scene: Scene;
  const opened = new Map<string, TestDatabase>();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smarter-dev-backup-'));
    path = join(folder, 'one.backup');
    scene = await openScene(kind);
    await configured(scene, { startingBalance: 1000, cooldownHours: 0 });
    for (let n = 0; n < 60; n += 1) await pay(scene, n, `past-${n}`);
  });

  afterEach(async () => {
    await scene.close();
    for (const { db } of opened.values()) await db.alone(clearSchema);
    rmSync(folder, { recursive: true, force: true });
  });

  async function target(engine: OwnedDatabase['kind'] = 'embedded'): Promise<OwnedDatabase> {
    const one = opened.get(engine) ?? (await openTarget(engine));
    opened.set(engine, one);
    return one.db;
  }

  afterAll(async () => {
    for (const one of opened.values()) await one.close();
  });

  const restore = (db: OwnedDatabase, replace = false) => restoreBackup({ db, path, assets, log: silent, replace });

  async function ledgerOf(db: OwnedDatabase) {
    const copy = await openScene({ name: kind.name, open: async () => ({ db, close: async () => {} }) });
    const verdict = await copy.economy.verifyLedger();
    await copy.close();
    return verdict;
  }

  test.each([...ENGINES])('comes back row by row on %s', async (engine) => {
    const header = await writeBackup(scene.db, path, '1.2.3');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const db = await target(engine);
    expect((await restore(db)).header).toEqual(header);
    expect(await everything(db)).toBe(await everything(scene.db));
    expect(await ledgerOf(db)).toMatchObject({ ok: true, transactions: 121 });
  });

  test('guards and references stand again after it', async () => {
    await writeBackup(scene.db, path, '1.2.3');
    const db = await target();
    await restore(db);
    expect(db.rows('DELETE FROM bytes_transactions')).rejects.toThrow(/append-only/);
    const states = await db.rows(`SELECT 1 FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'`);
    expect(states).toEqual([]);
    const references = `SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' ORDER BY 1`;
    expect(await db.rows(references)).toEqual(await scene.db.rows(references));
  });

  test('is of one moment while others write', async () => {
    let writing = true;
    let count = 0;
    const callers = Array.from({ length: 8 }, async () => {
      while (writing) {
        count += 1;
        await pay(scene, count, `meanwhile-${count}`);
      }
    });
    const before = count;
    const header = await writeBackup(scene.db, path, '1.2.3');
    await Bun.sleep(100);
    writing = false;
    await Promise.all(callers);
    expect(count).toBeGreaterThan(before);
    const db = await target();
    await restore(db);
    const verdict = await ledgerOf(db);
    expect(verdict.ok).toBe(true);
    expect(verdict.transactions).toBe(header.tables.find(({ name }) => name === 'bytes_transactions')?.rows ?? -1);
  });

  test('damaged at any of 50 places it is refused, and the target stays as it was', async () => {
    await writeBackup(scene.db, path, '1.2.3');
    const whole = readFileSync(path);
    const before = await everything(scene.db);
    for (let n = 0; n < 50; n += 1) {
      const bytes = Buffer.from(whole);
      const place = n < 10 ? n * 20 : Math.floor(Math.random() * bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (n % 8));
      writeFileSync(path, bytes);
      const failure = await restore(scene.db, true).catch((error: unknown) => error);
      expect(failure, `a flipped bit at ${place}`).toBeInstanceOf(BackupFailure);
    }
    expect(await everything(scene.db)).toBe(before);
  });

  test.each([0, 1, PREFIX_LENGTH, 500, -1])('cut off after %i bytes it is refused', async (length) => {
    await writeBackup(scene.db, path, '1.2.3');
    writeFileSync(path, readFileSync(path).subarray(0, length === -1 ? -1 : length));
    expect(checkBackup(path)).rejects.toThrow(/damaged/);
  });

  test('of a newer schema it is refused', async () => {
    const header = await writeBackup(scene.db, path, '9.9.9');
    const newer = {
      ...header,
      migrations: [...header.migrations, { name: '9999_later', hash: sha256(''), appliedAt: header.createdAt }],
    };
    const body = readFileSync(path).subarray(-header.body.bytes);
    const room = PREFIX_LENGTH + Buffer.byteLength(JSON.stringify(newer));
    writeFileSync(path, Buffer.concat([encodeHeader(newer, room), body]));
    const before = await everything(scene.db);
    expect(restore(scene.db, true)).rejects.toThrow(/written by version 9.9.9.*9999_later/s);
    expect(await everything(scene.db)).toBe(before);
  });

  test('a target with rows is refused, and replaced when that is said', async () => {
    await writeBackup(scene.db, path, '1.2.3');
    const saved = await everything(scene.db);
    const db = await target();
    await restore(db);
    const other = await openScene({ name: kind.name, open: async () => ({ db, close: async () => {} }) });
    await pay(other, 7, 'later');
    await other.close();
    const before = await everything(db);
    expect(restore(db)).rejects.toThrow(/not empty.*--replace/s);
    expect(await everything(db)).toBe(before);
    await restore(db, true);
    expect(await everything(db)).toBe(saved);
  });

  test('a database of another program is left alone', async () => {
    await writeBackup(scene.db, path, '1.2.3');
    const db = await target();
    await db.rows('CREATE TABLE theirs (id integer)');
    expect(restore(db, true)).rejects.toThrow(/another program/);
    expect(await db.rows('SELECT * FROM theirs')).toEqual([]);
    await db.rows('DROP TABLE theirs');
  });

  test('of an older schema it is restored and brought up to date', async () => {
    const older = await target();
    const last = assets
      .list('drizzle')
      .filter((file) => /^\d{4}_/.test(file))
      .at(-1);
    const few = { ...assets, list: (place: string) => assets.list(place).filter((file) => file !== last) };
    await migrate(older, few, silent);
    await older.rows(`INSERT INTO bytes_configs (guild_id, starting_balance) VALUES ($1, 77)`, [GUILD]);
    await writeBackup(older, path, '0.9.0');
    await older.alone(clearSchema);
    const db = await target();
    expect((await restore(db)).migrated).toEqual([last?.replace('.sql', '') ?? '']);
    expect(await db.rows('SELECT starting_balance FROM bytes_configs')).toEqual([{ starting_balance: 77 }]);
  });

  test('a full disk leaves nothing behind', async () => {
    const small = join(folder, 'small');
    mkdirSync(small);
    const mounted = Bun.spawnSync(['mount', '-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', small]);
    if (mounted.exitCode !== 0) {
      process.stderr.write('skipped: only root may mount a small disk\n');
      return;
    }
    try {
      expect(writeBackup(scene.db, join(small, 'one.backup'), '1.2.3')).rejects.toThrow(/disk.*full/);
      expect(readdirSync(small)).toEqual([]);
    } finally {
      Bun.spawnSync(['umount', small]);
    }
  });

  test('a place that cannot be is named', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(writeBackup(scene.db, join(folder, 'file', 'one.backup'), '1.2.3')).rejects.toThrow(/is not a folder/);
    expect(checkBackup(join(folder, 'none'))).rejects.toThrow(/There is no file/);
    expect(existsSync(path)).toBe(false);
  });
});
