import type { Command, Invocation } from './command.ts';
import type { MigrationState } from './context.ts';
import { columns } from './paint.ts';
import { json, withSettings } from './settings.ts';

export const migrate: Command = {
  name: 'migrate',
  summary: 'Brings the database up to date, or shows where it stands',
  detail: 'serve does this by itself at every start. status changes nothing and exits with 1 while something waits.',
  actions: ['status'],
  listing: true,
  example: 'smarter-dev migrate status',
  run: (invocation) => (invocation.action === 'status' ? status(invocation) : apply(invocation)),
};

function apply({ io, context, json: asJson }: Invocation): Promise<number> {
  return withSettings(io, async (config, log) => {
    const applied = await context.migrate(config, log);
    if (asJson) io.out(json({ applied }));
    else
      io.out(
        applied.length === 0 ? 'The database is up to date.\n' : applied.map((name) => `Applied ${name}\n`).join(''),
      );
    return 0;
  });
}

function status({ io, context, json: asJson }: Invocation): Promise<number> {
  return withSettings(io, async (config, log) => {
    const migrations = await context.migrationStatus(config, log);
    io.out(asJson ? json(migrations) : columns(migrations.map((one) => [one.name, when(one)])));
    return migrations.every(({ appliedAt }) => appliedAt) ? 0 : 1;
  });
}

function when({ appliedAt }: MigrationState): string {
  return appliedAt ? `applied ${appliedAt.toISOString()}` : 'waits';
}
