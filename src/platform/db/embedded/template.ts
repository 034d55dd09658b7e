import { mkdirSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MemoryFS, type PGlite } from '@electric-sql/pglite';
import type { Assets } from '../../assets.ts';
import { loadEngine, startEngine } from './engine.ts';

/** Where the build puts the template inside the executable. */
export const TEMPLATE = 'pglite/template.tar';

/**
 * An initialised data directory as a tarball. The executable carries it; from source it is made on first use,
 * which takes seconds and about 1 GB of memory, and kept in the packages' cache.
 */
export async function loadTemplate(assets: Assets): Promise<Uint8Array<ArrayBuffer>> {
  if (assets.compiled) return assets.bytes(TEMPLATE);
  const file = cacheFile(assets);
  const cached = await readFile(file).catch(() => undefined);
  if (cached) return Bun.gunzipSync(cached);
  const fresh = await packDataDir(assets, {}, async () => {});
  await keep(file, Bun.gzipSync(fresh));
  return fresh;
}

/** Its files as they are once Postgres has shut down: a copy of a running one would begin by recovering and syncing all. */
class Packed extends MemoryFS {
  tarball: Blob | undefined;

  override async closeFs(): Promise<void> {
    this.tarball = await this.dumpTar('template', 'none');
    await super.closeFs();
  }
}

/** A data directory as a tarball, after `work`. */
export async function packDataDir(
  assets: Assets,
  { loadDataDir }: { loadDataDir?: Blob },
  work: (pglite: PGlite) => Promise<unknown>,
): Promise<Uint8Array<ArrayBuffer>> {
  const fs = new Packed();
  const options = { durable: false, fs, ...(loadDataDir ? { loadDataDir } : {}) };
  const pglite = await startEngine(await loadEngine(assets), options);
  try {
    await work(pglite);
  } finally {
    await pglite.close();
  }
  if (!fs.tarball) throw new Error('the embedded database closed without its files');
  return new Uint8Array(await fs.tarball.arrayBuffer());
}

function cacheFile(assets: Assets): string {
  const manifest: unknown = JSON.parse(assets.text('node_modules/@electric-sql/pglite/package.json'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : 'any';
  return assets.path(`node_modules/.cache/smarter-dev/pglite-${version}-shut.tar.gz`);
}

/** Another process may do the same; the cache may be read-only, which only costs time. */
async function keep(file: string, template: Uint8Array<ArrayBuffer>): Promise<void> {
  const partial = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    await Bun.write(partial, template);
    renameSync(partial, file);
  } catch {}
}
