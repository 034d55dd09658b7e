/** One field that differs. Values are JSON; undefined is a field that is not there. */
export interface Difference {
  /** `streakBonuses.1.days` */
  readonly path: string;
  /** `Streak bonuses › 2 › days` */
  readonly label: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What differs between two settings, field by field. Lists of plain values are one field. */
export function differences(
  before: unknown,
  after: unknown,
  labels: Readonly<Record<string, string>> = {},
): Difference[] {
  return [...compare([], before, after)].map(({ path, ...values }) => ({
    path: path.join('.'),
    label: labelOf(path, labels),
    ...values,
  }));
}

interface Found {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

function* compare(path: readonly string[], before: unknown, after: unknown): Generator<Found> {
  const [left, right] = [fieldsOf(before), fieldsOf(after)];
  if (left && right && Array.isArray(before) === Array.isArray(after)) {
    for (const key of new Set([...left.keys(), ...right.keys()])) {
      yield* compare([...path, key], left.get(key), right.get(key));
    }
  } else if (!same(before, after)) {
    yield { path, before, after };
  }
}

/** The fields of an object or of a list of objects; null for what has none. */
function fieldsOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value) && !value.some((item) => typeof item === 'object' && item !== null)) return null;
  return new Map(Object.entries(value));
}

function same(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

const INDEX = /^\d{1,4}$/;

/** The longest path that has a name, and the rest; places in a list are counted from 1. */
function labelOf(path: readonly string[], labels: Readonly<Record<string, string>>): string {
  for (let length = path.length; length > 0; length--) {
    const name = labels[path.slice(0, length).join('.')];
    if (name !== undefined) return [name, ...path.slice(length).map(counted)].join(' › ');
  }
  return path.map(counted).join(' › ');
}

function counted(key: string): string {
  return INDEX.test(key) ? String(Number(key) + 1) : key;
}
