interface CodeFacts {
  readonly status: number;
  readonly title: string;
  /** One sentence of what is wrong and what to do. */
  readonly detail: string;
}

/** Every error that does not come from a feature's rules. Codes are stable; the wording is not. */
export const CODES = {
  malformed_body: {
    status: 400,
    title: 'Malformed request',
    detail: 'The request body could not be read. Send well-formed JSON.',
  },
  invalid_cursor: {
    status: 400,
    title: 'Invalid cursor',
    detail: 'This cursor was not made for this list. Start again without one.',
  },
  invalid_idempotency_key: {
    status: 400,
    title: 'Idempotency-Key missing or invalid',
    detail:
      'Send an Idempotency-Key header of 1 to 128 letters, digits or . _ : - so that a repeated request is done once.',
  },
  api_key_missing: {
    status: 401,
    title: 'No API key',
    detail: 'Send an API key: Authorization: Bearer sd_…. The operator makes one with smarter-dev api-key create.',
  },
  api_key_invalid: {
    status: 401,
    title: 'Unknown API key',
    detail: 'This API key is not known. Check that it was copied whole.',
  },
  api_key_revoked: {
    status: 401,
    title: 'Revoked API key',
    detail: 'This API key was revoked or replaced. Ask whoever made it for a new one.',
  },
  api_key_expired: {
    status: 401,
    title: 'Expired API key',
    detail: 'This API key has expired. Ask whoever made it for a new one.',
  },
  scope_missing: {
    status: 403,
    title: 'Not allowed',
    detail: 'This API key lacks the scope that the request needs. Ask whoever made it for a key that has it.',
  },
  not_allowed: {
    status: 403,
    title: 'Not for you',
    detail: 'You may not open this. Ask somebody who manages the guild to give you the permission in Discord.',
  },
  form_stale: {
    status: 403,
    title: 'This form is too old',
    detail:
      'Nothing was changed: the form was opened before you signed in, or long ago. Load the page again, then repeat.',
  },
  guild_not_found: {
    status: 404,
    title: 'Guild not found',
    detail: 'There is no such guild, or this API key may not see it.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    detail: 'There is nothing at this address. Check the link, or start again from the home page.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This address does not take that method. Allow says which ones it takes.',
  },
  request_in_progress: {
    status: 409,
    title: 'Still at work',
    detail: 'A request with this Idempotency-Key is at work right now. Try again in a moment.',
  },
  version_mismatch: {
    status: 412,
    title: 'Changed meanwhile',
    detail: 'Somebody changed this meanwhile. Load it again, then make your change.',
  },
  body_too_large: {
    status: 413,
    title: 'Body too large',
    detail: 'A request body may have at most 256 KiB. Send less at once.',
  },
  json_only: {
    status: 415,
    title: 'JSON only',
    detail: 'Send the body as JSON with Content-Type: application/json.',
  },
  form_only: {
    status: 415,
    title: 'Forms only',
    detail: 'Send the fields as a form, application/x-www-form-urlencoded or multipart/form-data.',
  },
  invalid_request: { status: 422, title: 'Invalid request', detail: 'A value in the request is not valid.' },
  idempotency_conflict: {
    status: 422,
    title: 'Idempotency-Key used before',
    detail: 'This Idempotency-Key came before with another request. Use a new key for a new request.',
  },
  version_required: {
    status: 428,
    title: 'If-Match missing',
    detail: 'Send If-Match with the ETag that you last saw, so that nobody else’s change is lost.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail: 'That was too often. Wait for as many seconds as Retry-After says, then go on.',
  },
  internal_error: {
    status: 500,
    title: 'Something went wrong',
    detail: 'Something went wrong on our side. Quote the request id when you report it.',
  },
  storage_away: {
    status: 503,
    title: 'The database does not answer',
    detail:
      'The database does not answer right now. Try again in a moment; what moves bytes with the same Idempotency-Key, so that it moves them once.',
  },
  discord_away: {
    status: 503,
    title: 'Discord does not answer',
    detail: 'Rights are asked of Discord each time, and it does not answer right now. Try again in a moment.',
  },
} as const satisfies Record<string, CodeFacts>;

export type ProblemCode = keyof typeof CODES;
