import { PermissionFlagsBits } from 'discord.js';
import type { GuildInfo, MemberInfo, RoleInfo } from './model.ts';

const EVERYTHING = Object.values(PermissionFlagsBits).reduce((all, flag) => all | flag, 0n);
const WHILE_TIMED_OUT = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;

/** What a member may do in a guild, before any channel's overwrites. `now` is epoch milliseconds. */
export function guildPermissions(
  guild: GuildInfo,
  roles: readonly RoleInfo[],
  member: MemberInfo,
  now: number,
): bigint {
  if (guild.ownerId === member.userId) return EVERYTHING;
  const held = roles.filter(({ id }) => id === guild.id || member.roleIds.includes(id));
  const granted = held.reduce((all, { permissions }) => all | permissions, 0n);
  if (granted & PermissionFlagsBits.Administrator) return EVERYTHING;
  return (member.timeoutUntil ?? 0) > now ? granted & WHILE_TIMED_OUT : granted;
}

/** The position of a member's highest role; 0 for `@everyone` only. */
export function topPosition(roles: readonly RoleInfo[], member: Pick<MemberInfo, 'roleIds'>): number {
  return roles.reduce((top, { id, position }) => (member.roleIds.includes(id) ? Math.max(top, position) : top), 0);
}
