import { parseArgs } from 'node:util';
import { closest } from '../platform/config/closest.ts';
import { StartFailure } from '../shared/start-failure.ts';
import { apiKey } from './api-key.ts';
import { backup } from './backup.ts';
import type { Command, Invocation } from './command.ts';
import { commands } from './commands.ts';
import { config } from './config.ts';
import type { CliContext, CliIo } from './context.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { health } from './health.ts';
import { createHelp, describeCommand, overview } from './help.ts';
import { ledger } from './ledger.ts';
import { migrate } from './migrate.ts';
import { openapi } from './openapi.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';
import { version } from './version.ts';

const working: readonly Command[] = [
  serve,
  migrate,
  config,
  doctor,
  health,
  ledger,
  backup,
  restore,
  apiKey,
  openapi,
  commands,
  demo,
  version,
];
const all: readonly Command[] = [...working, createHelp(working)];

const OPTIONS = Object.fromEntries(
  working.flatMap(({ options = [] }) => options).map(({ name }) => [name, { type: 'string' as const }]),
);
const FLAGS = Object.fromEntries(
  working.flatMap(({ flags = [] }) => flags).map(({ name }) => [name, { type: 'boolean' as const }]),
);
type Values = { json: boolean; help: boolean; version: boolean } & Record<string, string | true>;

/** Runs one subcommand. @returns the exit code: 0 done, 1 failed, 2 not understood */
export async function run(argv: readonly string[], io: CliIo, context: CliContext): Promise<number> {
  const request = understand(argv);
  if (typeof request === 'string') {
    io.err(`${request}\nsmarter-dev help lists every subcommand.\n`);
    return 2;
  }
  const { command, help, version: versionAsked, ...said } = request;
  if (help) {
    io.out(argv[0] === command.name ? describeCommand(command) : overview(working));
    return 0;
  }
  return attempt(versionAsked ? version : command, { ...said, io, context });
}

async function attempt(command: Command, invocation: Invocation): Promise<number> {
  try {
    return await command.run(invocation);
  } catch (error) {
    const expected = error instanceof StartFailure;
    invocation.io.err(expected ? `${error.message}\n` : `Something went wrong on our side.\n${traceOf(error)}\n`);
    return 1;
  }
}

interface Request extends Pick<Invocation, 'action' | 'target' | 'options' | 'flags' | 'json'> {
  command: Command;
  help: boolean;
  version: boolean;
}

/** @returns what is asked for, or a sentence about what is not understood */
function understand(argv: readonly string[]): Request | string {
  const parsed = parse(argv);
  if (typeof parsed === 'string') return parsed;
  const { values, positionals } = parsed;
  const [name = serve.name, action, ...more] = positionals;
  const command = all.find((one) => one.name === name);
  if (!command)
    return unknownWord(
      `There is no subcommand "${name}".`,
      name,
      all.map((one) => one.name),
    );
  const { json, help, version: versionAsked, ...said } = values;
  const flags = new Set(Object.keys(said).filter((name) => said[name] === true));
  const options = Object.fromEntries(
    Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== true),
  );
  const target = command.targets?.[action ?? ''] ? more.shift() : undefined;
  const request = { command, action, target, options, flags, json, help, version: versionAsked };
  if (help || versionAsked) return request;
  const own = [...(command.options ?? []), ...(command.flags ?? [])].map(({ name }) => name);
  const foreign = Object.keys(said).find((option) => !own.includes(option));
  if (foreign) return `${command.name} has no --${foreign}.`;
  if (json && !command.listing) return `${command.name} has no --json.`;
  if (more.length > 0) return `"${more.join(' ')}" is too much.`;
  return wrongAction(command, action) ?? missingTarget(command, action, target) ?? request;
}

function parse(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...OPTIONS,
        ...FLAGS,
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    return { values: values as Values, positionals };
  } catch (error) {
    return (error as Error).message.split('. ')[0] ?? 'Unknown option';
  }
}

function wrongAction(
  { name, actions = [], actionRequired, argument }: Command,
  action: string | undefined,
): string | null {
  if (argument) return action === undefined ? `${name} needs ${argument}.` : null;
  if (action === undefined) return actionRequired ? `${name} needs one of: ${actions.join(', ')}.` : null;
  if (actions.includes(action)) return null;
  return unknownWord(`${name} does not know "${action}".`, action, actions);
}

function missingTarget({ name, targets = {} }: Command, action = '', target?: string): string | null {
  const wanted = targets[action];
  return wanted && target === undefined ? `${name} ${action} needs ${wanted}.` : null;
}

function unknownWord(sentence: string, word: string, known: readonly string[]): string {
  const meant = closest(word, known);
  return meant ? `${sentence} Did you mean ${meant}?` : sentence;
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
