import { type Entry, entriesOf, type Reading } from './differences.ts';

/** A change of less than the whole settings, as it was noted. */
export type Step =
  /** One entry of a list; null where it was not there. */
  | { readonly list: string; readonly id: string; readonly before: object | null; readonly after: object | null }
  /** The ids of a list, sorted. */
  | { readonly list: string; readonly order: { readonly before: readonly string[]; readonly after: readonly string[] } }
  /** Some fields. */
  | { readonly fields: { readonly before: object; readonly after: object } };

/** What a step was, as two settings that may be compared. Names of what was sorted are those of `now`. */
export function sidesOf(step: Step, now: object): { readonly before: object; readonly after: object } {
  if ('fields' in step) return step.fields;
  const { list } = step;
  if ('order' in step) {
    const known = new Map(entriesOf(now, list).map(({ id, name }) => [id, name]));
    const sorted = (ids: readonly string[]) =>
      ids.flatMap((id) => (known.has(id) ? [{ id, name: known.get(id) }] : []));
    return { before: { [list]: sorted(step.order.before) }, after: { [list]: sorted(step.order.after) } };
  }
  const side = (entry: object | null) => ({ [list]: entry ? [{ id: step.id, ...entry }] : [] });
  return { before: side(step.before), after: side(step.after) };
}

/** The settings of now as they would be without a step. */
export function undone(step: Step, now: object): object {
  if ('fields' in step) return { ...now, ...step.fields.before };
  const { list } = step;
  const entries = entriesOf(now, list);
  if ('order' in step) return { ...now, [list]: sortedLike(entries, step.order.before) };
  const name = (step.before ?? step.after) as { readonly name?: string } | null;
  const at = indexOf(entries, { id: step.id, name: name?.name ?? '' });
  if (step.before === null) return { ...now, [list]: entries.filter((_, index) => index !== at) };
  const entry = { ...step.before, id: at < 0 ? step.id : entries[at]?.id };
  return { ...now, [list]: at < 0 ? [...entries, entry] : entries.with(at, entry as unknown as Entry) };
}

/** In the order of the ids; what they do not name stays behind. */
function sortedLike(entries: readonly Entry[], ids: readonly string[]): Entry[] {
  const place = ({ id = '' }: Entry) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return entries.toSorted((one, other) => place(one) - place(other));
}

function indexOf(entries: readonly Entry[], { id, name }: Entry): number {
  const byId = entries.findIndex((one) => one.id === id);
  return byId < 0 ? entries.findIndex((one) => isNamed(one, name)) : byId;
}

function isNamed(entry: Entry, name: string): boolean {
  return entry.name.toLowerCase() === name.toLowerCase();
}

/** Settings from outside with the ids of now: an entry is the one of its id, or else the one of its name, or else new. */
export function identified(value: unknown, now: object, { lists = {} }: Reading): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const settings: Record<string, unknown> = { ...value };
  for (const list of Object.keys(lists)) {
    const given = settings[list];
    if (Array.isArray(given)) settings[list] = withIds(given, entriesOf(now, list));
  }
  return settings;
}

function withIds(given: readonly unknown[], known: readonly Entry[]): unknown[] {
  const free = new Map(known.map((entry) => [entry.id, entry]));
  const ids = new Map<unknown, string>();
  const claim = (fits: (entry: Entry, wish: Partial<Entry>) => boolean) => {
    for (const wish of given) {
      if (ids.has(wish) || !isEntry(wish)) continue;
      const found = [...free.values()].find((entry) => fits(entry, wish));
      if (!found?.id) continue;
      ids.set(wish, found.id);
      free.delete(found.id);
    }
  };
  claim((entry, { id }) => typeof id === 'string' && entry.id === id.toLowerCase());
  claim((entry, { name }) => typeof name === 'string' && isNamed(entry, name.trim()));
  return given.map((wish) => {
    if (!isEntry(wish)) return wish;
    const { id, ...rest } = wish;
    return ids.has(wish) ? { id: ids.get(wish), ...rest } : rest;
  });
}

function isEntry(value: unknown): value is Partial<Entry> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
