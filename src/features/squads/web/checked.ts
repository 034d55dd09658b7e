import type { SquadValues } from '../../../../views/dashboard/guild/squad-values.ts';
import type { Change } from '../../../../views/ui/diff.tsx';
import { textOf, wholeNumber } from '../../../http/kit/pages/fields.ts';
import { type SquadInput, squadInput } from '../model.ts';
import { COST_LIMIT, DESCRIPTION_LIMIT, NAME_LIMIT, WELCOME_LIMIT } from '../rules.ts';
import { bytes, counted } from '../text.ts';

export function typedValues(fields: FormData): SquadValues {
  const text = (name: string) => textOf(fields.get(name));
  return {
    name: text('name'),
    roleId: text('roleId'),
    description: text('description'),
    welcome: text('welcome'),
    switchCost: text('switchCost'),
    maxMembers: text('maxMembers'),
    minReceived: text('minReceived'),
    minAccountDays: text('minAccountDays'),
    requiredRoleId: text('requiredRoleId'),
    isActive: fields.has('isActive'),
  };
}

/** A squad's settings as the form shows them. */
export function valuesOf(input: SquadInput): SquadValues {
  const { name, roleId, description, welcome, isActive, requiredRoleId } = input;
  const figure = (value: number | null) => (value === null ? '' : String(value));
  return {
    ...{ name, roleId, description, welcome, isActive },
    switchCost: figure(input.switchCost),
    maxMembers: figure(input.maxMembers),
    minReceived: figure(input.minReceived),
    minAccountDays: figure(input.minAccountDays),
    requiredRoleId: requiredRoleId ?? '',
  };
}

const whole = (least: number, most: number) => `Write a whole number from ${least} to ${most.toLocaleString('en-US')}`;
const prose = (limit: number) => `Write at most ${limit} characters of plain text, or nothing.`;

const SENTENCES: Readonly<Record<keyof SquadInput, string>> = {
  name: `Write a name of 1 to ${NAME_LIMIT} characters, on one line.`,
  roleId: 'Choose the role that members get.',
  description: prose(DESCRIPTION_LIMIT),
  welcome: prose(WELCOME_LIMIT),
  switchCost: `${whole(0, COST_LIMIT)}.`,
  maxMembers: `${whole(1, 1_000_000)}, or nothing for no limit.`,
  minReceived: `${whole(1, COST_LIMIT)}, or nothing.`,
  minAccountDays: `${whole(1, 3650)}, or nothing.`,
  requiredRoleId: 'Choose one of the list, or none.',
  isActive: 'Switch it on or off.',
};

export type CheckedSquad =
  | { readonly input: SquadInput; readonly errors: null }
  | { readonly input: null; readonly errors: Readonly<Record<string, string>> };

/** What a form says, or a sentence for each field that is wrong. */
export function checkSquad({ requiredRoleId, ...values }: SquadValues): CheckedSquad {
  const optional = (text: string) => (text.trim() === '' ? null : wholeNumber(text));
  const parsed = squadInput.safeParse({
    ...values,
    switchCost: wholeNumber(values.switchCost),
    maxMembers: optional(values.maxMembers),
    minReceived: optional(values.minReceived),
    minAccountDays: optional(values.minAccountDays),
    requiredRoleId: requiredRoleId === '' ? null : requiredRoleId,
  });
  if (parsed.success) return { input: parsed.data, errors: null };
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0] as keyof SquadInput));
  return { input: null, errors: Object.fromEntries([...wrong].map((field) => [field, SENTENCES[field]])) };
}

/** What differs between two settings, each as a person reads it. */
export function differing(before: SquadInput, after: SquadInput, roleName: (id: string) => string): Change[] {
  const [was, is] = [wordsOf(before, roleName), wordsOf(after, roleName)];
  return Object.keys(was)
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
    .filter((change) => change.before !== change.after);
}

function wordsOf(input: SquadInput, roleName: (id: string) => string): Record<string, string | null> {
  const { maxMembers, minReceived, minAccountDays, requiredRoleId } = input;
  return {
    Name: input.name,
    Role: roleName(input.roleId),
    Description: input.description,
    Welcome: input.welcome,
    Joining: input.isActive ? 'takes members' : 'takes nobody',
    'Price of switching to it': bytes(input.switchCost),
    'Most members': maxMembers === null ? 'no limit' : counted(maxMembers, 'member'),
    'Bytes received at least': minReceived === null ? null : bytes(minReceived),
    'Age of the account at least': minAccountDays === null ? null : counted(minAccountDays, 'day'),
    'Role that is needed': requiredRoleId === null ? null : roleName(requiredRoleId),
  };
}
