import type { APIChannel, APIGuild, APIGuildMember, APIRole } from 'discord.js';
import type { Snowflake } from '../../shared/ids.ts';
import { legible } from '../../shared/legible.ts';

export interface GuildInfo {
  readonly id: Snowflake;
  readonly name: string;
  /** Hash of the picture, or null. */
  readonly icon: string | null;
  readonly ownerId: Snowflake;
  /** About how many members; null when Discord did not say. */
  readonly memberCount: number | null;
}

/** A guild in a list. */
export type GuildName = Pick<GuildInfo, 'id' | 'name' | 'icon'>;

export interface RoleInfo {
  readonly id: Snowflake;
  readonly name: string;
  /** 0xRRGGBB; 0 is none. */
  readonly color: number;
  /** Higher stands above; `@everyone` is 0. */
  readonly position: number;
  /** Belongs to a bot or an integration; nobody can give it. */
  readonly managed: boolean;
  readonly permissions: bigint;
}

export interface MemberInfo {
  readonly userId: Snowflake;
  readonly username: string;
  readonly displayName: string;
  /** Hash of the account's picture, or null. */
  readonly avatar: string | null;
  readonly bot: boolean;
  /** Without `@everyone`. */
  readonly roleIds: readonly Snowflake[];
  /** Epoch milliseconds; null when Discord did not say. */
  readonly joinedAt: number | null;
  /** Epoch milliseconds until which a timeout lasts, or null. */
  readonly timeoutUntil: number | null;
}

export interface ChannelInfo {
  readonly id: Snowflake;
  readonly name: string;
  /** Discord's channel type: 0 text, 2 voice, 4 category, … */
  readonly type: number;
  readonly parentId: Snowflake | null;
  readonly position: number;
}

export function toGuild(guild: APIGuild): GuildInfo {
  const { id, name, icon, owner_id: ownerId, approximate_member_count: memberCount = null } = guild;
  return { id, name: legible(name), icon, ownerId, memberCount };
}

export function toGuildName({ id, name, icon }: GuildName): GuildName {
  return { id, name: legible(name), icon };
}

export function toRole({ id, name, color, position, managed, permissions }: APIRole): RoleInfo {
  return { id, name: legible(name), color, position, managed, permissions: BigInt(permissions) };
}

export function toMember({ user, nick, roles, ...member }: APIGuildMember): MemberInfo {
  return {
    userId: user.id,
    username: user.username,
    displayName: legible(nick ?? user.global_name ?? user.username),
    avatar: user.avatar,
    bot: user.bot ?? false,
    roleIds: roles,
    joinedAt: instant(member.joined_at),
    timeoutUntil: instant(member.communication_disabled_until),
  };
}

export function toChannel(channel: APIChannel): ChannelInfo {
  return {
    id: channel.id,
    name: legible(channel.name ?? ''),
    type: channel.type,
    parentId: 'parent_id' in channel ? (channel.parent_id ?? null) : null,
    position: 'position' in channel ? channel.position : 0,
  };
}

function instant(text: string | null | undefined): number | null {
  return text ? Date.parse(text) : null;
}
