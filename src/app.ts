import { assemble, type Inside } from './app/inside.ts';
import { type Outside, openOutside } from './app/outside.ts';
import type { Connection } from './discord/connection.ts';
import { createAssets } from './platform/assets.ts';
import type { LoadedConfig } from './platform/config/config.ts';
import type { Log } from './platform/log.ts';

export interface App {
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** A request to the API as people type it; in simulated mode only. */
  readonly firstRequest: string | null;
  /** Every page with what it asks of whoever opens it. */
  readonly pages: Inside['pages'];
  /** Puts this code to work in place of what runs; the port, the database and the gateway session stay open. */
  reload(next: typeof assemble): Promise<void>;
  /** Finishes what runs and closes everything, in reverse order. */
  close(): Promise<void>;
}

const HTTP_GRACE = 2_000;

/**
 * Starts the product: everything outside first, then our own code on it.
 * @throws StartFailure with a sentence for the operator
 */
export async function startApp(
  { config, sources }: Pick<LoadedConfig, 'config' | 'sources'>,
  log: Log,
  version: string,
): Promise<App> {
  const outside = await openOutside(config, log, createAssets(), sources);
  let inside: Inside;
  try {
    inside = await assemble(outside, null, version);
  } catch (error) {
    await outside.close();
    throw error;
  }
  return {
    url: outside.listener.url,
    firstRequest: inside.firstRequest,
    pages: inside.pages,
    async reload(next) {
      log.info('code reloaded');
      await inside.stop();
      inside = await next(outside, inside.connection, version);
    },
    close: () => closeAll(outside, inside.connection, inside),
  };
}

/** Discord first, since the simulated one lives behind our own port. */
async function closeAll(outside: Outside, connection: Connection | null, inside: Inside): Promise<void> {
  await connection?.close();
  await inside.stop();
  await outside.listener.close(HTTP_GRACE);
  await outside.close();
}
