import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Interaction, InteractionDraft } from '../interactions/interaction.ts';
import type { Interactions } from '../interactions/interactions.ts';
import type { World } from '../world/world.ts';
import { isBasic, type OptionValues, readFocused, readOptions } from './options.ts';
import { createResolver, type Resolver } from './resolved.ts';
import {
  can,
  type Denial,
  deny,
  findMessage,
  findScene,
  isDenial,
  lacks,
  type Scene,
  type Whereabouts,
} from './scene.ts';

export interface Using extends Whereabouts {
  /** `bytes send`, or a context menu's name: `Send bytes`. */
  name: string;
  options?: OptionValues | undefined;
  /** Context menus: the user (id or name) or the message (id) it is used on. */
  target?: string | undefined;
}

export interface Completing extends Omit<Using, 'target'> {
  /** The option that is being typed. */
  focused: string;
}

/** A command and, for slash commands, the way to the subcommand that is meant. */
interface Chosen {
  command: APIApplicationCommand;
  path: readonly APIApplicationCommandOption[];
  options: readonly APIApplicationCommandOption[];
}

/** Slash commands, context menus and autocomplete, as a member uses them. */
export function createCommandUse(world: World, interactions: Interactions) {
  function available(scene: Scene): APIApplicationCommand[] {
    const { actor } = scene;
    if (!actor) return world.commands('global').filter((command) => suits(command, InteractionContextType.BotDM));
    if (lacks(world, scene, [[PermissionFlagsBits.UseApplicationCommands, 'use commands']])) return [];
    return world
      .commandsFor(actor.place.guild.id)
      .filter((command) => suits(command, InteractionContextType.Guild) && isPermitted(world, scene, command));
  }

  function choose(scene: Scene, name: string): Chosen | Denial {
    const denied = lacks(world, scene, [[PermissionFlagsBits.UseApplicationCommands, 'use commands']]);
    if (denied) return denied;
    const commands = available(scene);
    const menu = commands.find(
      (command) => command.type !== ApplicationCommandType.ChatInput && same(command.name, name),
    );
    if (menu) return { command: menu, path: [], options: [] };
    const [first = '', ...rest] = name.trim().replace(/^\//, '').split(/\s+/);
    const command = commands.find(
      ({ type, name: own }) => type === ApplicationCommandType.ChatInput && same(own, first),
    );
    if (command) return descend(command, rest);
    return deny('unknown_command', `There is no command "${name}" that ${scene.user.username} can use there.`);
  }

  /** What somebody sees who types `/` in a channel. */
  function list(where: Whereabouts): APIApplicationCommand[] | Denial {
    const scene = findScene(world, where);
    return isDenial(scene) ? scene : available(scene);
  }

  function use(using: Using): Interaction | Denial {
    const scene = findScene(world, using);
    if (isDenial(scene)) return scene;
    const chosen = choose(scene, using.name);
    if (isDenial(chosen)) return chosen;
    const resolver = createResolver(world, scene);
    const isSlash = chosen.command.type === ApplicationCommandType.ChatInput;
    const data = isSlash
      ? slashData(chosen, using.options ?? {}, resolver)
      : menuData(world, using, chosen.command, resolver);
    if (isDenial(data)) return data;
    return interactions.start(draft(scene, InteractionType.ApplicationCommand, chosen, withResolved(data, resolver)));
  }

  function complete(completing: Completing): Interaction | Denial {
    const scene = findScene(world, completing);
    if (isDenial(scene)) return scene;
    const chosen = choose(scene, completing.name);
    if (isDenial(chosen)) return chosen;
    const options = chosen.options.filter(isBasic);
    const focused = options.find(({ name }) => name === completing.focused);
    if (!focused || !('autocomplete' in focused) || !focused.autocomplete) {
      return deny('invalid_input', `"${completing.focused}" has no autocomplete.`);
    }
    const data = commandData(chosen, readFocused(options, completing.options ?? {}, completing.focused));
    return interactions.start(draft(scene, InteractionType.ApplicationCommandAutocomplete, chosen, data));
  }

  return { list, use, complete };
}

function draft(scene: Scene, type: InteractionType, { command, path }: Chosen, data: object): InteractionDraft {
  return {
    type,
    userId: scene.user.id,
    channelId: scene.channelId,
    guildId: scene.actor?.place.guild.id ?? null,
    name: [command.name, ...path.map(({ name }) => name)].join(' '),
    data,
    message: null,
  };
}

function suits(command: APIApplicationCommand, context: InteractionContextType): boolean {
  return !command.contexts || command.contexts.includes(context);
}

function isPermitted(
  world: World,
  scene: Scene,
  { default_member_permissions: needed }: APIApplicationCommand,
): boolean {
  if (needed === null || needed === undefined) return true;
  return can(world, scene, needed === '0' ? PermissionFlagsBits.Administrator : BigInt(needed));
}

/** Follows `send` or `group sub` down to the options of the subcommand. */
function descend(command: APIApplicationCommand, words: readonly string[]): Chosen | Denial {
  const path: APIApplicationCommandOption[] = [];
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const word of words) {
    const next = options.find((option) => !isBasic(option) && same(option.name, word));
    if (!next) return deny('unknown_command', `/${command.name} has no subcommand "${words.join(' ')}".`);
    path.push(next);
    options = 'options' in next ? (next.options ?? []) : [];
  }
  const further = options.filter((option) => !isBasic(option)).map(({ name }) => name);
  if (further.length === 0) return { command, path, options };
  return deny('unknown_command', `Say which subcommand of /${command.name} is meant: ${further.join(', ')}.`);
}

function slashData(chosen: Chosen, values: OptionValues, resolver: Resolver): object | Denial {
  const options = readOptions(chosen.options.filter(isBasic), values, resolver);
  return isDenial(options) ? options : commandData(chosen, options);
}

function commandData({ command, path }: Chosen, options: readonly object[]): object {
  const nested = path.reduceRight<readonly object[]>(
    (inner, { name, type }) => [{ name, type, options: inner }],
    options,
  );
  return { ...identity(command), options: nested };
}

function identity({ id, name, type, guild_id }: APIApplicationCommand): object {
  return { id, name, type, ...(guild_id ? { guild_id } : {}) };
}

function menuData(world: World, using: Using, command: APIApplicationCommand, resolver: Resolver): object | Denial {
  const { target } = using;
  if (using.options && Object.keys(using.options).length > 0)
    return deny('invalid_input', `"${command.name}" takes no options.`);
  if (target === undefined) return deny('invalid_input', `"${command.name}" needs a target: a user or a message.`);
  if (command.type === ApplicationCommandType.Message) {
    const scene = findMessage(world, using.as, target);
    if (isDenial(scene)) return scene;
    return { ...identity(command), target_id: resolver.message(scene.message) };
  }
  const userId = resolver.user(target);
  return userId ? { ...identity(command), target_id: userId } : deny('unknown_member', `There is no user "${target}".`);
}

function withResolved(data: object, { resolved }: Resolver): object {
  return Object.keys(resolved).length > 0 ? { ...data, resolved } : data;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
