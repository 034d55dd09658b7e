import { type APIOverwrite, PermissionFlagsBits } from 'discord-api-types/v10';
import { isThread } from '../../permissions.ts';
import { present } from '../../world/present.ts';
import {
  channelOf,
  channelWith,
  found,
  type GuildChannelAccess,
  guildOf,
  messageOf,
  requirePermission,
  sendingIn,
} from '../access.ts';
import { channelChanges, newInvite, newThread, overwriteBody } from '../bodies/guild.ts';
import { parse } from '../bodies/parse.ts';
import { type Call, Reply, type Route } from '../call.ts';
import { DiscordError } from '../errors.ts';
import { overwriteOf } from '../overwrites.ts';

export const channelRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/:channel', handle: channel },
  { method: 'PATCH', path: '/channels/:channel', handle: change },
  { method: 'DELETE', path: '/channels/:channel', handle: remove },
  { method: 'PUT', path: '/channels/:channel/permissions/:overwrite', handle: setOverwrite },
  { method: 'DELETE', path: '/channels/:channel/permissions/:overwrite', handle: dropOverwrite },
  { method: 'POST', path: '/channels/:channel/typing', handle: typing },
  { method: 'POST', path: '/channels/:channel/threads', handle: startThread },
  { method: 'POST', path: '/channels/:channel/messages/:message/threads', handle: startThreadFromMessage },
  { method: 'PUT', path: '/channels/:channel/thread-members/@me', handle: inThread },
  { method: 'DELETE', path: '/channels/:channel/thread-members/@me', handle: inThread },
  {
    method: 'GET',
    path: '/channels/:channel/webhooks',
    handle: (call) => channelWith(call, PermissionFlagsBits.ManageWebhooks) && [],
  },
  { method: 'POST', path: '/channels/:channel/invites', handle: createInvite },
  { method: 'GET', path: '/channels/:channel/invites', handle: channelInvites },
  { method: 'GET', path: '/guilds/:guild/invites', handle: guildInvites },
  { method: 'GET', path: '/invites/:code', auth: 'token', handle: invite },
  { method: 'DELETE', path: '/invites/:code', handle: revokeInvite },
];

function channel(call: Call) {
  const access = channelOf(call);
  return access.kind === 'direct' ? call.world.directChannelView(access.channelId) : access.channel;
}

/** What changing or deleting takes: for a thread its own permission. */
function managing(call: Call): GuildChannelAccess {
  const access = channelWith(call, 0n);
  requirePermission(
    access,
    isThread(access.channel) ? PermissionFlagsBits.ManageThreads : PermissionFlagsBits.ManageChannels,
  );
  return access;
}

const THREAD_FIELDS = ['archived', 'auto_archive_duration', 'locked', 'invitable'] as const;

function change(call: Call) {
  const access = managing(call);
  const {
    permission_overwrites: overwrites,
    name,
    archived,
    auto_archive_duration,
    locked,
    invitable,
    ...rest
  } = parse(channelChanges, call.body);
  const thread = { archived, auto_archive_duration, locked, invitable };
  const changes = {
    ...present(rest),
    ...present({
      name: name ?? undefined,
      permission_overwrites: overwrites?.map((body) => overwriteOf(access, body)),
    }),
    ...(isThread(access.channel) ? { thread_metadata: { ...access.channel.thread_metadata, ...present(thread) } } : {}),
  };
  if (!isThread(access.channel) && THREAD_FIELDS.some((field) => thread[field] != null))
    throw new DiscordError('invalid_form');
  return call.world.updateChannel(access.channelId, changes, call.act);
}

function remove(call: Call) {
  const access = channelOf(call);
  if (access.kind === 'direct') return call.world.directChannelView(access.channelId);
  return call.world.deleteChannel(managing(call).channelId, call.act);
}

function overwritesIn({ channel: { ...fields } }: GuildChannelAccess): APIOverwrite[] {
  return 'permission_overwrites' in fields ? (fields.permission_overwrites ?? []) : [];
}

function setOverwrite(call: Call) {
  const access = channelWith(call, PermissionFlagsBits.ManageRoles);
  const id = call.param('overwrite');
  const overwrite = overwriteOf(access, { id, ...parse(overwriteBody, call.body) });
  const others = overwritesIn(access).filter((other) => other.id !== id);
  call.world.updateChannel(access.channelId, { permission_overwrites: [...others, overwrite] }, call.act);
}

function dropOverwrite(call: Call) {
  const access = channelWith(call, PermissionFlagsBits.ManageRoles);
  const left = overwritesIn(access).filter(({ id }) => id !== call.param('overwrite'));
  call.world.updateChannel(access.channelId, { permission_overwrites: left }, call.act);
}

function typing(call: Call) {
  const access = channelOf(call);
  requirePermission(access, sendingIn(access));
  if (call.caller.kind === 'bot') call.world.startTyping(access.channelId, call.caller.userId);
}

function startThread(call: Call) {
  const access = channelWith(call, PermissionFlagsBits.CreatePublicThreads);
  return openThread(call, access);
}

function startThreadFromMessage(call: Call) {
  const access = channelWith(call, PermissionFlagsBits.CreatePublicThreads);
  return openThread(call, access, messageOf(call).message.id);
}

function openThread(call: Call, access: GuildChannelAccess, messageId?: string) {
  const body = parse(newThread, call.body);
  const thread = call.world.createThread(
    access.channelId,
    {
      name: body.name,
      ownerId: access.self.user.id,
      type: body.type === 12 ? 12 : 11,
      ...present({ messageId, autoArchive: body.auto_archive_duration ?? undefined }),
    },
    call.act,
  );
  return new Reply(201, thread);
}

/** Joining and leaving a thread: nothing here depends on who is in one. */
function inThread(call: Call) {
  if (!isThread(channelWith(call, 0n).channel)) throw new DiscordError('unknown_channel');
}

function createInvite(call: Call) {
  const access = channelWith(call, PermissionFlagsBits.CreateInstantInvite);
  parse(newInvite, call.body);
  const code = call.world.createInvite(access.channelId, access.self.user.id);
  return call.world.inviteView(code);
}

function channelInvites(call: Call) {
  const { channelId } = channelWith(call, PermissionFlagsBits.ManageChannels);
  return call.world.invites().filter(({ channel: { id } }) => id === channelId);
}

function guildInvites(call: Call) {
  const { guildId } = guildOf(call);
  return call.world.invites().filter(({ guild_id }) => guild_id === guildId);
}

function invite(call: Call) {
  return found(call.world.inviteView(call.param('code')), 'unknown_invite');
}

function revokeInvite(call: Call) {
  const view = invite(call);
  call.world.deleteInvite(view.code);
  return view;
}
