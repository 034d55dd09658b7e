import { Refused } from '../problem.ts';

const LIMIT = 256 * 1024;
/** More fields than any form of ours has. */
const MOST = 1_000;

/**
 * The form that a request carries; empty when it has no body.
 * @throws Refused 415 for another type, 413 beyond 256 KiB, 400 when it cannot be read
 */
export async function readFields(request: Request): Promise<FormData> {
  const bytes = await request.arrayBuffer().catch(() => null);
  if (!bytes) throw malformed();
  if (bytes.byteLength === 0) return new FormData();
  if (bytes.byteLength > LIMIT) throw new Refused('body_too_large', { detail: 'A form may have at most 256 KiB.' });
  const type = request.headers.get('content-type') ?? '';
  const fields = await parse(type, bytes);
  if ([...fields.keys()].length > MOST || [...fields.values()].some(hasNul)) throw malformed();
  return fields;
}

/** No database keeps U+0000, and no form of ours has anywhere to type it. */
function hasNul(value: FormDataEntryValue): boolean {
  return typeof value === 'string' && value.includes('\0');
}

async function parse(type: string, bytes: ArrayBuffer): Promise<FormData> {
  if (/^application\/x-www-form-urlencoded(?:\s*;|$)/i.test(type)) {
    const fields = new FormData();
    for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) fields.append(name, value);
    return fields;
  }
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new Refused('form_only');
  try {
    return (await new Response(bytes, { headers: { 'content-type': type } }).formData()) as FormData;
  } catch {
    throw malformed();
  }
}

function malformed(): Refused {
  return new Refused('malformed_body', { detail: 'The form could not be read. Load the page again, then repeat.' });
}

/** What was typed into a field; empty for a field that is not there, and for a file. */
export function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}

/** A whole number as people type it, `1,000` included; NaN for anything else. */
export function wholeNumber(text: string): number {
  const digits = text.trim().replace(/(?<=\d)[,_ ](?=\d{3}(?!\d))/g, '');
  return /^-?\d{1,16}$/.test(digits) ? Number(digits) : Number.NaN;
}
