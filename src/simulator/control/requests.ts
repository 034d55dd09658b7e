import { z } from 'zod';

const DISCORD_EPOCH = Date.UTC(2015, 0, 1);
const CLOSE = /^close:(1000|1001|4\d{3})$/;

/** An id or a name. */
const reference = z.string().trim().min(1, 'must not be empty').max(100);
const id = z.string().regex(/^\d{17,20}$/, 'must be a Discord id: 17 to 20 digits');
const customId = z.string().min(1).max(100);
const guild = reference.optional();
const emoji = z.string().trim().min(1).max(100);
const actor = { as: reference, guild };
const file = z.strictObject({
  filename: z.string().min(1).max(260),
  size: z.number().int().min(0),
  content_type: z.string().max(100).optional(),
});
const option = z.union(
  [z.string().max(6000), z.number(), z.boolean(), file],
  'must be text, a number, true or false, or a file',
);
const options = z.record(z.string().max(32), option).optional();

const username = z
  .string()
  .trim()
  .min(2)
  .max(32)
  .regex(/^[^@#:`\n]+$/, "must not contain @ # : ` or a line's end");

/** The bodies of the control API's POSTs. Unknown fields are refused. */
export const REQUESTS = {
  say: z.strictObject({
    ...actor,
    channel: reference,
    content: z.string().max(100_000).optional(),
    attachments: z.array(file).max(50).optional(),
    reply_to: id.optional(),
  }),
  edit: z.strictObject({ as: reference, message: id, content: z.string().max(100_000) }),
  delete: z.strictObject({ as: reference, message: id }),
  react: z.strictObject({ as: reference, message: id, emoji, remove: z.boolean().optional() }),
  command: z.strictObject({
    ...actor,
    channel: reference,
    name: z.string().trim().min(1).max(200),
    options,
    target: reference.optional(),
  }),
  autocomplete: z.strictObject({
    ...actor,
    channel: reference,
    name: z.string().trim().min(1).max(200),
    option: z.string().min(1).max(32),
    options,
  }),
  press: z.strictObject({
    as: reference,
    message: id,
    custom_id: customId,
    values: z.array(z.string().max(100)).max(25).optional(),
  }),
  submit: z.strictObject({
    as: reference,
    custom_id: customId,
    fields: z.record(
      z.string().max(100),
      z.union([z.string().max(4000), z.array(z.string().max(100)).max(25)], 'must be text or a list of texts'),
    ),
  }),
  join: z.strictObject({
    username,
    name: z.string().trim().min(1).max(32).optional(),
    account_age_days: z.number().min(0).max(3650).optional(),
    guild,
  }),
  leave: z.strictObject({ member: reference, guild }),
  moderate: z.strictObject({
    ...actor,
    member: reference,
    action: z.enum(['ban', 'unban', 'kick', 'timeout', 'untimeout', 'role_add', 'role_remove']),
    reason: z.string().trim().min(1).max(512).optional(),
    duration: z.string().max(50).optional(),
    role: reference.optional(),
    delete_message_seconds: z.number().int().min(0).max(604_800).optional(),
  }),
  clock: z.strictObject({ advance: z.string().max(50) }),
  faults: z.strictObject({
    latency: z.number().min(0).max(60_000).optional(),
    errors: z.number().min(0).max(1).optional(),
    rateLimit: z.number().min(0).max(600).optional(),
    refuse: z
      .array(
        z.strictObject({
          match: z.string().min(1).max(200),
          status: z.number().int().min(400).max(599),
          code: z.number().int().min(0),
          retry_after: z.number().min(0.1).max(3_600).optional(),
        }),
      )
      .max(50)
      .optional(),
    gatewayDown: z.boolean().optional(),
    disallowedIntents: z.number().int().min(0).optional(),
    duplicateInteractions: z.number().int().min(1).max(10).optional(),
    /** Done once, to every open connection. */
    gateway: z
      .union(
        [
          z.enum(['reconnect', 'invalid_session', 'invalid_session_resumable']),
          z.templateLiteral(['close:', z.number()]),
        ],
        'must be reconnect, invalid_session, invalid_session_resumable or close:<code>',
      )
      .refine((text) => !text.startsWith('close:') || CLOSE.test(text), 'must close with 1000, 1001 or 4000 to 4999')
      .optional(),
    /** Ends all faults first. */
    clear: z.boolean().optional(),
  }),
  reset: z.strictObject({}),
} as const;

export type RequestName = keyof typeof REQUESTS;
export type RequestOf<Name extends RequestName> = z.infer<(typeof REQUESTS)[Name]>;

/** The oldest account that can be: none is older than Discord's own count of time. */
export function oldestAccountDays(now: number): number {
  return Math.floor((now - DISCORD_EPOCH) / 86_400_000) - 1;
}
