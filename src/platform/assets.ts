import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** The files that travel with the program: from the source tree, or inside the compiled executable. */
export interface Assets {
  /** True inside the compiled executable. */
  readonly compiled: boolean;
  /** Where a file lies, for `node:fs`; inside the executable only for this process, and not if it is carried compressed. */
  path(name: string): string;
  exists(name: string): boolean;
  text(name: string): string;
  bytes(name: string): Uint8Array<ArrayBuffer>;
  /** A file as Brotli, ready to be sent; null when it is carried as it is. */
  brotli(name: string): Uint8Array<ArrayBuffer> | null;
  /** All files below a folder, relative to it, sorted, with forward slashes. */
  list(folder: string): string[];
}

/** Every module of a compiled executable lies in this folder, on Windows and elsewhere. */
const INSIDE = /^(?:\/\$bunfs|[A-Z]:[\\/]~BUN)[\\/]root/;

/** Endings of files that the build carries compressed, and only so, to keep the executable small. */
export const ZSTD = '.zst';
export const BROTLI = '.br';
const COMPRESSED = /\.(?:zst|br)$/;

/**
 * Reads `drizzle/…`, `static/…` and `pglite/…`. The last is made by the build; from source its parts come from the
 * package that ships them.
 */
export function createAssets(): Assets {
  const compiled = INSIDE.test(import.meta.dir);
  const root = compiled ? import.meta.dir : join(import.meta.dir, '../..');

  function path(name: string): string {
    if (compiled || !name.startsWith('pglite/')) return join(root, name);
    return join(root, 'node_modules/@electric-sql/pglite/dist', name.slice('pglite/'.length));
  }

  /** The stored file with an ending added; null when there is none. */
  function stored(name: string, ending: string): Buffer | null {
    const file = path(name + ending);
    return compiled && existsSync(file) ? readFileSync(file) : null;
  }

  function bytes(name: string): Uint8Array<ArrayBuffer> {
    const zstd = stored(name, ZSTD);
    if (zstd) return new Uint8Array(Bun.zstdDecompressSync(zstd));
    const brotli = stored(name, BROTLI);
    return new Uint8Array(brotli ? brotliDecompressSync(brotli) : readFileSync(path(name)));
  }

  return {
    compiled,
    path,
    exists: (name) => ['', ZSTD, BROTLI].some((ending) => existsSync(path(name + ending))),
    text: (name) => Buffer.from(bytes(name)).toString('utf8'),
    bytes,
    brotli(name) {
      const found = stored(name, BROTLI);
      return found && new Uint8Array(found);
    },
    list(folder) {
      const files = filesBelow(path(folder));
      return compiled ? files.map((file) => file.replace(COMPRESSED, '')) : files;
    },
  };
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(folder.length + 1).replaceAll('\\', '/')).sort();
}
