import {
  type APIChannel,
  type APIGuildMember,
  type APIRole,
  type APIUser,
  type Client,
  DiscordAPIError,
  type REST,
  type RESTGetAPICurrentUserGuildsResult,
  Routes,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../platform/clock.ts';
import type { Snowflake } from '../../shared/ids.ts';
import { createCache } from './cache.ts';
import { follow, hears, heldMember } from './follow.ts';
import {
  type ChannelInfo,
  type GuildInfo,
  type GuildName,
  type MemberInfo,
  type RoleInfo,
  toChannel,
  toGuild,
  toGuildName,
  toMember,
  toRole,
} from './model.ts';
import { guildPermissions } from './permissions.ts';

/** Discord did not answer, so nothing is known; whoever decides about rights must say no. */
export class DiscordAway extends Error {
  constructor(cause: unknown) {
    super('Discord does not answer.', { cause });
    this.name = 'DiscordAway';
  }
}

/**
 * What Discord knows about guilds, at most a minute old, and renewed at once where a gateway event tells of a change.
 * A guild, member or role that does not exist, or that the bot cannot see, is null. Everything throws DiscordAway when
 * Discord does not answer.
 */
export interface Directory {
  guild(guildId: Snowflake): Promise<GuildInfo | null>;
  /** Every guild that the bot is in, by name. */
  guilds(): Promise<readonly GuildName[]>;
  /** All roles, highest first; null without the guild. `fresh` asks Discord whatever is remembered. */
  roles(guildId: Snowflake, fresh?: 'fresh'): Promise<readonly RoleInfo[] | null>;
  channels(guildId: Snowflake): Promise<readonly ChannelInfo[] | null>;
  member(guildId: Snowflake, userId: Snowflake): Promise<MemberInfo | null>;
  /**
   * A member as the bot hears of it right now, or as it was in the last list of all members and what was heard since;
   * undefined where it hears nothing, which says nothing. Asks nobody.
   */
  heard(guildId: Snowflake, userId: Snowflake): MemberInfo | undefined;
  /** What was last told of a member; `unseen` where the bot sees no such guild, undefined where Discord has to be asked. */
  remembered(guildId: Snowflake, userId: Snowflake): MemberInfo | null | 'unseen' | undefined;
  /** The bot itself. */
  self(guildId: Snowflake): Promise<MemberInfo | null>;
  /** Guild-wide permissions as bits; 0 for whoever is not a member. */
  permissions(guildId: Snowflake, userId: Snowflake): Promise<bigint>;
  /** Every member. Costs a request per 1,000, so at most once in ten minutes; joins and departures are kept up. */
  members(guildId: Snowflake): Promise<readonly MemberInfo[] | null>;
  /** Asks anew next time. */
  forget(guildId: Snowflake): void;
  /** Keeps up with what this client hears of. @returns a function that ends it */
  follow(client: Client): () => void;
}

const TTL = 60_000;
const MEMBERS_TTL = 10 * 60_000;
const FOR_EVER = 0;
/** Guilds whose whole lists of members are kept. */
const LISTED = 50;
const PAGE = 1_000;
const GUILD_PAGE = 200;
/** Milliseconds that one answer is waited for: a request that hangs must not hold up those behind it when Discord is back. */
const PATIENCE = 5_000;
/** Many pages come one after another, and Discord slows them down. */
const PAGE_PATIENCE = 30_000;

export interface DirectoryOptions {
  readonly rest: REST;
  /** Tells whether a timeout is over. */
  readonly clock: Clock;
}

export function createDirectory({ rest, clock }: DirectoryOptions): Directory {
  const guilds = createCache<GuildInfo | null>(10_000, TTL);
  const roles = createCache<readonly RoleInfo[] | null>(1_000, TTL);
  const channels = createCache<readonly ChannelInfo[] | null>(1_000, TTL);
  const member = createCache<MemberInfo | null>(50_000, TTL);
  const members = createCache<Map<Snowflake, MemberInfo> | null>(LISTED, MEMBERS_TTL);
  const own = createCache<Snowflake>(1, FOR_EVER);
  const clients = new Set<Client>();
  /** The last list of a guild's members, kept up while a client hears of them. */
  const listed = new LRUCache<Snowflake, Map<Snowflake, MemberInfo>>({ max: LISTED });
  const joined = createCache<readonly GuildName[]>(1, TTL);
  const ask = <Raw, Value>(path: `/${string}`, read: (raw: Raw) => Value, query?: Record<string, string>) =>
    lookUp(rest, path, read, query);

  const directory: Directory = {
    guild: (id) => guilds.get(id, () => ask(Routes.guild(id), toGuild, { with_counts: 'true' })),
    guilds: () => joined.get('', () => listGuilds(rest)),
    roles(id, fresh) {
      if (fresh) roles.delete(id);
      return roles.get(id, () => ask(Routes.guildRoles(id), sortedRoles));
    },
    channels: (id) => channels.get(id, () => ask(Routes.guildChannels(id), (raw: APIChannel[]) => raw.map(toChannel))),
    member: (id, userId) => member.get(`${id}/${userId}`, () => ask(Routes.guildMember(id, userId), toMember)),
    heard(id, userId) {
      for (const client of clients) {
        if (hears(client, id)) return heldMember(client, id, userId) ?? listed.get(id)?.get(userId);
      }
      return undefined;
    },
    remembered(id, userId) {
      const guild = guilds.known(id);
      return guild ? member.known(`${id}/${userId}`) : guild === null ? 'unseen' : undefined;
    },
    async self(id) {
      return directory.member(id, await own.get('', () => ownId(rest)));
    },
    async permissions(id, userId) {
      const [guild, list, who] = await Promise.all([
        directory.guild(id),
        directory.roles(id),
        directory.member(id, userId),
      ]);
      return guild && list && who ? guildPermissions(guild, list, who, clock.now()) : 0n;
    },
    async members(id) {
      const all = await members.get(id, () => listMembers(rest, id));
      if (all) listed.set(id, all);
      return all && [...all.values()];
    },
    forget(id) {
      for (const cache of [guilds, roles, channels, members, listed]) cache.delete(id);
      member.deleteAll(`${id}/`);
    },
    follow(client) {
      clients.add(client);
      const end = follow(client, {
        joined: () => joined.delete(''),
        guild(id) {
          guilds.delete(id);
          joined.delete('');
        },
        left(id) {
          directory.forget(id);
          joined.delete('');
        },
        roles: (id) => roles.delete(id),
        channels: (id) => channels.delete(id),
        member(id, userId, now) {
          member.delete(`${id}/${userId}`);
          const keepUp = (all?: Map<Snowflake, MemberInfo> | null) =>
            now ? all?.set(userId, now) : all?.delete(userId);
          keepUp(listed.get(id));
          // A list that is on its way is a little older than this.
          void members.peek(id)?.then(keepUp, () => {});
        },
      });
      return () => {
        clients.delete(client);
        end();
      };
    },
  };
  return directory;
}

function sortedRoles(raw: APIRole[]): readonly RoleInfo[] {
  return raw.map(toRole).sort((a, b) => b.position - a.position);
}

async function ownId(rest: REST): Promise<Snowflake> {
  const signal = AbortSignal.timeout(PATIENCE);
  const { id } = await answered(rest.get(Routes.user(), { signal }) as Promise<APIUser>);
  return id;
}

async function listGuilds(rest: REST): Promise<readonly GuildName[]> {
  const all: GuildName[] = [];
  for (let after = '0'; ; ) {
    const query = new URLSearchParams({ limit: String(GUILD_PAGE), after });
    const signal = AbortSignal.timeout(PAGE_PATIENCE);
    const page = (await answered(
      rest.get(Routes.userGuilds(), { query, signal }),
    )) as RESTGetAPICurrentUserGuildsResult;
    all.push(...page.map(toGuildName));
    const last = page.at(-1);
    if (!last || page.length < GUILD_PAGE) return all.sort((a, b) => a.name.localeCompare(b.name, 'en'));
    after = last.id;
  }
}

async function listMembers(rest: REST, guildId: Snowflake): Promise<Map<Snowflake, MemberInfo> | null> {
  const all = new Map<Snowflake, MemberInfo>();
  for (let after = '0'; ; ) {
    const query = { limit: String(PAGE), after };
    const page = await lookUp(
      rest,
      Routes.guildMembers(guildId),
      (raw: APIGuildMember[]) => raw.map(toMember),
      query,
      PAGE_PATIENCE,
    );
    if (!page) return null;
    for (const member of page) all.set(member.userId, member);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return all;
    after = last.userId;
  }
}

/** One GET; null where Discord says that it is not there or not for us. */
async function lookUp<Raw, Value>(
  rest: REST,
  path: `/${string}`,
  read: (raw: Raw) => Value,
  query: Record<string, string> = {},
  patience = PATIENCE,
): Promise<Value | null> {
  try {
    const signal = AbortSignal.timeout(patience);
    return read((await rest.get(path, { query: new URLSearchParams(query), signal })) as Raw);
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.status === 404 || error.status === 403)) return null;
    throw new DiscordAway(error);
  }
}

async function answered<Value>(asked: Promise<Value>): Promise<Value> {
  return asked.catch((error: unknown) => {
    throw new DiscordAway(error);
  });
}
