/** What is known of where an error happened. */
export interface Place {
  readonly release: string;
  readonly environment: string;
}

/** The three lines of an envelope: header, header of its item, the event. */
export type Envelope = readonly [object, object, object];

/** Fields of a log line that name a place in our code or a line of the log; everything else stays here. */
const TAGS = ['task', 'job', 'event', 'topic'] as const;
/** Those that we made ourselves find the line of the log; a caller may have put anything into one of its own. */
const MADE_HERE = { req_id: /^[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}$/, error_id: /^E-[\dA-Z]{4}$/ } as const;
const DEEPEST = 3;
const LONGEST = 300;
const FRAME = /^\s*at (?:(.+?) )?\(?([^()\s]+):(\d+):(\d+)\)?$/;

/** An error in Sentry's protocol, without anything that people wrote, are called or come from. */
export function envelopeOf(
  error: Error,
  fields: Readonly<Record<string, unknown>>,
  { release, environment }: Place,
): Envelope {
  const id = crypto.randomUUID().replaceAll('-', '');
  const sentAt = new Date().toISOString();
  return [
    { event_id: id, sent_at: sentAt },
    { type: 'event' },
    {
      ...{
        event_id: id,
        timestamp: sentAt,
        platform: 'node',
        level: 'error',
        release,
        environment,
        tags: tagsOf(fields),
      },
      exception: { values: causes(error).reverse().map(exceptionOf) },
    },
  ];
}

function tagsOf(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const name of TAGS) if (typeof fields[name] === 'string') tags[name] = plain(fields[name]);
  for (const [name, shape] of Object.entries(MADE_HERE)) {
    const value = fields[name];
    if (typeof value === 'string' && shape.test(value)) tags[name] = value;
  }
  return tags;
}

function causes(error: Error): Error[] {
  const found: Error[] = [];
  for (let next: unknown = error; next instanceof Error && found.length < DEEPEST; next = next.cause) found.push(next);
  return found;
}

function exceptionOf(error: Error) {
  const frames = (error.stack ?? '').split('\n').flatMap((line) => {
    const [, name, file = '', row, column] = FRAME.exec(line) ?? [];
    if (!file) return [];
    return [{ function: name ?? '?', filename: fileOf(file), lineno: Number(row), colno: Number(column) }];
  });
  return { type: error.name, value: plain(error.message), stacktrace: { frames: frames.reverse() } };
}

/** The path from our own tree on; where it lies on the machine is nobody's business. */
function fileOf(path: string): string {
  return /(?:src|views|node_modules|\$bunfs)\/.*$/.exec(path)?.[0] ?? path.split('/').at(-1) ?? path;
}

const QUOTED = /"[^"]*"|'[^']*'|`[^`]*`|«[^»]*»|“[^”]*”/g;
const IP = /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:[\da-f]{1,4}:|:){3,7}[\da-f]{0,4}(?![\w:])/gi;
const MAIL = /[\w.+-]+@[\w-]+\.[\w.-]+/g;
/** Addresses keep their host alone. */
const ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/@]*@)?([^\s/?#:]+)[^\s]*/gi;
const ID = /\b(?:\d{15,22}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\b/gi;
const MENTION = /@[^\s,;:]+/g;

/** A message without what may be somebody's: quoted text, ids, addresses, mentions. */
function plain(text: string): string {
  const clean = text
    .replace(ADDRESS, '$1$2')
    .replace(QUOTED, '[text]')
    .replace(MAIL, '[mail]')
    .replace(IP, '[ip]')
    .replace(ID, '[id]')
    .replace(MENTION, '[name]');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}
