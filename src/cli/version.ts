import type { Command } from './command.ts';

export const version: Command = {
  name: 'version',
  summary: 'Shows the version',
  example: 'smarter-dev version',
  async run({ io, context }) {
    io.out(`smarter-dev ${context.version} (Bun ${Bun.version}, ${process.platform} ${process.arch})\n`);
    return 0;
  },
};
