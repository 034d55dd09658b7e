/** What groups of routes are about. */
export const TAGS = [
  { name: 'Bytes', description: 'The economy of a guild: balances, the ledger, the leaderboard and its settings.' },
];

/** The shape of every error. */
export const PROBLEM = {
  type: 'object',
  description: 'What went wrong (RFC 9457). `code` is stable; the sentences are for people and may change.',
  required: ['type', 'status', 'code', 'title', 'detail', 'request_id'],
  properties: {
    type: { type: 'string', const: 'about:blank' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', pattern: '^[a-z0-9_]+$' },
    title: { type: 'string' },
    detail: { type: 'string' },
    request_id: { type: 'string', description: 'Quote it when you report the problem.' },
    context: {
      type: 'object',
      description: 'Figures behind the refusal, such as the balance.',
      additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    },
  },
  example: {
    type: 'about:blank',
    status: 403,
    code: 'scope_missing',
    title: 'Not allowed',
    detail: 'This API key lacks the scope bytes:write.',
    request_id: '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f',
  },
};
