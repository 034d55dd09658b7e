import { type APIChannel, type APIRole, ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { canActOn, guildPermissions, isRoleBelow, isThread, memberPermissions } from '../permissions.ts';
import type { SimulatedGuild, SimulatedMember, SimulatedMessage } from '../types.ts';
import type { DirectChannel } from '../world/find.ts';
import type { Call } from './call.ts';
import { DiscordError, type DiscordErrorName } from './errors.ts';

/** A guild of the path, with the bot as its member. */
export interface GuildAccess {
  place: SimulatedGuild;
  guildId: Snowflake;
  self: SimulatedMember;
}

/** A channel of the path: a guild's, with what the bot may do in it, or a direct one. */
export type ChannelAccess = GuildChannelAccess | { kind: 'direct'; channelId: Snowflake; direct: DirectChannel };
export interface GuildChannelAccess extends GuildAccess {
  kind: 'guild';
  channelId: Snowflake;
  channel: APIChannel;
  permissions: bigint;
}

/** @throws DiscordError when there is no such thing */
export function found<T>(value: T | undefined | null, otherwise: DiscordErrorName): T {
  if (value === undefined || value === null) throw new DiscordError(otherwise);
  return value;
}

export function guildOf({ world, param }: Call): GuildAccess {
  const place = found(world.guild(param('guild')), 'unknown_guild');
  return { place, guildId: place.guild.id, self: found(world.bot(place.guild.id), 'missing_access') };
}

/** The guild of the path, if the bot has these permissions in it. */
export function guildWith(call: Call, permission: bigint): GuildAccess {
  const access = guildOf(call);
  if (!holds(memberPermissions(access.place, null, access.self, call.world.clock.now()), permission)) {
    throw new DiscordError('missing_permissions');
  }
  return access;
}

export function channelOf(call: Call): ChannelAccess {
  return channelById(call, call.param('channel'));
}

/** A channel that the bot can see. */
function channelById({ world }: Call, channelId: Snowflake): ChannelAccess {
  const direct = world.directChannel(channelId);
  if (direct) return { kind: 'direct', channelId, direct };
  const place = found(world.guildOfChannel(channelId), 'unknown_channel');
  const channel = found(world.channel(channelId), 'unknown_channel');
  const self = found(world.bot(place.guild.id), 'missing_access');
  const permissions = memberPermissions(place, channel, self, world.clock.now());
  if (!holds(permissions, PermissionFlagsBits.ViewChannel)) throw new DiscordError('missing_access');
  return { kind: 'guild', place, guildId: place.guild.id, self, channelId, channel, permissions };
}

/** The guild channel of the path, if the bot has these permissions in it. */
export function channelWith(call: Call, permission: bigint): GuildChannelAccess {
  const access = channelOf(call);
  if (access.kind === 'direct') throw new DiscordError('not_in_direct_channel');
  if (!holds(access.permissions, permission)) throw new DiscordError('missing_permissions');
  return access;
}

/** Throws unless the bot has these permissions there; in direct messages it has them. */
export function requirePermission(access: ChannelAccess, permission: bigint): void {
  if (access.kind === 'guild' && !holds(access.permissions, permission)) throw new DiscordError('missing_permissions');
}

export function allows(access: ChannelAccess, permission: bigint): boolean {
  return access.kind === 'direct' || holds(access.permissions, permission);
}

export function sendingIn(access: ChannelAccess): bigint {
  return access.kind === 'guild' && isThread(access.channel)
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
}

export function isWritable(access: ChannelAccess): boolean {
  return access.kind === 'direct' || ![ChannelType.GuildCategory, ChannelType.GuildForum].includes(access.channel.type);
}

/** A message that the bot may know of; ephemeral ones it reaches through their interaction only. */
export function messageOf(call: Call): { access: ChannelAccess; message: SimulatedMessage } {
  const access = channelOf(call);
  const message = call.world.message(access.channelId, call.param('message'));
  if (!message || message.ephemeral_for) throw new DiscordError('unknown_message');
  return { access, message };
}

export function memberOf({ world, param }: Call, { guildId }: GuildAccess): SimulatedMember {
  const userId = param('user');
  const member = world.member(guildId, userId);
  if (member) return member;
  throw new DiscordError(world.state.users[userId] ? 'unknown_member' : 'unknown_user');
}

export function roleOf({ param }: Call, { place }: GuildAccess): APIRole {
  return found(
    place.guild.roles.find(({ id }) => id === param('role')),
    'unknown_role',
  );
}

/** Throws unless the bot stands above the member. */
export function requireAbove({ place, self }: GuildAccess, target: SimulatedMember): void {
  if (!canActOn(place, self, target)) throw new DiscordError('missing_permissions');
}

/** Throws unless the role stands below the bot's highest. */
export function requireBelow({ place, self }: GuildAccess, role: APIRole): void {
  if (!isRoleBelow(place, self, role)) throw new DiscordError('missing_permissions');
}

/** Throws unless the role is one that can be given: not @everyone, not managed by an integration, below the bot's. */
export function requireGivable(access: GuildAccess, role: APIRole): void {
  if (role.id === access.guildId || role.managed) throw new DiscordError('invalid_role');
  requireBelow(access, role);
}

/** Throws when permissions are given that the bot lacks itself. */
export function requireOwn({ place, self }: GuildAccess, permissions: bigint): void {
  if (permissions & ~guildPermissions(place, self)) throw new DiscordError('missing_permissions');
}

function holds(permissions: bigint, wanted: bigint): boolean {
  return (permissions & wanted) === wanted;
}
