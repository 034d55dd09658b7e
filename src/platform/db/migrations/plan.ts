import type { Migration } from './files.ts';

export interface AppliedMigration {
  readonly name: string;
  readonly hash: string;
  readonly appliedAt: Date;
}

/** What is left to do, or the sentence that says why nothing may be done. Both lists are in order of name. */
export function planMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): { pending: Migration[] } | { problem: string } {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  const unknown = applied.filter(({ name }) => !byName.has(name));
  if (unknown.length > 0) return { problem: newer(unknown.map(({ name }) => name)) };

  const changed = applied.find(({ name, hash }) => byName.get(name)?.hash !== hash);
  if (changed) return { problem: edited(changed.name) };

  const done = new Set(applied.map(({ name }) => name));
  const pending = known.filter(({ name }) => !done.has(name));
  const last = applied.at(-1)?.name ?? '';
  const late = pending.find(({ name }) => name < last);
  return late ? { problem: outOfOrder(late.name, last) } : { pending };
}

function newer(names: readonly string[]): string {
  return `The database's schema is newer than this version: it has ${names.join(', ')}. Start the version that made it, or a later one.`;
}

function edited(name: string): string {
  return `The database was made with another text of migration ${name}. Migrations are never changed after they were applied: restore the file, or restore the database from a backup.`;
}

function outOfOrder(late: string, last: string): string {
  return `Migration ${late} comes before ${last}, which the database already has. Give it a number after that.`;
}
