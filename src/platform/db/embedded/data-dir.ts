import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Assets } from '../../assets.ts';
import { DatabaseUnavailable } from '../errors.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { loadTemplate } from './template.ts';

/** The release of Postgres inside PGlite; its files can be read by no other. */
const POSTGRES = '18';

export interface DataDir {
  /** The folder that Postgres works in. */
  readonly pgdata: string;
  readonly lock: FolderLock;
}

/**
 * Takes `dataDir/pgdata` for this process and fills it when it is new.
 * @throws DatabaseUnavailable when another process has it, when it cannot be written or is not ours to open
 */
export async function claimDataDir(dataDir: string, assets: Assets): Promise<DataDir> {
  const pgdata = join(resolve(dataDir), 'pgdata');
  const lock = claim(dataDir, pgdata);
  try {
    if (isNew(pgdata)) await fill(pgdata, assets);
    else checkRelease(pgdata);
    return { pgdata, lock };
  } catch (error) {
    lock.release();
    throw asUnavailable(error, dataDir);
  }
}

function claim(dataDir: string, pgdata: string): FolderLock {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const lock = lockFolder(pgdata);
    if ('release' in lock) return lock;
    throw inUse(dataDir, lock.holder);
  } catch (error) {
    throw asUnavailable(error, dataDir);
  }
}

function isNew(pgdata: string): boolean {
  return !existsSync(pgdata) || readdirSync(pgdata).length === 0;
}

/** Unpacks beside and renames, so that a crash on the way leaves nothing that looks finished. */
async function fill(pgdata: string, assets: Assets): Promise<void> {
  const partial = `${pgdata}.new`;
  rmSync(partial, { recursive: true, force: true });
  rmSync(pgdata, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  await new Bun.Archive(await loadTemplate(assets)).extract(partial);
  await syncTree(partial);
  renameSync(partial, pgdata);
  await syncPath(dirname(pgdata));
}

/** Side by side, which is several times faster than one after the other. */
async function syncTree(folder: string): Promise<void> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).values();
  const worker = async () => {
    for (const path of paths) await syncPath(path);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function checkRelease(pgdata: string): void {
  const file = join(pgdata, 'PG_VERSION');
  if (!existsSync(file)) {
    throw new DatabaseUnavailable(
      `The folder ${pgdata} holds something else than a database. Move it away, or set DATA_DIR to another folder.`,
    );
  }
  const release = readFileSync(file, 'utf8').trim();
  if (release === POSTGRES) return;
  throw new DatabaseUnavailable(
    `The database in ${pgdata} was made by Postgres ${release}; this version reads Postgres ${POSTGRES}. Start the version that made it, or restore a backup into another DATA_DIR.`,
  );
}

function inUse(dataDir: string, holder: number | null): DatabaseUnavailable {
  const who = holder === null ? 'another process' : `process ${holder}`;
  return new DatabaseUnavailable(
    `The folder ${dataDir} (DATA_DIR) is in use by ${who}. Stop it, or set DATA_DIR to another folder.`,
  );
}

function asUnavailable(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return new DatabaseUnavailable(
        `The folder ${dataDir} (DATA_DIR) cannot be written. Give this user the right to, or set DATA_DIR to another folder.`,
        { cause: error },
      );
    case 'EEXIST':
    case 'ENOTDIR':
      return new DatabaseUnavailable(
        `${dataDir} (DATA_DIR) is not a folder. Move the file away, or set DATA_DIR to another folder.`,
        { cause: error },
      );
    case 'ENOSPC':
      return new DatabaseUnavailable(
        `The disk that holds ${dataDir} (DATA_DIR) is full. Make room, or set DATA_DIR to another folder.`,
        { cause: error },
      );
    default:
      return error;
  }
}
