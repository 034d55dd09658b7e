import type { NewAttachment } from '../world/messages.ts';
import { DiscordError } from './errors.ts';

/** The largest file a bot may upload: 10 MiB. */
const LARGEST_FILE = 10 * 1024 * 1024;

export interface RequestBody {
  body: unknown;
  /** Uploads by their number: `files[0]` is `0`. */
  files: ReadonlyMap<string, NewAttachment>;
}

/**
 * Reads JSON, or a form with `payload_json` and `files[n]`.
 * @throws DiscordError malformed_json, too_large
 */
export async function readBody(request: Request): Promise<RequestBody> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(await formOf(request));
  const text = await request.text();
  return { body: text ? json(text) : undefined, files: new Map() };
}

async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new DiscordError('general');
  }
}

function readForm(form: FormData): RequestBody {
  const files = new Map<string, NewAttachment>();
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else files.set(/^files\[(\d+)\]$/.exec(name)?.[1] ?? name, uploaded(value));
  }
  const { payload_json: payload, ...plain } = fields;
  return { body: typeof payload === 'string' ? json(payload) : plain, files };
}

function uploaded(file: File): NewAttachment {
  if (file.size > LARGEST_FILE) throw new DiscordError('too_large');
  const content_type = file.type.split(';')[0];
  return { filename: file.name || 'unknown', size: file.size, ...(content_type ? { content_type } : {}) };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DiscordError('malformed_json');
  }
}
