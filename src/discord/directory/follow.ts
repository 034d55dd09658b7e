import {
  type Channel,
  type Client,
  Events,
  GatewayIntentBits,
  type Guild,
  type GuildMember,
  type PartialGuildMember,
  type Role,
  Status,
} from 'discord.js';
import type { Snowflake } from '../../shared/ids.ts';
import { legible } from '../../shared/legible.ts';
import type { GuildInfo, MemberInfo } from './model.ts';

export interface Followers {
  joined(guildId: Snowflake): void;
  guild(guildId: Snowflake): void;
  left(guildId: Snowflake): void;
  roles(guildId: Snowflake): void;
  channels(guildId: Snowflake): void;
  /** `now` is null after a departure. */
  member(guildId: Snowflake, userId: Snowflake, now: MemberInfo | null): void;
}

/** Tells of everything that changes what the directory remembers. @returns a function that ends it */
export function follow(client: Client, tell: Followers): () => void {
  const ends: (() => void)[] = [];
  const on: Client['on'] = (event: string, listener: (...args: never[]) => void) => {
    client.on(event, listener as never);
    ends.push(() => client.off(event, listener as never));
    return client;
  };
  const role = ({ guild }: Role) => tell.roles(guild.id);
  const channel = (changed: Channel) => !changed.isDMBased() && tell.channels(changed.guildId);
  const present = (member: GuildMember) => tell.member(member.guild.id, member.id, memberInfo(member));
  const gone = (member: GuildMember | PartialGuildMember) => tell.member(member.guild.id, member.id, null);

  on(Events.GuildUpdate, (_, guild) => tell.guild(guild.id));
  on(Events.GuildCreate, (guild) => tell.joined(guild.id));
  on(Events.GuildDelete, (guild) => tell.left(guild.id));
  on(Events.GuildRoleCreate, role);
  on(Events.GuildRoleUpdate, (_, changed) => role(changed));
  on(Events.GuildRoleDelete, role);
  on(Events.ChannelCreate, channel);
  on(Events.ChannelUpdate, (_, changed) => channel(changed));
  on(Events.ChannelDelete, channel);
  on(Events.GuildMemberAdd, present);
  on(Events.GuildMemberUpdate, (_, member) => present(member));
  on(Events.GuildMemberRemove, gone);
  return () => {
    for (const end of ends) end();
  };
}

/** Whether the client hears who comes to a guild and who leaves it. */
export function hears(client: Client, guildId: Snowflake): boolean {
  const guild = client.guilds.cache.get(guildId);
  return client.options.intents.has(GatewayIntentBits.GuildMembers) && guild?.shard.status === Status.Ready;
}

/** What the client holds of a member. */
export function heldMember(client: Client, guildId: Snowflake, userId: Snowflake): MemberInfo | undefined {
  const member = client.guilds.cache.get(guildId)?.members.cache.get(userId);
  return member && !member.partial ? memberInfo(member) : undefined;
}

/** A member as discord.js holds it. */
function memberInfo(member: GuildMember): MemberInfo {
  return {
    userId: member.id,
    username: member.user.username,
    displayName: legible(member.displayName),
    avatar: member.user.avatar,
    bot: member.user.bot,
    roleIds: [...member.roles.cache.keys()].filter((id) => id !== member.guild.id),
    joinedAt: member.joinedTimestamp,
    timeoutUntil: member.communicationDisabledUntilTimestamp,
  };
}

/** A guild as discord.js holds it. */
export function guildInfo({ id, name, icon, ownerId, memberCount }: Guild): GuildInfo {
  return { id, name: legible(name), icon, ownerId, memberCount };
}
