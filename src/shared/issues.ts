import type { z } from 'zod';

/** Something wrong at one place of what was given: `streakBonuses.1.days`; the empty path is the whole. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** What a schema makes of a value from outside, or everything that is wrong with it; each unknown key by itself. */
export function checkedBy<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { readonly value: z.output<Schema> } | { readonly issues: readonly Issue[] } {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  return { issues: parsed.error.issues.flatMap(issuesOf) };
}

function issuesOf(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: issue.message }];
  return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'is not known here' }));
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
