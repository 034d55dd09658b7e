import { z } from 'zod';
import { StartFailure } from '../../../shared/start-failure.ts';

/** A backup cannot be written, read or restored; the message says why and what to do. */
export class BackupFailure extends StartFailure {
  override readonly name = 'BackupFailure';
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const header = z.object({
  /** Of the program that wrote it. */
  appVersion: z.string(),
  createdAt: z.iso.datetime(),
  engine: z.enum(['embedded', 'postgres']),
  migrations: z.array(z.object({ name: z.string(), hash, appliedAt: z.string() })).min(1),
  tables: z.array(
    z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int().nonnegative(), hash }),
  ),
  /** Over the tables that hold money. */
  ledgerHash: hash,
  body: z.object({ bytes: z.number().int().nonnegative(), hash }),
});

export type BackupHeader = z.infer<typeof header>;
export type BackupTable = BackupHeader['tables'][number];

/** Rows of one table, each as the text of a Postgres row value: `(1,"a b",)`. */
export interface Chunk {
  readonly table: string;
  readonly rows: readonly string[];
}

/** `smarter-dev-backup 1 <SHA-256 of the header> <its length, 8 digits>`, a line feed, the header, the body. */
const MAGIC = 'smarter-dev-backup';
const FORMAT = 1;
export const PREFIX_LENGTH = MAGIC.length + 1 + 1 + 1 + 64 + 1 + 8 + 1;
const LONGEST_HEADER = 8 << 20;
const PREFIX = new RegExp(`^${MAGIC} (\\d) ([0-9a-f]{64}) (\\d{8})\\n$`);

/** Nothing of this length is smaller when the figures are in. */
const WIDEST = Number.MAX_SAFE_INTEGER;

export function sha256(bytes: string | Uint8Array): string {
  return new Bun.CryptoHasher('sha256').update(bytes).digest('hex');
}

/** How many bytes to leave free in front of the body for a header whose figures are not known yet. */
export function roomFor(draft: BackupHeader): number {
  const tables = draft.tables.map((table) => ({ ...table, rows: WIDEST }));
  const widest = { ...draft, tables, body: { ...draft.body, bytes: WIDEST } };
  return PREFIX_LENGTH + Buffer.byteLength(JSON.stringify(widest));
}

/** The beginning of a file, exactly `room` bytes long. */
export function encodeHeader(value: BackupHeader, room: number): Buffer {
  const text = JSON.stringify(value);
  const block = text + ' '.repeat(room - PREFIX_LENGTH - Buffer.byteLength(text));
  const length = String(Buffer.byteLength(block)).padStart(8, '0');
  return Buffer.from(`${MAGIC} ${FORMAT} ${sha256(block)} ${length}\n${block}`);
}

/** @throws BackupFailure */
export function decodePrefix(bytes: Buffer): { hash: string; length: number } {
  const text = bytes.toString('latin1');
  const [, format, hash = '', length] = PREFIX.exec(text) ?? [];
  if (format === undefined) throw damaged(text.startsWith(MAGIC) ? 'its first line is not right' : 'it is no backup');
  if (Number(format) !== FORMAT) {
    throw new BackupFailure('The backup was written by a newer version. Restore it with the version that wrote it.');
  }
  if (Number(length) > LONGEST_HEADER) throw damaged('its header is too long');
  return { hash, length: Number(length) };
}

/** @throws BackupFailure */
export function decodeHeader(bytes: Buffer, expected: string): BackupHeader {
  if (sha256(bytes) !== expected) throw damaged('its header is not what was written');
  const parsed = header.safeParse(JSON.parse(bytes.toString()));
  if (!parsed.success) throw damaged('its header cannot be read');
  return parsed.data;
}

export function damaged(what: string): BackupFailure {
  return new BackupFailure(`The backup is damaged: ${what}. Nothing was changed. Take another one.`);
}

/** A chunk with its length in front. */
export function encodeChunk({ table, rows }: Chunk): Buffer {
  const packed = Bun.zstdCompressSync(JSON.stringify([table, ...rows]));
  const framed = Buffer.allocUnsafe(4 + packed.length);
  framed.writeUInt32LE(packed.length);
  framed.set(packed, 4);
  return framed;
}

export function decodeChunk(packed: Uint8Array): Chunk {
  const [table = '', ...rows] = JSON.parse(Bun.zstdDecompressSync(packed).toString()) as string[];
  return { table, rows };
}
