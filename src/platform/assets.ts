import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files that travel with the program: from the source tree, or inside the compiled executable. */
export interface Assets {
  /** True inside the compiled executable. */
  readonly compiled: boolean;
  /** Where a file lies, for `node:fs` and `Bun.file`; inside the executable it exists only for this process. */
  path(name: string): string;
  exists(name: string): boolean;
  text(name: string): string;
  bytes(name: string): Uint8Array<ArrayBuffer>;
  /** All files below a folder, relative to it, sorted, with forward slashes. */
  list(folder: string): string[];
}

/** Every module of a compiled executable lies in this folder, on Windows and elsewhere. */
const INSIDE = /^(?:\/\$bunfs|[A-Z]:[\\/]~BUN)[\\/]root/;

/** Ending of a file that the build compressed to keep the executable small; only `bytes` reads it. */
export const PACKED = '.zst';

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

  function bytes(name: string): Uint8Array<ArrayBuffer> {
    const packed = path(`${name}${PACKED}`);
    if (compiled && existsSync(packed)) return new Uint8Array(Bun.zstdDecompressSync(readFileSync(packed)));
    return new Uint8Array(readFileSync(path(name)));
  }

  return {
    compiled,
    path,
    exists: (name) => existsSync(path(name)),
    text: (name) => readFileSync(path(name), 'utf8'),
    bytes,
    list: (folder) => filesBelow(path(folder)),
  };
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(folder.length + 1).replaceAll('\\', '/')).sort();
}
