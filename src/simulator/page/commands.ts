import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord-api-types/v10';
import { guildPermissions } from '../permissions.ts';
import type { Scene } from './scene.ts';

/** One thing that can be typed after `/`: a command, or one of its subcommands. */
export interface Invocation {
  /** `bytes send` */
  name: string;
  description: string;
  options: APIApplicationCommandBasicOption[];
}

/** The slash commands that the acting member may use, by name. */
export function invocations(scene: Scene): Invocation[] {
  return usable(scene, ApplicationCommandType.ChatInput)
    .flatMap((command) => flatten(command.name, command.description, command.options ?? []))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** The context-menu commands for a member (`User`) or a message. */
export function menuCommands(
  scene: Scene,
  type: ApplicationCommandType.User | ApplicationCommandType.Message,
): string[] {
  return usable(scene, type).map(({ name }) => name);
}

function usable(scene: Scene, type: ApplicationCommandType): APIApplicationCommand[] {
  const { commands } = scene.state;
  const permissions = guildPermissions(scene.guild, scene.member);
  return [...(commands[scene.guild.guild.id] ?? []), ...(commands.global ?? [])]
    .filter((command) => (command.type ?? ApplicationCommandType.ChatInput) === type)
    .filter((command) => scene.place.channel !== null || command.contexts?.includes(1) === true)
    .filter(({ default_member_permissions: needed }) => !needed || (permissions & BigInt(needed)) === BigInt(needed));
}

function flatten(name: string, description: string, options: APIApplicationCommandOption[]): Invocation[] {
  const nested = options.filter(isNested);
  if (nested.length === 0) return [{ name, description, options: options.filter(isBasic) }];
  return nested.flatMap((option) => flatten(`${name} ${option.name}`, option.description, option.options ?? []));
}

type NestedOption = Exclude<APIApplicationCommandOption, APIApplicationCommandBasicOption>;

function isNested(option: APIApplicationCommandOption): option is NestedOption {
  return (
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
  );
}

function isBasic(option: APIApplicationCommandOption): option is APIApplicationCommandBasicOption {
  return !isNested(option);
}
