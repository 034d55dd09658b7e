import {
  type APIUser,
  AuditLogEvent,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GuildSystemChannelFlags,
  MessageType,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { SimulatedGuild, SimulatedMember } from '../types.ts';
import { changesBetween, recordAudit } from './audit.ts';
import type { Act, WorldCore } from './core.ts';
import { memberOf } from './entities.ts';
import type { Messages } from './messages.ts';

export interface NewMember {
  roles?: readonly Snowflake[];
  nick?: string | null;
  /** ISO 8601; now, unless given. */
  joinedAt?: string;
  /** Joins without the welcome line in the system channel. */
  silent?: boolean;
}

export interface MemberChanges {
  nick?: string | null;
  roles?: readonly Snowflake[];
  /** ISO 8601; null lifts the timeout. */
  communication_disabled_until?: string | null;
  mute?: boolean;
  deaf?: boolean;
  flags?: number;
}

export interface BanOptions extends Act {
  /** Deletes what the user wrote in the last so many seconds. */
  deleteMessageSeconds?: number;
}

export function createMembers(core: WorldCore, messages: Messages) {
  const { state } = core;

  function emitMember(guildId: Snowflake, t: GatewayDispatchEvents, d: object, userId?: Snowflake) {
    const own = userId === state.application.bot.id;
    core.emit({ t, d: { ...d, guild_id: guildId }, guildId, intents: own ? 0 : GatewayIntentBits.GuildMembers });
  }

  /** The user enters the guild; who is in it already stays as he is. Undefined when guild or user do not exist. */
  function addMember(guildId: Snowflake, userId: Snowflake, fields: NewMember = {}): SimulatedMember | undefined {
    const place = core.guild(guildId);
    const user = state.users[userId];
    if (!place || !user) return undefined;
    const present = core.member(guildId, userId);
    if (present) return present;
    const member = memberOf({
      user,
      joinedAt: fields.joinedAt ?? core.timestamp(),
      roles: fields.roles ?? [],
      nick: fields.nick ?? null,
    });
    place.members.push(member);
    emitMember(guildId, GatewayDispatchEvents.GuildMemberAdd, member);
    if (!fields.silent) welcome(place, user);
    core.changed();
    return member;
  }

  function welcome({ guild }: SimulatedGuild, user: APIUser) {
    if (!guild.system_channel_id || guild.system_channel_flags & GuildSystemChannelFlags.SuppressJoinNotifications)
      return;
    messages.createMessage({ channelId: guild.system_channel_id, authorId: user.id, type: MessageType.UserJoin });
  }

  /** The user is gone: of his own will, or kicked `by` somebody. False when he was no member. */
  function removeMember(guildId: Snowflake, userId: Snowflake, act: Act = {}): boolean {
    const member = take(guildId, userId);
    if (!member) return false;
    if (act.by && act.by !== userId)
      recordAudit(core, guildId, act, { event: AuditLogEvent.MemberKick, targetId: userId });
    core.changed();
    return true;
  }

  function take(guildId: Snowflake, userId: Snowflake): SimulatedMember | undefined {
    const place = core.guild(guildId);
    const member = core.member(guildId, userId);
    if (!place || !member) return undefined;
    place.members = place.members.filter((other) => other !== member);
    emitMember(guildId, GatewayDispatchEvents.GuildMemberRemove, { user: member.user });
    return member;
  }

  /** Changes nick, roles, timeout…; undefined when he is no member. Nothing is told when nothing changes. */
  function updateMember(
    guildId: Snowflake,
    userId: Snowflake,
    changes: MemberChanges,
    act: Act = {},
  ): SimulatedMember | undefined {
    const member = core.member(guildId, userId);
    if (!member) return undefined;
    const before = { ...member };
    Object.assign(member, changes, changes.roles ? { roles: [...new Set(changes.roles)] } : {});
    if (JSON.stringify(before) === JSON.stringify(member)) return member;
    tellMember(guildId, member);
    auditMember(guildId, before, member, act);
    core.changed();
    return member;
  }

  function tellMember(guildId: Snowflake, member: SimulatedMember) {
    emitMember(guildId, GatewayDispatchEvents.GuildMemberUpdate, member, member.user.id);
  }

  function auditMember(guildId: Snowflake, before: SimulatedMember, after: SimulatedMember, act: Act) {
    const changes = changesBetween(before, after, ['nick', 'mute', 'deaf', 'communication_disabled_until']);
    const targetId = after.user.id;
    if (changes.length) recordAudit(core, guildId, act, { event: AuditLogEvent.MemberUpdate, targetId, changes });
    const roles = [
      ...roleChange(guildId, '$add', after.roles, before.roles),
      ...roleChange(guildId, '$remove', before.roles, after.roles),
    ];
    if (roles.length)
      recordAudit(core, guildId, act, { event: AuditLogEvent.MemberRoleUpdate, targetId, changes: roles });
  }

  function roleChange(
    guildId: Snowflake,
    key: '$add' | '$remove',
    of: readonly Snowflake[],
    without: readonly Snowflake[],
  ) {
    const roles = core.guild(guildId)?.guild.roles ?? [];
    const changed = roles
      .filter(({ id }) => of.includes(id) && !without.includes(id))
      .map(({ id, name }) => ({ id, name }));
    return changed.length ? [{ key, new_value: changed }] : [];
  }

  /** Bans a user, member or not; false when he is banned already or there is no such user. */
  function ban(guildId: Snowflake, userId: Snowflake, options: BanOptions = {}): boolean {
    const place = core.guild(guildId);
    const user = state.users[userId];
    if (!place || !user || place.bans.some((entry) => entry.user.id === userId)) return false;
    place.bans.push({ user, reason: options.reason ?? null });
    take(guildId, userId);
    emitBan(guildId, GatewayDispatchEvents.GuildBanAdd, user);
    purge(place, userId, options.deleteMessageSeconds ?? 0);
    recordAudit(core, guildId, options, { event: AuditLogEvent.MemberBanAdd, targetId: userId });
    core.changed();
    return true;
  }

  function purge(place: SimulatedGuild, userId: Snowflake, seconds: number) {
    const since = core.clock.now() - seconds * 1000;
    if (seconds <= 0) return;
    for (const { id } of place.channels) {
      const written = (state.messages[id] ?? []).filter(
        (m) => m.author.id === userId && Date.parse(m.timestamp) >= since,
      );
      if (written.length)
        messages.bulkDelete(
          id,
          written.map((message) => message.id),
        );
    }
  }

  /** Lifts a ban; false when there is none. */
  function unban(guildId: Snowflake, userId: Snowflake, act: Act = {}): boolean {
    const place = core.guild(guildId);
    const entry = place?.bans.find(({ user }) => user.id === userId);
    if (!place || !entry) return false;
    place.bans = place.bans.filter((other) => other !== entry);
    emitBan(guildId, GatewayDispatchEvents.GuildBanRemove, entry.user);
    recordAudit(core, guildId, act, { event: AuditLogEvent.MemberBanRemove, targetId: userId });
    core.changed();
    return true;
  }

  function emitBan(guildId: Snowflake, t: GatewayDispatchEvents, user: APIUser) {
    core.emit({ t, d: { guild_id: guildId, user }, guildId, intents: GatewayIntentBits.GuildModeration });
  }

  return { addMember, removeMember, updateMember, tellMember, ban, unban };
}

export type Members = ReturnType<typeof createMembers>;
