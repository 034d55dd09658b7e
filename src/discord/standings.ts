import { type APIUser, DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Clock } from '../platform/clock.ts';
import type { Snowflake } from '../shared/ids.ts';
import { legible } from '../shared/legible.ts';
import { type Directory, DiscordAway } from './directory/directory.ts';
import type { MemberInfo } from './directory/model.ts';
import { guildPermissions, topPosition } from './directory/permissions.ts';

/** Where somebody stands among a guild's roles. */
export interface Standing {
  readonly userId: Snowflake;
  readonly username: string;
  readonly isBot: boolean;
  /** Position of the highest role; 0 without any. */
  readonly top: number;
  /** Guild-wide, everything for the owner and administrators. */
  readonly permissions: bigint;
  /** Epoch milliseconds until which a timeout lasts, or null. */
  readonly timeoutUntil: number | null;
}

export interface GuildStandings {
  readonly guildName: string;
  readonly ownerId: Snowflake;
  readonly bot: Standing;
  /** Null for who is no member. */
  readonly people: ReadonlyMap<Snowflake, Standing | null>;
}

/** Who may do what to whom, as Discord has it now. `unseen`: the bot is in no such guild; `away`: Discord does not answer. */
export interface Standings {
  read(guildId: Snowflake, userIds: readonly Snowflake[]): Promise<GuildStandings | 'unseen' | 'away'>;
  /** What an account is called, whether it is in a guild or not; null when there is none. */
  username(userId: Snowflake): Promise<string | null | 'away'>;
  isBanned(guildId: Snowflake, userId: Snowflake): Promise<boolean | 'away'>;
}

interface StandingsOptions {
  readonly directory: Pick<Directory, 'guild' | 'roles' | 'self' | 'member'>;
  readonly rest: REST;
  readonly clock: Clock;
}

export function createStandings({ directory, rest, clock }: StandingsOptions): Standings {
  async function known<Value>(ask: () => Promise<Value>): Promise<Value | 'away'> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof DiscordAway) return 'away';
      throw error;
    }
  }

  /** Null where Discord says that there is no such thing. */
  async function look<Raw>(path: `/${string}`, absent: number): Promise<Raw | null | 'away'> {
    try {
      return (await rest.get(path)) as Raw;
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) return 'away';
      return error.code === absent || error.status === 404 ? null : 'away';
    }
  }

  return {
    read: (guildId, userIds) =>
      known(async () => {
        const [guild, roles, self] = await Promise.all([
          directory.guild(guildId),
          directory.roles(guildId),
          directory.self(guildId),
        ]);
        if (!guild || !roles || !self) return 'unseen' as const;
        const standing = (member: MemberInfo): Standing => ({
          userId: member.userId,
          username: member.username,
          isBot: member.bot,
          top: topPosition(roles, member),
          permissions: guildPermissions(guild, roles, member, clock.now()),
          timeoutUntil: (member.timeoutUntil ?? 0) > clock.now() ? member.timeoutUntil : null,
        });
        const people = new Map<Snowflake, Standing | null>();
        for (const userId of userIds) {
          const member = await directory.member(guildId, userId);
          people.set(userId, member && standing(member));
        }
        return { guildName: guild.name, ownerId: guild.ownerId, bot: standing(self), people };
      }),
    async username(userId) {
      const user = await look<APIUser>(Routes.user(userId), RESTJSONErrorCodes.UnknownUser);
      return user === 'away' ? 'away' : user && legible(user.username);
    },
    async isBanned(guildId, userId) {
      const ban = await look(Routes.guildBan(guildId, userId), RESTJSONErrorCodes.UnknownBan);
      return ban === 'away' ? 'away' : ban !== null;
    },
  };
}
