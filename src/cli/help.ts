import type { Command } from './command.ts';
import { columns } from './paint.ts';

/** `help` and `help <subcommand>`. */
export function createHelp(described: readonly Command[]): Command {
  return {
    name: 'help',
    summary: 'Explains a subcommand',
    actions: described.map(({ name }) => name),
    example: 'smarter-dev help migrate',
    async run({ action, io }) {
      const command = described.find(({ name }) => name === action);
      io.out(command ? describeCommand(command) : overview(described));
      return 0;
    },
  };
}

export function overview(described: readonly Command[]): string {
  const list = columns(
    described.map((command) => [usage(command), command.summary]),
    '  ',
  );
  return `Smarter Dev: a community platform for developers' Discord guilds in one executable.

Usage: smarter-dev [subcommand] [--json] [--help]

${list}
Without a subcommand it starts. Nothing needs to be set for a first try.
Settings come from the environment and from .env in the working directory.
Exit codes: 0 done, 1 failed, 2 not understood.

Example: smarter-dev help migrate
`;
}

export function describeCommand(command: Command): string {
  const detail = command.detail ? `\n${command.detail}\n` : '';
  const options = [
    ...(command.options ?? []).map(({ name, value, about }) => [`--${name} ${value}`, about]),
    ...(command.flags ?? []).map(({ name, about }) => [`--${name}`, about]),
    ...(command.listing ? [['--json', 'answers for programs']] : []),
  ];
  const list = options.length > 0 ? `\n${columns(options, '  ')}` : '';
  return `${command.summary}.\n\nUsage: smarter-dev ${usage(command)}${command.listing ? ' [--json]' : ''}\n${list}${detail}\nExample: ${command.example}\n`;
}

function usage({ name, actions, actionRequired, argument }: Command): string {
  if (argument) return `${name} ${argument}`;
  if (!actions) return name;
  const choice = actions.join('|');
  return actionRequired ? `${name} ${choice}` : `${name} [${choice}]`;
}
