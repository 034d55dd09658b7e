import type {
  APIAttachment,
  APIChannel,
  APIInteractionDataResolvedGuildMember,
  APIMessage,
  APIRole,
  APIUser,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { memberPermissions } from '../permissions.ts';
import type { SimulatedMessage } from '../types.ts';
import type { World } from '../world/world.ts';
import type { Scene } from './scene.ts';

/** What an interaction's ids stand for, as Discord sends it along. */
export interface Resolved {
  users?: Record<Snowflake, APIUser>;
  members?: Record<Snowflake, APIInteractionDataResolvedGuildMember>;
  roles?: Record<Snowflake, APIRole>;
  channels?: Record<Snowflake, object>;
  attachments?: Record<Snowflake, APIAttachment>;
  messages?: Record<Snowflake, APIMessage>;
}

/** Finds what people mean by names and ids, and collects it for `data.resolved`. */
export interface Resolver {
  readonly resolved: Resolved;
  /** Each answers the id, or null when there is no such thing. */
  user(reference: string): Snowflake | null;
  role(reference: string): Snowflake | null;
  channel(reference: string, types: readonly number[] | undefined): Snowflake | null;
  attachment(file: { filename: string; size: number }): Snowflake;
  message(message: SimulatedMessage): Snowflake;
}

export function createResolver(world: World, scene: Scene): Resolver {
  const resolved: Resolved = {};
  const place = scene.actor?.place;
  const guildId = place?.guild.id;

  function addUser(user: APIUser): Snowflake {
    resolved.users = { ...resolved.users, [user.id]: user };
    const member = guildId ? world.member(guildId, user.id) : undefined;
    if (!member || !place) return user.id;
    const { user: _, mute: _mute, deaf: _deaf, ...part } = member;
    const permissions = String(memberPermissions(place, scene.channel, member, world.clock.now()));
    resolved.members = { ...resolved.members, [user.id]: { ...part, permissions } };
    return user.id;
  }

  function view(channel: APIChannel): object {
    const permissions =
      place && scene.actor ? memberPermissions(place, channel, scene.actor.member, world.clock.now()) : 0n;
    const { id, type, name } = channel;
    return {
      id,
      type,
      name,
      permissions: String(permissions),
      ...('parent_id' in channel ? { parent_id: channel.parent_id } : {}),
    };
  }

  return {
    resolved,
    user(reference) {
      const user =
        (guildId && world.findMember(reference, guildId)?.user) ||
        world.findUser(reference.replace(/^<@!?(\d+)>$/, '$1').replace(/^@/, ''));
      return user ? addUser(user) : null;
    },
    role(reference) {
      const role = guildId ? world.findRole(reference, guildId) : undefined;
      if (!role) return null;
      resolved.roles = { ...resolved.roles, [role.id]: role };
      return role.id;
    },
    channel(reference, types) {
      const channel = guildId ? world.findChannel(reference, guildId) : undefined;
      if (!channel || (types && !types.includes(channel.type))) return null;
      resolved.channels = { ...resolved.channels, [channel.id]: view(channel) };
      return channel.id;
    },
    attachment({ filename, size }) {
      const id = world.snowflake();
      const url = `${world.cdn}/attachments/${scene.channelId}/${id}/${encodeURIComponent(filename)}`;
      resolved.attachments = { ...resolved.attachments, [id]: { id, filename, size, url, proxy_url: url } };
      return id;
    },
    message(message) {
      resolved.messages = { ...resolved.messages, [message.id]: world.messageView(message) };
      return message.id;
    },
  };
}
