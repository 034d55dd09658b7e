import type { Assets } from '../../assets.ts';
import type { Database } from '../database.ts';
import { listMigrations } from './files.ts';
import { type AppliedMigration, planMigrations } from './plan.ts';

export interface MigrationStatus {
  readonly applied: readonly AppliedMigration[];
  /** Names of migrations that the next start would apply. */
  readonly pending: readonly string[];
  /** A sentence that says why this program cannot use the database; null when it can. */
  readonly problem: string | null;
}

/** Where the database stands; changes nothing. */
export async function migrationStatus(db: Database, assets: Assets): Promise<MigrationStatus> {
  const applied = await readApplied(db);
  const plan = planMigrations(listMigrations(assets), applied);
  if ('problem' in plan) return { applied, pending: [], problem: plan.problem };
  return { applied, pending: plan.pending.map(({ name }) => name), problem: null };
}

async function readApplied(db: Database): Promise<AppliedMigration[]> {
  const [table] = await db.rows<{ exists: boolean }>(`SELECT to_regclass('schema_migrations') IS NOT NULL AS exists`);
  if (!table?.exists) return [];
  return db.rows('SELECT name, hash, applied_at AS "appliedAt" FROM schema_migrations ORDER BY name COLLATE "C"');
}
