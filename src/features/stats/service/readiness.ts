import { createCache } from '../../../platform/cache.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Automod } from '../../automod/service/index.ts';
import type { ConfigProblem } from '../../economy/service/guild-fit.ts';
import type { Economy } from '../../economy/service/index.ts';

/** What Discord knows of a guild. `unseen`: the bot is in no such guild; `away`: Discord does not answer in time. */
export interface GuildSight {
  memberCount(guildId: Snowflake): Promise<number | null | 'unseen' | 'away'>;
  mayGiveRoles(guildId: Snowflake): Promise<boolean | 'unseen' | 'away'>;
}

/** Role writes that were given up. */
export interface FailedWrites {
  failedByGuild(): Promise<readonly { readonly guildId: Snowflake; readonly failed: number }[]>;
}

export interface ReadinessDeps {
  readonly economy: Pick<Economy, 'config' | 'configProblems'>;
  readonly automod: Pick<Automod, 'problems'>;
  readonly discord: GuildSight;
  readonly roles: FailedWrites;
  readonly clock: Clock;
}

/** Whether the bot can do in a guild what its settings promise. */
export interface GuildReadiness {
  /** Null while Discord does not say. */
  readonly memberCount: number | null;
  /** Somebody changed the standard settings. */
  readonly configured: boolean;
  /** How many roles are given for bytes. */
  readonly rewards: number;
  /** Null when it does not matter, or while Discord does not say. */
  readonly mayGiveRoles: boolean | null;
  /** What in the settings the guild does not allow; null while Discord does not say. */
  readonly problems: readonly ConfigProblem[] | null;
  /** What keeps rules of auto-moderation from their work. */
  readonly rules: readonly { readonly ruleName: string; readonly cannot: string; readonly why: string }[];
  /** Role writes that wait for a person. */
  readonly failedWrites: number;
}

export type Readiness = ReturnType<typeof createReadiness>;

const TTL = 5_000;
const ALL = '';

/** What keeps the bot from doing its work; what Discord and the settings say of it is remembered by whoever says it. */
export function createReadiness({ economy, automod, discord, roles, clock }: ReadinessDeps) {
  const failed = createCache<ReadonlyMap<Snowflake, number>>({ max: 1, ttl: TTL, clock });

  const failures = () =>
    failed.through(ALL, async () => new Map((await roles.failedByGuild()).map((row) => [row.guildId, row.failed])));

  async function readiness(guildId: Snowflake): Promise<GuildReadiness> {
    const config = await economy.config(guildId);
    const rewards = Object.keys(config.roleRewards).length;
    const [memberCount, mayGiveRoles, problems, rules, counts] = await Promise.all([
      discord.memberCount(guildId),
      rewards > 0 ? discord.mayGiveRoles(guildId) : null,
      economy.configProblems(guildId, config),
      automod.problems(guildId),
      failures(),
    ]);
    return {
      memberCount: typeof memberCount === 'string' ? null : memberCount,
      configured: config.version > 0,
      rewards,
      mayGiveRoles: typeof mayGiveRoles === 'string' ? null : mayGiveRoles,
      problems: 'refused' in problems ? null : problems,
      rules,
      failedWrites: counts.get(guildId) ?? 0,
    };
  }

  return { readiness };
}
