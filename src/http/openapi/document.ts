import { toOpenAPISchema } from '@elysiajs/openapi/openapi';
import type { AnyElysia } from 'elysia';
import { z } from 'zod';
import type { ProblemCode } from '../kit/codes.ts';
import type { Right } from '../kit/guard.ts';
import { type Extras, failures } from '../kit/operation.ts';
import type { RefusalCode } from '../kit/refusals.ts';
import { rightOf } from '../kit/rights.ts';
import { PROBLEM, TAGS } from './parts.ts';

type Json = { [name: string]: unknown };

interface Parameter {
  readonly schema?: {
    readonly description?: string;
    readonly examples?: readonly unknown[];
  };
}

interface Operation extends Extras {
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: object;
  readonly responses: object;
}

/** The API document (OpenAPI 3.1) of everything that is routed under `/api` and not hidden. */
export function describeApi(api: AnyElysia, version: string): Json {
  const rights = new Map(api.routes.map((route) => [nameOf(route.method, braced(route.path)), rightOf(route)]));
  const { paths } = toOpenAPISchema(jsonOnly(api), { staticFile: false }, undefined, { zod: inputSchema });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Smarter Dev',
      version,
      description:
        'Everything that the dashboard can do. Send an API key as `Authorization: Bearer sd_…`. Every error is a problem (RFC 9457) with a stable `code`.',
      license: { name: 'MIT', identifier: 'MIT' },
      contact: { name: 'Whoever runs this instance' },
    },
    servers: [{ url: '/', description: 'This instance' }],
    security: [{ apiKey: [] }],
    tags: TAGS,
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, item]) => [trimmed(path), describePath(path, item as Json, rights)]),
    ),
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key made with `smarter-dev api-key create`.' },
      },
      schemas: { Problem: PROBLEM },
    },
  };
}

/** The package would offer three body types where there is a parse hook of a kind that it does not know. */
function jsonOnly(api: AnyElysia): AnyElysia {
  const routes = api.routes.map((route) => ({
    ...route,
    hooks: { ...route.hooks, parse: [{ fn: 'json' }] },
  }));
  return { getGlobalRoutes: () => routes } as unknown as AnyElysia;
}

/** Examples are of what is sent; the converter drops them wherever a value is transformed. */
function inputSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    io: 'input',
    override({ zodSchema, jsonSchema }) {
      const examples = z.globalRegistry.get(zodSchema)?.examples;
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  });
}

function describePath(path: string, item: Json, rights: ReadonlyMap<string, Right | null>): Json {
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      const right = rights.get(nameOf(method, path)) ?? 'public';
      return [method, withoutDialect(describeOperation(operation as Operation, right))];
    }),
  );
}

function describeOperation(found: Operation, right: Right): Json {
  const { 'x-errors': errors = [], 'x-headers': headers = [], description, parameters = [], ...rest } = found;
  const codes = [...errors, ...commonErrors(right, rest.requestBody !== undefined)];
  return {
    ...rest,
    description: description ? `${description}\n\n${needsOf(right)}` : needsOf(right),
    ...(right === 'public' ? { security: [] } : {}),
    ...(parameters.length + headers.length > 0 ? { parameters: [...parameters.map(described), ...headers] } : {}),
    responses: { ...rest.responses, ...failures(codes) },
  };
}

/** What a schema says of itself belongs to the parameter; generators look for it there. */
function described({ schema = {}, ...parameter }: Parameter) {
  const { description, examples = [], ...rest } = schema;
  const facts = { ...(description ? { description } : {}), ...(examples.length > 0 ? { example: examples[0] } : {}) };
  return { ...parameter, ...facts, schema: rest };
}

function needsOf(right: Right): string {
  if (right === 'public') return 'Needs no key.';
  return right === 'key' ? 'Needs a key of any scope.' : `Needs the scope \`${right.scope}\`.`;
}

/** What may go wrong on every route of its kind. */
function commonErrors(right: Right, hasBody: boolean): (ProblemCode | RefusalCode)[] {
  const body: ProblemCode[] = hasBody ? ['malformed_body', 'body_too_large', 'json_only'] : [];
  if (right === 'public') return [...body, 'internal_error', 'storage_away'];
  const keys: ProblemCode[] = ['api_key_missing', 'api_key_invalid', 'api_key_revoked', 'api_key_expired'];
  const scope: ProblemCode[] = right === 'key' ? [] : ['scope_missing'];
  const guild: ProblemCode[] = right === 'key' || right.guild === undefined ? [] : ['guild_not_found'];
  return [...keys, ...scope, ...guild, ...body, 'invalid_request', 'rate_limited', 'internal_error', 'storage_away'];
}

/** Each schema names its JSON Schema dialect, which belongs to the document as a whole. */
function withoutDialect(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDialect);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => name !== '$schema' && inner !== undefined)
      .map(([name, inner]) => [name, withoutDialect(inner)]),
  );
}

function nameOf(method: string, path: string): string {
  return `${method.toLowerCase()} ${path}`;
}

function braced(path: string): string {
  return path.replace(/:([^/]+)/g, '{$1}');
}

function trimmed(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
