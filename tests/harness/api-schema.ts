import fc from 'fast-check';
import type { Schema } from './api-document.ts';

/** As the document writes the ids of Discord. */
const SNOWFLAKE = '^\\d{17,20}$';
/** Instants that the document asks for lie to come. */
const [NOW, LATER] = [new Date('2029-01-01'), new Date('2031-01-01')];
const FAR = Number.MAX_SAFE_INTEGER;

/**
 * Values that fit a schema, ordinary ones far more often than extreme ones.
 * @param ids what stands where the document wants an id of Discord
 */
export function valuesOf(schema: Schema, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  if (Object.keys(schema).every((name) => name === 'description' || name === 'examples')) return fc.constant({});
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => valuesOf(choice, ids)));
  if (typeof schema.type === 'object') {
    return fc.oneof(...schema.type.map((type) => valuesOf({ ...schema, type }, ids)));
  }
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'string':
      return texts(schema, ids);
    case 'array':
      return lists(schema, ids);
    case 'object':
      return objects(schema, ids);
    default:
      throw new Error(`no values are known for the schema ${JSON.stringify(schema)}`);
  }
}

function numbers({ minimum = -FAR, maximum = FAR }: Schema): fc.Arbitrary<number> {
  const start = minimum === -FAR ? 0 : minimum;
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: start, max: Math.min(maximum, start + 30) }) },
    { weight: 1, arbitrary: fc.integer({ min: start, max: Math.min(maximum, start + 1000) }) },
    { weight: 1, arbitrary: fc.integer({ min: minimum, max: maximum }) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
  );
}

function texts(
  { format, pattern, minLength = 0, maxLength = 60 }: Schema,
  ids: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  if (pattern === SNOWFLAKE) return ids;
  if (format === 'date-time')
    return fc.date({ min: NOW, max: LATER, noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const length = { minLength, maxLength: Math.min(maxLength, minLength + 60) };
  return fc.oneof(
    { weight: 4, arbitrary: fc.string(length) },
    { weight: 1, arbitrary: fc.string({ ...length, unit: 'binary' }).filter((text) => text.length <= maxLength) },
  );
}

function lists(schema: Schema, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown[]> {
  const { items = {}, minItems = 0, maxItems = 5 } = schema;
  return fc.array(valuesOf(items, ids), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 5) });
}

function objects(schema: Schema, ids: fc.Arbitrary<string>): fc.Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  if (propertyNames && typeof additionalProperties === 'object') {
    const names = valuesOf(propertyNames, ids) as fc.Arbitrary<string>;
    return fc.dictionary(names, valuesOf(additionalProperties, ids), { maxKeys: 4, noNullPrototype: true });
  }
  const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, valuesOf(field, ids)]));
  return fc.record(fields, { requiredKeys: [...required], noNullPrototype: true });
}

/** Whether a text of a path, a query or a header is what its schema asks for. */
export function fitsText(schema: Schema, text: string): boolean {
  const { type, pattern, minimum = -FAR, maximum = FAR, minLength = 0, maxLength = FAR } = schema;
  const value = Number(text);
  if (type === 'integer') return /^-?\d+$/.test(text) && value >= minimum && value <= maximum;
  if (schema.enum && !schema.enum.includes(text)) return false;
  if (type === 'boolean') return text === 'true' || text === 'false';
  return text.length >= minLength && text.length <= maxLength && (pattern === undefined || RegExp(pattern).test(text));
}
