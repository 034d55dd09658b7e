import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TakenBackup } from '../cli/context.ts';
import type { Job } from '../feature.ts';
import type { HealthCheck } from '../http/health.ts';
import { openBucket } from '../platform/backups/bucket.ts';
import { backupName, outdated, timeOf } from '../platform/backups/retention.ts';
import type { Config } from '../platform/config/config.ts';
import { writeBackup } from '../platform/db/backup/write.ts';
import type { OwnedDatabase } from '../platform/db/create-database.ts';
import type { Log } from '../platform/log.ts';

interface Source {
  readonly db: OwnedDatabase;
  readonly config: Config;
  readonly version: string;
}

/**
 * Writes a backup where the settings say, and removes those that are out of date there.
 * @param to a folder or `s3`, in place of `BACKUP_TO`
 * @throws StartFailure
 */
export async function takeBackup({ db, config, version }: Source, to = config.backupTo): Promise<TakenBackup> {
  const bucket = to === 's3' ? openBucket(config) : null;
  const own = join(resolve(config.dataDir), 'backups');
  const folder = bucket ? join(own, 'sending') : resolve(to ?? own);
  const name = backupName(Date.now());
  const path = join(folder, name);
  const header = await writeBackup(db, path, version);
  const { size: bytes } = await stat(path);
  const rows = header.tables.reduce((sum, table) => sum + table.rows, 0);
  const facts = { name, bytes, rows, ledgerHash: header.ledgerHash };
  const keep = { daily: config.backupKeepDaily, weekly: config.backupKeepWeekly };
  if (!bucket) {
    const removed = outdated(await readdir(folder), keep);
    for (const old of removed) await rm(join(folder, old));
    return { ...facts, place: path, path, removed };
  }
  try {
    await bucket.put(path, name);
  } finally {
    await rm(path, { force: true });
  }
  const removed = outdated(await bucket.list(), keep);
  for (const old of removed) await bucket.remove(old);
  return { ...facts, place: `${bucket.name}/${name}`, path: null, removed };
}

/** Fetches a backup from the bucket into a folder. @returns its path */
export async function fetchBackup(config: Config, name: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, timeOf(name) === null ? 'fetched.backup' : name);
  await openBucket(config).get(name, path);
  return path;
}

/** The backups that the program takes by itself, and how they are doing; nothing where none are wished. */
export function plannedBackups(source: Source & { readonly log: Log }): { jobs: Job[]; checks: HealthCheck[] } {
  const { backupEveryHours: hours } = source.config;
  if (hours === 0) return { jobs: [], checks: [] };
  let failure: string | null = null;

  async function run(): Promise<void> {
    try {
      const { place, bytes, rows, removed } = await takeBackup(source);
      failure = null;
      source.log.info({ place, bytes, rows, removed }, 'backup taken');
    } catch (error) {
      failure = `The last backup failed: ${error instanceof Error ? error.message : String(error)}`;
      throw error;
    }
  }

  const check: HealthCheck['check'] = async () =>
    failure === null ? { status: 'ok' } : { status: 'degraded', note: failure };
  return {
    jobs: [{ name: 'backup', cron: `17 ${hours === 24 ? '3' : `*/${hours}`} * * *`, run }],
    checks: [{ name: 'backup', essential: false, check }],
  };
}
