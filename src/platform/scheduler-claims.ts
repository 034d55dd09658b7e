import type { Database } from './db/database.ts';

/** A claim ends by itself after this long, so that the jobs of a process that died are taken up by another. */
const LEASE = '60 seconds';

export type Claim = { readonly taken: true } | { readonly taken: false; readonly dueAt: number };

/** Agrees with every other process, through the database, who runs which job. Times are epoch milliseconds. */
export function createClaims(database: Database) {
  const self = crypto.randomUUID();

  return {
    /** How often a running job's claim must be renewed, in milliseconds. */
    renewEvery: 20_000,

    /** Makes a job known. @returns when it is due: at `next`, or earlier if a time was missed */
    async enlist(name: string, next: number): Promise<number> {
      const [row] = await database.rows<{ due_at: Date }>(
        `INSERT INTO scheduled_jobs AS job (name, due_at) VALUES ($1, $2::timestamptz)
         ON CONFLICT (name) DO UPDATE SET due_at = least(job.due_at, excluded.due_at)
         RETURNING due_at`,
        [name, new Date(next).toISOString()],
      );
      return row?.due_at.getTime() ?? next;
    },

    /** Claims a job if it is due and nobody has it. */
    async take(name: string, now: number): Promise<Claim> {
      const taken = await database.rows(
        `UPDATE scheduled_jobs SET claimed_by = $2, claimed_until = clock_timestamp() + interval '${LEASE}'
         WHERE name = $1 AND due_at <= $3::timestamptz
           AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
         RETURNING name`,
        [name, self, new Date(now).toISOString()],
      );
      if (taken.length > 0) return { taken: true };
      const [row] = await database.rows<{ due_at: Date }>('SELECT due_at FROM scheduled_jobs WHERE name = $1', [name]);
      return { taken: false, dueAt: row?.due_at.getTime() ?? now };
    },

    async renew(name: string): Promise<void> {
      await database.rows(
        `UPDATE scheduled_jobs SET claimed_until = clock_timestamp() + interval '${LEASE}'
         WHERE name = $1 AND claimed_by = $2`,
        [name, self],
      );
    },

    /** Gives a job free until it is due again. */
    async finish(name: string, dueAt: number): Promise<void> {
      await database.rows(
        `UPDATE scheduled_jobs SET due_at = $3::timestamptz, claimed_by = NULL, claimed_until = NULL
         WHERE name = $1 AND claimed_by = $2`,
        [name, self, new Date(dueAt).toISOString()],
      );
    },
  };
}
