import { checkedBy } from '../../../shared/issues.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { GuildConfigPart } from '../../history/service/parts.ts';
import { type EconomyConfigInput, economyConfigInput } from '../model.ts';
import type { Economy } from './index.ts';

/** What people call a setting. */
const LABELS: Readonly<Record<keyof EconomyConfigInput, string>> = {
  enabled: 'Bytes',
  startingBalance: 'Starting balance',
  dailyAmount: 'Daily bytes',
  dailyCap: 'Most bytes a day',
  maxTransfer: 'Largest transfer',
  cooldownHours: 'Hours between transfers',
  streakMode: 'Streak mode',
  streakBonuses: 'Streak bonuses',
  roleRewards: 'Role rewards',
  rewardCounting: 'What counts towards role rewards',
  noEarnChannels: 'Channels without daily bytes',
  noEarnRoles: 'Roles without daily bytes',
};

/** The economy's settings, for history, export and import. */
export function createEconomyPart(
  economy: Pick<Economy, 'config' | 'configProblems' | 'writeConfig' | 'configWritten'>,
): GuildConfigPart {
  return {
    name: 'economy',
    title: 'Bytes',
    action: 'economy.config.changed',
    labels: LABELS,
    async read(guildId) {
      const { version, ...value } = await economy.config(guildId);
      return { value, version: String(version) };
    },
    async check(guildId, given) {
      const checked = checkedBy(economyConfigInput, given);
      if ('issues' in checked) return checked;
      const problems = await economy.configProblems(guildId, checked.value);
      if (isRefusal(problems)) return problems;
      if (problems.length === 0) return checked;
      return { issues: problems.map(({ field, key, sentence }) => ({ path: `${field}.${key}`, message: sentence })) };
    },
    async write(tx, { guildId, value, version, actor, target }) {
      const write = { actor, expectedVersion: Number(version), target };
      const written = await economy.writeConfig(tx, guildId, value as EconomyConfigInput, write);
      return isRefusal(written) ? written : null;
    },
    written: economy.configWritten,
  };
}
