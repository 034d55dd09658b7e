import type { Assets } from '../assets.ts';
import type { Log } from '../log.ts';
import type { OwnedDatabase } from './create-database.ts';
import { openEmbedded } from './embedded/open.ts';
import { openPostgres } from './postgres/open.ts';

/** Milliseconds that a query may take, waiting for a connection included. */
const DEADLINE = 5000;

export interface DatabaseOptions {
  /** Address of a Postgres server; without one the database is embedded. */
  readonly databaseUrl: string | undefined;
  /** The folder whose `pgdata` holds the embedded database. */
  readonly dataDir: string;
  readonly assets: Assets;
  readonly log: Log;
}

/**
 * Opens the database, without touching its schema: that is `migrate`.
 * @throws DatabaseUnavailable when it cannot be reached, is in use or is not ours to open
 */
export async function openDatabase({ databaseUrl, dataDir, assets, log }: DatabaseOptions): Promise<OwnedDatabase> {
  return databaseUrl ? openPostgres(databaseUrl, DEADLINE) : openEmbedded({ dataDir, assets, log, deadline: DEADLINE });
}
