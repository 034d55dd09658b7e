/**
 * Postgres' texts of one-dimensional arrays: `{1,NULL,"a \"b\""}`. postgres.js has its own reader, which takes NULL for a
 * text.
 */

const ELEMENT = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)/gs;
const ESCAPED = /\\(.)/gs;
const SPECIAL = /["\\]/g;

/** Reads an array whose elements are read by `parse`; NULL becomes null. */
export function parseArray<T>(text: string, parse: (element: string) => T): (T | null)[] {
  return [...text.matchAll(ELEMENT)].map(([, quoted, bare]) => {
    if (quoted !== undefined) return parse(quoted.replace(ESCAPED, '$1'));
    return bare === undefined || bare === 'NULL' ? null : parse(bare);
  });
}

/** Writes an array; null and undefined become NULL. A text is taken to be an array's text already. */
export function serializeArray(values: unknown, serialize: (element: unknown) => string): string {
  if (!Array.isArray(values)) return String(values);
  const elements = values.map((value: unknown) =>
    value === null || value === undefined ? 'NULL' : `"${serialize(value).replace(SPECIAL, '\\$&')}"`,
  );
  return `{${elements.join(',')}}`;
}
