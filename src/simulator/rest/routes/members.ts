import { PermissionFlagsBits } from 'discord-api-types/v10';
import { guildPermissions } from '../../permissions.ts';
import type { SimulatedMember } from '../../types.ts';
import { present } from '../../world/present.ts';
import {
  found,
  type GuildAccess,
  guildOf,
  guildWith,
  memberOf,
  requireAbove,
  requireGivable,
  roleOf,
} from '../access.ts';
import { memberChangesAt, newMember } from '../bodies/guild.ts';
import { parse } from '../bodies/parse.ts';
import { type Call, type Grant, Reply, type Route } from '../call.ts';
import { DiscordError } from '../errors.ts';
import { compareIds, numberOf } from '../paging.ts';

/** Who an OAuth access token stands for, if anybody. */
export type BearerLookup = (token: string) => Grant | null;

export function memberRoutes(bearer: BearerLookup): Route[] {
  return [
    { method: 'GET', path: '/guilds/:guild/members', handle: list },
    { method: 'GET', path: '/guilds/:guild/members/search', handle: search },
    { method: 'GET', path: '/guilds/:guild/members/:user', handle: (call) => memberOf(call, guildOf(call)) },
    { method: 'PUT', path: '/guilds/:guild/members/:user', handle: (call) => add(call, bearer) },
    { method: 'PATCH', path: '/guilds/:guild/members/:user', handle: change },
    { method: 'DELETE', path: '/guilds/:guild/members/:user', handle: kick },
    { method: 'PUT', path: '/guilds/:guild/members/:user/roles/:role', handle: giveRole },
    { method: 'DELETE', path: '/guilds/:guild/members/:user/roles/:role', handle: takeRole },
  ];
}

function list(call: Call) {
  const { place } = guildOf(call);
  const after = call.query.get('after') ?? '0';
  const limit = numberOf(call.query, 'limit', 1, 1, 1000);
  return place.members
    .filter(({ user }) => compareIds(user.id, after) > 0)
    .sort((a, b) => compareIds(a.user.id, b.user.id))
    .slice(0, limit);
}

function search(call: Call) {
  const { place } = guildOf(call);
  const wanted = (call.query.get('query') ?? '').toLowerCase();
  const limit = numberOf(call.query, 'limit', 1, 1, 1000);
  const begins = (name: string | null | undefined) => name?.toLowerCase().startsWith(wanted) ?? false;
  return place.members
    .filter(({ user, nick }) => begins(user.username) || begins(user.global_name) || begins(nick))
    .slice(0, limit);
}

function add(call: Call, bearer: BearerLookup) {
  const { place, guildId } = guildWith(call, PermissionFlagsBits.CreateInstantInvite);
  const body = parse(newMember, call.body);
  const grant = bearer(body.access_token);
  if (!grant?.scopes.includes('guilds.join') || grant.userId !== call.param('user'))
    throw new DiscordError('invalid_token');
  if (place.bans.some(({ user }) => user.id === grant.userId)) throw new DiscordError('user_banned');
  if (call.world.member(guildId, grant.userId)) return undefined;
  const member = call.world.addMember(guildId, grant.userId, { roles: body.roles ?? [], nick: body.nick ?? null });
  return new Reply(201, found(member, 'unknown_user'));
}

/** What each field of a member needs. */
const NEEDS = {
  nick: PermissionFlagsBits.ManageNicknames,
  roles: PermissionFlagsBits.ManageRoles,
  mute: PermissionFlagsBits.MuteMembers,
  deaf: PermissionFlagsBits.DeafenMembers,
  channel_id: PermissionFlagsBits.MoveMembers,
  communication_disabled_until: PermissionFlagsBits.ModerateMembers,
  flags: PermissionFlagsBits.ModerateMembers,
} as const;

function change(call: Call) {
  const body = parse(memberChangesAt(call.world.clock.now()), call.body);
  const given = (Object.keys(body) as (keyof typeof NEEDS)[]).filter((field) => body[field] !== undefined);
  const access = guildWith(
    call,
    given.reduce((bits, field) => bits | NEEDS[field], 0n),
  );
  const member = memberOf(call, access);
  if (given.includes('nick') && member !== access.self) requireAbove(access, member);
  if (given.includes('communication_disabled_until')) requireTimeoutable(access, member);
  if (body.roles) requireRoleChange(access, member, body.roles);
  const { nick, communication_disabled_until: until } = body;
  return call.world.updateMember(
    access.guildId,
    member.user.id,
    {
      ...(nick === undefined ? {} : { nick: nick || null }),
      ...(until === undefined ? {} : { communication_disabled_until: until && new Date(until).toISOString() }),
      ...present({
        roles: body.roles ?? undefined,
        mute: body.mute ?? undefined,
        deaf: body.deaf ?? undefined,
        flags: body.flags ?? undefined,
      }),
    },
    call.act,
  );
}

/** Administrators can't be timed out, whoever stands above them. */
function requireTimeoutable(access: GuildAccess, member: SimulatedMember) {
  requireAbove(access, member);
  if (guildPermissions(access.place, member) & PermissionFlagsBits.Administrator)
    throw new DiscordError('missing_permissions');
}

function requireRoleChange(access: GuildAccess, member: SimulatedMember, roles: readonly string[]) {
  for (const id of roles)
    found(
      access.place.guild.roles.find((role) => role.id === id),
      'unknown_role',
    );
  const changed = access.place.guild.roles.filter(
    ({ id }) => roles.includes(id) !== member.roles.includes(id) && id !== access.guildId,
  );
  for (const role of changed) requireGivable(access, role);
}

function kick(call: Call) {
  const access = guildWith(call, PermissionFlagsBits.KickMembers);
  const member = memberOf(call, access);
  requireAbove(access, member);
  call.world.removeMember(access.guildId, member.user.id, call.act);
}

function giveRole(call: Call) {
  const { access, member, role } = roleChange(call);
  call.world.updateMember(access.guildId, member.user.id, { roles: [...member.roles, role.id] }, call.act);
}

function takeRole(call: Call) {
  const { access, member, role } = roleChange(call);
  call.world.updateMember(
    access.guildId,
    member.user.id,
    { roles: member.roles.filter((id) => id !== role.id) },
    call.act,
  );
}

function roleChange(call: Call) {
  const access = guildWith(call, PermissionFlagsBits.ManageRoles);
  const member = memberOf(call, access);
  const role = roleOf(call, access);
  requireGivable(access, role);
  return { access, member, role };
}
