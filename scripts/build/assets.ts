import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BROTLI, brotli, pays, staticType } from '../../src/http/static.ts';
import { type Assets, createAssets, PACKED } from '../../src/platform/assets.ts';
import { loadTemplate, TEMPLATE } from '../../src/platform/db/embedded/template.ts';
import { listMigrations } from '../../src/platform/db/migrations/files.ts';

const ENGINE = ['pglite/pglite.wasm', 'pglite/initdb.wasm', 'pglite/pglite.data'];

/** Gathers what the executable carries below `folder`, in the layout that `createAssets` reads; answers with the folders. */
export async function gatherAssets(folder: string): Promise<string[]> {
  const assets = createAssets();
  rmSync(folder, { recursive: true, force: true });
  for (const name of carried(assets)) copy(assets.path(name), join(folder, name));
  for (const name of ENGINE)
    write(join(folder, `${name}${PACKED}`), Bun.zstdCompressSync(assets.bytes(name), { level: 19 }));
  for (const name of assets.list('static')) {
    const plain = assets.bytes(`static/${name}`);
    if (pays(staticType(name) ?? '', plain)) write(join(folder, `static/${name}${BROTLI}`), brotli(plain, 11));
  }
  write(join(folder, TEMPLATE), await loadTemplate(assets));
  return ['drizzle', 'pglite', 'static'].map((name) => join(folder, name));
}

function carried(assets: Assets): string[] {
  return [
    ...listMigrations(assets).map(({ name }) => `drizzle/${name}.sql`),
    ...assets.list('static').map((name) => `static/${name}`),
  ];
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

function write(to: string, data: Uint8Array): void {
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, data);
}
