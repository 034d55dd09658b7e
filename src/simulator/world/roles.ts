import { type APIRole, AuditLogEvent, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { compareRoles } from '../permissions.ts';
import type { SimulatedGuild } from '../types.ts';
import { changesBetween, recordAudit } from './audit.ts';
import type { Act, WorldCore } from './core.ts';
import { type RoleFields, roleOf } from './entities.ts';
import type { Members } from './members.ts';

export type NewRole = Partial<Omit<RoleFields, 'position'>>;
export type RoleChanges = Partial<
  Pick<APIRole, 'name' | 'permissions' | 'color' | 'colors' | 'hoist' | 'mentionable' | 'icon' | 'unicode_emoji'>
>;

const AUDITED = ['name', 'permissions', 'color', 'hoist', 'mentionable'] as const;

export function createRoles(core: WorldCore, members: Members) {
  function emit(guildId: Snowflake, t: GatewayDispatchEvents, fields: object) {
    core.emit({ t, d: { guild_id: guildId, ...fields }, guildId, intents: GatewayIntentBits.Guilds });
  }

  const roleIn = (guildId: Snowflake, roleId: Snowflake) =>
    core.guild(guildId)?.guild.roles.find(({ id }) => id === roleId);

  /** Makes a role just above @everyone, as Discord does; undefined when there is no such guild. */
  function createRole(guildId: Snowflake, fields: NewRole = {}, act: Act = {}): APIRole | undefined {
    const place = core.guild(guildId);
    if (!place) return undefined;
    const role = roleOf({ name: 'new role', id: core.snowflake(), ...fields, position: 1 });
    for (const other of place.guild.roles) if (other.position > 0) other.position++;
    place.guild.roles.push(role);
    emit(guildId, GatewayDispatchEvents.GuildRoleCreate, { role });
    const changes = AUDITED.map((key) => ({ key, new_value: role[key] }));
    recordAudit(core, guildId, act, { event: AuditLogEvent.RoleCreate, targetId: role.id, changes });
    core.changed();
    return role;
  }

  function updateRole(guildId: Snowflake, roleId: Snowflake, changes: RoleChanges, act: Act = {}): APIRole | undefined {
    const role = roleIn(guildId, roleId);
    if (!role) return undefined;
    const before = { ...role };
    Object.assign(role, changes, inkOf(changes));
    const differences = changesBetween(before, role, AUDITED);
    emit(guildId, GatewayDispatchEvents.GuildRoleUpdate, { role });
    if (differences.length)
      recordAudit(core, guildId, act, { event: AuditLogEvent.RoleUpdate, targetId: roleId, changes: differences });
    core.changed();
    return role;
  }

  /** Deletes a role and takes it from everybody who has it; false when there is none. @everyone can't be deleted. */
  function deleteRole(guildId: Snowflake, roleId: Snowflake, act: Act = {}): boolean {
    const place = core.guild(guildId);
    const role = roleIn(guildId, roleId);
    if (!place || !role || roleId === guildId) return false;
    place.guild.roles = place.guild.roles.filter((other) => other !== role);
    for (const member of place.members) {
      if (!member.roles.includes(roleId)) continue;
      member.roles = member.roles.filter((id) => id !== roleId);
      members.tellMember(guildId, member);
    }
    dropOverwrites(place, roleId);
    renumber(place);
    emit(guildId, GatewayDispatchEvents.GuildRoleDelete, { role_id: roleId });
    const changes = AUDITED.map((key) => ({ key, old_value: role[key] }));
    recordAudit(core, guildId, act, { event: AuditLogEvent.RoleDelete, targetId: roleId, changes });
    core.changed();
    return true;
  }

  /** Puts roles at new positions; the others close ranks. Answers all roles. */
  function moveRoles(
    guildId: Snowflake,
    moves: readonly { id: Snowflake; position: number }[],
    act: Act = {},
  ): APIRole[] {
    const place = core.guild(guildId);
    if (!place) return [];
    const before = new Map(place.guild.roles.map(({ id, position }) => [id, position]));
    for (const move of moves) shift(place, move);
    renumber(place);
    for (const role of place.guild.roles) {
      if (before.get(role.id) !== role.position) emit(guildId, GatewayDispatchEvents.GuildRoleUpdate, { role });
    }
    for (const { id } of moves) recordAudit(core, guildId, act, { event: AuditLogEvent.RoleUpdate, targetId: id });
    core.changed();
    return place.guild.roles;
  }

  return { createRole, updateRole, deleteRole, moveRoles };
}

export type Roles = ReturnType<typeof createRoles>;

/** A little beyond the wanted position, so that the role comes to stand there once ranks close. */
function shift({ guild }: SimulatedGuild, { id, position }: { id: Snowflake; position: number }): void {
  const role = guild.roles.find((other) => other.id === id);
  if (!role || id === guild.id) return;
  role.position = Math.max(1, position) + (position > role.position ? 0.25 : -0.25);
}

/** Positions without gaps, @everyone at 0. */
function renumber({ guild }: SimulatedGuild): void {
  const ordered = guild.roles.filter(({ id }) => id !== guild.id).sort(compareRoles);
  for (const [index, role] of ordered.entries()) role.position = index + 1;
}

function dropOverwrites({ channels }: SimulatedGuild, roleId: Snowflake): void {
  for (const channel of channels) {
    if ('permission_overwrites' in channel && channel.permission_overwrites) {
      channel.permission_overwrites = channel.permission_overwrites.filter(({ id }) => id !== roleId);
    }
  }
}

/** `color` and `colors` tell the same. */
function inkOf({ color, colors }: RoleChanges): Partial<Pick<APIRole, 'color' | 'colors'>> {
  if (colors) return { color: colors.primary_color };
  if (color !== undefined) return { colors: { primary_color: color, secondary_color: null, tertiary_color: null } };
  return {};
}
