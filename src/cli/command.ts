import type { CliContext, CliIo } from './context.ts';

export interface Invocation {
  /** The word after the subcommand: `status`. */
  readonly action: string | undefined;
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
  /** Whether it understands `--json`. */
  readonly listing?: boolean;
  readonly example: string;
  /** @returns the exit code: 0 done, 1 failed */
  readonly run: (invocation: Invocation) => Promise<number>;
}
