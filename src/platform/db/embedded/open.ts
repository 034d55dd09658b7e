import type { PGlite } from '@electric-sql/pglite';
import type { Assets } from '../../assets.ts';
import type { Log } from '../../log.ts';
import { createDatabase, type OwnedDatabase } from '../create-database.ts';
import { DatabaseUnavailable } from '../errors.ts';
import { createPool } from '../pool.ts';
import { claimDataDir } from './data-dir.ts';
import { DurableFiles } from './durable-files.ts';
import { type Engine, loadEngine, startEngine } from './engine.ts';
import { createEmbeddedSession } from './session.ts';
import { loadTemplate, packDataDir } from './template.ts';
import { startUpkeep } from './upkeep.ts';

/** Milliseconds. */
const PREPARING = 60_000;

interface EmbeddedOptions {
  readonly dataDir: string;
  readonly assets: Assets;
  readonly log: Log;
  /** How long a query waits for its turn, in milliseconds. */
  readonly deadline: number;
}

/**
 * Opens the database in `dataDir/pgdata`, for this process alone; makes it when there is none.
 * @throws DatabaseUnavailable when the folder cannot be used
 */
export async function openEmbedded({ dataDir, assets, log, deadline }: EmbeddedOptions): Promise<OwnedDatabase> {
  const [{ pgdata, lock }, engine] = await Promise.all([claimDataDir(dataDir, assets), loadEngine(assets)]);
  try {
    const db = assemble(await start(engine, pgdata, log), deadline, () => lock.release());
    return withUpkeep(db, log);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens an empty database that lives in memory. */
export async function openInMemory(assets: Assets, deadline: number): Promise<OwnedDatabase> {
  const [template, engine] = await Promise.all([loadTemplate(assets), loadEngine(assets)]);
  return assemble(await startEngine(engine, { durable: false, ...loadedFrom(template) }), deadline, () => {});
}

/** An initialised data directory whose database `prepare` had in its hands, as a tarball. */
export async function preparedTemplate(
  assets: Assets,
  prepare: (db: OwnedDatabase) => Promise<unknown>,
): Promise<Uint8Array<ArrayBuffer>> {
  const empty = loadedFrom(await loadTemplate(assets));
  return packDataDir(assets, empty, (pglite) => prepare(assemble(pglite, PREPARING, () => {})));
}

function loadedFrom(template: Uint8Array<ArrayBuffer>) {
  return { loadDataDir: new Blob([template], { type: 'application/x-tar' }) };
}

function withUpkeep(db: OwnedDatabase, log: Log): OwnedDatabase {
  const { stop } = startUpkeep(db, log);
  return {
    ...db,
    async close() {
      stop();
      await db.close();
    },
  };
}

function assemble(pglite: PGlite, deadline: number, onClosed: () => void): OwnedDatabase {
  const session = createEmbeddedSession(pglite);
  return createDatabase({ kind: 'embedded', pool: createPool({ size: 1, deadline, open: () => session }), onClosed });
}

async function start(engine: Engine, pgdata: string, log: Log): Promise<PGlite> {
  const said: string[] = [];
  const listen = (line: string) => {
    said.push(line);
    log.debug({ line }, 'embedded database');
    return true;
  };
  try {
    return await startEngine(engine, { durable: true, fs: new DurableFiles(pgdata), onStderr: listen });
  } catch (error) {
    const reason =
      said.findLast((line) => /FATAL|PANIC/.test(line)) ??
      (error instanceof Error ? error.message : 'Postgres gave up without a word');
    throw new DatabaseUnavailable(
      `The database in ${pgdata} cannot be opened: ${reason.trim()}. Restore a backup, or move the folder away to begin anew.`,
      { cause: error },
    );
  }
}
