import { comment, fields, type Schema, typeOf } from './types.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }
    >
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Named {
  readonly group: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const HEAD = `/**
 * Client of the REST API of Smarter Dev, made from its OpenAPI document. One file without dependencies, for Bun, Deno,
 * Node 22 and browsers; every instance serves its own at /api/client.ts.
 *
 *     const client = createClient({ url: 'https://bot.example.com', key: process.env.SMARTER_DEV_KEY });
 *     await client.bytes.createTransaction(
 *       { guild_id, body: { receiver_id, amount: 50, reason: 'Merged #4711' } },
 *       { idempotencyKey: 'pull-1296269-4711' },
 *     );
 *
 * What is refused is thrown as ApiProblem with a stable code: those named at a method, and what any request may be
 * refused for (keys, limits, values that are not valid). Requests that failed on the way are sent again where that
 * does nothing twice.
 */
`;

/** Of a guild itself, rather than of a feature with a group of its own. */
const OF_GUILDS = ['audit', 'config', 'settings', 'stats'];
const PLACEHOLDER = /\/\*\*[^\n]*\*\/\nexport type ProblemCode = string;\n/;

/**
 * The client's source.
 * @param runtime the source of `runtime.ts`, which every client begins with
 */
export function generateClient(document: Document, runtime: string): string {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...{ path, operation, method: method.toUpperCase() },
      group: groupOf(path),
    })),
  );
  if (!PLACEHOLDER.test(runtime)) throw new Error('the runtime has no place for the codes');
  const groups = [...Map.groupBy(operations, ({ group }) => group)].sort(([one], [other]) => one.localeCompare(other));
  const common = commonCodes(operations);
  return [
    HEAD,
    runtime.replace(PLACEHOLDER, () => codesType(operations)),
    ...operations.map(shapes),
    '\nexport type Client = ReturnType<typeof createClient>;\n',
    '\n/** Everything that the API can do, by what it is about. */',
    '\nexport function createClient(options: ClientOptions) {\n  const call = createCaller(options);\n  return {\n',
    ...groups.map(([name, of]) => `    ${name}: {\n${of.map((one) => method(one, common)).join('')}    },\n`),
    '  };\n}\n',
  ].join('');
}

/** `/api/guilds/{guild_id}/bytes/…` → `bytes` */
function groupOf(path: string): string {
  const [, , first = '', , third] = path.split('/');
  if (first !== 'guilds') return first === 'me' ? 'keys' : first;
  return third === undefined || OF_GUILDS.includes(third) ? 'guilds' : third;
}

function codesType(operations: readonly Named[]): string {
  const codes = new Set(operations.flatMap(({ operation }) => codesOf(operation)));
  const lines = [...codes].sort().map((code) => `\n  | '${code}'`);
  return `/** Why a request may be refused. */\nexport type ProblemCode =${lines.join('')};\n`;
}

function codesOf({ responses }: Operation): string[] {
  return Object.entries(responses).flatMap(([status, { description }]) =>
    Number(status) < 400 ? [] : [...description.matchAll(/`([a-z0-9_]+)`/g)].map(([, code = '']) => code),
  );
}

function nameOf({ operationId }: Operation): string {
  return `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}`;
}

function answerOf({ responses }: Operation): Schema | null {
  const [, success] = Object.entries(responses).find(([status]) => Number(status) < 300) ?? [];
  return success?.content?.['application/json']?.schema ?? null;
}

/** The types of what an operation takes and answers. */
function shapes({ operation }: Named): string {
  const { summary, parameters = [], requestBody } = operation;
  const name = nameOf(operation);
  const asked = parameters.filter((parameter) => parameter.in !== 'header');
  const body = requestBody?.content['application/json'].schema;
  const args = asked.map((one): [string, Schema] => [
    one.name,
    { ...one.schema, ...(one.description ? { description: one.description } : {}) },
  ]);
  const required = [...asked.filter((one) => one.required).map((one) => one.name), ...(body ? ['body'] : [])];
  const all = body ? [...args, ['body', body] as const] : args;
  const answer = answerOf(operation);
  return [
    `\n/** ${summary}: what it takes. */\nexport type ${name}Args = ${fields(all, required, 0)};\n`,
    answer ? `\n/** ${summary}: what it answers. */\nexport type ${name}Answer = ${typeOf(answer)};\n` : '',
  ].join('');
}

/** Codes of nearly every operation, which need not be told each time. */
function commonCodes(operations: readonly Named[]): ReadonlySet<string> {
  const counts = Map.groupBy(
    operations.flatMap(({ operation }) => codesOf(operation)),
    (code) => code,
  );
  const common = [...counts].filter(([, { length }]) => length > operations.length * 0.8);
  return new Set(common.map(([code]) => code));
}

function method({ method, path, operation }: Named, common: ReadonlySet<string>): string {
  const { operationId, summary, description, parameters = [], requestBody } = operation;
  const takes = takenBy(parameters);
  const options = { once: 'options?: OnceOptions', match: 'options: MatchOptions', plain: 'options?: CallOptions' };
  const query = parameters.filter((one) => one.in === 'query').map((one) => `'${one.name}'`);
  const isBare = !requestBody && !parameters.some((one) => one.in !== 'header' && one.required);
  const answer = answerOf(operation) ? `${nameOf(operation)}Answer` : 'void';
  const kind = answer === 'void' ? 'nothing' : 'json';
  const codes = codesOf(operation).filter((code) => !common.has(code));
  const throws = ['', '', `@throws ApiProblem ${codes.map((code) => `\`${code}\``).join(', ')}`];
  const text = `${summary}. ${description ?? ''}${codes.length > 0 ? throws.join('\n') : ''}`;
  return [
    comment(text, '      '),
    `      ${operationId}: (args: ${nameOf(operation)}Args${isBare ? ' = {}' : ''}, ${options[takes]}): Promise<${answer}> =>\n`,
    `        call(['${method}', '${path}', [${query.join(', ')}], '${takes}', '${kind}'], args, options),\n`,
  ].join('');
}

function takenBy(parameters: readonly Parameter[]): 'once' | 'match' | 'plain' {
  if (parameters.some(({ name }) => name === 'Idempotency-Key')) return 'once';
  return parameters.some(({ name }) => name === 'If-Match') ? 'match' : 'plain';
}
