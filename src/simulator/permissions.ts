import {
  type APIChannel,
  type APIOverwrite,
  type APIRole,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Snowflake } from '../shared/ids.ts';
import type { SimulatedGuild, SimulatedMember } from './types.ts';

/** Every permission bit there is. */
export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

const LEFT_WHEN_TIMED_OUT = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;

const NEED_SENDING =
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.SendTTSMessages |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks;

type Ranked = Pick<SimulatedMember, 'roles' | 'user'>;

export function isTimedOut(member: SimulatedMember, now: number): boolean {
  const until = member.communication_disabled_until;
  return typeof until === 'string' && Date.parse(until) > now;
}

/** What a member's roles give in the guild as a whole; everything for the owner and for administrators. */
export function guildPermissions({ guild }: SimulatedGuild, member: Ranked): bigint {
  if (guild.owner_id === member.user.id) return ALL_PERMISSIONS;
  let permissions = 0n;
  for (const role of guild.roles) {
    if (role.id === guild.id || member.roles.includes(role.id)) permissions |= BigInt(role.permissions);
  }
  return permissions & PermissionFlagsBits.Administrator ? ALL_PERMISSIONS : permissions;
}

/**
 * What a member may do in a channel (`null`: in the guild as a whole) at an instant (epoch ms), as Discord computes it:
 * roles, then the overwrites of @everyone, of the roles, of the member; nothing where the channel is hidden.
 * A timed-out member keeps only seeing and reading, unless owner or administrator.
 */
export function memberPermissions(
  guild: SimulatedGuild,
  channel: APIChannel | null,
  member: SimulatedMember,
  now: number,
): bigint {
  const base = guildPermissions(guild, member);
  if (base === ALL_PERMISSIONS) return base;
  const permissions = channel ? inChannel(guild, channel, member, base) : base;
  return isTimedOut(member, now) ? permissions & LEFT_WHEN_TIMED_OUT : permissions;
}

function inChannel(guild: SimulatedGuild, channel: APIChannel, member: Ranked, base: bigint): bigint {
  const permissions = withOverwrites(base, overwritesOf(guild, channel), guild.guild.id, member);
  return withoutImplied(permissions, channel);
}

function overwritesOf(guild: SimulatedGuild, channel: APIChannel): readonly APIOverwrite[] {
  const owner = isThread(channel) ? guild.channels.find(({ id }) => id === channel.parent_id) : channel;
  return owner && 'permission_overwrites' in owner ? (owner.permission_overwrites ?? []) : [];
}

function withOverwrites(base: bigint, overwrites: readonly APIOverwrite[], guildId: Snowflake, member: Ranked): bigint {
  const everyone = overwrites.filter(({ id }) => id === guildId);
  const roles = overwrites.filter(
    (o) => o.type === OverwriteType.Role && o.id !== guildId && member.roles.includes(o.id),
  );
  const own = overwrites.filter((o) => o.type === OverwriteType.Member && o.id === member.user.id);
  return [everyone, roles, own].reduce(applyLevel, base);
}

/** Within one level denials are taken away first, then what is allowed is added. */
function applyLevel(permissions: bigint, level: readonly APIOverwrite[]): bigint {
  const deny = level.reduce((bits, overwrite) => bits | BigInt(overwrite.deny), 0n);
  const allow = level.reduce((bits, overwrite) => bits | BigInt(overwrite.allow), 0n);
  return (permissions & ~deny) | allow;
}

function withoutImplied(permissions: bigint, channel: APIChannel): bigint {
  if (!(permissions & PermissionFlagsBits.ViewChannel)) return 0n;
  const sending = isThread(channel) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return permissions & sending ? permissions : permissions & ~NEED_SENDING;
}

export function isThread(channel: APIChannel): channel is Extract<APIChannel, { thread_metadata?: unknown }> {
  return (
    channel.type === ChannelType.PublicThread ||
    channel.type === ChannelType.PrivateThread ||
    channel.type === ChannelType.AnnouncementThread
  );
}

/** Above zero when `a` stands higher than `b`. Of two roles at one position the older stands higher. */
export function compareRoles(a: Pick<APIRole, 'id' | 'position'>, b: Pick<APIRole, 'id' | 'position'>): number {
  if (a.position !== b.position) return a.position - b.position;
  if (a.id === b.id) return 0;
  return BigInt(a.id) < BigInt(b.id) ? 1 : -1;
}

/** A member's highest role; @everyone when there is no other. */
function highestRole({ guild }: SimulatedGuild, member: Ranked): Pick<APIRole, 'id' | 'position'> {
  return guild.roles
    .filter(({ id }) => member.roles.includes(id))
    .reduce<Pick<APIRole, 'id' | 'position'>>((top, role) => (compareRoles(role, top) > 0 ? role : top), {
      id: guild.id,
      position: 0,
    });
}

/** Whether the hierarchy lets one member moderate another: never oneself, never the owner, only those below. */
export function canActOn(guild: SimulatedGuild, actor: Ranked, target: Ranked): boolean {
  if (actor.user.id === target.user.id || target.user.id === guild.guild.owner_id) return false;
  if (actor.user.id === guild.guild.owner_id) return true;
  return compareRoles(highestRole(guild, actor), highestRole(guild, target)) > 0;
}

/** Whether the hierarchy lets a member edit a role: only roles below the own highest one; the owner any. */
export function isRoleBelow(guild: SimulatedGuild, actor: Ranked, role: Pick<APIRole, 'id' | 'position'>): boolean {
  return actor.user.id === guild.guild.owner_id || compareRoles(highestRole(guild, actor), role) > 0;
}
