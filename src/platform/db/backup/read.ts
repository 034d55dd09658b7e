import { type FileHandle, open } from 'node:fs/promises';
import { createDigest, type Digest } from './digest.ts';
import {
  BackupFailure,
  type BackupHeader,
  type BackupTable,
  type Chunk,
  damaged,
  decodeChunk,
  decodeHeader,
  decodePrefix,
  PREFIX_LENGTH,
} from './format.ts';
import { ledgerHashOf } from './snapshot.ts';

export interface OpenBackup {
  readonly header: BackupHeader;
  /** Every chunk, in the order they were written. @throws BackupFailure when the file is damaged */
  chunks(): AsyncGenerator<Chunk>;
}

/** Reads a backup's header and lends the rest for as long as the work takes. @throws BackupFailure */
export async function withBackup<T>(path: string, work: (backup: OpenBackup) => Promise<T>): Promise<T> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const { hash, length } = decodePrefix(await readAt(file, 0, PREFIX_LENGTH));
    const start = PREFIX_LENGTH + length;
    const header = decodeHeader(await readAt(file, PREFIX_LENGTH, length), hash);
    if (size < start + header.body.bytes) throw damaged('its end is missing');
    if (size > start + header.body.bytes) throw damaged('something was appended to it');
    return await work({ header, chunks: () => readChunks(file, start, size, header) });
  } finally {
    await file.close();
  }
}

/** Reads a backup from its first byte to its last and compares every figure. @throws BackupFailure */
export function checkBackup(path: string): Promise<BackupHeader> {
  return withBackup(path, async ({ header, chunks }) => {
    const digests = new Map<string, Digest>(header.tables.map(({ name }) => [name, createDigest()]));
    for await (const { table, rows } of chunks()) {
      const digest = digests.get(table);
      if (!digest) throw damaged(`it has rows of ${table}, which it does not list`);
      for (const row of rows) digest.add(row);
    }
    const wrong = header.tables.find((table) => !fits(table, digests.get(table.name)));
    if (wrong) throw damaged(`the rows of ${wrong.name} are not what was written`);
    if (ledgerHashOf(header.tables) !== header.ledgerHash) throw damaged('its ledger is not what was written');
    return header;
  });
}

function fits({ rows, hash }: BackupTable, digest: Digest | undefined): boolean {
  return digest?.rows() === rows && digest.hex() === hash;
}

async function* readChunks(
  file: FileHandle,
  start: number,
  end: number,
  { body }: BackupHeader,
): AsyncGenerator<Chunk> {
  const seen = new Bun.CryptoHasher('sha256');
  for (let at = start; at < end; ) {
    const size = await readAt(file, at, 4);
    const length = size.readUInt32LE();
    if (at + 4 + length > end) throw damaged('a part of it is longer than the file');
    const packed = await readAt(file, at + 4, length);
    seen.update(size).update(packed);
    yield unpack(packed);
    at += 4 + length;
  }
  if (seen.digest('hex') !== body.hash) throw damaged('its content is not what was written');
}

function unpack(packed: Buffer): Chunk {
  try {
    return decodeChunk(packed);
  } catch {
    throw damaged('its content cannot be unpacked');
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, at + done);
    if (bytesRead === 0) throw damaged('its end is missing');
    done += bytesRead;
  }
  return buffer;
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new BackupFailure(`There is no file ${path}. Give the path of a backup.`);
    if (code === 'EACCES') throw new BackupFailure(`${path} may not be read by this user.`);
    throw error;
  }
}
