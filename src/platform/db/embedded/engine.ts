import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import type { Assets } from '../../assets.ts';
import { TYPES, type TypeHandling } from '../values.ts';

/** PGlite's own parameters without `-F`, which would switch fsync off. */
const PARAMETERS = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
const SETTINGS = ['TimeZone=UTC', 'shared_buffers=16MB'];
const DURABLE = ['fsync=on', 'wal_sync_method=fsync'];
const VOLATILE = ['fsync=off'];

interface EngineOptions extends Pick<PGliteOptions, 'fs' | 'loadDataDir' | 'onStderr'> {
  readonly assets: Assets;
  /** Whether every commit reaches the disk before it is acknowledged. */
  readonly durable: boolean;
}

/** Starts Postgres in this process. Without a file system it lives in memory. */
export async function startEngine({ assets, durable, ...options }: EngineOptions): Promise<PGlite> {
  const settings = [...SETTINGS, ...(durable ? DURABLE : VOLATILE)];
  return PGlite.create({
    ...options,
    ...(await engineFiles(assets)),
    parsers: eachType(({ parse }) => parse),
    serializers: eachType(({ serialize }) => serialize),
    startParams: [...PARAMETERS, ...settings.flatMap((setting) => ['-c', setting])],
  });
}

async function engineFiles(assets: Assets) {
  const compile = (name: string) => WebAssembly.compile(assets.bytes(name));
  const [pgliteWasmModule, initdbWasmModule] = await Promise.all([
    compile('pglite/pglite.wasm'),
    compile('pglite/initdb.wasm'),
  ]);
  return { pgliteWasmModule, initdbWasmModule, fsBundle: new Blob([assets.bytes('pglite/pglite.data')]) };
}

function eachType<T>(pick: (type: TypeHandling) => T): Record<number, T> {
  return Object.fromEntries(TYPES.flatMap((type) => type.from.map((oid) => [oid, pick(type)])));
}
