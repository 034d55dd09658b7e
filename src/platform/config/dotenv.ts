/**
 * Reads the text of a `.env` file: `NAME=value` lines, `#` comments, an optional `export` in front, single or double quotes
 * around a value. Values are taken as they stand: nothing is expanded.
 */
export function parseDotenv(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const found = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/.exec(line);
    if (found?.[1] !== undefined) values[found[1]] = unquote(found[2] ?? '');
  }
  return values;
}

function unquote(raw: string): string {
  const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(raw);
  if (quoted) return quoted[2] ?? '';
  return raw.replace(/(^|\s)#.*$/, '').trim();
}
