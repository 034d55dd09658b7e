import {
  InteractionContextType,
  ApplicationCommandOptionType as Option,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { NAME_LIMIT } from '../rules.ts';

const squad = (description: string, required: boolean) =>
  ({ type: Option.String, name: 'squad', description, required, autocomplete: true, max_length: NAME_LIMIT }) as const;

export const squadsCommand: RESTPostAPIApplicationCommandsJSONBody = {
  name: 'squads',
  description: 'Choose your team, and see who is in which',
  contexts: [InteractionContextType.Guild],
  options: [
    { type: Option.Subcommand, name: 'list', description: 'Every squad: what it costs, what it asks, who may join' },
    {
      type: Option.Subcommand,
      name: 'join',
      description: 'Join a squad, or switch to another one',
      options: [squad('Which one; part of its name is enough. The list if left out', false)],
    },
    { type: Option.Subcommand, name: 'leave', description: 'Leave your squad' },
    {
      type: Option.Subcommand,
      name: 'info',
      description: 'Which squad somebody is in',
      options: [{ type: Option.User, name: 'user', description: 'Whose squad; yours if left out' }],
    },
    {
      type: Option.Subcommand,
      name: 'members',
      description: 'Who is in a squad',
      options: [squad('Which one; part of its name is enough', true)],
    },
  ],
};
