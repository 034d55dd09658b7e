import { Refused } from './problem.ts';

const DEPTH_LIMIT = 32;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACKET = 0x5b;
const BRACE = 0x7b;

/** U+0000 and halves of surrogate pairs, as JSON escapes them: no database keeps them. */
const UNKEPT = /\\u(?:0000|d[89a-f])/i;

const BODY_LIMIT = 256 * 1024;

/**
 * The request's JSON; undefined when it has no body.
 * @throws Refused 415 for another type, 413 beyond 256 KiB, 400 when it is no JSON, 422 with text that cannot be kept
 */
export async function readJson(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT) throw new Refused('body_too_large');
  if (!isJson(request.headers.get('content-type'))) {
    if (!request.body) return undefined;
    throw new Refused('json_only');
  }
  // Before `body` is looked at: that opens a stream, through which the text would have to go.
  const text = await readText(request);
  if (text === '' && !request.body) return undefined;
  if (isDeep(text)) throw new Refused('malformed_body');
  const value = parse(text);
  if (UNKEPT.test(text) && UNKEPT.test(JSON.stringify(value).replaceAll('\\\\', ''))) {
    throw new Refused('invalid_request', { detail: 'Text may not hold U+0000 or half of a surrogate pair.' });
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('malformed_body');
  }
}

/** Nested deeper than anything of ours. Telling what is wrong with such a value would take the validator seconds. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length && depth <= DEPTH_LIMIT; i += 1) {
    const letter = text.charCodeAt(i);
    if (letter === QUOTE) i = endOfString(text, i);
    else if (letter === BRACKET || letter === BRACE) depth += 1;
    else if (letter === BRACKET + 2 || letter === BRACE + 2) depth -= 1;
  }
  return depth > DEPTH_LIMIT;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== QUOTE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i;
}

function isJson(type: string | null): boolean {
  return type === 'application/json' || /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type ?? '');
}

async function readText(request: Request): Promise<string> {
  const text = await request.text().catch(() => null);
  if (text === null) throw new Refused('malformed_body');
  if (text.length > BODY_LIMIT) throw new Refused('body_too_large');
  return text;
}
