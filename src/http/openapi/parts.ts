/** What groups of routes are about. */
export const TAGS = [
  { name: 'Guilds', description: 'Where the bot is, how it goes there, and what every feature shares of a guild.' },
  { name: 'Configuration', description: 'All settings of a guild as one file, out and in.' },
  { name: 'People', description: 'Who somebody is in the guilds that the key may see.' },
  { name: 'Audit log', description: 'Who changed what and when.' },
  { name: 'API keys', description: 'What a key may do, and keys that may no more than itself.' },
  { name: 'Balances', description: 'What the members of a guild have, and what staff put right by hand.' },
  { name: 'Transactions', description: 'The ledger of a guild: payments, the daily, searching, and the proof.' },
  { name: 'Bytes settings', description: 'How a guild’s economy works, and what its daily would pay.' },
  {
    name: 'Squads',
    description: 'Teams that are Discord roles: who is in which, what it takes to join, and how they stand.',
  },
  { name: 'Moderation', description: 'Cases: what was done to whom, by whomever and wherever, and doing it.' },
  { name: 'Webhooks', description: 'Events that are sent to your own programs, signed, and what became of them.' },
  { name: 'Automod rules', description: 'What a guild’s rules look at and do, and rules to begin with.' },
  { name: 'Automod trials', description: 'What rules would do, and why something or nothing happened.' },
  { name: 'Automod state', description: 'The emergency stop, and where alerts go.' },
  { name: 'Automod log', description: 'What rules did, and taking it back.' },
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
    errors: {
      type: 'array',
      description: 'With `invalid_request`: every value that is not valid.',
      items: {
        type: 'object',
        required: ['in', 'pointer', 'detail'],
        properties: {
          in: { type: 'string', enum: ['body', 'query', 'path'], description: 'Where the value stood.' },
          pointer: { type: 'string', description: 'JSON Pointer (RFC 6901) of the value: `#/role_rewards/42`.' },
          detail: { type: 'string', description: 'What is wrong with it, for people.' },
        },
      },
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
