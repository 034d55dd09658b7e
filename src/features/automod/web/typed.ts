import type { ActionRow, RuleValues } from '../../../../views/dashboard/guild/automod-values.ts';
import { textOf, wholeNumber } from '../../../http/kit/pages/fields.ts';
import { type ConfigField, readRule, type TriggerForm, triggerForm } from '../model/form.ts';
import { inputOf, type RuleInput } from '../model/index.ts';
import type { Action, TriggerKind } from '../rules.ts';

const BLANK_ACTION: ActionRow = { kind: 'alert', minutes: '', hours: '' };

/** A rule's form as it came. */
export function typedValues(fields: FormData, form: TriggerForm): RuleValues {
  const text = (name: string) => textOf(fields.get(name));
  const all = (name: string) => fields.getAll(name).map(textOf);
  const [minutes, hours] = [all('actionMinutes'), all('actionHours')];
  const config = form.fields.map((field) => {
    const name = `config.${field.name}`;
    if (field.kind === 'switch') return [field.name, fields.has(name)] as const;
    return [field.name, field.kind === 'channels' ? all(name) : text(name)] as const;
  });
  return {
    name: text('name'),
    mode: text('mode'),
    config: Object.fromEntries(config),
    actions: all('actionKind').map((kind, at) => ({ kind, minutes: minutes[at] ?? '', hours: hours[at] ?? '' })),
    exemptRoles: all('exemptRoles'),
    exemptChannels: all('exemptChannels'),
    exemptStaff: fields.has('exemptStaff'),
    cooldown: text('cooldown'),
    stopOnMatch: fields.has('stopOnMatch'),
    sample: text('sample'),
  };
}

/** What a browser without a script asks with the buttons of rows; null when it asks for something else. */
export function rowsChanged(fields: FormData, values: RuleValues): RuleValues | null {
  const [more, fewer] = [textOf(fields.get('add')), textOf(fields.get('remove'))];
  if (more === 'actions') return { ...values, actions: [...values.actions, BLANK_ACTION] };
  const [list, row] = fewer.split('.');
  if (list !== 'actions') return null;
  return { ...values, actions: values.actions.filter((_, at) => String(at) !== row) };
}

/** A new rule: what the trigger's schema begins with, in shadow. */
export function blankValues({ title, fields, aboutMessages }: TriggerForm): RuleValues {
  const first = aboutMessages ? [{ ...BLANK_ACTION, kind: 'delete' }, BLANK_ACTION] : [BLANK_ACTION];
  return {
    name: title,
    mode: 'shadow',
    config: Object.fromEntries(fields.map(({ name, initial }) => [name, initial])),
    actions: first,
    ...{ exemptRoles: [], exemptChannels: [], exemptStaff: true, cooldown: '0', stopOnMatch: true, sample: '' },
  };
}

/** A rule that is stored, as the form shows it. */
export function valuesOf(rule: RuleInput, { fields }: TriggerForm): RuleValues {
  return {
    name: rule.name,
    mode: rule.mode,
    config: Object.fromEntries(fields.map((field) => [field.name, shown(field, rule.config[field.name])])),
    actions: rule.actions.map(rowOf),
    exemptRoles: rule.exemptRoles,
    exemptChannels: rule.exemptChannels,
    exemptStaff: rule.exemptStaff,
    cooldown: String(rule.cooldown),
    stopOnMatch: rule.stopOnMatch,
    sample: '',
  };
}

function shown({ kind }: ConfigField, value: unknown): string | boolean | readonly string[] {
  if (kind === 'switch') return value === true;
  const list = Array.isArray(value) ? value.map(String) : [];
  if (kind === 'channels') return list;
  if (kind === 'lines') return list.join('\n');
  return value === null || value === undefined ? '' : String(value);
}

function rowOf(action: Action): ActionRow {
  const minutes = action.kind === 'timeout' ? String(Math.round(action.seconds / 60)) : '';
  const hours = action.kind === 'ban' && action.delete_seconds > 0 ? String(action.delete_seconds / 3600) : '';
  return { kind: action.kind, minutes, hours };
}

export type CheckedRule =
  | { readonly input: RuleInput; readonly errors: null }
  | { readonly input: null; readonly errors: Readonly<Record<string, string>> };

/** What a form says, or a sentence for each field that is wrong. */
export function checkRule(kind: TriggerKind, values: RuleValues): CheckedRule {
  const form = triggerForm(kind);
  const parsed = readRule({
    rule_type: kind,
    name: values.name,
    mode: values.mode,
    config: Object.fromEntries(form.fields.map((field) => [field.name, read(field, values.config[field.name])])),
    actions: values.actions.map(actionOf),
    exempt_roles: values.exemptRoles,
    exempt_channels: values.exemptChannels,
    exempt_staff: values.exemptStaff,
    cooldown_seconds: values.cooldown.trim() === '' ? 0 : wholeNumber(values.cooldown),
    stop_on_match: values.stopOnMatch,
  });
  if (parsed.success) return { input: inputOf(parsed.data), errors: null };
  const errors: Record<string, string> = {};
  for (const { path, code, message } of parsed.error.issues) {
    const [field, sentence] = wrong(form, path, code === 'custom' ? message : null);
    errors[field] ??= sentence;
  }
  return { input: null, errors };
}

function read(field: ConfigField, value: string | boolean | readonly string[] | undefined): unknown {
  if (field.kind === 'lines') {
    const lines = String(value ?? '').split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  }
  if (field.kind !== 'number') return value;
  const text = String(value ?? '').trim();
  return text === '' && field.optional ? null : wholeNumber(text);
}

function actionOf({ kind, minutes, hours }: ActionRow): object {
  if (kind === 'timeout') return { kind, seconds: wholeNumber(minutes) * 60 };
  if (kind === 'ban') return { kind, delete_seconds: hours.trim() === '' ? 0 : wholeNumber(hours) * 3600 };
  return { kind };
}

const SENTENCES: Readonly<Record<string, string>> = {
  name: 'Write a name of 1 to 80 characters, on one line.',
  mode: 'Choose one of the list.',
  exempt_roles: 'Choose at most 100 roles.',
  exempt_channels: 'Choose at most 200 channels.',
  cooldown_seconds: 'Write a whole number from 0 to 86,400, which is a day.',
};

const NAMES: Readonly<Record<string, string>> = {
  exempt_roles: 'exemptRoles',
  exempt_channels: 'exemptChannels',
  cooldown_seconds: 'cooldown',
};

/** The form's field that an issue is about, and what to write there. @param said by the schema itself */
function wrong(form: TriggerForm, path: readonly PropertyKey[], said: string | null): [string, string] {
  const [first = '', second = '', third] = path.map(String);
  if (first === 'actions') return ['actions', actionSentence(path, said)];
  if (first !== 'config') return [NAMES[first] ?? first, SENTENCES[first] ?? 'Choose one of the list.'];
  const field = form.fields.find(({ name }) => name === second);
  const where = third === undefined ? '' : `Line ${Number(third) + 1} `;
  if (said !== null) return [`config.${second}`, sentence(where === '' ? `It ${said}` : `${where}${said}`)];
  return [
    `config.${second}`,
    field ? `${where === '' ? '' : `${where}cannot be used. `}${bounds(field)}` : 'There is no such setting.',
  ];
}

function actionSentence(path: readonly PropertyKey[], said: string | null): string {
  const [, at, part] = path;
  const place = typeof at === 'number' ? `Action ${at + 1}: ` : '';
  if (said !== null) return sentence(typeof at === 'number' ? `${place}${said}` : `A rule ${said}`);
  if (part === 'seconds') return `${place}Write how many minutes a timeout lasts, from 1 to 40,319, which is 28 days.`;
  if (part === 'delete_seconds') return `${place}Write hours of messages from 0 to 168, or nothing.`;
  return typeof at === 'number' ? `${place}Choose one of the list.` : 'Choose one to six actions.';
}

function bounds(field: ConfigField): string {
  if (field.kind === 'lines')
    return `Write one entry a line, at most ${field.most}${field.name === 'extensions' ? ', such as exe' : ''}.`;
  if (field.kind === 'channels') return `Choose at most ${field.most} channels.`;
  if (field.kind !== 'number') return 'Choose one of the list.';
  const { least, most, optional } = field;
  return `Write a whole number from ${least} to ${most.toLocaleString('en-US')}${optional ? ', or nothing' : ''}.`;
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
