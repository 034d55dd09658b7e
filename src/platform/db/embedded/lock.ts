import { SQLiteError, Database as Sqlite } from 'bun:sqlite';
import { accessSync, constants, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface FolderLock {
  release(): void;
}

/**
 * Takes a folder for this process alone, or answers with the number of the process that has it (null when unknown).
 * The lock is SQLite's own on an empty file beside the folder: the kernel holds it for as long as the process lives, also
 * towards other containers, so there is no stale lock to judge. Nothing else may open that file: closing it again would
 * drop the lock.
 * @throws the file system's error when the lock file cannot be written
 */
export function lockFolder(folder: string): FolderLock | { holder: number | null } {
  const owner = `${folder}.pid`;
  accessSync(dirname(folder), constants.W_OK);
  const sqlite = new Sqlite(`${folder}.lock`);
  try {
    sqlite.run('PRAGMA busy_timeout = 0');
    sqlite.run('PRAGMA journal_mode = MEMORY');
    sqlite.run('BEGIN EXCLUSIVE');
  } catch (error) {
    sqlite.close();
    if (error instanceof SQLiteError && error.code === 'SQLITE_BUSY') return { holder: readHolder(owner) };
    throw error;
  }
  writeFileSync(owner, `${process.pid}\n`, { mode: 0o600 });
  return {
    release() {
      rmSync(owner, { force: true });
      sqlite.close();
    },
  };
}

function readHolder(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}
