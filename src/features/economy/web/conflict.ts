import type { Change } from '../../../../views/ui/diff.tsx';
import type { EconomyConfig } from '../rules.ts';
import { bytes, days, figure } from '../text.ts';
import type { Surroundings } from './surroundings.ts';

type Names = Pick<Surroundings, 'roles' | 'channels'>;

/** What differs between two settings, each as a person reads it. */
export function differing(before: EconomyConfig, after: EconomyConfig, names: Names): Change[] {
  const [was, is] = [worded(before, names), worded(after, names)];
  return Object.keys(was)
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
    .filter((change) => change.before !== change.after);
}

function worded(config: EconomyConfig, { roles, channels }: Names): Record<string, string | null> {
  const role = (id: string) => `@${roles.find((one) => one.id === id)?.name ?? id}`;
  const channel = (id: string) => `#${channels.find((one) => one.id === id)?.name ?? id}`;
  const list = (texts: readonly string[]) => texts.join(', ') || null;
  return {
    Bytes: config.enabled ? 'on' : 'off',
    'Daily amount': bytes(config.dailyAmount),
    'Most that one daily pays': config.dailyCap === null ? 'no cap' : bytes(config.dailyCap),
    'Starting balance': bytes(config.startingBalance),
    'Streak bonuses multiply': config.streakMode === 'tier' ? 'every day from the bonus on' : 'only on its days',
    'Streak bonuses': list(config.streakBonuses.map((one) => `${one.name} ×${one.multiplier} at ${days(one.days)}`)),
    'No daily in these channels': list(config.noEarnChannels.toSorted().map(channel)),
    'No daily for these roles': list(config.noEarnRoles.toSorted().map(role)),
    'Most at once': bytes(config.maxTransfer),
    'Wait between two transfers': config.cooldownHours === 0 ? 'none' : `${figure(config.cooldownHours)} h`,
    'Role rewards': list(
      Object.entries(config.roleRewards)
        .sort(([one, a], [other, b]) => a - b || one.localeCompare(other))
        .map(([id, amount]) => `${role(id)} at ${figure(amount)}`),
    ),
    'What counts': { net: 'net', all: 'every transfer', none: 'no transfers' }[config.rewardCounting],
  };
}
