import type { BytesValues, FieldErrors } from '../../../../views/dashboard/guild/bytes-values.ts';
import { wholeNumber } from '../../../http/kit/pages/fields.ts';
import { isSnowflake } from '../../../shared/ids.ts';
import { type EconomyConfigInput, economyConfigInput } from '../model.ts';
import { figure } from '../text.ts';

/** What a form says, or a sentence for each field that is wrong. */
export type CheckedForm =
  | { readonly input: EconomyConfigInput; readonly errors: null }
  | { readonly input: null; readonly errors: FieldErrors };

const { shape } = economyConfigInput;
const bonus = shape.streakBonuses.element.shape;
const threshold = shape.roleRewards.valueType;

interface Bounds {
  readonly minValue: number | null;
  readonly maxValue: number | null;
}

function wholeFrom({ minValue, maxValue }: Bounds): string {
  return `Write a whole number from ${figure(minValue ?? 0)} to ${figure(maxValue ?? 0)}`;
}

const CHOOSE = 'Choose one of the list.';

/** By the path of what is wrong, places in lists left out. */
const SENTENCES: Readonly<Record<string, string>> = {
  startingBalance: `${wholeFrom(shape.startingBalance)}.`,
  dailyAmount: `${wholeFrom(shape.dailyAmount)}.`,
  dailyCap: `${wholeFrom(shape.dailyCap.unwrap())}, or nothing.`,
  maxTransfer: `${wholeFrom(shape.maxTransfer)}.`,
  cooldownHours: `${wholeFrom(shape.cooldownHours)}.`,
  streakMode: CHOOSE,
  rewardCounting: CHOOSE,
  'streakBonuses.name': 'Write a name of 1 to 20 characters.',
  'streakBonuses.days': `${wholeFrom(bonus.days)}.`,
  'streakBonuses.multiplier': `${wholeFrom(bonus.multiplier)}.`,
  roleRewards: 'At most 50 roles can be rewards. Remove some.',
  noEarnChannels: 'At most 200 channels of this server can be chosen.',
  noEarnRoles: 'At most 100 roles of this server can be chosen.',
};

const TOO_MANY_BONUSES = 'At most 10 bonuses can be set. Remove some.';
const SAME_DAY = 'Two bonuses begin on the same day. Give each its own number of days.';

export function checkForm(values: BytesValues): CheckedForm {
  const parsed = economyConfigInput.safeParse(numbers(values));
  const errors: Record<string, string> = { ...rewardErrors(values.roleRewards) };
  for (const { path, code } of parsed.error?.issues ?? []) {
    const [field, ...inner] = path.map(String);
    if (field === undefined || (field === 'roleRewards' && inner.length > 0)) continue;
    if (field === 'streakBonuses') errors[path.join('.')] ??= bonusSentence(inner, code);
    else errors[field] ??= SENTENCES[field] ?? CHOOSE;
  }
  if (parsed.success && Object.keys(errors).length === 0) return { input: parsed.data, errors: null };
  return { input: null, errors };
}

function numbers({ dailyCap, streakBonuses, roleRewards, ...values }: BytesValues) {
  return {
    ...values,
    startingBalance: wholeNumber(values.startingBalance),
    dailyAmount: wholeNumber(values.dailyAmount),
    dailyCap: dailyCap.trim() === '' ? null : wholeNumber(dailyCap),
    maxTransfer: wholeNumber(values.maxTransfer),
    cooldownHours: wholeNumber(values.cooldownHours),
    streakBonuses: streakBonuses.map(({ name, days, multiplier }) => ({
      name,
      days: wholeNumber(days),
      multiplier: wholeNumber(multiplier),
    })),
    roleRewards: Object.fromEntries(roleRewards.map(({ roleId, amount }) => [roleId, wholeNumber(amount)])),
  };
}

function bonusSentence([, field]: readonly string[], code: string): string {
  if (field !== undefined) return SENTENCES[`streakBonuses.${field}`] ?? CHOOSE;
  return code === 'too_big' ? TOO_MANY_BONUSES : SAME_DAY;
}

/** Rows are told by their place, which a record of roles does not know. */
function rewardErrors(rows: BytesValues['roleRewards']): Record<string, string> {
  const errors: Record<string, string> = {};
  rows.forEach(({ roleId, amount }, row) => {
    if (!isSnowflake(roleId)) errors[`roleRewards.${row}.roleId`] = 'Choose a role.';
    else if (rows.findIndex((other) => other.roleId === roleId) < row)
      errors[`roleRewards.${row}.roleId`] = 'This role is in the list already.';
    if (!threshold.safeParse(wholeNumber(amount)).success)
      errors[`roleRewards.${row}.amount`] = `${wholeFrom(threshold)}.`;
  });
  return errors;
}
