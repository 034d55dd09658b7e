import { mkdirSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
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
  const fresh = await makeTemplate(assets);
  await keep(file, fresh);
  return Bun.gunzipSync(fresh);
}

/** Gzipped. */
async function makeTemplate(assets: Assets): Promise<Uint8Array<ArrayBuffer>> {
  const pglite = await startEngine(await loadEngine(assets), { durable: false });
  try {
    const dump = await pglite.dumpDataDir('gzip');
    return new Uint8Array(await dump.arrayBuffer());
  } finally {
    await pglite.close();
  }
}

function cacheFile(assets: Assets): string {
  const manifest: unknown = JSON.parse(assets.text('node_modules/@electric-sql/pglite/package.json'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : 'any';
  return assets.path(`node_modules/.cache/smarter-dev/pglite-${version}.tar.gz`);
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
