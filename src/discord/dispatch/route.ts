import type {
  ApplicationCommandType,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import type { Clock } from '../../platform/clock.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/refusal.ts';
import type { Signer } from '../kit/buttons.ts';
import type {
  BotModule,
  ContextMenu,
  Guild,
  Outcome,
  Precondition,
  SlashCommand,
  Visibility,
} from '../kit/contract.ts';
import type { Repliable } from './delivery.ts';
import type { Entry, Registry } from './registry.ts';

/** What an interaction asks for, ready to run. */
export interface Task {
  /** Names it in the log: `/bytes send`, `button bytes.confirm`. */
  readonly name: string;
  readonly defer: Visibility;
  readonly wording?: BotModule['wording'];
  readonly preconditions: readonly Precondition[];
  readonly run: () => Promise<Outcome>;
}

interface Deps {
  registry: Registry;
  signer: Signer;
  clock: Clock;
}

/** Finds the handler of an interaction, or says why there is none. */
export function route(interaction: Guild<Repliable>, deps: Deps): Task | Refusal {
  if (interaction.isCommand()) return routeCommand(interaction, deps.registry);
  return interaction.isModalSubmit() ? routeModal(interaction, deps) : routeComponent(interaction, deps);
}

function routeCommand(
  interaction: Guild<Repliable> & { commandName: string; commandType: ApplicationCommandType },
  registry: Registry,
) {
  const entry = registry.command(interaction.commandType, interaction.commandName);
  if (!entry) return refuse('unknown_command', { name: interaction.commandName });
  const { handler } = entry;
  if (handler.kind === 'slash' && interaction.isChatInputCommand()) return slashTask(interaction, entry, handler);
  if (handler.kind === 'menu' && interaction.isContextMenuCommand()) {
    return task(`menu ${interaction.commandName}`, entry, handler.defer, () => handler.handle(interaction));
  }
  return refuse('unknown_command', { name: interaction.commandName });
}

function slashTask(
  interaction: Guild<ChatInputCommandInteraction>,
  entry: Entry<SlashCommand | ContextMenu>,
  command: SlashCommand,
) {
  const { options } = interaction;
  const path = [options.getSubcommandGroup(false), options.getSubcommand(false)].filter(Boolean).join(' ');
  const handle = command.handlers[path];
  const name = `/${interaction.commandName} ${path}`.trim();
  if (!handle) return refuse('unknown_command', { name });
  const defer = typeof command.defer === 'object' ? command.defer[path] : command.defer;
  return task(name, entry, defer, () => handle(interaction));
}

function task(
  name: string,
  { handler, module }: Entry<SlashCommand | ContextMenu>,
  defer: Visibility | undefined,
  run: () => Promise<Outcome>,
): Task {
  return { name, ...words(module), defer: defer ?? 'public', preconditions: handler.preconditions ?? [], run };
}

function routeComponent(
  interaction: Guild<MessageComponentInteraction>,
  { registry, signer, clock }: Deps,
): Task | Refusal {
  const read = signer.read(interaction.customId, interaction.user.id, clock.now());
  if (isRefusal(read)) return read;
  const entry = registry.component(read.action);
  if (!entry) return refuse('unknown_component', { action: read.action });
  const run = () => entry.handler.handle(interaction, { args: read.args });
  return { name: `button ${read.action}`, ...words(entry.module), defer: 'public', preconditions: [], run };
}

function routeModal(interaction: Guild<ModalSubmitInteraction>, { registry, signer, clock }: Deps): Task | Refusal {
  const read = signer.read(interaction.customId, interaction.user.id, clock.now());
  if (isRefusal(read)) return read;
  const entry = registry.modal(read.action);
  if (!entry) return refuse('unknown_component', { action: read.action });
  const run = () => entry.handler.handle(interaction, { args: read.args });
  const defer = entry.handler.defer ?? 'public';
  return { name: `form ${read.action}`, ...words(entry.module), defer, preconditions: [], run };
}

function words({ wording }: BotModule): Pick<Task, 'wording'> {
  return wording ? { wording } : {};
}
