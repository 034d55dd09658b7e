import { PermissionFlagsBits } from 'discord-api-types/v10';
import { present } from '../../world/present.ts';
import { found, type GuildAccess, guildOf, guildWith, requireBelow, requireOwn, roleOf } from '../access.ts';
import { positionsBody, roleBody } from '../bodies/guild.ts';
import { parse } from '../bodies/parse.ts';
import type { Call, Route } from '../call.ts';
import { DiscordError } from '../errors.ts';

export const roleRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/:guild/roles', handle: (call) => guildOf(call).place.guild.roles },
  { method: 'GET', path: '/guilds/:guild/roles/member-counts', handle: memberCounts },
  { method: 'GET', path: '/guilds/:guild/roles/:role', handle: (call) => roleOf(call, guildOf(call)) },
  { method: 'POST', path: '/guilds/:guild/roles', handle: create },
  { method: 'PATCH', path: '/guilds/:guild/roles', handle: move },
  { method: 'PATCH', path: '/guilds/:guild/roles/:role', handle: change },
  { method: 'DELETE', path: '/guilds/:guild/roles/:role', handle: remove },
];

function managing(call: Call): GuildAccess {
  return guildWith(call, PermissionFlagsBits.ManageRoles);
}

function memberCounts(call: Call) {
  const { place, guildId } = guildOf(call);
  const counts = Object.fromEntries(place.guild.roles.filter(({ id }) => id !== guildId).map(({ id }) => [id, 0]));
  for (const role of place.members.flatMap(({ roles }) => roles)) counts[role] = (counts[role] ?? 0) + 1;
  return counts;
}

function roleFields(call: Call, access: GuildAccess) {
  const body = parse(roleBody, call.body) ?? {};
  if (body.permissions) requireOwn(access, BigInt(body.permissions));
  return body;
}

function create(call: Call) {
  const access = managing(call);
  const body = roleFields(call, access);
  const color = body.colors?.primary_color ?? body.color;
  return call.world.createRole(
    access.guildId,
    {
      ...present({
        name: body.name || undefined,
        color: color ?? undefined,
        hoist: body.hoist ?? undefined,
        mentionable: body.mentionable ?? undefined,
      }),
      permissions: BigInt(
        body.permissions ?? access.place.guild.roles.find(({ id }) => id === access.guildId)?.permissions ?? 0,
      ),
    },
    call.act,
  );
}

function change(call: Call) {
  const access = managing(call);
  const role = roleOf(call, access);
  requireBelow(access, role);
  const body = roleFields(call, access);
  const colors = body.colors && {
    primary_color: body.colors.primary_color,
    secondary_color: body.colors.secondary_color ?? null,
    tertiary_color: body.colors.tertiary_color ?? null,
  };
  const changes = present({
    name: body.name ?? undefined,
    permissions: body.permissions ?? undefined,
    color: body.color ?? undefined,
    colors: colors ?? undefined,
    hoist: body.hoist ?? undefined,
    mentionable: body.mentionable ?? undefined,
  });
  return call.world.updateRole(access.guildId, role.id, changes, call.act);
}

function move(call: Call) {
  const access = managing(call);
  const moves = parse(positionsBody, call.body);
  for (const { id } of moves) {
    requireBelow(
      access,
      found(
        access.place.guild.roles.find((role) => role.id === id),
        'unknown_role',
      ),
    );
  }
  const placed = moves.flatMap(({ id, position }) => (position == null ? [] : [{ id, position }]));
  return call.world.moveRoles(access.guildId, placed, call.act);
}

function remove(call: Call) {
  const access = managing(call);
  const role = roleOf(call, access);
  if (role.id === access.guildId || role.managed) throw new DiscordError('invalid_role');
  requireBelow(access, role);
  call.world.deleteRole(access.guildId, role.id, call.act);
}
