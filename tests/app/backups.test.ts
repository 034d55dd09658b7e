import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { createCliContext } from '../../src/app/cli-context.ts';
import type { RestoredBackup, TakenBackup } from '../../src/cli/context.ts';
import { newFolder, startTestApp, type TestApp } from '../harness/app.ts';
import { type CliRun, runCli } from '../harness/cli.ts';
import { createScratchDatabase, hasPostgres } from '../harness/database.ts';

setDefaultTimeout(120_000);

const context = createCliContext('test', () => {});

describe('backup and restore by command line', () => {
  let app: TestApp;
  let folder: string;
  let file: string;

  const cli = (words: string, environment: Record<string, string> = {}): Promise<CliRun> =>
    runCli(words, { context, environment: { DATA_DIR: app.dataDir, ...environment } });

  beforeAll(async () => {
    app = await startTestApp();
    folder = mkdtempSync(join(tmpdir(), 'smarter-dev-backups-'));
  });

  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('while the product runs on an embedded database, proved by a drill', async () => {
    const { code, out, err } = await cli(`backup --to ${folder} --verify --json`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const taken = JSON.parse(out) as TakenBackup & { drill: RestoredBackup };
    expect(taken.drill).toMatchObject({ rows: taken.rows, ledgerHash: taken.ledgerHash, ledger: { ok: true } });
    expect(readdirSync(folder)).toEqual([taken.name]);
    file = join(folder, taken.name);
  });

  test('the running product keeps its folder to itself', async () => {
    const { code, err } = await cli(`restore ${file} --replace`);
    expect(code).toBe(1);
    expect(err).toContain('in use by process');
  });

  test('moves to another folder, and a product starts on it', async () => {
    const other = newFolder();
    const { code, out } = await cli(`restore ${file} --into ${other}`);
    expect(code).toBe(0);
    expect(out).toContain('The ledger is right');
    const second = await startTestApp({}, other);
    expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
    await second.close();
  });

  test.skipIf(!hasPostgres)('moves to Postgres; a filled database is refused without --replace', async () => {
    const scratch = await createScratchDatabase();
    try {
      expect((await cli(`restore ${file} --into ${scratch.url}`)).out).toContain('The ledger is right');
      const again = await cli(`restore ${file} --into ${scratch.url}`);
      expect({ code: again.code, err: again.err }).toEqual({ code: 1, err: expect.stringContaining('not empty') });
      expect((await cli(`restore ${file} --into ${scratch.url} --replace`)).code).toBe(0);
      const back = await cli(`backup --to ${join(folder, 'postgres')} --verify`, { DATABASE_URL: scratch.url });
      expect(back.out).toContain('Drill: restored and compared');
    } finally {
      await scratch.drop();
    }
  });

  test('a damaged file makes no database', async () => {
    const broken = join(folder, 'broken');
    writeFileSync(
      broken,
      'not a backup, but long enough to hold everything that a first line of a backup would hold, and more',
    );
    const nowhere = join(folder, 'nowhere');
    const { code, err } = await cli(`restore ${broken} --into ${nowhere}`);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('it is no backup') });
    expect(existsSync(nowhere)).toBe(false);
  });

  test('needs to be told which', async () => {
    expect((await cli('restore')).err).toContain('restore needs FILE.');
    expect((await cli('backup --replace')).err).toContain('backup has no --replace.');
  });

  describe('in a bucket', () => {
    let server: S3rver;
    let environment: Record<string, string>;

    beforeAll(async () => {
      server = new S3rver({
        port: 0,
        address: '127.0.0.1',
        silent: true,
        directory: join(folder, 's3'),
        configureBuckets: [{ name: 'backups', configs: [] }],
      });
      const { port } = await server.run();
      environment = {
        BACKUP_TO: 's3',
        S3_ENDPOINT: `http://127.0.0.1:${port}`,
        S3_BUCKET: 'backups',
        S3_PREFIX: 'smarter',
        S3_ACCESS_KEY_ID: 'S3RVER',
        S3_SECRET_ACCESS_KEY: 'S3RVER',
      };
    });

    afterAll(() => server.close());

    test('is written, fetched, restored, and only the newest of a day stays', async () => {
      const data = newFolder();
      expect((await cli(`restore ${file} --into ${data}`)).code).toBe(0);
      const first = await cli('backup --json --verify', { ...environment, DATA_DIR: data });
      expect(first.err).toBe('');
      const taken = JSON.parse(first.out) as TakenBackup & { drill: RestoredBackup };
      expect(taken.place).toBe(`s3://backups/smarter/${taken.name}`);
      expect(taken.drill.ledgerHash).toBe(taken.ledgerHash);
      await Bun.sleep(1100);
      const second = JSON.parse((await cli('backup --json', { ...environment, DATA_DIR: data })).out) as TakenBackup;
      expect(second.removed).toEqual([taken.name]);
      rmSync(data, { recursive: true, force: true });
    });

    test('a wrong key is said', async () => {
      const { code, err } = await cli('backup', {
        ...environment,
        S3_SECRET_ACCESS_KEY: 'wrong',
        DATA_DIR: join(folder, 'fresh'),
      });
      expect(code).toBe(1);
      expect(err).toMatch(/nothing to back up|cannot be used/);
    });
  });
});
