import * as spec from 'discord-api-spec/zod';
import { z } from 'zod';
import type { Exchange } from '../../src/simulator/rest/rest.ts';

/** What an operation takes and gives by Discord's published schema; no schema means no body. */
interface Operation {
  method: string;
  path: RegExp;
  request?: z.core.$ZodType;
  response?: z.core.$ZodType;
}

const channel = z.union([
  spec.GuildChannelResponseSchema,
  spec.PrivateChannelResponseSchema,
  spec.ThreadResponseSchema,
]);
const list = (item: z.core.$ZodType) => z.array(item);
const command = spec.ApplicationCommandResponseSchema;
const newCommand = spec.ApplicationCommandCreateRequestSchema;
const message = spec.MessageResponseSchema;
const role = spec.GuildRoleResponseSchema;
const callback = z.union([
  spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  spec.CreateMessageInteractionCallbackRequestSchema,
  spec.ModalInteractionCallbackRequestSchema,
  spec.PongInteractionCallbackRequestSchema,
  spec.UpdateMessageInteractionCallbackRequestSchema,
]);

/** Literal paths come before templated ones. */
const OPERATIONS: readonly Operation[] = [
  on('GET', '/gateway', { response: spec.GatewayResponseSchema }),
  on('GET', '/gateway/bot', { response: spec.GatewayBotResponseSchema }),
  on('GET', '/applications/@me', { response: spec.PrivateApplicationResponseSchema }),
  on('GET', '/oauth2/applications/@me', { response: spec.PrivateApplicationResponseSchema }),
  on('GET', '/oauth2/@me', { response: spec.OAuth2GetAuthorizationResponseSchema }),
  on('GET', '/voice/regions', { response: list(spec.VoiceRegionResponseSchema) }),
  on('GET', '/guilds/:id/regions', { response: list(spec.VoiceRegionResponseSchema) }),
  on('GET', '/sticker-packs', { response: spec.StickerPackCollectionResponseSchema }),

  on('GET', '/users/@me', { response: spec.UserPIIResponseSchema }),
  on('PATCH', '/users/@me', { request: spec.BotAccountPatchRequestSchema, response: spec.UserPIIResponseSchema }),
  on('GET', '/users/@me/guilds', { response: list(spec.MyGuildResponseSchema) }),
  on('DELETE', '/users/@me/guilds/:id', {}),
  on('GET', '/users/@me/guilds/:id/member', { response: spec.PrivateGuildMemberResponseSchema }),
  on('POST', '/users/@me/channels', {
    request: spec.CreatePrivateChannelRequestSchema,
    response: spec.PrivateChannelResponseSchema,
  }),
  on('GET', '/users/:id', { response: spec.UserResponseSchema }),

  on('GET', '/guilds/:id', { response: spec.GuildWithCountsResponseSchema }),
  on('GET', '/guilds/:id/preview', { response: spec.GuildPreviewResponseSchema }),
  on('GET', '/guilds/:id/channels', { response: list(channel) }),
  on('POST', '/guilds/:id/channels', {
    request: spec.CreateGuildChannelRequestSchema,
    response: spec.GuildChannelResponseSchema,
  }),
  on('PATCH', '/guilds/:id/channels', { request: z.array(z.looseObject({ id: z.string() })) }),
  on('GET', '/guilds/:id/threads/active', { response: spec.ThreadsResponseSchema }),
  on('GET', '/guilds/:id/audit-logs', { response: spec.GuildAuditLogResponseSchema }),
  on('GET', '/guilds/:id/emojis', { response: list(spec.EmojiResponseSchema) }),
  on('GET', '/guilds/:id/stickers', { response: list(spec.GuildStickerResponseSchema) }),
  on('GET', '/guilds/:id/soundboard-sounds', { response: spec.ListGuildSoundboardSoundsResponseSchema }),
  on('GET', '/guilds/:id/(webhooks|integrations|scheduled-events)', { response: list(z.unknown()) }),
  on('GET', '/guilds/:id/auto-moderation/rules', { response: list(z.unknown()) }),
  on('GET', '/guilds/:id/invites', { response: list(spec.GuildInviteResponseSchema) }),
  on('GET', '/guilds/:id/messages/search', { response: spec.GuildSearchResponseSchema }),

  on('GET', '/guilds/:id/members', { response: list(spec.GuildMemberResponseSchema) }),
  on('GET', '/guilds/:id/members/search', { response: list(spec.GuildMemberResponseSchema) }),
  on('PATCH', '/guilds/:id/members/@me', {
    response: spec.PrivateGuildMemberResponseSchema,
    request: z.looseObject({}),
  }),
  on('GET', '/guilds/:id/members/:id', { response: spec.GuildMemberResponseSchema }),
  on('PUT', '/guilds/:id/members/:id', {
    request: spec.BotAddGuildMemberRequestSchema,
    response: spec.GuildMemberResponseSchema,
  }),
  on('PATCH', '/guilds/:id/members/:id', { request: memberChanges(), response: spec.GuildMemberResponseSchema }),
  on('DELETE', '/guilds/:id/members/:id', {}),
  on('(PUT|DELETE)', '/guilds/:id/members/:id/roles/:id', {}),

  on('GET', '/guilds/:id/bans', { response: list(spec.GuildBanResponseSchema) }),
  on('GET', '/guilds/:id/bans/:id', { response: spec.GuildBanResponseSchema }),
  on('PUT', '/guilds/:id/bans/:id', { request: spec.BanUserFromGuildRequestSchema }),
  on('DELETE', '/guilds/:id/bans/:id', {}),
  on('POST', '/guilds/:id/bulk-ban', {
    request: spec.BulkBanUsersRequestSchema,
    response: spec.BulkBanUsersResponseSchema,
  }),

  on('GET', '/guilds/:id/roles', { response: list(role) }),
  on('GET', '/guilds/:id/roles/member-counts', { response: z.record(z.string(), z.int()) }),
  on('GET', '/guilds/:id/roles/:id', { response: role }),
  on('POST', '/guilds/:id/roles', { request: spec.CreateRoleRequestSchema, response: role }),
  on('PATCH', '/guilds/:id/roles', { request: list(spec.UpdateRolePositionsRequestSchema), response: list(role) }),
  on('PATCH', '/guilds/:id/roles/:id', { request: spec.UpdateRoleRequestPartialSchema, response: role }),
  on('DELETE', '/guilds/:id/roles/:id', {}),

  on('GET', '/channels/:id', { response: channel }),
  on('PATCH', '/channels/:id', {
    request: z.union([spec.UpdateGuildChannelRequestPartialSchema, spec.UpdateThreadRequestPartialSchema]),
    response: channel,
  }),
  on('DELETE', '/channels/:id', { response: channel }),
  on('PUT', '/channels/:id/permissions/:id', { request: z.looseObject({}) }),
  on('DELETE', '/channels/:id/permissions/:id', {}),
  on('POST', '/channels/:id/typing', {}),
  on('POST', '/channels/:id/threads', {
    request: spec.CreateTextThreadWithoutMessageRequestSchema,
    response: spec.CreatedThreadResponseSchema,
  }),
  on('POST', '/channels/:id/messages/:id/threads', {
    request: spec.CreateTextThreadWithMessageRequestSchema,
    response: spec.ThreadResponseSchema,
  }),
  on('(PUT|DELETE)', '/channels/:id/thread-members/@me', {}),
  on('GET', '/channels/:id/webhooks', { response: list(z.unknown()) }),
  on('GET', '/channels/:id/invites', { response: list(spec.GuildInviteResponseSchema) }),
  on('POST', '/channels/:id/invites', {
    request: spec.CreateGuildInviteRequestSchema,
    response: spec.GuildInviteResponseSchema,
  }),
  on('(GET|DELETE)', '/invites/:id', { response: spec.GuildInviteResponseSchema }),

  on('GET', '/channels/:id/messages', { response: list(message) }),
  on('POST', '/channels/:id/messages', { request: spec.MessageCreateRequestSchema, response: message }),
  on('POST', '/channels/:id/messages/bulk-delete', { request: z.object({ messages: z.array(z.string()) }) }),
  on('GET', '/channels/:id/messages/pins', { response: spec.PinnedMessagesResponseSchema }),
  on('(PUT|DELETE)', '/channels/:id/messages/pins/:id', {}),
  on('GET', '/channels/:id/messages/:id', { response: message }),
  on('PATCH', '/channels/:id/messages/:id', { request: spec.MessageEditRequestPartialSchema, response: message }),
  on('DELETE', '/channels/:id/messages/:id', {}),
  on('GET', '/channels/:id/messages/:id/reactions/:id', { response: list(spec.UserResponseSchema) }),
  on('DELETE', '/channels/:id/messages/:id/reactions', {}),
  on('DELETE', '/channels/:id/messages/:id/reactions/:id', {}),
  on('(PUT|DELETE)', '/channels/:id/messages/:id/reactions/:id/:id', {}),

  ...commands('/applications/:id/commands'),
  ...commands('/applications/:id/guilds/:id/commands'),
  on('GET', '/applications/:id/guilds/:id/commands/permissions', {
    response: list(spec.CommandPermissionsResponseSchema),
  }),
  on('GET', '/applications/:id/guilds/:id/commands/:id/permissions', {
    response: spec.CommandPermissionsResponseSchema,
  }),

  on('POST', '/interactions/:id/:id/callback', { request: callback, response: spec.InteractionCallbackResponseSchema }),
  on('POST', '/webhooks/:id/:id', { request: spec.IncomingWebhookRequestPartialSchema, response: message }),
  on('GET', '/webhooks/:id/:id/messages/:id', { response: message }),
  on('PATCH', '/webhooks/:id/:id/messages/:id', {
    request: spec.IncomingWebhookUpdateRequestPartialSchema,
    response: message,
  }),
  on('DELETE', '/webhooks/:id/:id/messages/:id', {}),
].sort((a, b) => wildcards(a) - wildcards(b));

function commands(path: string): Operation[] {
  return [
    on('GET', path, { response: list(command) }),
    on('PUT', path, { request: list(newCommand), response: list(command) }),
    on('POST', path, { request: newCommand, response: command }),
    on('GET', `${path}/:id`, { response: command }),
    on('PATCH', `${path}/:id`, { request: spec.ApplicationCommandPatchRequestPartialSchema, response: command }),
    on('DELETE', `${path}/:id`, {}),
  ];
}

/** The specification has no schema of its own for this body. */
function memberChanges() {
  return z.object({
    nick: z.string().max(32).nullish(),
    roles: z.array(z.string()).nullish(),
    mute: z.boolean().nullish(),
    deaf: z.boolean().nullish(),
    channel_id: z.string().nullish(),
    communication_disabled_until: z.iso.datetime().nullish(),
    flags: z.int().nullish(),
  });
}

function on(method: string, path: string, bodies: Pick<Operation, 'request' | 'response'>): Operation {
  return { method, path: new RegExp(`^${path.replaceAll(':id', '[^/]+')}$`), ...bodies };
}

function wildcards({ path }: Operation): number {
  return path.source.split('[^/]+').length;
}

/**
 * Checks one recorded exchange against Discord's published schema.
 * @returns a sentence for each violation; none when all is well
 */
export function violationsOf({ method, path, status, request, response }: Exchange): string[] {
  const bare = path.split('?')[0] ?? path;
  const operation = OPERATIONS.find((known) => known.path.test(bare) && new RegExp(`^${known.method}$`).test(method));
  const name = `${method} ${path}`;
  if (!operation) return [`${name}: no such operation is known`];
  const problems = [...requestProblems(operation, request), ...responseProblems(operation, status, response)];
  return problems.map((problem) => `${name}: ${problem}`);
}

function requestProblems({ request: schema }: Operation, sent: unknown): string[] {
  const body = loosened(withoutUploads(sent));
  if (!schema)
    return body === undefined || Bun.deepEquals(body, {}) ? [] : ['a body was sent that Discord does not read'];
  // Discord's schema calls the body of a ban required; discord.js leaves it out when it has nothing to say.
  if (body === undefined && schema === spec.BanUserFromGuildRequestSchema) return [];
  return problemsOf('request', schema, body);
}

function responseProblems({ response: schema }: Operation, status: number, body: unknown): string[] {
  if (status === 204) return body === undefined ? [] : ['204 with a body'];
  if (status === 429) return problemsOf('429', spec.RatelimitedResponseSchema, body);
  if (status >= 400) return refusalProblems(body);
  return schema ? problemsOf('response', schema, body) : [`${status} with a body where Discord answers 204`];
}

/** Error codes of single fields are numbers in the schema, but words in what Discord sends. */
const refusal = z.object({ code: z.int(), message: z.string(), errors: z.record(z.string(), z.unknown()).optional() });

function refusalProblems(body: unknown): string[] {
  const malformed = problemsOf('error', refusal, body);
  if (malformed.length) return malformed;
  const { code, errors } = body as z.infer<typeof refusal>;
  return code === 50035 ? [`refused as invalid: ${JSON.stringify(errors)}`] : [];
}

function problemsOf(what: string, schema: z.core.$ZodType, value: unknown): string[] {
  const result = z.core.safeParse(schema, value);
  return result.success ? [] : result.error.issues.map((issue) => `${what} ${issue.path.join('.')}: ${explain(issue)}`);
}

function explain(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
  return `${issue.message} (${closest.map((inner) => `${inner.path.join('.')}: ${explain(inner)}`).join('; ')})`;
}

function withoutUploads(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('files' in body)) return body;
  const { files: _, ...rest } = body;
  return rest;
}

/** Numbers of these fields may come as text. */
const NUMERIC = new Set(['default_member_permissions', 'permissions', 'allow', 'deny']);

function loosened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(loosened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      NUMERIC.has(key) && typeof part === 'string' && /^\d+$/.test(part) ? Number(part) : loosened(part),
    ]),
  );
}
