/** One field that differs. Values are JSON; undefined is a field that is not there. */
export interface Difference {
  /** `streakBonuses.1.days`; entries of lists by their id: `squads.<id>.switchCost`. */
  readonly path: string;
  /** `Streak bonuses › 2 › days` */
  readonly label: string;
  readonly before: unknown;
  readonly after: unknown;
  /** How both read, where the values alone say little; null for nothing. */
  readonly words?: { readonly before: string | null; readonly after: string | null };
}

/** How settings are compared and read. */
export interface Reading {
  /** What people call a field, by its path, in which ids of entries are left out: `squads.switchCost`. */
  readonly labels: Readonly<Record<string, string>>;
  /** Lists whose entries have a name and an id, and are the same wherever they stand; each with what an entry is: `squad`. */
  readonly lists?: Readonly<Record<string, string>>;
  /** How a field of an entry reads; it is one field, whatever it holds. */
  readonly words?: Readonly<Record<string, (value: unknown) => string>>;
}

/** Something in a list that is known by its id, wherever it stands; without an id it is new. */
export interface Entry {
  readonly id?: string;
  readonly name: string;
}

type Settings = Readonly<Record<string, unknown>>;

/** What differs between two settings, field by field. Lists of plain values are one field. */
export function differences(before: object, after: object, reading: Reading): Difference[] {
  const lists = Object.keys(reading.lists ?? {});
  const plain = (settings: object) =>
    Object.fromEntries(Object.entries(settings).filter(([key]) => !lists.includes(key)));
  return [
    ...fieldDifferences(plain(before), plain(after), reading.labels),
    ...lists.flatMap((list) => listDifferences(list, entriesOf(before, list), entriesOf(after, list), reading)),
  ];
}

function fieldDifferences(before: unknown, after: unknown, labels: Reading['labels']): Difference[] {
  return [...compare([], before, after)].map(({ path, ...values }) => ({
    path: path.join('.'),
    label: labelOf(path, labels),
    ...values,
  }));
}

export function entriesOf(settings: object, list: string): Entry[] {
  const entries = (settings as Settings)[list];
  return Array.isArray(entries) ? (entries as Entry[]) : [];
}

const keyOf = ({ id, name }: Entry) => id ?? name;

function listDifferences(list: string, was: readonly Entry[], is: readonly Entry[], reading: Reading): Difference[] {
  const [before, after] = [new Map(was.map((one) => [keyOf(one), one])), new Map(is.map((one) => [keyOf(one), one]))];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const found = keys.flatMap((key) =>
    entryDifferences(`${list}.${key}`, list, [before.get(key), after.get(key)], reading),
  );
  if (!isSorted(was, is)) {
    const names = (entries: readonly Entry[]) => entries.map(({ name }) => name);
    found.push({ path: `${list}.order`, label: 'Order', before: names(was), after: names(is) });
  }
  return found;
}

/** Whether what stays is in the same order, with all that is new behind it. */
function isSorted(was: readonly Entry[], is: readonly Entry[]): boolean {
  const there = new Set(is.map(keyOf));
  return was
    .map(keyOf)
    .filter((key) => there.has(key))
    .every((key, at) => is[at] !== undefined && keyOf(is[at]) === key);
}

function entryDifferences(
  path: string,
  list: string,
  [before, after]: readonly [Entry | undefined, Entry | undefined],
  reading: Reading,
): Difference[] {
  if (!before || !after) {
    const label = (after ?? before)?.name ?? '';
    const words = {
      before: before ? entryInWords(list, before, reading) : null,
      after: after ? entryInWords(list, after, reading) : 'deleted',
    };
    return [{ path, label, before, after, words }];
  }
  const [left, right] = [settingsIn(before), settingsIn(after)];
  const fields = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return ordered(fields, list, reading.labels).flatMap((field) => {
    const label = reading.labels[`${list}.${field}`] ?? field;
    const [was, is] = [left[field], right[field]];
    const inOne = reading.words?.[`${list}.${field}`];
    const found = inOne ? oneDifference(was, is, inOne) : fieldDifferences(was, is, {});
    return found.map((one) => {
      const below = inOne ? '' : one.path;
      return {
        ...one,
        path: [path, field, below].filter((part) => part !== '').join('.'),
        label: [after.name, label, ...(below === '' ? [] : [fieldLabel(list, field, one, reading)])].join(' › '),
      };
    });
  });
}

/** Fields of an entry as the labels have them; databases and files keep an order of their own. */
function ordered(fields: readonly string[], list: string, labels: Reading['labels']): string[] {
  const places = Object.keys(labels);
  const place = (field: string) => (places.indexOf(`${list}.${field}`) + places.length + 1) % (places.length + 1);
  return fields.toSorted((one, other) => place(one) - place(other));
}

/** The name of what lies within a field of an entry: `rules.config.messages`. */
function fieldLabel(list: string, field: string, { path, label }: Difference, { labels }: Reading): string {
  return labels[`${list}.${field}.${path}`] ?? label;
}

function oneDifference(before: unknown, after: unknown, inOne: (value: unknown) => string): Difference[] {
  if (same(before, after)) return [];
  const words = {
    before: before === undefined ? null : inOne(before),
    after: after === undefined ? null : inOne(after),
  };
  const difference = { path: '', label: '', before, after };
  return [words.before === words.after ? difference : { ...difference, words }];
}

function settingsIn({ id, ...settings }: Entry): Settings {
  return settings;
}

/** `Role 300…, Price of switching to it 50`; what says nothing is left out. */
function entryInWords(list: string, entry: Entry, { labels, words }: Reading): string {
  const { name, ...settings } = settingsIn(entry);
  const fields = ordered(Object.keys(settings), list, labels);
  const parts = fields.map((field) => {
    const value = (settings as Settings)[field];
    const text = words?.[`${list}.${field}`]?.(value) ?? inWords(value, labels, `${list}.${field}`);
    return text === null ? null : `${labels[`${list}.${field}`] ?? field}: ${text}`;
  });
  return parts.filter((part) => part !== null).join('; ');
}

/** A setting's value for people; null for nothing. @param path of an entry's field, within which `labels` may name more; what is empty there is left out */
export function inWords(value: unknown, labels: Reading['labels'] = {}, path?: string): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (typeof value === 'string') return value;
  const parts = Array.isArray(value)
    ? value.map((item) => inWords(item) ?? 'nothing')
    : Object.entries(value).flatMap(([key, item]) => {
        const words = inWords(item);
        if (words === null && path !== undefined) return [];
        return [`${labels[`${path}.${key}`] ?? key} ${words ?? 'nothing'}`];
      });
  return parts.length === 0 ? null : parts.join(', ');
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

/** Databases keep the fields of JSON in an order of their own. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function same(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left, sorted) === JSON.stringify(right, sorted);
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
