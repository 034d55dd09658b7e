import type { APIChannel, APIRole, APIUser } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { SimulatedGuild, SimulatedMember, SimulatedMessage } from '../types.ts';
import type { WorldCore } from './core.ts';

export type DirectChannel = { id: Snowflake; recipients: Snowflake[] };

/** Searches by id or name. Names ignore case; `#general` and `@ada` are read as `general` and `ada`. */
export function createFinders({ state, member }: WorldCore) {
  const guilds = (guildId?: Snowflake): SimulatedGuild[] =>
    guildId === undefined
      ? Object.values(state.guilds)
      : [state.guilds[guildId]].filter((place) => place !== undefined);

  const finders = {
    findGuild: (reference: string): SimulatedGuild | undefined =>
      state.guilds[reference] ?? only(Object.values(state.guilds).filter(({ guild }) => same(guild.name, reference))),
    findUser: (reference: string): APIUser | undefined =>
      state.users[reference] ?? only(matching(Object.values(state.users), reference, { user: (user) => user })),
    /** Every member that an id, a mention or a name may mean; of names the username wins over the display name. */
    findMembers: (reference: string, guildId?: Snowflake): SimulatedMember[] => {
      const known = guildId === undefined ? undefined : member(guildId, bare(reference));
      if (known) return [known];
      const members = guilds(guildId).flatMap((place) => place.members);
      return matching(members, reference, { user: ({ user }) => user, nick: ({ nick }) => nick });
    },
    /** The one member meant; undefined when there is none or more than one. */
    findMember: (reference: string, guildId?: Snowflake) => only(finders.findMembers(reference, guildId)),
    findChannels: (reference: string, guildId?: Snowflake): APIChannel[] => {
      const channels = guilds(guildId).flatMap((place) => place.channels);
      const exact = channels.filter(({ id }) => id === bare(reference));
      return exact.length ? exact : channels.filter(({ name }) => same(name, bare(reference)));
    },
    findChannel: (reference: string, guildId?: Snowflake) => only(finders.findChannels(reference, guildId)),
    findRole: (reference: string, guildId?: Snowflake): APIRole | undefined => {
      const roles = guilds(guildId).flatMap(({ guild }) => guild.roles);
      return (
        roles.find(({ id }) => id === bare(reference)) ?? only(roles.filter(({ name }) => same(name, bare(reference))))
      );
    },
    /** The guild that a channel, thread or role is in. */
    guildOfChannel: (channelId: Snowflake): SimulatedGuild | undefined =>
      guilds().find(({ channels }) => channels.some(({ id }) => id === channelId)),
    channel: (channelId: Snowflake): APIChannel | undefined =>
      finders.guildOfChannel(channelId)?.channels.find(({ id }) => id === channelId),
    directChannel: (channelId: Snowflake): DirectChannel | undefined => state.directChannels[channelId],
    message: (channelId: Snowflake, messageId: Snowflake): SimulatedMessage | undefined =>
      state.messages[channelId]?.findLast(({ id }) => id === messageId),
    /** Finds a message whose channel isn't known. */
    findMessage: (messageId: Snowflake): SimulatedMessage | undefined => {
      for (const messages of Object.values(state.messages)) {
        const found = messages.findLast(({ id }) => id === messageId);
        if (found) return found;
      }
      return undefined;
    },
  };
  return finders;
}

export type Finders = ReturnType<typeof createFinders>;

interface Names<T> {
  user(item: T): APIUser;
  nick?(item: T): string | null | undefined;
}

function matching<T>(all: readonly T[], reference: string, { user, nick }: Names<T>): T[] {
  const wanted = bare(reference);
  const tests: ((item: T) => boolean)[] = [
    (item) => user(item).id === wanted,
    (item) => same(user(item).username, wanted),
    (item) => same(nick?.(item), wanted) || same(user(item).global_name, wanted),
  ];
  for (const test of tests) {
    const found = all.filter(test);
    if (found.length) return found;
  }
  return [];
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}

/** Without the sign or the mention markup around it. */
function bare(reference: string): string {
  return reference
    .trim()
    .replace(/^<(?:@!?|@&|#)(\d+)>$/, '$1')
    .replace(/^[@#]/, '');
}

function same(name: string | null | undefined, wanted: string): boolean {
  return name != null && name.toLowerCase() === wanted.toLowerCase();
}
