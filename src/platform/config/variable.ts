import type { z } from 'zod';

export const groups = ['Running', 'Storage', 'Discord', 'Access', 'Scaling', 'Backups', 'Observation', 'Logs'] as const;

export type Group = (typeof groups)[number];

/** The values that were set, by their key in `Config`. */
export type Given = Readonly<Record<string, unknown>>;

/** One variable of the environment: everything that the program and its documents know about it. */
export interface Variable<Value = unknown> {
  readonly name: string;
  readonly group: Group;
  /** One sentence. */
  readonly about: string;
  readonly example: string;
  /** Turns the text into the value; a refusal reads on after the variable's name: `must be …`. */
  readonly schema: z.ZodType<Value, string>;
  /** The value when nothing is set, from the values that are. */
  readonly fallback: (given: Given) => Value;
  /** What the documents say of the default. */
  readonly unset: string;
  /** Never shown, and may come from a file named in `<NAME>_FILE`. */
  readonly secret: boolean;
  /** Its value in `.env.development` and `.env.production.example`. */
  readonly development?: string;
  readonly production?: string;
}

/** Something wrong with one setting. */
export interface Problem {
  readonly variable: string;
  /** What is wrong; reads on after the variable's name. */
  readonly problem: string;
  /** A line that would be right: `PORT=3000`. */
  readonly example: string;
}

interface Description {
  name: string;
  group: Group;
  about: string;
  example: string;
  unset?: string;
  secret?: boolean;
  development?: string;
  production?: string;
}

/** A variable that may be absent. */
export function optional<Value>(
  schema: z.ZodType<Value, string>,
  description: Description,
): Variable<Value | undefined> {
  return { unset: 'not set', secret: false, ...description, schema, fallback: () => undefined };
}

/** A variable that always has a value: its default, if nothing is set. */
export function withDefault<Value>(
  schema: z.ZodType<Value, string>,
  fallback: Value | ((given: Given) => Value),
  description: Description,
): Variable<Value> {
  const compute = typeof fallback === 'function' ? (fallback as (given: Given) => Value) : () => fallback;
  return { unset: String(fallback), secret: false, ...description, schema, fallback: compute };
}
