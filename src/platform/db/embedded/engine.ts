import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import type { Assets } from '../../assets.ts';
import { types } from '../values.ts';

/** A template is a Postgres data directory as a gzipped tarball. */
export const TEMPLATE = 'pglite/template.tar.gz';

/** PGlite's own parameters without `-F`, which would switch fsync off. */
const PARAMETERS = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
const SETTINGS = ['TimeZone=UTC', 'shared_buffers=16MB'];
const DURABLE = ['fsync=on', 'wal_sync_method=fsync'];
const VOLATILE = ['fsync=off'];

interface Engine {
  readonly assets: Assets;
  /** Whether every commit reaches the disk before it is acknowledged. */
  readonly durable: boolean;
  readonly options: Pick<PGliteOptions, 'fs' | 'loadDataDir'>;
}

/** Starts Postgres in this process. Without a file system it lives in memory. */
export async function startEngine({ assets, durable, options }: Engine): Promise<PGlite> {
  const settings = [...SETTINGS, ...(durable ? DURABLE : VOLATILE)];
  return PGlite.create({
    ...options,
    ...(await engineFiles(assets)),
    parsers: parsers(),
    serializers: serializers(),
    startParams: [...PARAMETERS, ...settings.flatMap((setting) => ['-c', setting])],
  });
}

/** Makes a template of an empty database. Takes seconds and about 1 GB of memory. */
export async function makeTemplate(assets: Assets): Promise<Blob> {
  const pglite = await startEngine({ assets, durable: false, options: {} });
  try {
    return await pglite.dumpDataDir('gzip');
  } finally {
    await pglite.close();
  }
}

async function engineFiles(assets: Assets) {
  const compile = (name: string) => WebAssembly.compile(assets.bytes(name));
  const [pgliteWasmModule, initdbWasmModule] = await Promise.all([
    compile('pglite/pglite.wasm'),
    compile('pglite/initdb.wasm'),
  ]);
  return { pgliteWasmModule, initdbWasmModule, fsBundle: new Blob([assets.bytes('pglite/pglite.data')]) };
}

function parsers(): NonNullable<PGliteOptions['parsers']> {
  return Object.fromEntries(Object.values(types).flatMap(({ from, parse }) => from.map((oid) => [oid, parse])));
}

function serializers(): NonNullable<PGliteOptions['serializers']> {
  return Object.fromEntries(Object.values(types).flatMap(({ from, serialize }) => from.map((oid) => [oid, serialize])));
}
