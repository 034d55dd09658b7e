import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType as Type,
} from 'discord-api-types/v10';
import type { Resolver } from './resolved.ts';
import { type Denial, deny, isDenial } from './scene.ts';

/** What people give for a command's options, by name. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** One option as the interaction carries it. */
export interface OptionData {
  name: string;
  type: Type;
  value: string | number | boolean;
  focused?: true;
}

export type BasicOption = APIApplicationCommandBasicOption;

export function isBasic(option: APIApplicationCommandOption): option is BasicOption {
  return option.type !== Type.Subcommand && option.type !== Type.SubcommandGroup;
}

/** Checks the values as Discord's own command form does, and brings them into the form that travels. */
export function readOptions(
  definitions: readonly BasicOption[],
  values: OptionValues,
  resolver: Resolver,
): OptionData[] | Denial {
  const unknown = Object.keys(values).find((name) => !definitions.some((option) => option.name === name));
  if (unknown !== undefined) {
    const known = definitions.map(({ name }) => name).join(', ') || 'none';
    return deny('invalid_input', `There is no option "${unknown}"; this command's options: ${known}.`);
  }
  const read: OptionData[] = [];
  for (const option of definitions) {
    const given = values[option.name];
    if (given === undefined || given === null || given === '') {
      if (option.required) return deny('invalid_input', `The option "${option.name}" is required.`);
      continue;
    }
    const value = readOption(option, given, resolver);
    if (isDenial(value)) return value;
    read.push({ name: option.name, type: option.type, value });
  }
  return read;
}

/** The options so far, unchecked, as they travel while somebody types in one of them. */
export function readFocused(definitions: readonly BasicOption[], values: OptionValues, focused: string): OptionData[] {
  return definitions
    .filter(({ name }) => name === focused || values[name] !== undefined)
    .map(({ name, type }) => ({
      name,
      type,
      value: name === focused ? String(values[name] ?? '') : (values[name] as OptionData['value']),
      ...(name === focused ? { focused: true as const } : {}),
    }));
}

function readOption(option: BasicOption, given: unknown, resolver: Resolver): OptionData['value'] | Denial {
  switch (option.type) {
    case Type.String:
      return readText(option, given);
    case Type.Integer:
    case Type.Number:
      return readNumber(option, given);
    case Type.Boolean:
      return readBoolean(option.name, given);
    case Type.Attachment:
      return readFile(option.name, given, resolver);
    case Type.User:
    case Type.Role:
    case Type.Mentionable:
    case Type.Channel:
      return readReference(option, given, resolver);
  }
}

type Limited<T extends Type> = Extract<BasicOption, { type: T }>;

function readText(option: Limited<Type.String>, given: unknown): string | Denial {
  if (typeof given !== 'string' && typeof given !== 'number') return wrong(option.name, 'text');
  const text = String(given);
  if ('choices' in option && option.choices?.length) return chosen(option.name, option.choices, text);
  const least = 'min_length' in option ? (option.min_length ?? 0) : 0;
  const most = 'max_length' in option ? (option.max_length ?? 6000) : 6000;
  if (text.length < least) return deny('invalid_input', `"${option.name}" needs at least ${least} characters.`);
  return text.length > most ? deny('invalid_input', `"${option.name}" takes at most ${most} characters.`) : text;
}

function readNumber(option: Limited<Type.Integer | Type.Number>, given: unknown): number | Denial {
  const number = typeof given === 'string' && /^-?\d+(\.\d+)?$/.test(given.trim()) ? Number(given) : given;
  if (typeof number !== 'number' || !Number.isFinite(number)) return wrong(option.name, 'a number');
  if (option.type === Type.Integer && !Number.isInteger(number))
    return wrong(option.name, `a whole number, not ${number}`);
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) return deny('invalid_input', `"${option.name}" is out of range.`);
  if ('choices' in option && option.choices?.length) return chosen<number>(option.name, option.choices, number);
  const least = 'min_value' in option ? option.min_value : undefined;
  const most = 'max_value' in option ? option.max_value : undefined;
  if (least !== undefined && number < least)
    return deny('invalid_input', `"${option.name}" must be at least ${least}.`);
  if (most !== undefined && number > most) return deny('invalid_input', `"${option.name}" must be at most ${most}.`);
  return number;
}

function chosen<T extends string | number>(
  name: string,
  choices: readonly APIApplicationCommandOptionChoice<T>[],
  given: T,
): T | Denial {
  const wanted = String(given).toLowerCase();
  const choice =
    choices.find(({ value }) => value === given) ?? choices.find((one) => one.name.toLowerCase() === wanted);
  return choice
    ? choice.value
    : deny('invalid_input', `"${name}" must be one of: ${choices.map((one) => one.name).join(', ')}.`);
}

function readBoolean(name: string, given: unknown): boolean | Denial {
  if (given === true || given === 'true') return true;
  if (given === false || given === 'false') return false;
  return wrong(name, 'true or false');
}

function readFile(name: string, given: unknown, resolver: Resolver): string | Denial {
  const file = given as { filename?: unknown; size?: unknown };
  if (typeof given !== 'object' || typeof file.filename !== 'string' || typeof file.size !== 'number') {
    return wrong(name, 'a file: { "filename", "size" }');
  }
  return resolver.attachment({ filename: file.filename, size: file.size });
}

function readReference(
  option: Limited<Type.User | Type.Role | Type.Mentionable | Type.Channel>,
  given: unknown,
  resolver: Resolver,
): string | Denial {
  if (typeof given !== 'string') return wrong(option.name, 'a name or an id');
  switch (option.type) {
    case Type.User:
      return resolver.user(given) ?? deny('invalid_input', `"${option.name}": there is no user "${given}".`);
    case Type.Role:
      return resolver.role(given) ?? deny('invalid_input', `"${option.name}": there is no role "${given}".`);
    case Type.Channel:
      return (
        resolver.channel(given, option.channel_types) ??
        deny('invalid_input', `"${option.name}": there is no such channel "${given}".`)
      );
    case Type.Mentionable:
      return (
        resolver.role(given) ??
        resolver.user(given) ??
        deny('invalid_input', `"${option.name}": there is no user or role "${given}".`)
      );
  }
}

function wrong(name: string, wanted: string): Denial {
  return deny('invalid_input', `"${name}" must be ${wanted}.`);
}
