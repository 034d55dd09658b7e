import { type DestinationStream, destination, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import { logContext } from './log-context.ts';
import { createScrubber } from './log-scrubber.ts';

/** Structured log; one JSON line per event, readable lines on a terminal. */
export type Log = Logger;

export interface LogOptions {
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** `auto` is pretty on a terminal and JSON otherwise. */
  format: 'auto' | 'json' | 'pretty';
  /** Texts that are cut out wherever they turn up: tokens, passwords. */
  secrets?: readonly string[];
  /** Hears of every exception that is logged as error or fatal, with the fields beside it. */
  onError?: (error: Error, fields: Readonly<Record<string, unknown>>) => void;
  /** Where lines go, by default standard output. */
  stream?: DestinationStream;
}

/** Standard output (1) or error (2); every text is written before the call returns, also to a slow pipe. */
export function standardStream(descriptor: 1 | 2): DestinationStream {
  return destination({ dest: descriptor, sync: true });
}

/** Builds the log. Whatever is logged, no line holds a secret, and no text from outside can start a line of its own. */
export function createLog({ level, format, secrets = [], onError, stream = standardStream(1) }: LogOptions): Log {
  const scrub = createScrubber(secrets);
  const readable = format === 'pretty' || (format === 'auto' && process.stdout.isTTY === true);
  const write = readable ? prettyWriter(stream) : (line: string) => stream.write(line);
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ ...logContext() }),
      ...(onError ? { hooks: { logMethod: heard(onError) } } : {}),
    },
    { write: (line) => write(scrub(line)) },
  );
}

const ERROR = 50;

function heard(
  onError: NonNullable<LogOptions['onError']>,
): NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']> {
  return function logMethod(given, write, level) {
    const [first] = given as unknown[];
    if (level >= ERROR && typeof first === 'object' && first !== null && 'err' in first) {
      const { err, ...fields } = first;
      if (err instanceof Error) onError(err, { ...logContext(), ...fields });
    }
    write.apply(this, given);
  };
}

function prettyWriter(stream: DestinationStream): (line: string) => void {
  const format = pretty.prettyFactory({
    colorize: process.stdout.isTTY === true,
    translateTime: 'SYS:HH:MM:ss.l',
    singleLine: true,
  });
  return (line) => stream.write(format(visible(JSON.parse(line))));
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Spells out characters that would move the cursor, colour the terminal or break the line; stack traces keep their lines. */
function visible(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return key === 'stack' ? value.split('\n').map(spellOut).join('\n') : spellOut(value);
  if (Array.isArray(value)) return value.map((item) => visible(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [spellOut(name), visible(item, name)]));
}

function spellOut(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
