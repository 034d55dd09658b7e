import type { System } from '../features/instance/index.ts';
import { masked } from '../platform/config/mask.ts';
import { variables } from '../platform/config/table.ts';
import type { Outside } from './outside.ts';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;
const MEBIBYTE = 1_048_576;

/** What this process runs on, for the page about it. */
export function systemOf({ config, sources, db, redis }: Outside, version: string): System {
  return {
    facts: () => [
      { name: 'Version', value: version },
      { name: 'Up for', value: duration(process.uptime()) },
      { name: 'Database', value: db.kind === 'embedded' ? 'embedded' : 'Postgres' },
      { name: 'Shared state', value: redis ? 'Redis' : 'in this process' },
      { name: 'Discord', value: config.discordMode },
      { name: 'Role', value: config.role },
      { name: 'Memory', value: `${Math.round(process.memoryUsage.rss() / MEBIBYTE)} MiB` },
      { name: 'Runs on', value: `Bun ${Bun.version}, ${process.platform} ${process.arch}` },
    ],
    settings: variables.map(([key, { name, secret }]) => ({
      name,
      value: masked(config, key) ?? '',
      source: sources?.[key] ?? null,
      secret,
    })),
  };
}

/** Where nothing runs: of the subcommands, and where routes are only described. */
export const noSystem: System = { facts: () => [], settings: [] };

function duration(seconds: number): string {
  const [unit, length] = UNITS.find(([, least]) => seconds >= least) ?? (['second', 1] as const);
  const count = Math.floor(seconds / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
