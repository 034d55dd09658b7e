import type { Command } from './command.ts';
import { withSettings } from './settings.ts';

export const demo: Command = {
  name: 'demo',
  summary: 'Puts the simulated Discord and its demo data back to the start',
  detail: 'Only in simulated mode, and while the product is stopped.',
  actions: ['reset'],
  actionRequired: true,
  example: 'smarter-dev demo reset',
  run: ({ io, context }) =>
    withSettings(io, async (config, log) => {
      if (config.discordMode !== 'simulated') {
        io.err('This is a live Discord: there is no demo data here, and nothing was touched.\n');
        return 1;
      }
      await context.resetDemo(config, log);
      io.out('The simulated Discord is as new. Start with: smarter-dev\n');
      return 0;
    }),
};
