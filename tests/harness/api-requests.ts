import fc from 'fast-check';
import type { Operation, Parameter } from './api-document.ts';
import { flawed } from './api-flaws.ts';
import type { ApiKeys } from './api-keys.ts';
import { valuesOf } from './api-schema.ts';

/** Stands for what an earlier answer said: the `next_cursor` of the same list, the `ETag` of the same address. */
export const LAST_CURSOR = '«last cursor»';
export const LAST_ETAG = '«last ETag»';
/** A cursor of some other list. */
export const FOREIGN_CURSOR = '«foreign cursor»';

export interface Planned {
  readonly operation: Operation;
  readonly method: string;
  /** Texts by the parameter's name; a parameter that is not here is not sent. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly type: string | null; readonly bytes: Uint8Array<ArrayBuffer> } | null;
  readonly key: keyof ApiKeys | 'none' | 'garbled' | 'basic';
  /** What is wrong with it; null: it is as the document asks. */
  readonly flaw: string | null;
  /** Whether it has to be refused, rather than may. */
  readonly hopeless: boolean;
  /** Sent once more after it succeeded: as it was, or with this body. */
  readonly again: 'same' | Uint8Array<ArrayBuffer> | null;
}

export interface Places {
  readonly guildId: string;
  /** People who are there. */
  readonly userIds: readonly string[];
}

/** Half of them as the document asks, half with one flaw. */
export function plannedRequests(operations: readonly Operation[], places: Places): fc.Arbitrary<Planned> {
  return fc
    .constantFrom(...operations)
    .chain((operation) => asDocumented(operation, places))
    .chain((request) => fc.oneof(fc.constant(request), flawed(request, operations)));
}

function asDocumented(operation: Operation, { guildId, userIds }: Places): fc.Arbitrary<Planned> {
  const stranger = fc.stringMatching(/^4\d{17}$/);
  const ids = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...userIds) }, { weight: 1, arbitrary: stranger });
  const texts = (where: Parameter['in']) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === where);
    const fields = parameters.map((parameter) => [parameter.name, textsOf(parameter, guildId, ids)] as const);
    const requiredKeys = parameters.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
  };
  const bytes = operation.body ? valuesOf(operation.body, ids).map(encoded) : fc.constant(null);
  return fc
    .record({ path: texts('path'), query: texts('query'), headers: texts('header'), bytes, again: againOf(bytes) })
    .map(({ path, query, headers, bytes, again }) => ({
      operation,
      method: operation.method,
      path,
      query: Object.entries(query),
      headers,
      body: bytes && { type: 'application/json', bytes },
      key: 'right' as const,
      flaw: null,
      hopeless: false,
      again: 'Idempotency-Key' in headers ? again : null,
    }));
}

function againOf(bytes: fc.Arbitrary<Uint8Array<ArrayBuffer> | null>): fc.Arbitrary<Planned['again']> {
  const never = fc.constant(null);
  return fc.oneof({ weight: 2, arbitrary: never }, fc.constant('same' as const), bytes);
}

function textsOf({ name, schema }: Parameter, guildId: string, ids: fc.Arbitrary<string>): fc.Arbitrary<string> {
  if (name === 'guild_id') return fc.constant(guildId);
  if (name === 'cursor') return fc.constant(LAST_CURSOR);
  if (name === 'Idempotency-Key') return fc.uuid();
  const texts = valuesOf(schema, ids).map(String);
  if (name !== 'If-Match') return texts;
  return fc.oneof({ weight: 4, arbitrary: fc.constant(LAST_ETAG) }, { weight: 1, arbitrary: texts });
}

/** A value as the bytes of its JSON; nothing at all for undefined. */
export function encoded(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value) ?? '');
}
