import { expect, test } from 'bun:test';
import { apiDocument } from '../../../src/app/api-document.ts';

interface Schema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Content {
  readonly content?: { readonly 'application/json'?: { readonly schema: Schema; readonly example?: unknown } };
}

interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string; readonly description?: string; readonly example?: unknown }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

const { paths, tags } = JSON.parse(await apiDocument('1.2.3')) as {
  paths: Record<string, Record<string, Operation>>;
  tags: { name: string; description: string }[];
};
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
);

/** Names of everything within that lacks a description or an example. */
function undescribed({ properties = {}, items }: Schema, at: string): string[] {
  const own = Object.entries(properties).flatMap(([name, schema]) => {
    const place = `${at}.${name}`;
    const lacks = [
      ...(schema.description ? [] : [`${place} has no description`]),
      ...(schema.examples || schema.properties || schema.items ? [] : [`${place} has no example`]),
    ];
    return [...lacks, ...undescribed(schema, place)];
  });
  return items ? [...own, ...undescribed(items, `${at}[]`)] : own;
}

test.each(operations)('%s is described, with examples, down to the last property', (_name, operation) => {
  expect(operation.summary).toBeTruthy();
  expect(operation.description).toMatch(/Needs (?:the scope|a key of any scope)/);
  for (const tag of operation.tags ?? ['none']) expect(tags.map(({ name }) => name)).toContain(tag);
  for (const { name, description, example } of operation.parameters ?? []) {
    expect([name, description, example]).toEqual([name, expect.any(String), expect.anything()]);
  }
  const body = operation.requestBody?.content?.['application/json'];
  const answers = Object.values(operation.responses).flatMap(({ content }) => content?.['application/json'] ?? []);
  for (const { example } of answers) expect(example).toBeDefined();
  if (body) expect(body.schema.examples).toHaveLength(1);
  const schemas = [...(body ? [body] : []), ...answers].map(({ schema }) => schema);
  expect(schemas.flatMap((schema) => undescribed(schema, ''))).toEqual([]);
});

test('JSON is snake_case throughout', () => {
  const all: string[] = [];
  const collect = ({ properties = {}, items }: Schema) => {
    all.push(...Object.keys(properties));
    for (const inner of [...Object.values(properties), ...(items ? [items] : [])]) collect(inner);
  };
  for (const [, { requestBody, responses }] of operations) {
    for (const { content } of [requestBody ?? {}, ...Object.values(responses)]) {
      const schema = content?.['application/json']?.schema;
      if (schema) collect(schema);
    }
  }
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
});
