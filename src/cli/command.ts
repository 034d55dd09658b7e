import type { CliContext, CliIo } from './context.ts';

/** What may be said with `--name value`. */
export interface Option {
  readonly name: string;
  /** What stands for the value in help: `LIST`. */
  readonly value: string;
  readonly about: string;
}

/** What may be said with `--name` alone. */
export type Flag = Omit<Option, 'value'>;

export interface Invocation {
  /** The word after the subcommand: `status`. */
  readonly action: string | undefined;
  /** The word after the action: a key's id. */
  readonly target: string | undefined;
  /** What was said with options of this subcommand. */
  readonly options: Readonly<Record<string, string>>;
  /** The flags that were given. */
  readonly flags: ReadonlySet<string>;
  /** `--json` was given. */
  readonly json: boolean;
  readonly io: CliIo;
  readonly context: CliContext;
}

/** One subcommand. */
export interface Command {
  readonly name: string;
  /** One line for the list of subcommands. */
  readonly summary: string;
  /** What more there is to know, for its own `--help`. */
  readonly detail?: string;
  /** Words that may follow its name. */
  readonly actions?: readonly string[];
  readonly actionRequired?: boolean;
  /** Actions that need one more word, with what that word is. */
  readonly targets?: Readonly<Record<string, string>>;
  readonly options?: readonly Option[];
  readonly flags?: readonly Flag[];
  /** What one word after its name stands for, any word: `FILE`. It comes as the action. */
  readonly argument?: string;
  /** Whether it understands `--json`. */
  readonly listing?: boolean;
  readonly example: string;
  /** @returns the exit code: 0 done, 1 failed */
  readonly run: (invocation: Invocation) => Promise<number>;
}
