import { createDatabase, type OwnedDatabase } from '../create-database.ts';
import { DatabaseUnavailable } from '../errors.ts';
import { createPool } from '../pool.ts';
import { connectionProblem } from './problem.ts';
import { openPostgresSession } from './session.ts';

const POOL_SIZE = 10;
const LIFETIME = 45 * 60_000;

/**
 * Opens a database on a Postgres server. `deadline`, in milliseconds, is how long each query may take.
 * @throws DatabaseUnavailable when the server cannot be reached or does not let us in
 */
export async function openPostgres(url: string, deadline: number): Promise<OwnedDatabase> {
  if (!/^postgres(?:ql)?:\/\/./.test(url) || !URL.canParse(url)) {
    throw new DatabaseUnavailable(
      'DATABASE_URL is not an address of a Postgres database. Example: postgres://user:password@localhost:5432/smarter_dev',
    );
  }
  const pool = createPool({
    size: POOL_SIZE,
    deadline,
    lifetime: LIFETIME,
    open: () => openPostgresSession(url, deadline),
  });
  const db = createDatabase({ kind: 'postgres', pool });
  try {
    await db.ping();
    return db;
  } catch (error) {
    await db.close();
    throw new DatabaseUnavailable(connectionProblem(new URL(url), error), { cause: error });
  }
}
