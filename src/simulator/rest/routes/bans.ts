import { PermissionFlagsBits } from 'discord-api-types/v10';
import { found, type GuildAccess, guildWith, requireAbove } from '../access.ts';
import { banBody, bulkBanBody } from '../bodies/guild.ts';
import { parse } from '../bodies/parse.ts';
import type { Call, Route } from '../call.ts';
import { DiscordError } from '../errors.ts';
import { compareIds, numberOf, pageOf } from '../paging.ts';

export const banRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/:guild/bans', handle: list },
  {
    method: 'GET',
    path: '/guilds/:guild/bans/:user',
    handle: (call) => banOf(call, guildWith(call, PermissionFlagsBits.BanMembers)),
  },
  { method: 'PUT', path: '/guilds/:guild/bans/:user', handle: ban },
  { method: 'DELETE', path: '/guilds/:guild/bans/:user', handle: unban },
  { method: 'POST', path: '/guilds/:guild/bulk-ban', handle: bulkBan },
];

function banOf({ param }: Call, { place }: GuildAccess) {
  return found(
    place.bans.find(({ user }) => user.id === param('user')),
    'unknown_ban',
  );
}

function list(call: Call) {
  const { place } = guildWith(call, PermissionFlagsBits.BanMembers);
  const sorted = place.bans.toSorted((a, b) => compareIds(a.user.id, b.user.id));
  const limit = numberOf(call.query, 'limit', 1000, 1, 1000);
  if (call.query.has('before')) return pageOf(sorted, ({ user }) => user.id, call.query, limit).reverse();
  const after = call.query.get('after') ?? '0';
  return sorted.filter(({ user }) => compareIds(user.id, after) > 0).slice(0, limit);
}

function ban(call: Call) {
  const access = guildWith(call, PermissionFlagsBits.BanMembers);
  const body = parse(banBody, call.body);
  const userId = call.param('user');
  requireBannable(call, access, userId);
  const seconds = body?.delete_message_seconds ?? (body?.delete_message_days ?? 0) * 86_400;
  call.world.ban(access.guildId, userId, { ...call.act, deleteMessageSeconds: seconds });
}

function requireBannable({ world }: Call, access: GuildAccess, userId: string): void {
  found(world.state.users[userId], 'unknown_user');
  const member = world.member(access.guildId, userId);
  if (member) requireAbove(access, member);
}

function unban(call: Call) {
  const access = guildWith(call, PermissionFlagsBits.BanMembers);
  banOf(call, access);
  call.world.unban(access.guildId, call.param('user'), call.act);
}

/** Bans whom it can and names the others; fails when it can ban nobody. */
function bulkBan(call: Call) {
  const access = guildWith(call, PermissionFlagsBits.BanMembers | PermissionFlagsBits.ManageGuild);
  const body = parse(bulkBanBody, call.body);
  const options = { ...call.act, deleteMessageSeconds: body.delete_message_seconds ?? 0 };
  const banned = [...new Set(body.user_ids)].filter(
    (userId) => isBannable(call, access, userId) && call.world.ban(access.guildId, userId, options),
  );
  if (!banned.length) throw new DiscordError('nobody_banned');
  return { banned_users: banned, failed_users: body.user_ids.filter((id) => !banned.includes(id)) };
}

function isBannable(call: Call, access: GuildAccess, userId: string): boolean {
  try {
    requireBannable(call, access, userId);
    return true;
  } catch (error) {
    if (error instanceof DiscordError) return false;
    throw error;
  }
}
