import {
  type APIChannel,
  type APIGuild,
  type APIRole,
  type APIUser,
  ChannelType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { compareRoles, isTimedOut, memberPermissions } from '../permissions.ts';
import type { Faults, SimulatedGuild, SimulatedMember, SimulatedMessage, WorldState } from '../types.ts';
import type { PageSource } from './source.ts';
import { hex } from './words.ts';

/** How somebody appears, member or not. */
export interface Person {
  id: Snowflake;
  name: string;
  username: string;
  avatar: string;
  color: string | null;
  bot: boolean;
  you: boolean;
  timedOut: boolean;
  member: SimulatedMember | null;
}

/** A guild's channel, or a conversation with the bot. */
export interface Place {
  id: Snowflake;
  name: string;
  topic: string;
  type: ChannelType;
  parentId: Snowflake | null;
  position: number;
  /** Hidden from @everyone. */
  restricted: boolean;
  channel: APIChannel | null;
}

/** Everything that a view may ask: who looks, where, and how things there are called. */
export interface Scene {
  now: number;
  revision: number;
  state: WorldState;
  guilds: APIGuild[];
  guild: SimulatedGuild;
  me: Person;
  member: SimulatedMember;
  place: Place;
  /** The channels that the acting member sees, in order. */
  places: Place[];
  /** What the acting member may do in this channel. */
  permissions: bigint;
  messages: SimulatedMessage[];
  faults: Readonly<Faults>;
  cdn: string;
  person(user: Snowflake | APIUser): Person;
  role(id: Snowflake): APIRole | undefined;
  channelName(id: Snowflake): string | undefined;
}

export interface Where {
  as?: string | undefined;
  channel?: string | undefined;
  guild?: string | undefined;
}

const TALKED_IN: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** What a person sees who acts as `as` in `channel` (ids or names); falls back to what is there. `null`: no guild at all. */
export function createScene(source: PageSource, where: Where, cdn: string): Scene | null {
  const { state, clock, revision } = source.world;
  const all = Object.values(state.guilds);
  const guild = all.find((g) => holds(g, where)) ?? all[0];
  const member = guild && actor(guild, where.as);
  if (!guild || !member) return null;

  const now = clock.now();
  const people = new Map(guild.members.map((each) => [each.user.id, each]));
  const person = (who: Snowflake | APIUser) => personOf({ state, guild, people, now, cdn, me: member.user.id }, who);
  const places = [...visiblePlaces(guild, member, now), ...conversations(state, member, person)];
  const place = choosePlace(places, where.channel);
  if (!place) return null;

  return {
    now,
    revision,
    state,
    guilds: all.map((each) => each.guild),
    guild,
    me: person(member.user.id),
    member,
    place,
    places,
    permissions: memberPermissions(guild, place.channel, member, now),
    messages: (state.messages[place.id] ?? []).filter((m) => !m.ephemeral_for || m.ephemeral_for === member.user.id),
    faults: source.faults.current,
    cdn,
    person,
    role: (id) => guild.guild.roles.find((role) => role.id === id),
    channelName: (id) => guild.channels.find((channel) => channel.id === id)?.name ?? undefined,
  };
}

function holds({ guild, channels }: SimulatedGuild, where: Where): boolean {
  return where.guild ? guild.id === where.guild : channels.some(({ id }) => id === where.channel);
}

function actor({ guild, members }: SimulatedGuild, as: string | undefined): SimulatedMember | undefined {
  const name = as?.replace(/^@/, '').toLowerCase();
  const humans = members.filter(({ user }) => !user.bot);
  return (
    humans.find(({ user }) => user.id === as || user.username.toLowerCase() === name) ??
    humans.find(({ user }) => user.id === guild.owner_id) ??
    humans[0]
  );
}

function visiblePlaces(guild: SimulatedGuild, member: SimulatedMember, now: number): Place[] {
  return guild.channels
    .filter((channel) => TALKED_IN.has(channel.type))
    .filter((channel) => memberPermissions(guild, channel, member, now) & PermissionFlagsBits.ViewChannel)
    .map((channel) => placeOf(guild, channel))
    .sort((a, b) => a.position - b.position || (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

function placeOf({ guild }: SimulatedGuild, channel: APIChannel): Place {
  const overwrites = 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [];
  return {
    id: channel.id,
    name: channel.name ?? 'unnamed',
    topic: 'topic' in channel ? (channel.topic ?? '') : '',
    type: channel.type,
    parentId: 'parent_id' in channel ? (channel.parent_id ?? null) : null,
    position: 'position' in channel ? channel.position : 0,
    restricted: overwrites.some((each) => each.id === guild.id && BigInt(each.deny) & PermissionFlagsBits.ViewChannel),
    channel,
  };
}

function conversations(state: WorldState, member: SimulatedMember, person: (id: Snowflake) => Person): Place[] {
  return Object.values(state.directChannels)
    .filter(({ recipients }) => recipients.includes(member.user.id))
    .map(({ id }) => ({
      id,
      name: person(state.application.bot.id).name,
      topic: 'Direct messages from the bot',
      type: ChannelType.DM,
      parentId: null,
      position: 0,
      restricted: false,
      channel: null,
    }));
}

function choosePlace(places: Place[], wanted: string | undefined): Place | undefined {
  const name = wanted?.replace(/^#/, '').toLowerCase();
  return (
    places.find(({ id, name: own }) => id === wanted || own.toLowerCase() === name) ??
    places.find((each) => each.name === 'general') ??
    places[0]
  );
}

interface Cast {
  state: WorldState;
  guild: SimulatedGuild;
  people: ReadonlyMap<Snowflake, SimulatedMember>;
  now: number;
  cdn: string;
  me: Snowflake;
}

function personOf(cast: Cast, who: Snowflake | APIUser): Person {
  const id = typeof who === 'string' ? who : who.id;
  const member = cast.people.get(id) ?? null;
  const user = member?.user ?? cast.state.users[id] ?? (typeof who === 'string' ? null : who);
  const username = user?.username ?? 'unknown-user';
  return {
    id,
    username,
    name: member?.nick ?? user?.global_name ?? username,
    avatar: avatarOf(cast.cdn, id, user?.avatar ?? null),
    color: member ? colorOf(cast.guild, member) : null,
    bot: user?.bot === true,
    you: id === cast.me,
    timedOut: member !== null && isTimedOut(member, cast.now),
    member,
  };
}

/** People without a picture of their own get their portrait with initials, not one of the few default ones. */
function avatarOf(cdn: string, id: Snowflake, hash: string | null): string {
  return `${cdn}/avatars/${id}/${hash ?? 'portrait'}.png`;
}

/** Of a member's roles those that have a colour; the highest one paints the name. */
function colorOf(guild: SimulatedGuild, member: SimulatedMember): string | null {
  const colored = rolesOf(guild, member).find((role) => role.color !== 0);
  return hex(colored?.color);
}

/** A member's roles without @everyone, highest first. */
export function rolesOf({ guild }: SimulatedGuild, member: SimulatedMember): APIRole[] {
  return guild.roles.filter(({ id }) => member.roles.includes(id)).sort((a, b) => compareRoles(b, a));
}
