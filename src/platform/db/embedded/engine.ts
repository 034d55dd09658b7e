import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import type { Assets } from '../../assets.ts';
import { TYPES, type TypeHandling } from '../values.ts';

/** PGlite's own parameters without `-F`, which would switch fsync off. */
const PARAMETERS = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
const SETTINGS = ['TimeZone=UTC', 'shared_buffers=16MB'];
const DURABLE = ['fsync=on', 'wal_sync_method=fsync'];
const VOLATILE = ['fsync=off'];

/** Postgres as compiled WebAssembly, with the files it needs. */
export type Engine = Required<Pick<PGliteOptions, 'pgliteWasmModule' | 'initdbWasmModule' | 'fsBundle'>>;

interface StartOptions extends Pick<PGliteOptions, 'fs' | 'loadDataDir' | 'onStderr'> {
  /** Whether every commit reaches the disk before it is acknowledged. */
  readonly durable: boolean;
}

export async function loadEngine(assets: Assets): Promise<Engine> {
  const compile = (name: string) => WebAssembly.compile(assets.bytes(name));
  const [pgliteWasmModule, initdbWasmModule] = await Promise.all([
    compile('pglite/pglite.wasm'),
    compile('pglite/initdb.wasm'),
  ]);
  return { pgliteWasmModule, initdbWasmModule, fsBundle: new Blob([assets.bytes('pglite/pglite.data')]) };
}

/** Starts Postgres in this process. Without a file system it lives in memory. */
export async function startEngine(engine: Engine, { durable, ...options }: StartOptions): Promise<PGlite> {
  const settings = [...SETTINGS, ...(durable ? DURABLE : VOLATILE)];
  return PGlite.create({
    ...engine,
    ...options,
    parsers: eachType(({ parse }) => parse),
    serializers: eachType(({ serialize }) => serialize),
    startParams: [...PARAMETERS, ...settings.flatMap((setting) => ['-c', setting])],
  });
}

function eachType<T>(pick: (type: TypeHandling) => T): Record<number, T> {
  return Object.fromEntries(TYPES.flatMap((type) => type.from.map((oid) => [oid, pick(type)])));
}
