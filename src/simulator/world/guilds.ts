import { type APIGuild, AuditLogEvent, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { SimulatedGuild } from '../types.ts';
import { changesBetween, recordAudit } from './audit.ts';
import type { Act, WorldCore } from './core.ts';
import { type GuildFields, guildOf, memberOf } from './entities.ts';
import type { Members } from './members.ts';
import type { Roles } from './roles.ts';
import { guildCreatePayload } from './views.ts';

export type NewGuild = Partial<GuildFields> & { name: string; ownerId: Snowflake };
export type GuildChanges = Partial<Omit<APIGuild, 'id' | 'roles' | 'emojis' | 'stickers'>>;

export interface BotInstall extends Act {
  /** What the bot's own role may do. */
  permissions?: bigint;
}

export function createGuilds(core: WorldCore, members: Members, roles: Roles) {
  const { state } = core;

  /** A guild with its owner in it. Our bot isn't: see `addBot`. */
  function createGuild(fields: NewGuild): SimulatedGuild {
    const guild = guildOf({ id: core.snowflake(), ...fields });
    const place: SimulatedGuild = { guild, channels: [], members: [], bans: [], audit: [] };
    state.guilds[guild.id] = place;
    members.addMember(guild.id, fields.ownerId, { silent: true });
    core.changed();
    return place;
  }

  function updateGuild(guildId: Snowflake, changes: GuildChanges, act: Act = {}): SimulatedGuild | undefined {
    const place = core.guild(guildId);
    if (!place) return undefined;
    const before = { ...place.guild };
    Object.assign(place.guild, changes);
    core.emit({ t: GatewayDispatchEvents.GuildUpdate, d: place.guild, guildId, intents: GatewayIntentBits.Guilds });
    const differences = changesBetween(before, place.guild, Object.keys(changes) as (keyof APIGuild & string)[]);
    recordAudit(core, guildId, act, { event: AuditLogEvent.GuildUpdate, targetId: guildId, changes: differences });
    core.changed();
    return place;
  }

  function deleteGuild(guildId: Snowflake): boolean {
    const place = core.guild(guildId);
    if (!place) return false;
    tellGone(guildId);
    for (const { id } of place.channels) delete state.messages[id];
    delete state.guilds[guildId];
    core.changed();
    return true;
  }

  /** Invites our bot: its managed role at the top of its rights, then GUILD_CREATE. False when it is there already. */
  function addBot(guildId: Snowflake, { permissions = 0n, ...act }: BotInstall = {}): boolean {
    const place = core.guild(guildId);
    if (!place || core.bot(guildId)) return false;
    const { bot, name } = state.application;
    state.users[bot.id] ??= bot;
    const role = roles.createRole(guildId, { name, permissions, managed: true, botId: bot.id });
    place.members.push(memberOf({ user: bot, joinedAt: core.timestamp(), roles: role ? [role.id] : [] }));
    core.emit({
      t: GatewayDispatchEvents.GuildCreate,
      d: guildCreatePayload(core, place),
      guildId,
      intents: GatewayIntentBits.Guilds,
    });
    recordAudit(core, guildId, act, { event: AuditLogEvent.BotAdd, targetId: bot.id });
    core.changed();
    return true;
  }

  /** Our bot leaves, or is kicked `by` somebody: GUILD_DELETE, and its role is gone. False when it isn't there. */
  function removeBot(guildId: Snowflake, act: Act = {}): boolean {
    const place = core.guild(guildId);
    const self = core.bot(guildId);
    if (!place || !self) return false;
    tellGone(guildId);
    place.members = place.members.filter((member) => member !== self);
    for (const role of place.guild.roles.filter(({ tags }) => tags?.bot_id === self.user.id))
      roles.deleteRole(guildId, role.id);
    delete state.commands[guildId];
    if (act.by && act.by !== self.user.id)
      recordAudit(core, guildId, act, { event: AuditLogEvent.MemberKick, targetId: self.user.id });
    core.changed();
    return true;
  }

  function tellGone(guildId: Snowflake) {
    core.emit({ t: GatewayDispatchEvents.GuildDelete, d: { id: guildId }, guildId, intents: GatewayIntentBits.Guilds });
  }

  return { createGuild, updateGuild, deleteGuild, addBot, removeBot };
}
