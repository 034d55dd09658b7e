import fc from 'fast-check';
import { isRepeatable, type Operation, type Parameter } from './api-document.ts';
import { everyFlaw, flawed } from './api-flaws.ts';
import { encoded, LAST_CURSOR, LAST_ETAG, LAST_ID, type Planned } from './api-plan.ts';
import { valuesOf } from './api-schema.ts';

export interface Places {
  readonly guildId: string;
  /** People who are there. */
  readonly userIds: readonly string[];
  /** Roles that the bot may give. */
  readonly roleIds: readonly string[];
}

/**
 * Each operation in turn, so that none is forgotten: first with every flaw that it can have, then half of them as the
 * document asks and half with one flaw.
 */
export function plannedRequests(operations: readonly Operation[], places: Places, count: number, seed: number) {
  const rightOnes = new Map(operations.map((operation) => [operation, asDocumented(operation, places)]));
  // Those that are done once per key come thrice as often, since each has a repetition to see.
  const once = operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'Idempotency-Key'));
  const one = fc
    .constantFrom(...operations, ...once, ...once)
    .chain((operation) => rightOnes.get(operation) as fc.Arbitrary<Planned>)
    .chain((request) => fc.oneof(fc.constant(request), flawed(request)));
  const flawless = fc.sample(fc.tuple(...rightOnes.values()), { numRuns: 1, seed })[0] ?? [];
  const each = flawless.flatMap((request) => everyFlaw(request));
  const others = fc.sample(one, { numRuns: Math.max(0, count - each.length), seed });
  return { flawless, requests: [...each, ...others] };
}

function asDocumented(operation: Operation, { guildId, userIds, roleIds }: Places): fc.Arbitrary<Planned> {
  const stranger = fc.stringMatching(/^4\d{17}$/);
  const ids = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...userIds) },
    { weight: 3, arbitrary: fc.constantFrom(...roleIds) },
    { weight: 1, arbitrary: stranger },
  );
  const texts = (where: Parameter['in']) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === where);
    const fields = parameters.map((parameter) => [parameter.name, textsOf(parameter, guildId, ids)] as const);
    const requiredKeys = parameters.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
  };
  const named = operation.path.startsWith('/api/keys') ? fc.constant(guildId) : ids;
  const bytes = operation.body ? valuesOf(operation.body, named).map(encoded) : fc.constant(null);
  return fc
    .record({
      path: texts('path'),
      query: texts('query'),
      headers: texts('header'),
      bytes,
      again: againOf(bytes),
      unchanged: fc.boolean(),
    })
    .map(({ path, query, headers, bytes, again, unchanged }) => ({
      operation,
      method: operation.method,
      path,
      query: Object.entries(query),
      headers,
      body: bytes && { type: 'application/json', bytes },
      key: 'right' as const,
      flaw: null,
      hopeless: false,
      unchanged: unchanged && 'If-Match' in headers,
      again: isRepeatable(operation) ? again : null,
    }));
}

function againOf(bytes: fc.Arbitrary<Uint8Array<ArrayBuffer> | null>): fc.Arbitrary<Planned['again']> {
  const never = fc.constant(null);
  return fc.oneof(never, fc.constant('same' as const), { weight: 2, arbitrary: bytes });
}

function textsOf(
  { name, in: where, schema }: Parameter,
  guildId: string,
  ids: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  if (name === 'guild_id') return fc.constant(guildId);
  if (name === 'cursor') return fc.constant(LAST_CURSOR);
  if (name === 'Idempotency-Key') return fc.uuid();
  const texts = valuesOf(schema, ids).map(String);
  if (schema.format === 'uuid' && where === 'path') return fc.oneof(fc.constant(LAST_ID), texts);
  if (name !== 'If-Match') return texts;
  return fc.oneof({ weight: 4, arbitrary: fc.constant(LAST_ETAG) }, { weight: 1, arbitrary: texts });
}
