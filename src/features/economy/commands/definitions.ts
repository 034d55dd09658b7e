import {
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  ApplicationCommandOptionType as Option,
  type RESTPostAPIApplicationCommandsJSONBody,
  TextInputStyle,
} from 'discord.js';
import { cut } from '../../../discord/kit/embeds.ts';
import { REASON_LIMIT } from '../rules.ts';

/** Text, not a number: what is not an amount gets a sentence of ours instead of a red frame. */
const AMOUNT_LENGTH = 40;

const user = (description: string, required: boolean) =>
  ({ type: Option.User, name: 'user', description, required }) as const;

export const bytesCommand: RESTPostAPIApplicationCommandsJSONBody = {
  name: 'bytes',
  description: 'Thank people with bytes, and see who has how many',
  contexts: [InteractionContextType.Guild],
  options: [
    {
      type: Option.Subcommand,
      name: 'balance',
      description: 'Bytes, streak and rank, yours or somebody else’s',
      options: [user('Whose balance; yours if left out', false)],
    },
    {
      type: Option.Subcommand,
      name: 'send',
      description: 'Send bytes to somebody who helped you',
      options: [
        user('Who gets them', true),
        { type: Option.String, name: 'amount', description: 'How many', required: true, max_length: AMOUNT_LENGTH },
        { type: Option.String, name: 'reason', description: 'What for', max_length: REASON_LIMIT },
      ],
    },
    {
      type: Option.Subcommand,
      name: 'leaderboard',
      description: 'Who has the most bytes',
      options: [{ type: Option.Integer, name: 'page', description: 'Which ten; the first if left out', min_value: 1 }],
    },
    {
      type: Option.Subcommand,
      name: 'history',
      description: 'Where bytes came from and went',
      options: [user('Whose history; yours if left out', false)],
    },
    { type: Option.Subcommand, name: 'info', description: 'How bytes work in this server' },
  ],
};

const SEND_BYTES = 'Send bytes';

export const sendToUserMenu: RESTPostAPIApplicationCommandsJSONBody = {
  type: ApplicationCommandType.User,
  name: SEND_BYTES,
  contexts: [InteractionContextType.Guild],
};

export const sendToAuthorMenu: RESTPostAPIApplicationCommandsJSONBody = {
  type: ApplicationCommandType.Message,
  name: SEND_BYTES,
  contexts: [InteractionContextType.Guild],
};

const MODAL_TITLE = 45;

/** Asks for amount and reason. */
export function sendForm(customId: string, receiver: string): APIModalInteractionResponseCallbackData {
  const amount = { custom_id: 'amount', label: 'How many bytes?', placeholder: '50', max_length: AMOUNT_LENGTH };
  const reason = { custom_id: 'reason', label: 'What for?', required: false, max_length: REASON_LIMIT };
  return {
    custom_id: customId,
    title: cut(`Send bytes to ${receiver}`, MODAL_TITLE),
    components: [amount, reason].map((input) => ({
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.TextInput, style: TextInputStyle.Short, ...input }],
    })),
  };
}
