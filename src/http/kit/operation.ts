import { z } from 'zod';
import { CODES, type ProblemCode } from './codes.ts';
import { REFUSAL_STATUS, type RefusalCode } from './refusals.ts';

/** What the API document says of one route. */
export interface OperationFacts {
  /** camelCase verb and noun, unique: `listBalances`; generated clients name a function by it. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** The answer's shape; null for 204. It describes and does not validate. */
  readonly answer: z.ZodType | null;
  readonly example?: unknown;
  /** 200, or 204 without an answer. */
  readonly status?: number;
  /** What may go wrong besides what may go wrong everywhere. */
  readonly errors?: readonly (ProblemCode | RefusalCode)[];
  /** Takes an Idempotency-Key. */
  readonly once?: boolean;
  /** `reads`: answers with an ETag. `writes`: takes If-Match too. */
  readonly versioned?: 'reads' | 'writes';
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: true,
  description: 'Names this request: repeated within 24 hours, it is answered and not done again.',
  schema: { type: 'string' as const, pattern: '^[\\w.:-]{1,128}$' },
  example: 'pr-4711-merged',
};

const IF_MATCH = {
  name: 'If-Match',
  in: 'header' as const,
  required: true,
  description: 'The ETag that was last seen.',
  schema: { type: 'string' as const, pattern: '^"\\d{1,9}"$' },
  example: '"3"',
};

const ONCE_ERRORS = ['invalid_idempotency_key', 'request_in_progress', 'idempotency_conflict'] as const;
const VERSION_ERRORS = ['version_required', 'version_mismatch'] as const;

/** Under these names a route's `detail` keeps what the document needs and OpenAPI has no place for. */
export interface Extras {
  readonly 'x-headers': readonly object[];
  readonly 'x-errors': readonly (ProblemCode | RefusalCode)[];
}

/** The `detail` of a route. Everything that every route has (keys, limits, common errors) is added to the document later. */
export function operation(facts: OperationFacts) {
  const { id, summary, description, once = false, versioned } = facts;
  const writes = versioned === 'writes';
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    responses: success(facts),
    'x-headers': [...(once ? [IDEMPOTENCY_KEY] : []), ...(writes ? [IF_MATCH] : [])],
    'x-errors': [...(once ? ONCE_ERRORS : []), ...(writes ? VERSION_ERRORS : []), ...(facts.errors ?? [])],
  };
}

function success({ answer, example, status, versioned, once }: OperationFacts) {
  if (answer === null) return { [String(status ?? 204)]: { description: 'Done.' } };
  const text = { schema: { type: 'string' as const } };
  const headers = {
    ...(versioned ? { ETag: { ...text, description: 'The version of what was answered.' } } : {}),
    ...(once ? { 'Idempotent-Replayed': { ...text, description: '`true` when this answers a repetition.' } } : {}),
  };
  return {
    [String(status ?? 200)]: {
      description: 'Done.',
      headers,
      content: {
        'application/json': {
          schema: z.toJSONSchema(answer, { io: 'output' }) as object,
          ...(example === undefined ? {} : { example }),
        },
      },
    },
  };
}

/** One response for each status, naming its codes. */
export function failures(codes: readonly (ProblemCode | RefusalCode)[]) {
  const byStatus = Map.groupBy([...new Set(codes)], statusOf);
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.map((code) => `\`${code}\``).join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function statusOf(code: ProblemCode | RefusalCode): number {
  return code in CODES ? CODES[code as ProblemCode].status : REFUSAL_STATUS[code as RefusalCode];
}
