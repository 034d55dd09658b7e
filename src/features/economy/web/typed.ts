import type { BonusRow, BytesValues, RewardRow } from '../../../../views/dashboard/guild/bytes-values.ts';
import { textOf, wholeNumber } from '../../../http/kit/pages/fields.ts';

/** The form as it was typed, every row included. */
function typedValues(fields: FormData): BytesValues {
  const text = (name: string) => textOf(fields.get(name));
  const all = (name: string) => fields.getAll(name).map(textOf);
  const [names, days, multipliers] = [all('bonusName'), all('bonusDays'), all('bonusMultiplier')];
  const [roles, amounts] = [all('rewardRole'), all('rewardAmount')];
  return {
    enabled: fields.has('enabled'),
    startingBalance: text('startingBalance'),
    dailyAmount: text('dailyAmount'),
    dailyCap: text('dailyCap'),
    maxTransfer: text('maxTransfer'),
    cooldownHours: text('cooldownHours'),
    streakMode: text('streakMode'),
    streakBonuses: names.map((name, row) => ({ name, days: days[row] ?? '', multiplier: multipliers[row] ?? '' })),
    roleRewards: roles.map((roleId, row) => ({ roleId, amount: amounts[row] ?? '' })),
    rewardCounting: text('rewardCounting'),
    noEarnChannels: all('noEarnChannels'),
    noEarnRoles: all('noEarnRoles'),
  };
}

/** The form to be saved: blank rows mean nothing, bonuses stand in the order of their days. */
export function sentValues(fields: FormData): BytesValues {
  const typed = typedValues(fields);
  const bonuses = typed.streakBonuses.filter(isFilled);
  const ordered = bonuses.every(({ days }) => Number.isInteger(wholeNumber(days)))
    ? bonuses.toSorted((one, other) => wholeNumber(one.days) - wholeNumber(other.days))
    : bonuses;
  return { ...typed, streakBonuses: ordered, roleRewards: typed.roleRewards.filter(isFilled) };
}

function isFilled(row: BonusRow | RewardRow): boolean {
  return Object.values(row).some((text) => text.trim() !== '');
}

/** What a browser without a script asks with the buttons of rows: one more, or one fewer; null when it saves. */
export function rowsChanged(fields: FormData): BytesValues | null {
  const [more, fewer] = [textOf(fields.get('add')), textOf(fields.get('remove'))];
  if (more === '' && fewer === '') return null;
  const typed = typedValues(fields);
  const [list = '', row = ''] = fewer.split('.');
  const without = <Row>(name: string, rows: readonly Row[], blank: Row): readonly Row[] => {
    if (more === name) return [...rows, blank];
    return list === name ? rows.filter((_, at) => String(at) !== row) : rows;
  };
  return {
    ...typed,
    streakBonuses: without('streakBonuses', typed.streakBonuses, { name: '', days: '', multiplier: '' }),
    roleRewards: without('roleRewards', typed.roleRewards, { roleId: '', amount: '' }),
  };
}
