import type { Command, Invocation } from './command.ts';
import type { CommandChanges } from './context.ts';
import { json, withSettings } from './settings.ts';

export const commands: Command = {
  name: 'commands',
  summary: 'Compares or registers the slash commands at Discord',
  detail: 'serve registers them by itself where they differ. diff changes nothing.',
  actions: ['diff', 'deploy'],
  actionRequired: true,
  listing: true,
  example: 'smarter-dev commands diff',
  run: ({ action, io, context, json: asJson }: Invocation) =>
    withSettings(io, async (config, log) => {
      if (config.discordMode === 'simulated') {
        io.err(
          'The simulated Discord gets its commands when the product starts. Set DISCORD_TOKEN for the real one.\n',
        );
        return 1;
      }
      const changes = await (action === 'deploy' ? context.commandsDeploy : context.commandsDiff)(config, log);
      io.out(asJson ? json(changes) : describe(changes));
      return 0;
    }),
};

function describe({ added, changed, removed }: CommandChanges): string {
  const lines = [
    ...added.map((name) => `+ ${name}\n`),
    ...changed.map((name) => `~ ${name}\n`),
    ...removed.map((name) => `- ${name}\n`),
  ];
  return lines.length > 0 ? lines.join('') : 'Nothing differs.\n';
}
