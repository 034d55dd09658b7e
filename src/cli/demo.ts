import type { Config } from '../platform/config/config.ts';
import type { Command } from './command.ts';
import { withSettings } from './settings.ts';

export const demo: Command = {
  name: 'demo',
  summary: 'Puts the simulated Discord and its demo data back to the start',
  detail: 'Only in simulated mode, with the embedded database, and while the product is stopped.',
  actions: ['reset'],
  actionRequired: true,
  example: 'smarter-dev demo reset',
  run: ({ io, context }) =>
    withSettings(io, async (config, log) => {
      const obstacle = obstacleOf(config);
      if (obstacle) {
        io.err(`${obstacle} Nothing was touched.\n`);
        return 1;
      }
      await context.resetDemo(config, log);
      io.out('The simulated Discord is as new. Start with: smarter-dev\n');
      return 0;
    }),
};

/** Why there may be more than demo data here. */
function obstacleOf({ discordMode, databaseUrl }: Config): string | null {
  if (discordMode === 'live') return 'This is a live Discord: there is no demo data here.';
  if (databaseUrl) return 'Only the embedded database is emptied, and DATABASE_URL names another one.';
  return null;
}
