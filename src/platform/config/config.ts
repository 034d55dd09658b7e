import { readFileSync } from 'node:fs';
import { closest } from './closest.ts';
import { parseDotenv } from './dotenv.ts';
import { unsafe } from './safety.ts';
import { type Config, type ConfigKey, variables } from './table.ts';
import type { Problem, Variable } from './variable.ts';

export type { Config, ConfigKey } from './table.ts';
export type { Problem } from './variable.ts';

/** Where a value came from: its default, the environment, the `.env` file, or the file named in `<NAME>_FILE`. */
export type Source = 'default' | 'environment' | '.env' | 'file';

export interface LoadedConfig {
  readonly config: Config;
  readonly sources: Readonly<Record<ConfigKey, Source>>;
  /** Sentences about settings that look like a mistake but stop nothing. */
  readonly warnings: readonly string[];
  /** The `.env` file that was read, if there is one. */
  readonly file?: string;
}

export interface BadConfig {
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

interface LoadOptions {
  /** Reads a text file. @throws when it cannot be read */
  readFile?: (path: string) => string;
}

const DOTENV = '.env';

/** Reads every setting from the environment and `.env` in the working directory. All problems are reported at once. */
export function loadConfig(
  environment: Environment,
  { readFile = readText }: LoadOptions = {},
): LoadedConfig | BadConfig {
  const dotenv = readDotenv(readFile);
  const read = readValues(environment, dotenv.values, readFile);
  const config = complete(read.values);
  const problems = [...read.problems, ...unsafe(config).filter((one) => !read.problems.some(sameVariable(one)))];
  const warnings = [...dotenv.warnings, ...misspelt(environment, dotenv.values), ...ignored(config, read.values)];
  if (problems.length > 0) return { problems, warnings };
  return { config, sources: read.sources, warnings, ...(dotenv.found ? { file: DOTENV } : {}) };
}

interface ReadValues {
  values: Partial<Record<ConfigKey, unknown>>;
  sources: Record<ConfigKey, Source>;
  problems: Problem[];
}

function readValues(environment: Environment, dotenv: Environment, readFile: (path: string) => string): ReadValues {
  const read: ReadValues = { values: {}, sources: {} as Record<ConfigKey, Source>, problems: [] };
  for (const [key, variable] of variables) {
    const found = findText(variable, environment, dotenv, readFile);
    read.sources[key] = found.source;
    const verdict = found.problem ?? judge(variable, found.text);
    if (typeof verdict === 'string') {
      read.problems.push({
        variable: variable.name,
        problem: verdict,
        example: `${variable.name}=${variable.example}`,
      });
    } else if (verdict) {
      read.values[key] = verdict.value;
    }
  }
  return read;
}

interface Found {
  source: Source;
  text?: string;
  problem?: string;
}

/** An empty value counts as not set, as in a compose file that passes on what is not there. */
function findText(
  variable: Variable,
  environment: Environment,
  dotenv: Environment,
  readFile: (path: string) => string,
): Found {
  const text = environment[variable.name]?.trim();
  const fallbackText = dotenv[variable.name]?.trim();
  const twin = variable.secret
    ? (environment[`${variable.name}_FILE`] || dotenv[`${variable.name}_FILE`])?.trim()
    : undefined;
  if (twin && (text || fallbackText)) {
    return { source: 'file', problem: `is set, and so is ${variable.name}_FILE; keep one of them` };
  }
  if (twin) return readTwin(variable, twin, readFile);
  if (text) return { source: 'environment', text };
  return fallbackText ? { source: '.env', text: fallbackText } : { source: 'default' };
}

function readTwin({ name }: Variable, path: string, readFile: (path: string) => string): Found {
  try {
    const text = readFile(path).trim();
    return text === '' ? { source: 'file', problem: `is empty: ${name}_FILE names ${path}` } : { source: 'file', text };
  } catch {
    return { source: 'file', problem: `cannot be read: ${name}_FILE names ${path}` };
  }
}

/** @returns the value, a sentence of what is wrong, or null when nothing is set */
function judge(variable: Variable, text: string | undefined): { value: unknown } | string | null {
  if (text === undefined) return null;
  const parsed = variable.schema.safeParse(text);
  if (parsed.success) return { value: parsed.data };
  const wanted = parsed.error.issues[0]?.message ?? 'is not valid';
  return variable.secret ? wanted : `${wanted}, not ${printable(text)}`;
}

function complete(values: Partial<Record<ConfigKey, unknown>>): Config {
  const config = Object.fromEntries(
    variables.map(([key, variable]) => [key, key in values ? values[key] : variable.fallback(values)]),
  ) as unknown as Config;
  return config.discordMode === 'simulated' ? { ...config, discordToken: undefined } : config;
}

function misspelt(environment: Environment, dotenv: Environment): string[] {
  const names = variables.flatMap(([, { name, secret }]) => (secret ? [name, `${name}_FILE`] : [name]));
  return [...new Set([...Object.keys(environment), ...Object.keys(dotenv)])].flatMap((given) => {
    if (names.includes(given)) return [];
    const meant = closest(given.toUpperCase(), names);
    return meant ? [`${given} is not a setting. Did you mean ${meant}?`] : [];
  });
}

function ignored({ discordMode }: Config, { discordToken }: Partial<Record<ConfigKey, unknown>>): string[] {
  if (discordMode === 'live' || discordToken === undefined) return [];
  return ['DISCORD_TOKEN is set but not used: DISCORD_MODE is simulated.'];
}

function sameVariable(one: Problem) {
  return (other: Problem) => one.variable === other.variable;
}

/** A value as a person may see it: quoted, control characters spelt out, cut short. */
function printable(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function readDotenv(readFile: (path: string) => string): { values: Environment; found: boolean; warnings: string[] } {
  try {
    return { values: parseDotenv(readFile(DOTENV)), found: true, warnings: [] };
  } catch (error) {
    const denied = (error as NodeJS.ErrnoException).code === 'EACCES';
    return { values: {}, found: false, warnings: denied ? [`${DOTENV} is there but may not be read.`] : [] };
  }
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}
