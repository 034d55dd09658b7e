import { PermissionFlagsBits } from 'discord-api-types/v10';
import { snowflakeTime } from '../../../shared/ids.ts';
import {
  allows,
  type ChannelAccess,
  channelOf,
  channelWith,
  guildOf,
  isWritable,
  messageOf,
  requirePermission,
  sendingIn,
} from '../access.ts';
import { bulkDeleteBody } from '../bodies/guild.ts';
import { type CreateMessageBody, createMessageBody, editMessageBody } from '../bodies/message.ts';
import { parse } from '../bodies/parse.ts';
import type { Call, Route } from '../call.ts';
import { DiscordError, fieldError } from '../errors.ts';
import { changesOf, messageInput, newMessageOf, requireContent } from '../message-input.ts';
import { numberOf, pageOf } from '../paging.ts';
import type { MessageBody } from '../ports.ts';

export const messageRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/:channel/messages', handle: list },
  { method: 'GET', path: '/channels/:channel/messages/:message', handle: get },
  { method: 'POST', path: '/channels/:channel/messages', handle: create },
  { method: 'PATCH', path: '/channels/:channel/messages/:message', handle: edit },
  { method: 'DELETE', path: '/channels/:channel/messages/:message', handle: remove },
  { method: 'POST', path: '/channels/:channel/messages/bulk-delete', handle: bulkDelete },
  { method: 'GET', path: '/channels/:channel/messages/pins', handle: pins },
  { method: 'PUT', path: '/channels/:channel/messages/pins/:message', handle: (call) => pin(call, true) },
  { method: 'DELETE', path: '/channels/:channel/messages/pins/:message', handle: (call) => pin(call, false) },
  { method: 'GET', path: '/guilds/:guild/messages/search', handle: search },
];

const BULK_DELETE_AGE = 14 * 86_400_000;

function visible(call: Call, channelId: string) {
  return (call.world.state.messages[channelId] ?? []).filter(({ ephemeral_for }) => !ephemeral_for);
}

function list(call: Call) {
  const access = channelOf(call);
  const limit = numberOf(call.query, 'limit', 50, 1, 100);
  if (!allows(access, PermissionFlagsBits.ReadMessageHistory)) return [];
  return pageOf(visible(call, access.channelId), ({ id }) => id, call.query, limit).map(call.world.messageView);
}

function get(call: Call) {
  const { access, message } = messageOf(call);
  requirePermission(access, PermissionFlagsBits.ReadMessageHistory);
  return call.world.messageView(message);
}

function create(call: Call) {
  const access = channelOf(call);
  if (!isWritable(access)) throw new DiscordError('not_a_text_channel');
  requirePermission(access, sendingIn(access));
  requireOpenDirect(call, access);
  const body = parse(createMessageBody, call.body);
  const input = messageInput(body, call.files);
  if (!body.sticker_ids?.length && !body.poll) requireContent(input);
  requireForContents(access, input);
  const message = call.world.createMessage({
    ...newMessageOf(input),
    channelId: access.channelId,
    authorId: call.world.state.application.bot.id,
    ...(body.nonce == null ? {} : { nonce: body.nonce }),
    ...replyTarget(call, access, body),
  });
  return call.world.messageView(message);
}

function requireOpenDirect({ world }: Call, access: ChannelAccess) {
  if (access.kind === 'guild') return;
  if (!access.direct.recipients.every((id) => world.takesDirectMessages(id)))
    throw new DiscordError('no_direct_messages');
}

function requireForContents(access: ChannelAccess, { embeds, files, tts }: MessageBody) {
  if (embeds?.length) requirePermission(access, PermissionFlagsBits.EmbedLinks);
  if (files.length) requirePermission(access, PermissionFlagsBits.AttachFiles);
  if (tts) requirePermission(access, PermissionFlagsBits.SendTTSMessages);
}

function replyTarget(call: Call, access: ChannelAccess, { message_reference: reference }: CreateMessageBody) {
  if (!reference) return {};
  requirePermission(access, PermissionFlagsBits.ReadMessageHistory);
  const target = call.world.message(access.channelId, reference.message_id);
  if (target && !target.ephemeral_for) return { replyTo: target.id };
  if (reference.fail_if_not_exists === false) return {};
  throw fieldError(['message_reference'], 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message');
}

function edit(call: Call) {
  const { access, message } = messageOf(call);
  const own = message.author.id === call.world.state.application.bot.id;
  const body = parse(editMessageBody, call.body);
  if (!own) {
    const touched = Object.entries(body).filter(([, value]) => value !== undefined);
    if (touched.some(([field]) => field !== 'flags')) throw new DiscordError('not_own_message');
    requirePermission(access, PermissionFlagsBits.ManageMessages);
  }
  const input = messageInput(body, call.files);
  requireForContents(access, input);
  const edited = call.world.editMessage(access.channelId, message.id, changesOf(input, message));
  return edited && call.world.messageView(edited);
}

function remove(call: Call) {
  const { access, message } = messageOf(call);
  if (message.author.id !== call.world.state.application.bot.id) {
    if (access.kind === 'direct') throw new DiscordError('not_in_direct_channel');
    requirePermission(access, PermissionFlagsBits.ManageMessages);
  }
  call.world.deleteMessage(access.channelId, message.id, call.act);
}

function bulkDelete(call: Call) {
  const { channelId } = channelWith(call, PermissionFlagsBits.ManageMessages);
  const ids = [...new Set(parse(bulkDeleteBody, call.body).messages)];
  if (ids.length < 2 || ids.length > 100) throw new DiscordError('bulk_delete_count');
  const oldest = call.world.clock.now() - BULK_DELETE_AGE;
  if (ids.some((id) => snowflakeTime(id) < oldest)) throw new DiscordError('too_old');
  call.world.bulkDelete(channelId, ids, call.act);
}

function pins(call: Call) {
  const { channelId } = channelOf(call);
  const pinned = visible(call, channelId).filter((message) => message.pinned);
  const items = pinned.map((message) => ({ pinned_at: message.timestamp, message: call.world.messageView(message) }));
  return { items: items.reverse(), has_more: false };
}

function pin(call: Call, pinned: boolean) {
  const { access, message } = messageOf(call);
  if (!allows(access, PermissionFlagsBits.PinMessages)) requirePermission(access, PermissionFlagsBits.ManageMessages);
  call.world.setPinned(access.channelId, message.id, pinned, call.act);
}

function search(call: Call) {
  const { place } = guildOf(call);
  const limit = numberOf(call.query, 'limit', 25, 1, 25);
  const wanted = (call.query.get('content') ?? '').toLowerCase();
  const authors = call.query.getAll('author_id');
  const channels = call.query.getAll('channel_id');
  const hits = place.channels
    .filter(({ id }) => !channels.length || channels.includes(id))
    .flatMap(({ id }) => visible(call, id))
    .filter(
      ({ content, author }) =>
        content.toLowerCase().includes(wanted) && (!authors.length || authors.includes(author.id)),
    )
    .sort((a, b) => Number(BigInt(b.id) - BigInt(a.id)));
  const page = hits.slice(0, limit).map((message) => [{ ...call.world.messageView(message), hit: true }]);
  return { analytics_id: 'simulated', doing_deep_historical_index: false, total_results: hits.length, messages: page };
}
