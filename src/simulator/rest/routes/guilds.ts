import { type APIAuditLogEntry, type APIChannel, PermissionFlagsBits } from 'discord-api-types/v10';
import { isThread } from '../../permissions.ts';
import { present } from '../../world/present.ts';
import { found, guildOf, guildWith } from '../access.ts';
import { newChannel, positionsBody } from '../bodies/guild.ts';
import { parse } from '../bodies/parse.ts';
import { type Call, Reply, type Route } from '../call.ts';
import { overwritesOf } from '../overwrites.ts';
import { numberOf, pageOf } from '../paging.ts';
import { guildView } from '../views.ts';

export const guildRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/:guild', handle: guild },
  { method: 'GET', path: '/guilds/:guild/preview', handle: preview },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    handle: (call) => guildOf(call).place.channels.filter((channel) => !isThread(channel)),
  },
  { method: 'POST', path: '/guilds/:guild/channels', handle: createChannel },
  { method: 'PATCH', path: '/guilds/:guild/channels', handle: moveChannels },
  { method: 'GET', path: '/guilds/:guild/threads/active', handle: activeThreads },
  { method: 'GET', path: '/guilds/:guild/audit-logs', handle: auditLog },
  { method: 'GET', path: '/guilds/:guild/emojis', handle: (call) => guildOf(call).place.guild.emojis },
  { method: 'GET', path: '/guilds/:guild/stickers', handle: (call) => guildOf(call).place.guild.stickers },
  { method: 'GET', path: '/guilds/:guild/webhooks', handle: nothing(PermissionFlagsBits.ManageWebhooks) },
  { method: 'GET', path: '/guilds/:guild/integrations', handle: nothing(PermissionFlagsBits.ManageGuild) },
  { method: 'GET', path: '/guilds/:guild/auto-moderation/rules', handle: nothing(PermissionFlagsBits.ManageGuild) },
  { method: 'GET', path: '/guilds/:guild/scheduled-events', handle: nothing(0n) },
  { method: 'GET', path: '/guilds/:guild/soundboard-sounds', handle: (call) => ({ items: guildOf(call) && [] }) },
];

function guild(call: Call) {
  return guildView(guildOf(call).place, call.query.get('with_counts') === 'true');
}

function preview(call: Call) {
  const { id, name, icon, description, splash, discovery_splash, features, emojis, stickers } =
    guildOf(call).place.guild;
  const count = guildOf(call).place.members.length;
  const counts = { approximate_member_count: count, approximate_presence_count: count };
  return {
    id,
    name,
    icon,
    description,
    home_header: null,
    splash,
    discovery_splash,
    features,
    emojis,
    stickers,
    ...counts,
  };
}

/** Lists that the simulated guilds have nothing for. */
function nothing(permission: bigint) {
  return (call: Call) => {
    guildWith(call, permission);
    return [];
  };
}

function createChannel(call: Call) {
  const { guildId } = guildWith(call, PermissionFlagsBits.ManageChannels);
  const body = parse(newChannel, call.body);
  const channel = call.world.createChannel(
    guildId,
    {
      name: body.name,
      type: body.type ?? 0,
      parentId: body.parent_id ?? null,
      topic: body.topic ?? null,
      overwrites: overwritesOf(call, body.permission_overwrites ?? []),
      ...present({
        position: body.position ?? undefined,
        slowmode: body.rate_limit_per_user ?? undefined,
        nsfw: body.nsfw ?? undefined,
      }),
    },
    call.act,
  );
  return new Reply(201, channel);
}

function moveChannels(call: Call) {
  const { place } = guildWith(call, PermissionFlagsBits.ManageChannels);
  for (const { id, position, parent_id } of parse(positionsBody, call.body)) {
    found(
      place.channels.find((channel) => channel.id === id),
      'unknown_channel',
    );
    call.world.updateChannel(
      id,
      { ...present({ position: position ?? undefined }), ...(parent_id === undefined ? {} : { parent_id }) },
      call.act,
    );
  }
}

function activeThreads(call: Call) {
  const threads = guildOf(call).place.channels.filter(
    (channel) => isThread(channel) && !channel.thread_metadata?.archived,
  );
  return { threads, members: [], has_more: false };
}

function auditLog(call: Call) {
  const { place } = guildWith(call, PermissionFlagsBits.ViewAuditLog);
  const entries = pageOf(
    matchingEntries(place.audit, call.query),
    ({ id }) => id,
    call.query,
    numberOf(call.query, 'limit', 50, 1, 100),
  );
  if (call.query.has('after')) entries.reverse();
  const people = new Set(entries.flatMap(({ user_id, target_id }) => [user_id, target_id]));
  return {
    audit_log_entries: entries,
    users: Object.values(call.world.state.users).filter(({ id }) => people.has(id)),
    threads: place.channels.filter((channel: APIChannel) => isThread(channel) && people.has(channel.id)),
    integrations: [],
    webhooks: [],
    guild_scheduled_events: [],
    application_commands: [],
    auto_moderation_rules: [],
  };
}

function matchingEntries(audit: readonly APIAuditLogEntry[], query: URLSearchParams): APIAuditLogEntry[] {
  const user = query.get('user_id');
  const target = query.get('target_id');
  const action = query.get('action_type');
  return audit.filter(
    (entry) =>
      (!user || entry.user_id === user) &&
      (!target || entry.target_id === target) &&
      (!action || entry.action_type === Number(action)),
  );
}
