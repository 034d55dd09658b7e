import { found, guildOf } from '../access.ts';
import { directChannelBody, ownMemberChanges, ownUserChanges } from '../bodies/guild.ts';
import { parse } from '../bodies/parse.ts';
import type { Call, Grant, Route } from '../call.ts';
import { DiscordError, fieldError } from '../errors.ts';
import { compareIds, numberOf, pageOf } from '../paging.ts';
import { ownGuildView, ownUserView, permissionsView } from '../views.ts';

export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/@me', auth: 'either', handle: self },
  { method: 'PATCH', path: '/users/@me', handle: changeSelf },
  {
    method: 'GET',
    path: '/users/:user',
    handle: ({ world, param }) => found(world.state.users[param('user')], 'unknown_user'),
  },
  { method: 'GET', path: '/users/@me/guilds', auth: 'either', handle: ownGuilds },
  { method: 'GET', path: '/users/@me/guilds/:guild/member', auth: 'bearer', handle: ownMember },
  { method: 'DELETE', path: '/users/@me/guilds/:guild', handle: leaveGuild },
  { method: 'POST', path: '/users/@me/channels', handle: openDirectChannel },
  { method: 'PATCH', path: '/guilds/:guild/members/@me', handle: changeOwnMember },
];

function callerOf({ caller }: Call): { userId: string; grant: Grant | null } {
  if (caller.kind === 'token') throw new DiscordError('unauthorized');
  return { userId: caller.userId, grant: caller.kind === 'bearer' ? caller.grant : null };
}

function requireScope(grant: Grant | null, scope: string): void {
  if (grant && !grant.scopes.includes(scope)) throw new DiscordError('missing_access');
}

function self(call: Call) {
  const { userId, grant } = callerOf(call);
  requireScope(grant, 'identify');
  return ownUserView(call.world, userId, grant);
}

function changeSelf(call: Call) {
  const { username } = parse(ownUserChanges, call.body);
  const { userId } = callerOf(call);
  if (username) call.world.updateUser(userId, { username });
  return ownUserView(call.world, userId, null);
}

function ownGuilds(call: Call) {
  const { userId, grant } = callerOf(call);
  requireScope(grant, 'guilds');
  const withCounts = call.query.get('with_counts') === 'true';
  const guilds = Object.values(call.world.state.guilds)
    .filter(({ members }) => members.some(({ user }) => user.id === userId))
    .sort((a, b) => compareIds(a.guild.id, b.guild.id));
  const limit = numberOf(call.query, 'limit', 200, 1, 200);
  const page = call.query.has('before')
    ? pageOf(guilds, ({ guild }) => guild.id, call.query, limit).reverse()
    : after(guilds, call.query.get('after'), limit);
  return page.map((place) => ownGuildView(place, userId, withCounts));
}

function after<T extends { guild: { id: string } }>(guilds: readonly T[], start: string | null, limit: number): T[] {
  return guilds.filter(({ guild }) => !start || compareIds(guild.id, start) > 0).slice(0, limit);
}

function ownMember(call: Call) {
  const { userId, grant } = callerOf(call);
  requireScope(grant, 'guilds.members.read');
  const place = found(call.world.guild(call.param('guild')), 'unknown_guild');
  const member = found(call.world.member(place.guild.id, userId), 'unknown_guild');
  return { ...member, permissions: permissionsView(call.world, place, userId) };
}

function leaveGuild(call: Call) {
  call.world.removeBot(guildOf(call).guildId);
}

function openDirectChannel({ world, body, caller }: Call) {
  const { recipient_id } = parse(directChannelBody, body);
  if (caller.kind === 'bot' && recipient_id === caller.userId) {
    throw fieldError(['recipient_id'], 'INVALID_RECIPIENT', 'Cannot send messages to this user');
  }
  const direct = found(world.openDirectChannel(recipient_id), 'unknown_user');
  return world.directChannelView(direct.id);
}

function changeOwnMember(call: Call) {
  const { guildId, self: member } = guildOf(call);
  const { nick } = parse(ownMemberChanges, call.body);
  if (nick !== undefined) call.world.updateMember(guildId, member.user.id, { nick: nick || null }, call.act);
  return call.world.bot(guildId);
}
