import type { Assets } from '../../assets.ts';
import type { Log } from '../../log.ts';
import type { OwnedDatabase } from '../create-database.ts';
import { DatabaseUnavailable, SqlError } from '../errors.ts';
import type { Session } from '../session.ts';
import { listMigrations, type Migration } from './files.ts';
import { type AppliedMigration, planMigrations } from './plan.ts';

/** Any number, as long as every process uses the same. */
const LOCK = 7_236_514_301;

/** How long to wait for another process that is migrating. */
const PATIENCE = '60s';
const LOCK_NOT_AVAILABLE = '55P03';

const TABLE = `CREATE TABLE IF NOT EXISTS schema_migrations (
  name text PRIMARY KEY,
  hash text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
)`;

/**
 * Brings the database to this program's schema, one transaction a migration, and answers with the names of those that
 * were applied. Safe to run again and from several processes at once.
 * @throws DatabaseUnavailable when the schema is newer than this program or was made from other migrations
 */
export async function migrate(db: OwnedDatabase, assets: Assets, log: Log): Promise<string[]> {
  const known = listMigrations(assets);
  return db.alone(async (session) => {
    await lock(session);
    try {
      await session.script(TABLE);
      const plan = planMigrations(known, await readApplied(session));
      if ('problem' in plan) throw new DatabaseUnavailable(plan.problem);
      for (const migration of plan.pending) await apply(session, migration, log);
      return plan.pending.map(({ name }) => name);
    } finally {
      if (!session.broken) await session.script(`SELECT pg_advisory_unlock(${LOCK}); RESET lock_timeout`);
    }
  });
}

async function lock(session: Session): Promise<void> {
  try {
    await session.script(`SET lock_timeout = '${PATIENCE}'; SELECT pg_advisory_lock(${LOCK}); RESET lock_timeout`);
  } catch (error) {
    if (!(error instanceof SqlError) || error.code !== LOCK_NOT_AVAILABLE) throw error;
    throw new DatabaseUnavailable(
      `Another process has been migrating the database for more than ${PATIENCE}. Wait for it, or end it.`,
    );
  }
}

async function apply(session: Session, { name, sql, hash }: Migration, log: Log): Promise<void> {
  const start = performance.now();
  try {
    await session.script(
      `BEGIN; ${sql}\n; INSERT INTO schema_migrations (name, hash) VALUES ('${name}', '${hash}'); COMMIT`,
    );
  } catch (error) {
    if (!session.broken) await session.script('ROLLBACK');
    throw error instanceof SqlError ? new Error(`migration ${name} failed: ${error.message}`, { cause: error }) : error;
  }
  log.info({ migration: name, ms: Math.round(performance.now() - start) }, 'migrated');
}

async function readApplied(session: Session): Promise<AppliedMigration[]> {
  const { rows } = await session.run(
    'SELECT name, hash, applied_at AS "appliedAt" FROM schema_migrations ORDER BY name COLLATE "C"',
    [],
    'objects',
  );
  return rows as AppliedMigration[];
}
