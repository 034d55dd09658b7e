/** One value of a request that is not valid. */
export interface FieldError {
  readonly in: 'body' | 'query' | 'path';
  /** JSON Pointer as a fragment: `#/streak_bonuses/0/days`. */
  readonly pointer: string;
  readonly detail: string;
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[];
  /** Of `invalid_type`. */
  readonly expected?: string;
  /** Of `too_small` and `too_big`, and what is counted: `string`, `array`, or the value itself. */
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly origin?: string;
  /** Of `invalid_key`: what is wrong with the name of an entry. */
  readonly issues?: readonly Issue[];
}

/** Said of a name that no schema knows. */
export const UNKNOWN = 'There is no such field.';
const MOST = 50;

/** Every value that a schema refuses, at most 50, each with the first thing that is wrong with it. */
export function validationErrors(place: FieldError['in'], issues: readonly Issue[]): FieldError[] {
  const errors = issues.flatMap((issue) => fieldErrors(place, issue));
  return errors.filter(({ pointer }, at) => errors.findIndex((one) => one.pointer === pointer) === at).slice(0, MOST);
}

/** The problem's sentence for these errors: the first, and how many more there are. */
export function invalid(errors: readonly FieldError[]): { detail?: string; errors?: readonly FieldError[] } {
  const [first, ...more] = errors;
  if (!first) return {};
  const name = first.pointer.replace(/^#\/?/, '');
  const rest = more.length > 0 ? ` And ${more.length} more; see errors.` : '';
  return { detail: `${name === '' ? first.in : name}: ${first.detail}${rest}`, errors };
}

/** @param path names and indexes, outermost first */
export function pointer(path: readonly PropertyKey[]): string {
  return `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

function fieldErrors(place: FieldError['in'], issue: Issue): FieldError[] {
  const names = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys ?? [];
    return keys.map((key) => ({ in: place, pointer: pointer([...names, key]), detail: UNKNOWN }));
  }
  return [{ in: place, pointer: pointer(names), detail: sentenceOf(issue.issues?.[0] ?? issue) }];
}

const KINDS: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
const COUNTED: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

/** What is wrong, for people; what no case covers is in the validator's own words. */
function sentenceOf({ code, message, expected = '', minimum, maximum, origin = '' }: Issue): string {
  if (message.endsWith('received undefined')) return 'It is missing.';
  const kind = KINDS[expected];
  if (code === 'invalid_type' && kind) return `It must be ${kind}.`;
  if (code === 'too_small') return `It must ${bound('at least', minimum, COUNTED[origin])}.`;
  if (code === 'too_big') return `It must ${bound('at most', maximum, COUNTED[origin])}.`;
  const text = message.replace(/^Invalid (?:input|option): /, '');
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

function bound(side: string, figure: Issue['minimum'], unit: readonly [string, string] | undefined): string {
  return unit ? `have ${side} ${figure} ${unit[figure === 1 ? 0 : 1]}` : `be ${side} ${figure}`;
}
