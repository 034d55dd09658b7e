import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerVerdict, RestoredBackup, RestoreWish } from '../cli/context.ts';
import { createAssets } from '../platform/assets.ts';
import type { Config } from '../platform/config/config.ts';
import { checkBackup } from '../platform/db/backup/read.ts';
import { restoreBackup } from '../platform/db/backup/restore.ts';
import { openDatabase } from '../platform/db/open-database.ts';
import type { Log } from '../platform/log.ts';
import { fetchBackup } from './backups.ts';

type VerifyLedger = (config: Config, log: Log) => Promise<LedgerVerdict>;

const IN_BUCKET = 's3:';

/** Restores as wished and proves the ledger of what was restored. @throws StartFailure */
export async function restore(
  config: Config,
  log: Log,
  wish: RestoreWish,
  verify: VerifyLedger,
): Promise<RestoredBackup> {
  const folder = await mkdtemp(join(tmpdir(), 'smarter-dev-restore-'));
  try {
    const { file } = wish;
    const path = file.startsWith(IN_BUCKET) ? await fetchBackup(config, file.slice(IN_BUCKET.length), folder) : file;
    // Before any database is opened: opening an embedded one makes it.
    await checkBackup(path);
    const target = targetOf(config, wish.into);
    if (!wish.drill) return await into(target, path);
    return await withScratch(target, join(folder, 'data'), log, (scratch) => into(scratch, path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  async function into(target: Config, path: string): Promise<RestoredBackup> {
    const assets = createAssets();
    const db = await openDatabase({ ...target, assets, log });
    let restored: Awaited<ReturnType<typeof restoreBackup>>;
    try {
      restored = await restoreBackup({ db, path, assets, log, replace: wish.replace });
    } finally {
      await db.close();
    }
    const { createdAt, appVersion, tables, ledgerHash } = restored.header;
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return { createdAt, appVersion, rows, ledgerHash, migrated: restored.migrated, ledger: await verify(target, log) };
  }
}

/** The settings with another database. Redis stays out of it: what it holds belongs to the configured one. */
function targetOf(config: Config, into: string | undefined): Config {
  const apart = { ...config, redisUrl: undefined };
  if (into === undefined) return apart;
  return /^postgres(ql)?:/.test(into)
    ? { ...apart, databaseUrl: into }
    : { ...apart, databaseUrl: undefined, dataDir: into };
}

async function withScratch<T>(
  target: Config,
  dataDir: string,
  log: Log,
  work: (scratch: Config) => Promise<T>,
): Promise<T> {
  if (!target.databaseUrl) return work({ ...target, dataDir });
  const name = `smarter_dev_drill_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const server = { databaseUrl: target.databaseUrl, dataDir, assets: createAssets(), log };
  const url = new URL(target.databaseUrl);
  url.pathname = `/${name}`;
  const db = await openDatabase(server);
  try {
    await db.alone((session) => session.script(`CREATE DATABASE ${name}`));
    try {
      return await work({ ...target, databaseUrl: url.href });
    } finally {
      await db.alone((session) => session.script(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    }
  } finally {
    await db.close();
  }
}
