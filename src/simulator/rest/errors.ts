/** Discord's refusals by name: HTTP status, JSON error code, message. */
const CATALOGUE = {
  general: [400, 0, '400: Bad Request'],
  not_found: [404, 0, '404: Not Found'],
  method_not_allowed: [405, 0, '405: Method Not Allowed'],
  unauthorized: [401, 0, '401: Unauthorized'],
  unknown_application: [404, 10002, 'Unknown Application'],
  unknown_channel: [404, 10003, 'Unknown Channel'],
  unknown_guild: [404, 10004, 'Unknown Guild'],
  unknown_invite: [404, 10006, 'Unknown Invite'],
  unknown_member: [404, 10007, 'Unknown Member'],
  unknown_message: [404, 10008, 'Unknown Message'],
  unknown_role: [404, 10011, 'Unknown Role'],
  unknown_user: [404, 10013, 'Unknown User'],
  unknown_emoji: [400, 10014, 'Unknown Emoji'],
  unknown_webhook: [404, 10015, 'Unknown Webhook'],
  unknown_ban: [404, 10026, 'Unknown Ban'],
  unknown_interaction: [404, 10062, 'Unknown interaction'],
  unknown_command: [404, 10063, 'Unknown application command'],
  not_for_bots: [403, 20001, 'Bots cannot use this endpoint'],
  unknown_command_permissions: [404, 10066, 'Unknown application command permissions'],
  acknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  user_banned: [403, 40007, 'The user is banned from this guild.'],
  nobody_banned: [400, 500000, 'Failed to ban users'],
  missing_access: [403, 50001, 'Missing Access'],
  not_in_direct_channel: [403, 50003, 'Cannot execute action on a DM channel'],
  not_own_message: [403, 50005, 'Cannot edit a message authored by another user'],
  empty_message: [400, 50006, 'Cannot send an empty message'],
  no_direct_messages: [403, 50007, 'Cannot send messages to this user'],
  not_a_text_channel: [400, 50008, 'Cannot send messages in a non-text channel'],
  missing_permissions: [403, 50013, 'Missing Permissions'],
  invalid_token: [401, 50014, 'Invalid authentication token provided'],
  bulk_delete_count: [
    400,
    50016,
    'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete',
  ],
  system_message: [403, 50021, 'Cannot execute action on a system message'],
  invalid_webhook_token: [401, 50027, 'Invalid Webhook Token'],
  invalid_role: [400, 50028, 'Invalid Role'],
  too_old: [400, 50034, 'A message provided was too old to bulk delete'],
  invalid_form: [400, 50035, 'Invalid Form Body'],
  too_large: [413, 40005, 'Request entity too large'],
  malformed_json: [400, 50109, 'The request body contains invalid JSON.'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export type DiscordErrorName = keyof typeof CATALOGUE;

/** What is wrong with one field, as Discord nests it under `errors`. */
export interface FieldError {
  path: readonly (string | number)[];
  /** `BASE_TYPE_REQUIRED` and the like. */
  code: string;
  message: string;
}

/**
 * A request that Discord refuses. Thrown, unlike our own refusals: it ends the handler of a request wherever it
 * stands, and the REST door alone turns it into Discord's JSON.
 */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly fields: readonly FieldError[];

  constructor(name: DiscordErrorName, fields: readonly FieldError[] = []) {
    const [status, code, message] = CATALOGUE[name];
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }

  toJSON(): { message: string; code: number; errors?: object } {
    const body = { message: this.message, code: this.code };
    return this.fields.length ? { ...body, errors: nest(this.fields) } : body;
  }
}

/** A form refused because of one field. */
export function fieldError(path: readonly (string | number)[], code: string, message: string): DiscordError {
  return new DiscordError('invalid_form', [{ path, code, message }]);
}

interface Nested {
  [key: string]: Nested | { code: string; message: string }[];
}

function nest(fields: readonly FieldError[]): Nested {
  const root: Nested = {};
  for (const { path, code, message } of fields) {
    let level = root;
    for (const key of path) level = child(level, String(key), {});
    child<{ code: string; message: string }[]>(level, '_errors', []).push({ code, message });
  }
  return root;
}

function child<T extends Nested[string] = Nested>(level: Nested, key: string, fresh: T): T {
  level[key] ??= fresh;
  return level[key] as T;
}
