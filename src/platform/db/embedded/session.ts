import { messages, type PGlite } from '@electric-sql/pglite';
import { ConnectionLost, SqlError } from '../errors.ts';
import type { Session } from '../session.ts';
import { createStatements } from './statements.ts';

/**
 * The one session of an embedded database. Its statements run to their end: nothing can interrupt them, and one after the
 * other would keep timers and sockets waiting for as long as there are any. So each lets the event loop turn first; what
 * arrives then can be committed together.
 */
export function createEmbeddedSession(pglite: PGlite): Session {
  const statement = createStatements(pglite);

  async function settle<T>(pending: Promise<T>): Promise<T> {
    try {
      return await pending;
    } catch (error) {
      if (!(error instanceof messages.DatabaseError)) throw error;
      throw new SqlError(error.message, error.code ?? 'XX000', error.constraint, error);
    }
  }

  return {
    get broken() {
      return pglite.closed;
    },
    async run(text, parameters, shape) {
      if (pglite.closed) throw new ConnectionLost('the database is closed');
      if (parameters.includes(undefined)) throw new TypeError('a parameter is undefined; pass null');
      await new Promise(setImmediate);
      return settle(statement(text, parameters, shape));
    },
    async script(text) {
      await settle(pglite.exec(text));
    },
    async close() {
      if (!pglite.closed) await pglite.close();
    },
  };
}
