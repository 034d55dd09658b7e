/** The part of JSON Schema that the API document uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** One request that the document offers. */
export interface Operation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** Every method that its path offers, in capitals. */
  readonly offered: readonly string[];
  /** With its parameters in braces. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Null when it takes none. */
  readonly body: Schema | null;
  /** Null when it needs no key, `any` when any key will do. */
  readonly scope: string | null;
  readonly answers: Readonly<Record<string, Answer>>;
}

interface Described {
  readonly operationId: string;
  readonly description: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Operation['answers'];
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

export function operationsOf({ paths }: ApiDocument): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId, description, parameters, requestBody, responses }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      offered: Object.keys(item).map((other) => other.toUpperCase()),
      path,
      parameters: parameters ?? [],
      body: requestBody?.content['application/json'].schema ?? null,
      scope: scopeOf(description),
      answers: responses,
    })),
  );
}

function scopeOf(description: string): string | null {
  if (description.includes('Needs a key of any scope.')) return 'any';
  return /Needs the scope `(.+)`/.exec(description)?.[1] ?? null;
}

/** Whether a repetition is answered as the first time was, rather than row by row. */
export function isRepeatable({ answers }: Operation): boolean {
  return Object.values(answers).some(({ headers = {}, content = {} }) => {
    const rows = content['application/json']?.schema?.properties?.results;
    return 'Idempotent-Replayed' in headers && rows === undefined;
  });
}

/** The stable codes that an operation's status may carry. */
export function codesOf({ answers }: Operation, status: number): string[] {
  return [...(answers[status]?.description ?? '').matchAll(/`([a-z0-9_]+)`/g)].map(([, code]) => code ?? '');
}
