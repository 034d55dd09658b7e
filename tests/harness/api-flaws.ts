import fc from 'fast-check';
import type { Parameter, Schema } from './api-document.ts';
import { encoded, FOREIGN_CURSOR, type Planned } from './api-plan.ts';
import { fitsText } from './api-schema.ts';

type Flaws = fc.Arbitrary<Planned>;

const utf8 = new TextEncoder();
const JSON_TYPE = 'application/json';

/** The same request with one thing wrong. */
export function flawed(request: Planned): Flaws {
  const { operation, body } = request;
  const flaws = [flawedKey(request), flawedMethod(request)];
  if (operation.parameters.length > 0) flaws.push(flawedParameter(request), flawedParameter(request));
  if (operation.parameters.some((parameter) => parameter.in === 'query')) flaws.push(flawedQuery(request));
  if (body) flaws.push(flawedField(request), flawedField(request), flawedBody(request));
  return fc.oneof(...flaws);
}

/** The same request once with every wrong key, body and version that its operation can be sent. */
export function everyFlaw(request: Planned): Planned[] {
  const { operation, body } = request;
  const versions = ['If-Match', 'Idempotency-Key'].flatMap((name) => {
    const parameter = operation.parameters.find((one) => one.name === name);
    if (!parameter) return [];
    // As it is, so that nothing but the header is wrong.
    const alone = { ...request, unchanged: name === 'If-Match', hopeless: true };
    const missing = { ...withText(alone, parameter, undefined), flaw: `header ${name}: missing` };
    const old = { ...withText(alone, parameter, '"999999999"'), flaw: `header ${name}: "999999999"` };
    return [missing, old];
  });
  const cursor = operation.parameters.find(({ name }) => name === 'cursor');
  const cursors = cursor
    ? [{ ...withText({ ...request, query: [] }, cursor, 'W10.'), flaw: 'query cursor: "W10."', hopeless: true }]
    : [];
  const id = operation.parameters.find((one) => one.in === 'path');
  const ids = id ? [{ ...withText(request, id, '123'), flaw: `path ${id.name}: "123"`, hopeless: true }] : [];
  return [
    ...wrongKeys(request),
    ...(body ? BODIES.map((flaw) => flaw(request)) : []),
    ...versions,
    ...cursors,
    ...[...ids, ...unknownQueries(request).slice(0, 1)].map((one) => ({ ...one, key: 'anywhere' as const })),
  ];
}

function wrongKeys(request: Planned): Planned[] {
  const { scope, path } = request.operation;
  const keys: Planned['key'][] = ['none', 'garbled', 'basic', 'revoked', 'expired'];
  if (path.includes('{guild_id}')) keys.push('elsewhere');
  if (scope !== 'any') keys.push(scope === 'bytes:read' ? 'only bytes:write' : 'only bytes:read');
  return keys.map((key) => ({ ...request, key, flaw: `key: ${key}`, hopeless: scope !== null }));
}

function flawedKey(request: Planned): Flaws {
  return fc.constantFrom(...wrongKeys(request));
}

function flawedMethod(request: Planned): Flaws {
  const { offered } = request.operation;
  const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !offered.includes(method));
  return fc.constantFrom(...others).map((method) => ({
    ...request,
    method,
    body: method === 'GET' ? null : request.body,
    flaw: `method: ${method}`,
    hopeless: true,
  }));
}

const NUMBERS = [
  '',
  ' 5',
  '5 ',
  '+5',
  '1e1',
  '1e3',
  '0x10',
  '1.5',
  '0',
  '-1',
  '101',
  '9007199254740992',
  'NaN',
  'null',
  '٣',
];
const IDS = ['123', '1'.repeat(40), '1234567890123456x', 'me', '@everyone', '{}', 'a/b', 'a%00b', "' OR 1=1 --"];
const TEXTS = ['abc.def', '.', 'W10.', 'x'.repeat(600), '<script>', '[]', 'undefined', '"1', '*', 'W/"1"', '🪙'];

function flawedParameter(request: Planned): Flaws {
  const { parameters } = request.operation;
  const texts = fc.constantFrom(...NUMBERS, ...IDS, ...TEXTS, FOREIGN_CURSOR);
  return fc.constantFrom(...parameters).chain((parameter) =>
    fc.option(texts, { freq: 20, nil: undefined }).map((text) => {
      const given = sendable(parameter, text);
      const flaw = `${parameter.in} ${parameter.name}: ${given === undefined ? 'missing' : JSON.stringify(given)}`;
      const hopeless = given === undefined ? parameter.required : !fitsText(parameter.schema, given.trim());
      return { ...withText(request, parameter, given), flaw, hopeless };
    }),
  );
}

/** A segment of a path is neither empty nor a dot, which would be another address; a header has only what is ASCII. */
function sendable({ in: where, required }: Parameter, text: string | undefined): string | undefined {
  if (where === 'path') return text && text !== '.' ? text : 'x';
  if (where === 'header') return text?.replace(/[^\x20-\x7e]/g, '?');
  return text === undefined && required ? '' : text;
}

function withText(request: Planned, { in: where, name }: Parameter, text: string | undefined): Planned {
  if (where === 'path') return { ...request, path: { ...request.path, [name]: text ?? '' } };
  if (where === 'query') {
    const others = request.query.filter(([other]) => other !== name);
    return { ...request, query: text === undefined ? others : [...others, [name, text]] };
  }
  const { [name]: _, ...others } = request.headers;
  return { ...request, headers: text === undefined ? others : { ...others, [name]: text } };
}

function unknownQueries(request: Planned): Planned[] {
  const unknown: (readonly [string, string][])[] = [
    [['page', '2']],
    [['Limit', '5']],
    [['__proto__', '1']],
    [['constructor[prototype][x]', '1']],
    [['', '']],
  ];
  return unknown.map((more) => ({
    ...request,
    query: [...request.query, ...more],
    flaw: `query: unknown ${JSON.stringify(more)}`,
    // Elysia leaves out a name that is empty.
    hopeless: more.every(([name]) => name !== ''),
  }));
}

function flawedQuery(request: Planned): Flaws {
  return fc.constantFrom(...unknownQueries(request));
}

const VALUES: readonly unknown[] = [
  ...['5', '', ' 5', '1e3', 'x', 'x'.repeat(2000), '1'.repeat(40), '123', '\u0000', '\ud800', '\u202e', '<b>'],
  ...[0, -1, 1.5, -0, 2 ** 53, 1e21, 5e-324],
  ...[null, true, false, [], {}, [[]], [null], { length: 1 }, { toString: 'x' }],
];

/** One value of the body is another, is left out, or has unknown company. */
function flawedField(request: Planned): Flaws {
  const { operation, body } = request;
  const value: unknown = JSON.parse(new TextDecoder().decode(body?.bytes));
  const changed = (flaw: string, next: unknown, hopeless: boolean): Planned => ({
    ...request,
    body: { type: JSON_TYPE, bytes: encoded(next) },
    unchanged: false,
    flaw: `body: ${flaw}`,
    hopeless,
  });
  return fc.constantFrom(...placesIn(value, operation.body ?? {}, [])).chain(({ at, schema }) => {
    const name = at.join('.') || 'all';
    const required = requiredAt(operation.body ?? {}, at);
    return fc.oneof(
      fc.constantFrom(...VALUES).map((other) => {
        const hopeless = other !== null && isOtherType(other, schema);
        return changed(`${name} is ${JSON.stringify(other)}`, put(value, at, other), hopeless);
      }),
      fc.constant(changed(`${name} is missing`, put(value, at, undefined), required)),
      fc.constantFrom('tip', '__proto__', 'constructor', 'x').map((unknown) => {
        const strict = [schema, operation.body].some((one) => one?.additionalProperties === false);
        const inside = schema.additionalProperties === false ? at : [];
        return changed(`unknown ${[...inside, unknown].join('.')}`, put(value, [...inside, unknown], 1), strict);
      }),
    );
  });
}

interface PlaceIn {
  readonly at: readonly string[];
  readonly schema: Schema;
}

function placesIn(value: unknown, schema: Schema, at: readonly string[]): PlaceIn[] {
  const inner = Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([name, part]) => {
    const of = Array.isArray(value) ? schema.items : schema.properties?.[name];
    return of ? placesIn(part, of, [...at, name]) : [];
  });
  return [{ at, schema }, ...inner];
}

function requiredAt(schema: Schema, at: readonly string[]): boolean {
  const [name, ...rest] = at;
  if (name === undefined) return true;
  const part = schema.properties?.[name];
  if (rest.length > 0) return part !== undefined && requiredAt(part, rest);
  return schema.required?.includes(name) === true;
}

function isOtherType(value: unknown, { type }: Schema): boolean {
  return typeof type === 'string' && type !== 'number' && typeOf(value) !== type;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The value with another at a place; undefined removes it. An own field even when it is called `__proto__`. */
function put(value: unknown, [name, ...rest]: readonly string[], other: unknown): unknown {
  if (name === undefined) return other;
  if (Array.isArray(value)) return value.map((part, index) => (String(index) === name ? put(part, rest, other) : part));
  const fields = Object.entries(value as object);
  const known = fields.some(([field]) => field === name);
  const next = known ? fields : [...fields, [name, undefined] as [string, unknown]];
  return Object.fromEntries(next.map(([field, part]) => [field, field === name ? put(part, rest, other) : part]));
}

/** Bodies that are wrong before anything is looked for in them. */
const BODIES: readonly ((request: Planned) => Planned)[] = [
  raw('empty', () => ''),
  raw('cut off', ({ text }) => text.slice(0, -1)),
  raw('doubled', ({ text }) => text + text),
  raw('with a comment', ({ text }) => `/**/${text}`),
  raw('in single quotes', () => "{'amount': 5}"),
  raw('not a number', () => '{"amount": NaN}'),
  raw('no UTF-8', () => Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d)),
  raw('deep', () => `${'['.repeat(50_000)}${']'.repeat(50_000)}`),
  raw('deep inside', () => `{"amount":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`),
  raw('of 300 KB', () => `{"reason":"${'x'.repeat(300_000)}"}`),
  raw('a form', () => 'receiver_id=1&amount=5', 'application/x-www-form-urlencoded'),
  raw('multipart', () => '--x\r\n\r\n\r\n--x--', 'multipart/form-data; boundary=x'),
  raw('called text', ({ bytes }) => bytes, 'text/plain'),
  raw('called nothing', ({ bytes }) => bytes, null),
  raw('called XML', () => '<amount>5</amount>', 'application/xml'),
  raw('called JSON in another alphabet', ({ bytes }) => bytes, 'application/json; charset=utf-16'),
  raw('called a problem', ({ bytes }) => bytes, 'application/problem+json'),
];

interface Original {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
}

function raw(
  flaw: string,
  make: (original: Original) => string | Uint8Array<ArrayBuffer>,
  type: string | null = JSON_TYPE,
): (request: Planned) => Planned {
  return (request) => {
    const bytes = request.body?.bytes ?? new Uint8Array();
    const body = make({ bytes, text: new TextDecoder().decode(bytes) });
    return {
      ...request,
      unchanged: false,
      body: { type, bytes: typeof body === 'string' ? utf8.encode(body) : body },
      flaw: `body: ${flaw}`,
      hopeless: true,
    };
  };
}

function flawedBody(request: Planned): Flaws {
  return fc.constantFrom(...BODIES).map((flaw) => flaw(request));
}
