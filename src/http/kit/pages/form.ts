import { z } from 'zod';

/** What came of a form: the value, or every mistake at once with the input as it was typed. */
export type FormResult<Value> = { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & FormMistakes);

export interface FormMistakes {
  /** By the field's name: `rewards.0.amount`. */
  readonly input: Readonly<Record<string, string>>;
  /** By the field's name; '' for the form as a whole. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

interface Tree {
  [name: string]: Tree | FormDataEntryValue | FormDataEntryValue[];
}

/** Names of fields: letters, digits, `_` and `-`, parts joined by dots. Nothing of an object's own making. */
const NAME = /^(?!.*(?:^|\.)(?:__proto__|constructor|prototype)(?:\.|$))[\w-]+(?:\.[\w-]+)*(?:\[\])?$/;

/**
 * Reads a form by its schema. `a.b` nests; parts that are numbers make a list (`rewards.0.amount`), without gaps;
 * `name[]` collects every value; of other names the last counts, so that a hidden field may stand before a checkbox.
 */
export function readForm<Value>(fields: FormData, schema: z.ZodType<Value>): FormResult<Value> {
  const tree = nested(fields);
  const parsed = schema.safeParse(listed(tree));
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues.flatMap(eachKey))
    (errors[nameOf(tree, path)] ??= []).push(message);
  return { ok: false, input: asTyped(fields), errors };
}

/** A field that should not be there is named by itself, not by what it stands in. */
function eachKey(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not part of this form' }));
}

/** What to fill the form with when it is shown again. */
export function asTyped(fields: FormData): Record<string, string> {
  const typed: [string, string][] = [];
  for (const [name, value] of fields) if (typeof value === 'string') typed.push([name, value]);
  return Object.fromEntries(typed);
}

function nested(fields: FormData): Tree {
  const root: Tree = Object.create(null);
  for (const name of new Set(fields.keys())) {
    if (!NAME.test(name)) continue;
    const values = fields.getAll(name) as FormDataEntryValue[];
    const last = values.at(-1);
    if (last === undefined) continue;
    place(root, name.replace(/\[\]$/, '').split('.'), name.endsWith('[]') ? values : last);
  }
  return root;
}

function place(root: Tree, path: readonly string[], value: FormDataEntryValue | FormDataEntryValue[]): void {
  let tree = root;
  for (const part of path.slice(0, -1)) {
    const next = tree[part];
    tree = isTree(next) ? next : (tree[part] = Object.create(null) as Tree);
  }
  tree[path.at(-1) ?? ''] = value;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}

function listed(value: unknown): unknown {
  if (!isTree(value)) return value;
  const places = placesOf(value);
  if (places) return places.map((name) => listed(value[name]));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, listed(inner)]));
}

/** The names of a list's rows in their order; null where it is no list. */
function placesOf(tree: Tree): string[] | null {
  const names = Object.keys(tree);
  if (names.length === 0 || !names.every((name) => /^\d{1,4}$/.test(name))) return null;
  return names.toSorted((one, other) => Number(one) - Number(other));
}

/** The field at a path of the value: rows that were taken out of a list left gaps in the names. */
function nameOf(tree: Tree, path: readonly PropertyKey[]): string {
  let inner: unknown = tree;
  const parts = path.map((step) => {
    const places = isTree(inner) ? placesOf(inner) : null;
    const name = (places && typeof step === 'number' && places[step]) || String(step);
    inner = isTree(inner) ? inner[name] : undefined;
    return name;
  });
  return parts.join('.');
}

/** A whole number as people type it, within bounds that are safe to count with. */
export function wholeField(least: number, most: number) {
  const wanted = `must be a whole number from ${least} to ${most}`;
  return z
    .string(wanted)
    .trim()
    .regex(/^-?\d{1,15}$/, wanted)
    .transform(Number)
    .refine((value) => value >= least && value <= most, wanted);
}

/** A checkbox or switch; not sent at all when it is off. */
export const switchField = z
  .string()
  .optional()
  .transform((text) => text === 'on' || text === 'true');

/** A text that may be left empty, which is null. */
export function optionalField<Value>(schema: z.ZodType<Value, string>) {
  return z.union([
    z
      .string()
      .trim()
      .length(0)
      .transform(() => null),
    schema,
  ]);
}
