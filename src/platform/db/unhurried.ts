import type { OwnedDatabase } from './create-database.ts';

/**
 * For work that can be done again, such as making up a past: its commits do not wait for the disk each, the first one
 * afterwards takes all of them there, and a crash leaves a beginning of it. Only the embedded database has one session
 * that this can be said to; a server works as always.
 */
export async function unhurried(db: OwnedDatabase, work: () => Promise<void>): Promise<void> {
  if (db.kind !== 'embedded') return work();
  await db.alone((session) => session.script('SET synchronous_commit = off'));
  try {
    await work();
  } finally {
    await db.alone((session) => session.script('RESET synchronous_commit'));
  }
}
