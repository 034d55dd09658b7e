import type { CliContext, CliIo } from '../../src/cli/context.ts';
import { run } from '../../src/cli/run.ts';
import { noFile } from './settings.ts';

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const unasked = () => Promise.reject(new Error('this subcommand was not to ask that of the product'));

/** A product of which nothing may be asked but what is given. */
function cliContext(given: Partial<CliContext> = {}): CliContext {
  return {
    version: '1.2.3',
    startApp: unasked,
    checkDatabase: unasked,
    databaseFacts: unasked,
    migrate: unasked,
    migrationStatus: unasked,
    verifyLedger: unasked,
    backup: unasked,
    restore: unasked,
    apiDocument: unasked,
    apiKeys: unasked,
    tryGuild: unasked,
    commandsDiff: unasked,
    commandsDeploy: unasked,
    resetDemo: unasked,
    ...given,
  };
}

/** Runs a subcommand and keeps what it says. */
export async function runCli(
  words: string,
  {
    context = {},
    environment = {},
    ...io
  }: { context?: Partial<CliContext>; environment?: Record<string, string> } & Partial<CliIo> = {},
): Promise<CliRun> {
  const said = { out: '', err: '' };
  const terminal: CliIo = {
    environment,
    readFile: noFile,
    terminal: false,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    onBug: () => undefined,
    untilStopped: async () => 'SIGTERM',
    ...io,
  };
  const code = await run(words.split(' ').filter(Boolean), terminal, cliContext(context));
  return { code, ...said };
}
