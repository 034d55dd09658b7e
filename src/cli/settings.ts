import { type BadConfig, type Config, type LoadedConfig, loadConfig } from '../platform/config/config.ts';
import { secretsOf } from '../platform/config/mask.ts';
import { createLog, type Log } from '../platform/log.ts';
import type { CliIo } from './context.ts';

export function readSettings({ environment, readFile }: CliIo): LoadedConfig | BadConfig {
  return loadConfig(environment, readFile ? { readFile } : {});
}

/** Runs work with the settings; if they are not right, tells every problem and returns 1. */
export async function withSettings(
  io: CliIo,
  work: (config: Config, log: Log, loaded: LoadedConfig) => Promise<number>,
): Promise<number> {
  const loaded = readSettings(io);
  io.err(describeWarnings(loaded.warnings));
  if ('problems' in loaded) {
    io.err(describeProblems(loaded));
    return 1;
  }
  return work(loaded.config, quietLog(loaded.config, io), loaded);
}

export function describeWarnings(warnings: readonly string[]): string {
  return warnings.map((warning) => `Note: ${warning}\n`).join('');
}

/** All problems, one paragraph each. */
export function describeProblems({ problems }: BadConfig): string {
  const count = problems.length === 1 ? 'one setting is' : `${problems.length} settings are`;
  const list = problems.map(
    ({ variable, problem, example }) => `  ${variable} ${problem}.\n      for example  ${example}\n`,
  );
  return `Smarter Dev cannot start: ${count} not right.\n\n${list.join('\n')}`;
}

/** Only what went wrong, on standard error, so that standard output is the subcommand's answer alone. */
function quietLog(config: Config, io: CliIo): Log {
  return createLog({
    level: 'warn',
    format: config.logFormat,
    secrets: secretsOf(config),
    stream: { write: (line) => io.err(line) },
  });
}

/** An answer for programs. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? String(item) : item), 2)}\n`;
}
