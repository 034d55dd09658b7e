import { ApplicationCommandType, ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { z } from 'zod';
import { bits, integer, text } from './fields.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}$/u;

const slashName = z.string().refine((name) => NAME.test(name) && name === name.toLowerCase(), {
  message: 'Command name is invalid',
  params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
});
const localizations = z.record(z.string(), z.string()).nullish();

const choice = z.strictObject({
  name: text(100, 1),
  name_localizations: localizations,
  value: z.union([text(100), z.number()]),
});

const common = {
  name: slashName,
  name_localizations: localizations,
  description: text(100, 1),
  description_localizations: localizations,
};

const leaf = z.strictObject({
  type: z.literal([
    Option.String,
    Option.Integer,
    Option.Boolean,
    Option.User,
    Option.Channel,
    Option.Role,
    Option.Mentionable,
    Option.Number,
    Option.Attachment,
  ]),
  ...common,
  required: z.boolean().nullish(),
  choices: z.array(choice).max(25).nullish(),
  autocomplete: z.boolean().nullish(),
  channel_types: z.array(integer()).nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
  min_length: integer(0, 6000).nullish(),
  max_length: integer(1, 6000).nullish(),
});

const leaves = optionList(leaf);
const subcommand = z.strictObject({
  type: z.literal(Option.Subcommand),
  ...common,
  required: z.boolean().nullish(),
  options: leaves.nullish(),
});
const group = z.strictObject({
  type: z.literal(Option.SubcommandGroup),
  ...common,
  required: z.boolean().nullish(),
  options: optionList(subcommand).nullish(),
});

const options = optionList(z.discriminatedUnion('type', [leaf, subcommand, group]));

function optionList<T extends z.ZodType<{ name: string; required?: boolean | null | undefined }>>(option: T) {
  return z
    .array(option)
    .max(25)
    .superRefine((list, context) => {
      const fail = (index: number, field: string, message: string, code: string) =>
        context.addIssue({ code: 'custom', path: [index, field], message, params: { code } });
      for (const [index, each] of list.entries()) {
        if (list.findIndex(({ name }) => name === each.name) < index)
          fail(index, 'name', 'Option name already used', 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID');
        const before = list[index - 1];
        if (each.required && before && !before.required)
          fail(
            index,
            'required',
            'Required options must be placed before non-required options',
            'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          );
      }
    });
}

const settings = {
  name_localizations: localizations,
  description_localizations: localizations,
  default_member_permissions: bits.nullish(),
  default_permission: z.boolean().nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  contexts: z.array(integer(0, 2)).nullish(),
  integration_types: z.array(integer(0, 1)).nullish(),
  handler: integer().nullish(),
  id: z.string().nullish(),
};

const slash = z.strictObject({
  type: z.literal(ApplicationCommandType.ChatInput).default(ApplicationCommandType.ChatInput),
  name: slashName,
  description: text(100, 1),
  options: options.nullish(),
  ...settings,
});

const menu = z.strictObject({
  type: z.literal([ApplicationCommandType.User, ApplicationCommandType.Message]),
  name: text(32, 1),
  description: z.literal('').nullish(),
  options: z.array(z.never()).nullish(),
  ...settings,
});

export const commandBody = z.discriminatedUnion('type', [slash, menu]);
export type CommandBody = z.infer<typeof commandBody>;

/** How many commands of each type one scope holds. */
const PER_SCOPE: Record<number, number> = { 1: 100, 2: 15, 3: 15 };

export const commandListBody = z.array(commandBody).superRefine((list, context) => {
  for (const [index, { name, type }] of list.entries()) {
    const same = list.filter((other) => other.type === type);
    if (same.findIndex((other) => other.name === name) < same.indexOf(list[index] as CommandBody)) {
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: 'Application command names must be unique',
        params: { code: 'APPLICATION_COMMANDS_DUPLICATE_NAME' },
      });
    }
    if (same.indexOf(list[index] as CommandBody) >= (PER_SCOPE[type] ?? 0)) {
      context.addIssue({
        code: 'custom',
        path: [index],
        message: 'Maximum number of application commands reached',
        params: { code: 'APPLICATION_COMMAND_TOO_MANY' },
      });
    }
  }
});

/** Changes of one command: every field may be left out. */
export const commandChanges = z.strictObject({
  name: text(32, 1).optional(),
  description: text(100).optional(),
  options: options.nullish(),
  ...settings,
});
