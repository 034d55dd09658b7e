import { type APIChannel, type APIUser, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/refusal.ts';
import { ALL_PERMISSIONS, isThread, isTimedOut, memberPermissions } from '../permissions.ts';
import type { SimulatedGuild, SimulatedMember, SimulatedMessage } from '../types.ts';
import type { World } from '../world/world.ts';

/** A refusal that carries its own sentence, as `context.message`. */
export type Denial = Refusal<DenialCode>;

export type DenialCode =
  | 'unknown_guild'
  | 'unknown_member'
  | 'unknown_channel'
  | 'unknown_role'
  | 'unknown_message'
  | 'unknown_command'
  | 'unknown_component'
  | 'unknown_modal'
  | 'ambiguous'
  | 'invalid_input'
  | 'missing_permission'
  | 'timed_out'
  | 'not_possible';

export function deny(code: DenialCode, message: string): Denial {
  return refuse(code, { message });
}

export function isDenial(value: unknown): value is Denial {
  return isRefusal(value);
}

/** A member of a guild who does something there. */
export interface Actor {
  place: SimulatedGuild;
  member: SimulatedMember;
}

/** Somebody in a place where messages are written: a guild's channel, or a conversation with the bot. */
export interface Scene {
  user: APIUser;
  channelId: Snowflake;
  /** Null in direct messages, like `channel`. */
  actor: Actor | null;
  channel: APIChannel | null;
}

export interface Whereabouts {
  /** Who acts: id, name or `@name`. */
  as: string;
  /** Id, name or `#name`; `dm` is the conversation with the bot. */
  channel: string;
  /** Id or name; needed only where several guilds have the same names. */
  guild?: string | undefined;
}

/** The member that a reference means. */
export function findActor(world: World, as: string, guild?: string): Actor | Denial {
  const places = guildsMeant(world, guild);
  if (isDenial(places)) return places;
  for (const place of places) {
    const found = world.findMembers(as, place.guild.id);
    if (found.length > 1) return deny('ambiguous', `"${as}" may be any of ${names(found)}. Use the id.`);
    if (found[0]) return { place, member: found[0] };
  }
  return deny('unknown_member', `There is no member "${as}". Use a name or an id from GET /simulator/api/world.`);
}

function guildsMeant(world: World, guild: string | undefined): SimulatedGuild[] | Denial {
  if (guild === undefined) return Object.values(world.state.guilds);
  const place = world.findGuild(guild);
  return place ? [place] : deny('unknown_guild', `There is no guild "${guild}".`);
}

function names(members: readonly SimulatedMember[]): string {
  return members.map(({ user }) => `${user.username} (${user.id})`).join(', ');
}

/** The place where somebody acts; he must see it. */
export function findScene(world: World, { as, channel, guild }: Whereabouts): Scene | Denial {
  const direct = findDirect(world, as, channel);
  if (direct) return direct;
  const owner = world.guildOfChannel(channel.replace(/\D/g, ''));
  const actor = findActor(world, as, guild ?? owner?.guild.id);
  if (isDenial(actor)) return actor;
  const found = world.findChannels(channel, actor.place.guild.id);
  if (found.length > 1) return deny('ambiguous', `Several channels are called "${channel}". Use the id.`);
  const [place] = found;
  const scene = place && { user: actor.member.user, channelId: place.id, actor, channel: place };
  if (!scene) return deny('unknown_channel', `There is no channel "${channel}" in ${actor.place.guild.name}.`);
  const hidden = deny('missing_permission', `${actor.member.user.username} can't see #${place.name}.`);
  return can(world, scene, PermissionFlagsBits.ViewChannel) ? scene : hidden;
}

function findDirect(world: World, as: string, channel: string): Scene | Denial | null {
  const known = world.directChannel(channel);
  if (!known && channel.toLowerCase() !== 'dm') return null;
  const user = world.findUser(as);
  if (!user) return deny('unknown_member', `There is no user "${as}".`);
  const direct = known ?? world.openDirectChannel(user.id);
  if (!direct?.recipients.includes(user.id)) {
    return deny('missing_permission', `${user.username} has no part in that conversation.`);
  }
  return { user, channelId: direct.id, actor: null, channel: null };
}

/** Where a message stands, for somebody who must be able to see it. */
export function findMessage(world: World, as: string, id: Snowflake): (Scene & { message: SimulatedMessage }) | Denial {
  const message = world.findMessage(id);
  if (!message) return deny('unknown_message', `There is no message "${id}".`);
  const scene = findScene(world, { as, channel: message.channel_id, guild: message.guild_id });
  if (isDenial(scene)) return scene;
  if (message.ephemeral_for && message.ephemeral_for !== scene.user.id) {
    return deny('missing_permission', `${scene.user.username} can't see that message: only another member can.`);
  }
  return { ...scene, message };
}

export function can(world: World, scene: Scene, permission: bigint): boolean {
  return (permissionsIn(world, scene) & permission) === permission;
}

function permissionsIn(world: World, { actor, channel }: Scene): bigint {
  return actor ? memberPermissions(actor.place, channel, actor.member, world.clock.now()) : ALL_PERMISSIONS;
}

/** The first of these permissions that somebody lacks in a place, worded; null when he has them all. */
export function lacks(world: World, scene: Scene, needs: readonly (readonly [bigint, string])[]): Denial | null {
  const { user, actor, channel } = scene;
  if (actor && isTimedOut(actor.member, world.clock.now()) && !can(world, scene, PermissionFlagsBits.Administrator)) {
    const until = actor.member.communication_disabled_until;
    return deny('timed_out', `${user.username} is timed out until ${until} and can only read.`);
  }
  const missing = needs.find(([permission]) => !can(world, scene, permission));
  if (!missing) return null;
  return deny(
    'missing_permission',
    `${user.username} may not ${missing[1]} in #${channel?.name ?? 'direct messages'}.`,
  );
}

/** The permission that writing in a place takes. */
export function sending({ channel }: Scene): bigint {
  return channel && isThread(channel) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
}
