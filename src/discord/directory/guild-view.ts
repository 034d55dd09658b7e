import { PermissionFlagsBits } from 'discord.js';
import type { Snowflake } from '../../shared/ids.ts';
import { roleProblem, roleProblemText } from '../roles/rules.ts';
import { type Directory, DiscordAway } from './directory.ts';
import type { ChannelInfo, MemberInfo } from './model.ts';
import { topPosition } from './permissions.ts';

export type PermissionName = keyof typeof PermissionFlagsBits;

/** A role, and why the bot may not give it; null where it may. */
export interface GivableRole {
  readonly id: Snowflake;
  readonly name: string;
  /** 0xRRGGBB; 0 is none. */
  readonly color: number;
  readonly problem: string | null;
}

type Known = MemberInfo | null | 'unseen';

/** What Discord knows of a guild, for whoever cannot wait long for it. `unseen`: the bot is in no such guild. */
export interface GuildView {
  /** Null for who is no member. Members that the bot hears of anyway cost no request, and what is known is not waited for. */
  member(guildId: Snowflake, userId: Snowflake): Promise<Known | 'away'>;
  roles(guildId: Snowflake): Promise<readonly GivableRole[] | 'unseen' | 'away'>;
  channels(guildId: Snowflake): Promise<readonly ChannelInfo[] | 'unseen' | 'away'>;
  /** About how many; null when Discord did not say. */
  memberCount(guildId: Snowflake): Promise<number | null | 'unseen' | 'away'>;
  /** Which of these permissions the bot has not, before any channel's overwrites. */
  botLacks<Name extends PermissionName>(
    guildId: Snowflake,
    permissions: readonly Name[],
  ): Promise<readonly Name[] | 'unseen' | 'away'>;
  /** Whether the bot has the permission to give roles at all. */
  mayGiveRoles(guildId: Snowflake): Promise<boolean | 'unseen' | 'away'>;
}

interface GuildViewOptions {
  readonly directory: Pick<
    Directory,
    'heard' | 'remembered' | 'guild' | 'member' | 'roles' | 'self' | 'channels' | 'permissions'
  >;
  /** Milliseconds to wait for an answer. */
  readonly patience?: number;
  /** Milliseconds in which nothing is asked after an answer that did not come. */
  readonly pause?: number;
}

/** Says `away` where the directory waits or throws, and spares a Discord that is away. */
export function createGuildView({ directory, patience = 3_000, pause = 5_000 }: GuildViewOptions): GuildView {
  let awayUntil = 0;

  /** @param known the answer, where it is remembered */
  async function inTime<Answer>(ask: () => Promise<Answer>, known?: Answer): Promise<Answer | 'away'> {
    if (performance.now() < awayUntil) return 'away';
    if (known !== undefined) return known;
    const { promise: late, resolve } = Promise.withResolvers<'away'>();
    const timer = setTimeout(() => resolve('away'), patience);
    try {
      const answer = await Promise.race([ask().catch(awayOnly), late]);
      if (answer === 'away') awayUntil = performance.now() + pause;
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  async function askFor(guildId: Snowflake, userId: Snowflake): Promise<Known> {
    return (await directory.guild(guildId)) ? directory.member(guildId, userId) : 'unseen';
  }

  async function roles(guildId: Snowflake): Promise<readonly GivableRole[] | 'unseen'> {
    const [all, self] = await Promise.all([directory.roles(guildId), directory.self(guildId)]);
    if (!all || !self) return 'unseen';
    const limits = { guildId, botTop: topPosition(all, self) };
    return all.map((role) => {
      const problem = roleProblem(role, limits);
      return { id: role.id, name: role.name, color: role.color, problem: problem && roleProblemText(problem) };
    });
  }

  async function lacks<Name extends PermissionName>(guildId: Snowflake, names: readonly Name[]) {
    const self = await directory.self(guildId);
    if (!self) return 'unseen';
    const held = await directory.permissions(guildId, self.userId);
    return names.filter((name) => (held & PermissionFlagsBits[name]) === 0n);
  }

  async function mayGiveRoles(guildId: Snowflake): Promise<boolean | 'unseen'> {
    const lacking = await lacks(guildId, ['ManageRoles']);
    return lacking === 'unseen' ? 'unseen' : lacking.length === 0;
  }

  return {
    member: async (guildId, userId) =>
      directory.heard(guildId, userId) ??
      inTime<Known>(() => askFor(guildId, userId), directory.remembered(guildId, userId)),
    roles: (guildId) => inTime(() => roles(guildId)),
    memberCount: (guildId) => inTime(async () => ((await directory.guild(guildId)) ?? UNSEEN).memberCount),
    botLacks: (guildId, permissions) => inTime(() => lacks(guildId, permissions)),
    mayGiveRoles: (guildId) => inTime(() => mayGiveRoles(guildId)),
    channels: (guildId) => inTime(async () => (await directory.channels(guildId)) ?? 'unseen'),
  };
}

const UNSEEN = { memberCount: 'unseen' } as const;

function awayOnly(error: unknown): 'away' {
  if (error instanceof DiscordAway) return 'away';
  throw error;
}
