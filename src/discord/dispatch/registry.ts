import { ApplicationCommandType } from 'discord.js';
import type { BotModule, ComponentHandler, ContextMenu, ModalHandler, SlashCommand } from '../kit/contract.ts';

/** A handler and the module that words its refusals. */
export interface Entry<Handler> {
  readonly handler: Handler;
  readonly module: BotModule;
}

export interface Registry {
  command(type: ApplicationCommandType, name: string): Entry<SlashCommand | ContextMenu> | undefined;
  component(action: string): Entry<ComponentHandler> | undefined;
  modal(action: string): Entry<ModalHandler> | undefined;
}

/** @throws when two modules claim the same command or action. */
export function createRegistry(modules: readonly BotModule[]): Registry {
  const commands = index(
    modules,
    (module) => module.commands,
    ({ data }) => commandKey(data.type, data.name),
  );
  const components = index(
    modules,
    (module) => module.components,
    ({ action }) => action,
  );
  const modals = index(
    modules,
    (module) => module.modals,
    ({ action }) => action,
  );
  return {
    command: (type, name) => commands.get(commandKey(type, name)),
    component: (action) => components.get(action),
    modal: (action) => modals.get(action),
  };
}

function index<Handler>(
  modules: readonly BotModule[],
  handlers: (module: BotModule) => readonly Handler[] | undefined,
  key: (handler: Handler) => string,
): Map<string, Entry<Handler>> {
  const entries = new Map<string, Entry<Handler>>();
  for (const module of modules) {
    for (const handler of handlers(module) ?? []) {
      if (entries.has(key(handler))) throw new Error(`Two bot modules claim "${key(handler)}".`);
      entries.set(key(handler), { handler, module });
    }
  }
  return entries;
}

export function commandKey(type: ApplicationCommandType = ApplicationCommandType.ChatInput, name: string): string {
  return `${type}:${name}`;
}
