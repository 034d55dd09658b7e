/** As much of an OpenAPI document as its page shows. */
export interface ApiDocument {
  readonly info: { readonly version: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
}

export interface ApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: Schema;
}

export type Content = Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;

/** JSON Schema, as far as the API uses it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface Field {
  /** From the value that is described: `page.limit`, `data[].rank`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export interface Placed extends ApiOperation {
  readonly method: string;
  readonly path: string;
}

/** The operations of one tag, by path and then as people think of methods. */
export function operationsOf({ paths }: ApiDocument, tag: string): Placed[] {
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, method, path })),
  );
  return all
    .filter(({ tags }) => tags.includes(tag))
    .sort(
      (one, other) =>
        one.path.localeCompare(other.path, 'en') || METHODS.indexOf(one.method) - METHODS.indexOf(other.method),
    );
}

/** Every field of a value, those of values inside it included. */
export function fieldsOf(schema: Schema, before = ''): Field[] {
  const inner = choices(schema);
  if (inner.length > 1) {
    return inner.flatMap((choice) => fieldsOf(choice, before)).filter(isFirst);
  }
  const [only = schema] = inner;
  if (only.items) return fieldsOf(only.items, `${before}[]`);
  const map = typeof only.additionalProperties === 'object' ? fieldsOf(only.additionalProperties, `${before}.*`) : [];
  const named = Object.entries(only.properties ?? {}).flatMap(([name, field]) => {
    const path = before === '' ? name : `${before}.${name}`;
    const required = only.required?.includes(name) ?? false;
    return [{ path, type: typeOf(field), required, description: field.description ?? '' }, ...fieldsOf(field, path)];
  });
  return [...named, ...map];
}

function isFirst({ path }: Field, index: number, all: readonly Field[]): boolean {
  return all.findIndex((field) => field.path === path) === index;
}

/** What a value may be, in the words of JSON: `string or null`, `integer, 1 to 100`. */
export function typeOf(schema: Schema): string {
  const inner = schema.anyOf ?? schema.oneOf;
  if (inner) return [...new Set(inner.map(typeOf))].join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  const type = [schema.type ?? 'anything'].flat().join(' or ');
  const size = limits(schema);
  return [schema.format === undefined ? type : `${type} (${schema.format})`, size].filter(Boolean).join(', ');
}

function limits({ minimum, maximum, minLength, maxLength }: Schema): string {
  const [least, most] = [minimum ?? minLength, maximum ?? maxLength];
  const unit = minimum === undefined && maximum === undefined ? ' characters' : '';
  const bounded = most !== undefined && most < Number.MAX_SAFE_INTEGER;
  if (bounded) return `${least ?? 0} to ${most}${unit}`;
  return least !== undefined && least > -Number.MAX_SAFE_INTEGER ? `at least ${least}${unit}` : '';
}

/** Something valid to begin with. */
export function exampleOf(schema: Schema): unknown {
  const [given = schema.default ?? schema.const] = schema.examples ?? [];
  if (given !== undefined) return given;
  if (schema.enum) return schema.enum[0];
  const [first] = choices(schema);
  if (first) return exampleOf(first);
  if (schema.items) return [exampleOf(schema.items)];
  if (schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, field]) => [name, exampleOf(field)]));
  }
  return { string: 'text', integer: schema.minimum ?? 1, number: schema.minimum ?? 1, boolean: true, object: {} }[
    [schema.type ?? 'null'].flat()[0] ?? ''
  ];
}

function choices({ anyOf, oneOf }: Schema): readonly Schema[] {
  return (anyOf ?? oneOf ?? []).filter(({ type }) => type !== 'null');
}
