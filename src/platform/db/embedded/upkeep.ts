import type { Log } from '../../log.ts';
import type { Queryable } from '../database.ts';
import { DatabaseTimeout, DatabaseUnavailable } from '../errors.ts';

/** Milliseconds between two looks. */
const PAUSE = 10_000;

/** Rows and share of a table, as Postgres' own autovacuum has them. */
const DUE = `
  SELECT relname AS name, n_dead_tup > 50 + 0.2 * n_live_tup AS littered
  FROM pg_stat_user_tables
  WHERE n_dead_tup > 50 + 0.2 * n_live_tup OR n_mod_since_analyze > 50 + 0.1 * n_live_tup`;

/**
 * Removes dead rows and keeps the planner's statistics true: what autovacuum does on a server, and the embedded Postgres, a
 * single process, does not have. Without it functions keep the plans that they made while their tables were empty.
 */
export function startUpkeep(db: Queryable, log: Log): { stop(): void } {
  let timer = setTimeout(look, PAUSE);
  let stopped = false;
  timer.unref();

  async function look(): Promise<void> {
    try {
      await upkeep(db);
    } catch (error) {
      const late = error instanceof DatabaseTimeout || error instanceof DatabaseUnavailable;
      if (!late && !stopped) log.warn({ err: error }, 'the embedded database could not be tidied');
    }
    if (stopped) return;
    timer = setTimeout(look, PAUSE);
    timer.unref();
  }

  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Tidies the tables that changed much since the last time; answers with their names. */
export async function upkeep(db: Queryable): Promise<string[]> {
  const due = await db.rows<{ name: string; littered: boolean }>(DUE);
  for (const { name, littered } of due) {
    await db.rows(`${littered ? 'VACUUM (ANALYZE, TRUNCATE false)' : 'ANALYZE'} "${name}"`);
  }
  return due.map(({ name }) => name);
}
