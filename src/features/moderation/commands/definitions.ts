import {
  type APIApplicationCommandBasicOption,
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  ApplicationCommandOptionType as Option,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
  TextInputStyle,
} from 'discord.js';
import { cut } from '../../../discord/kit/embeds.ts';
import { REASON_LIMIT } from '../rules.ts';

const STAFF = {
  contexts: [InteractionContextType.Guild],
  default_member_permissions: String(PermissionFlagsBits.ModerateMembers),
};

const user = (description: string) => ({ type: Option.User, name: 'user', description, required: true }) as const;
const reason = (description = 'Why; the person and the audit log see it') =>
  ({ type: Option.String, name: 'reason', description, max_length: REASON_LIMIT }) as const;
const duration = (description: string, required: boolean) =>
  ({ type: Option.String, name: 'duration', description, required, max_length: 40 }) as const;
const sub = (name: string, description: string, options: APIApplicationCommandBasicOption[]) =>
  ({ type: Option.Subcommand, name, description, options }) as const;

const DELETIONS = [
  { name: 'The last hour', value: 3_600 },
  { name: 'The last 24 hours', value: 86_400 },
  { name: 'The last 7 days', value: 604_800 },
];

export const modCommand: RESTPostAPIApplicationCommandsJSONBody = {
  ...STAFF,
  name: 'mod',
  description: 'Warn, time out, kick or ban somebody, and see what was done before',
  options: [
    sub('warn', 'Warn somebody; they are told by direct message', [
      user('Whom'),
      { ...reason('What they did; they are told'), required: true },
    ]),
    sub('timeout', 'Let somebody write nothing for a while', [
      user('Whom'),
      duration('How long, such as 10m, 2h30m or 7d; at most 28 days', true),
      reason(),
    ]),
    sub('untimeout', 'Let somebody write again', [user('Whom'), reason()]),
    sub('kick', 'Remove somebody; they may come back with an invite', [user('Whom'), reason()]),
    sub('ban', 'Remove somebody for good, or for a while', [
      user('Whom; the id of somebody who is not here works, too'),
      reason(),
      duration('For how long, such as 7d; for good if left out', false),
      {
        type: Option.Integer,
        name: 'delete_messages',
        description: 'Delete what they wrote lately',
        choices: DELETIONS,
      },
    ]),
    sub('unban', 'Lift a ban', [user('Whose; paste the id'), reason()]),
    sub('note', 'Keep a note about somebody; only moderators see it', [
      user('About whom'),
      {
        type: Option.String,
        name: 'text',
        description: 'What the other moderators should know',
        required: true,
        max_length: REASON_LIMIT,
      },
    ]),
    sub('case', 'Show one case', [
      { type: Option.Integer, name: 'number', description: 'Its number', required: true, min_value: 1 },
    ]),
    sub('history', 'What was done to somebody before', [user('To whom')]),
  ],
};

export const warnMenu: RESTPostAPIApplicationCommandsJSONBody = {
  ...STAFF,
  type: ApplicationCommandType.User,
  name: 'Warn',
};
export const timeoutMenu: RESTPostAPIApplicationCommandsJSONBody = {
  ...STAFF,
  type: ApplicationCommandType.User,
  name: 'Time out',
};
export const historyMenu: RESTPostAPIApplicationCommandsJSONBody = {
  ...STAFF,
  type: ApplicationCommandType.User,
  name: 'Moderation history',
};

const MODAL_TITLE = 45;

/** Asks for a reason, and for how long where that matters. */
export function actForm(
  customId: string,
  { title, withDuration }: { readonly title: string; readonly withDuration: boolean },
): APIModalInteractionResponseCallbackData {
  const time = { custom_id: 'duration', label: 'How long?', placeholder: '10m, 2h30m, 7d', max_length: 40 };
  const why = { custom_id: 'reason', label: 'Why? They are told', required: !withDuration, max_length: REASON_LIMIT };
  return {
    custom_id: customId,
    title: cut(title, MODAL_TITLE),
    components: (withDuration ? [time, why] : [why]).map((input) => ({
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.TextInput, style: TextInputStyle.Short, ...input }],
    })),
  };
}
