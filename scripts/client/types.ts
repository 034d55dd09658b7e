/** The part of JSON Schema that the API document uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly description?: string;
}

/** A schema as a TypeScript type; lines after the first are indented by `depth` steps. */
export function typeOf(schema: Schema, depth = 0): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map((choice) => typeOf(choice, depth)));
  if (schema.allOf) return schema.allOf.map((part) => typeOf(part, depth)).join(' & ');
  if (typeof schema.type === 'object') return union(schema.type.map((type) => typeOf({ ...schema, type }, depth)));
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `Array<${typeOf(schema.items ?? {}, depth)}>`;
    case 'object':
      return objectType(schema, depth);
    case undefined:
      return 'unknown';
    default:
      throw new Error(`no type is known for the schema ${JSON.stringify(schema)}`);
  }
}

function objectType({ properties, required = [], additionalProperties }: Schema, depth: number): string {
  if (properties) return fields(Object.entries(properties), required, depth);
  return typeof additionalProperties === 'object' ? `Record<string, ${typeOf(additionalProperties, depth)}>` : 'object';
}

/** An object type of named fields, each with its description. */
export function fields(of: readonly (readonly [string, Schema])[], required: readonly string[], depth: number): string {
  if (of.length === 0) return 'object';
  const indent = '  '.repeat(depth + 1);
  const lines = of.map(([name, schema]) => {
    const type = typeOf(schema, depth + 1);
    const optional = required.includes(name) ? `${name}: ${type}` : `${name}?: ${type} | undefined`;
    return `${comment(schema.description, indent)}${indent}${optional};\n`;
  });
  return `{\n${lines.join('')}${'  '.repeat(depth)}}`;
}

/** A docstring; nothing without a text. */
export function comment(text: string | undefined, indent: string): string {
  if (!text) return '';
  const lines = text.replaceAll('*/', '* /').split('\n');
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

function union(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  return distinct.includes('unknown') ? 'unknown' : distinct.join(' | ');
}
