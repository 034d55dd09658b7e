import {
  type ApplicationCommandDataResolvable,
  ApplicationCommandType,
  ApplicationCommandOptionType as Type,
} from 'discord.js';

const option = (name: string, type: Type, more: object = {}) => ({ name, type, description: name, ...more });

/** One command of each kind. */
export const COMMANDS = [
  { name: 'ping', description: 'Answers' },
  {
    name: 'try',
    description: 'Takes one option of every type',
    options: [
      option('word', Type.String, { autocomplete: true, max_length: 10 }),
      option('colour', Type.String, { choices: [{ name: 'Red', value: 'red' }] }),
      option('amount', Type.Integer, { min_value: 1, max_value: 100 }),
      option('share', Type.Number),
      option('sure', Type.Boolean),
      option('who', Type.User),
      option('where', Type.Channel, { channel_types: [0] }),
      option('rank', Type.Role),
      option('any', Type.Mentionable),
      option('file', Type.Attachment),
    ],
  },
  {
    name: 'deep',
    description: 'Has subcommands',
    options: [
      option('flat', Type.Subcommand),
      option('inner', Type.SubcommandGroup, {
        options: [option('leaf', Type.Subcommand, { options: [option('must', Type.String, { required: true })] })],
      }),
    ],
  },
  { name: 'staff', description: 'Only for moderators', default_member_permissions: '2' },
  { name: 'Wave at', type: ApplicationCommandType.User },
  { name: 'Quote', type: ApplicationCommandType.Message },
] as unknown as readonly ApplicationCommandDataResolvable[];
