import type { Snowflake } from '../../../shared/ids.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { StoredConfig } from '../model.ts';
import type { EconomyDeps } from './context.ts';

/** Something in the settings that the guild does not allow. */
export interface ConfigProblem {
  readonly field: 'roleRewards' | 'noEarnRoles' | 'noEarnChannels';
  /** Place in the list; the role id in `roleRewards`. */
  readonly key: string | number;
  readonly sentence: string;
}

/** What of the settings names roles and channels. */
type Placed = Pick<StoredConfig, 'roleRewards' | 'noEarnRoles' | 'noEarnChannels'>;

/** Whether settings fit their guild: what no schema can tell. */
export function createGuildFit({ discord }: Pick<EconomyDeps, 'discord'>) {
  return {
    /** Roles and channels that are not there, and rewards that the bot may not give. To be asked before `putConfig`. */
    async configProblems(
      guildId: Snowflake,
      { roleRewards, noEarnRoles, noEarnChannels }: Placed,
    ): Promise<ConfigProblem[] | Refusal<'discord_away' | 'guild_unseen'>> {
      const rewarded = Object.keys(roleRewards);
      const [roles, channels] = await Promise.all([
        rewarded.length + noEarnRoles.length > 0 ? discord.roles(guildId) : [],
        noEarnChannels.length > 0 ? discord.channels(guildId) : [],
      ]);
      if (roles === 'away' || channels === 'away') return refuse('discord_away');
      if (roles === 'unseen' || channels === 'unseen') return refuse('guild_unseen');
      const role = new Map(roles.map((one) => [one.id, one]));
      const channel = new Set(channels.map(({ id }) => id));
      return [
        ...rewarded.flatMap((id) => problem('roleRewards', id, roleSentence(role.get(id)))),
        ...noEarnRoles.flatMap((id, at) => problem('noEarnRoles', at, role.has(id) ? null : NO_ROLE)),
        ...noEarnChannels.flatMap((id, at) => problem('noEarnChannels', at, channel.has(id) ? null : NO_CHANNEL)),
      ];
    },
  };
}

const NO_ROLE = 'There is no such role in this server. Choose another one.';
const NO_CHANNEL = 'There is no such channel in this server. Choose another one; threads count with their channel.';

function roleSentence(role: { name: string; problem: string | null } | undefined): string | null {
  if (!role) return NO_ROLE;
  return role.problem && `${role.name}: ${role.problem}`;
}

function problem(field: ConfigProblem['field'], key: string | number, sentence: string | null): ConfigProblem[] {
  return sentence === null ? [] : [{ field, key, sentence }];
}
