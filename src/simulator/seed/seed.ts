import { type APIChannel, type APIOverwrite, OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { type Snowflake, snowflakeAt } from '../../shared/ids.ts';
import { createClock } from '../clock.ts';
import { parseDuration } from '../control/duration.ts';
import type { SimulatedGuild, WorldState } from '../types.ts';
import { channelOf, guildOf, memberOf, roleOf, userOf } from '../world/entities.ts';
import { createWorld, type World } from '../world/world.ts';
import { GENERAL, OFF_TOPIC, SHOW, WELCOME } from './history/community.ts';
import { BOT, MOD_LOG, PYTHON, TYPESCRIPT } from './history/help.ts';
import type { Line } from './history/talk.ts';
import { PEOPLE, personId } from './people.ts';
import { CHANNELS, ROLES } from './places.ts';

const FOUNDED = Date.parse('2022-11-01T09:00:00Z');
const DAY = 86_400_000;
const id = (sequence: number): Snowflake => snowflakeAt(FOUNDED, sequence);

/** Ids of the seeded guild: the same in every seed. */
export const SEED_GUILD = id(1);
const SEED_APPLICATION = id(2);
const roleId = (key: string) => id(100 + ROLES.findIndex((role) => role.key === key));
const channelId = (key: string) => id(200 + CHANNELS.findIndex((channel) => channel.key === key));

const HISTORY: Readonly<Record<string, readonly Line[]>> = {
  welcome: WELCOME,
  general: GENERAL,
  show: SHOW,
  off: OFF_TOPIC,
  python: PYTHON,
  typescript: TYPESCRIPT,
  bot: BOT,
  modlog: MOD_LOG,
};

/** The world that a first start begins with: one developers' guild, its people and the talk of their last days. */
export function seed(now: number): WorldState {
  const bot = userOf({ id: SEED_APPLICATION, username: 'smarter-dev', name: 'Smarter Dev', bot: true });
  const state: WorldState = {
    version: 1,
    clockOffset: 0,
    sequence: 1_000,
    application: { id: SEED_APPLICATION, name: 'Smarter Dev', bot, publicKey: '0'.repeat(64) },
    users: { [bot.id]: bot },
    guilds: {},
    messages: {},
    directChannels: {},
    commands: {},
  };
  for (const person of PEOPLE) {
    const user = userOf({ ...person, id: personId(person, now), bot: person.bot ?? false });
    state.users[user.id] = user;
  }
  state.guilds[SEED_GUILD] = guildAt(state, now);
  const world = createWorld(state, createClock(0, { now: () => now }));
  for (const [key, lines] of Object.entries(HISTORY)) tell(world, channelId(key), lines, now);
  return state;
}

function guildAt(state: WorldState, now: number): SimulatedGuild {
  const owner = PEOPLE.find(({ roles }) => roles.includes('owner'));
  const ownerId = owner ? personId(owner, now) : state.application.bot.id;
  const guild = guildOf({
    id: SEED_GUILD,
    name: 'Smarter Dev',
    ownerId,
    description: 'Developers who explain things to each other.',
    everyone: EVERYONE,
  });
  const buildbot = PEOPLE.find(({ username }) => username === 'buildbot');
  const botIds = { ours: state.application.bot.id, buildbot: buildbot ? personId(buildbot, now) : undefined };
  guild.roles.push(
    ...ROLES.map(({ key, bot, ...fields }, index) => {
      const botId = bot && botIds[bot];
      const managed = botId ? { managed: true, botId } : {};
      return roleOf({ ...fields, ...managed, id: roleId(key), position: ROLES.length - index });
    }),
  );
  return { guild, channels: channels(), members: members(state, now), bans: [], audit: [] };
}

const EVERYONE =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePublicThreads |
  P.EmbedLinks |
  P.AttachFiles |
  P.ReadMessageHistory |
  P.AddReactions |
  P.UseExternalEmojis |
  P.UseApplicationCommands |
  P.ChangeNickname |
  P.CreateInstantInvite;

function members(state: WorldState, now: number): SimulatedGuild['members'] {
  const people = PEOPLE.map((person) => {
    const user = state.users[personId(person, now)];
    const joinedAt = new Date(now - person.joined * DAY).toISOString();
    return user && memberOf({ user, joinedAt, roles: person.roles.map(roleId) });
  });
  const bot = memberOf({
    user: state.application.bot,
    joinedAt: new Date(now - 200 * DAY).toISOString(),
    roles: [roleId('bot')],
  });
  return [...people.filter((member) => member !== undefined), bot];
}

function channels(): APIChannel[] {
  return CHANNELS.map(({ key, name, type, parent, topic, access }, position) =>
    channelOf({
      id: channelId(key),
      guildId: SEED_GUILD,
      name,
      position,
      ...(type === undefined ? {} : { type }),
      parentId: parent ? channelId(parent) : null,
      topic: topic ?? null,
      overwrites: access ? overwrites(access) : [],
    }),
  );
}

function overwrites(access: 'read_only' | 'staff'): APIOverwrite[] {
  const hidden = access === 'staff' ? P.ViewChannel : P.SendMessages;
  const staff = ['moderator', 'bot'].map(roleId);
  return [
    { id: SEED_GUILD, type: OverwriteType.Role, allow: '0', deny: String(hidden) },
    ...staff.map((role) => ({ id: role, type: OverwriteType.Role, allow: String(hidden), deny: '0' })),
  ];
}

/** Writes a channel's history, oldest line first. */
function tell(world: World, channel: Snowflake, lines: readonly Line[], now: number): void {
  const userId = (username: string) => world.findUser(username)?.id ?? world.state.application.bot.id;
  const byAge = (a: { at: number }, b: { at: number }) => a.at - b.at;
  const written: Snowflake[] = [];
  const dated = lines
    .map((line, index) => ({ line, at: now - (parseDuration(line.ago) ?? 0) + index * 40_000 }))
    .sort(byAge);
  for (const { line, at } of dated) {
    const message = world.createMessage({
      channelId: channel,
      authorId: userId(line.by),
      content: withMentions(world, line.text),
      at,
      ...(line.replyTo ? replyTo(written.at(-line.replyTo)) : {}),
      ...(line.files ? { attachments: line.files } : {}),
    });
    written.push(message.id);
    for (const [emoji, people] of Object.entries(line.reactions ?? {})) {
      for (const person of people) world.addReaction(channel, message.id, userId(person), emoji);
    }
  }
}

function replyTo(messageId: Snowflake | undefined): { replyTo?: Snowflake } {
  return messageId ? { replyTo: messageId } : {};
}

/** `@priya` and `#general` as Discord writes them. */
function withMentions(world: World, text: string): string {
  return text
    .replaceAll(/(?<!\w)@([\w.]+\w)/g, (whole, name: string) => mention('@', world.findUser(name)?.id) ?? whole)
    .replaceAll(/#([a-z][a-z-]+)/g, (whole, name: string) => mention('#', world.findChannel(name)?.id) ?? whole);
}

function mention(sign: string, target: Snowflake | undefined): string | null {
  return target ? `<${sign}${target}>` : null;
}
