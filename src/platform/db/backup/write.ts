import { mkdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { OwnedDatabase } from '../create-database.ts';
import { createDigest } from './digest.ts';
import { BackupFailure, type BackupHeader, type Chunk, encodeChunk, encodeHeader, roomFor, sha256 } from './format.ts';
import { checkBackup } from './read.ts';
import { atOneMoment, ledgerHashOf, listTables, readBook, readRows } from './snapshot.ts';

const NO_HASH = '0'.repeat(64);

/**
 * Writes the whole database, as it is at one moment, to `path`: under another name first, read back, then renamed. So a
 * file of that name is always whole. Those who use the database go on; an embedded one keeps them waiting while it reads.
 * @throws BackupFailure
 */
export async function writeBackup(db: OwnedDatabase, path: string, appVersion: string): Promise<BackupHeader> {
  const partial = `${path}.partial`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw worded(error, path);
  }
  try {
    rmSync(partial, { force: true });
    const file = await open(partial, 'wx', 0o600);
    try {
      await fill(db, file, appVersion);
      await file.sync();
    } finally {
      await file.close();
    }
    const header = await checkBackup(partial);
    await rename(partial, path);
    await syncFolder(dirname(path));
    return header;
  } catch (error) {
    rmSync(partial, { force: true });
    throw worded(error, path);
  }
}

async function fill(db: OwnedDatabase, file: FileHandle, appVersion: string): Promise<void> {
  const body = new Bun.CryptoHasher('sha256');
  const { header, room, bytes } = await db.alone((session) =>
    atOneMoment(session, async () => {
      const draft = await draftOf();
      const room = roomFor(draft);
      let at = room;
      const tables = [];
      for (const table of draft.tables) {
        const digest = createDigest();
        for await (const chunk of readRows(session, table)) {
          for (const row of chunk.rows) digest.add(row);
          at += await append(chunk, at);
        }
        tables.push({ ...table, rows: digest.rows(), hash: digest.hex() });
      }
      return { header: { ...draft, tables, ledgerHash: ledgerHashOf(tables) }, room, bytes: at - room };

      async function draftOf(): Promise<BackupHeader> {
        const migrations = await readBook(session);
        if (!migrations?.length) {
          throw new BackupFailure(
            'There is nothing to back up: the database has no schema yet. Start the product once.',
          );
        }
        const shapes = await listTables(session);
        return {
          appVersion,
          createdAt: new Date().toISOString(),
          engine: db.kind,
          migrations,
          tables: shapes.map((shape) => ({ ...shape, rows: 0, hash: NO_HASH })),
          ledgerHash: NO_HASH,
          body: { bytes: 0, hash: sha256('') },
        };
      }
    }),
  );
  const whole = { ...header, body: { bytes, hash: body.digest('hex') } };
  await writeFully(file, encodeHeader(whole, room), 0);

  async function append(chunk: Chunk, at: number): Promise<number> {
    const framed = encodeChunk(chunk);
    body.update(framed);
    await writeFully(file, framed, at);
    return framed.length;
  }
}

/** A disk that is nearly full takes a part and says so only to the next call. */
async function writeFully(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function worded(error: unknown, path: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new BackupFailure(`The disk that holds ${dirname(path)} is full. Make room; no backup was written.`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new BackupFailure(`${dirname(path)} cannot be written. Give this user the right to, or choose another.`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new BackupFailure(`${dirname(path)} is not a folder. Choose another one.`);
    default:
      return error;
  }
}
