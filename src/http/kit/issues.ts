/** One value of a request that is not valid. */
export interface FieldError {
  readonly in: 'body' | 'query' | 'path';
  /** JSON Pointer as a fragment: `#/streak_bonuses/0/days`. */
  readonly pointer: string;
  readonly detail: string;
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
  readonly code?: string;
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[];
}

interface Standard {
  readonly '~standard'?: { validate(value: unknown): { readonly issues?: readonly Issue[] } | Promise<unknown> };
}

/** What Elysia throws when a schema refuses a request. */
export interface Validation {
  readonly type: string;
  readonly value: unknown;
  readonly validator: Standard & { readonly schema?: Standard };
}

const MOST = 50;
const PLACES: Readonly<Record<string, FieldError['in']>> = { body: 'body', query: 'query', params: 'path' };

/** Every value that a schema refuses, at most 50. */
export function validationErrors({ type, value, validator }: Validation): FieldError[] {
  const standard = validator['~standard'] ?? validator.schema?.['~standard'];
  const result = standard?.validate(value);
  const issues = result && 'issues' in result ? (result.issues ?? []) : [];
  const place = PLACES[type] ?? 'body';
  return issues.flatMap((issue) => fieldErrors(place, issue)).slice(0, MOST);
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

function fieldErrors(place: FieldError['in'], { path = [], message, code, keys = [] }: Issue): FieldError[] {
  const names = path.map((part) => (typeof part === 'object' ? part.key : part));
  if (code === 'unrecognized_keys') {
    return keys.map((key) => ({ in: place, pointer: pointer([...names, key]), detail: 'There is no such field.' }));
  }
  return [{ in: place, pointer: pointer(names), detail: sentenceOf(message) }];
}

/** The validator's words as a sentence: `Invalid input: expected string, received undefined`. */
function sentenceOf(message: string): string {
  if (message.endsWith('received undefined')) return 'It is missing.';
  const text = message.replace(/^Invalid input: /, '').replace(/^Too (?:big|small): /, '');
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}
