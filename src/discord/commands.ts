import {
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Log } from '../platform/log.ts';
import type { Snowflake } from '../shared/ids.ts';
import { commandKey } from './dispatch/registry.ts';
import type { BotModule } from './kit/contract.ts';

export type CommandData = RESTPostAPIApplicationCommandsJSONBody;

/** Where commands are registered: for every guild, or in one. */
export type CommandScope = 'global' | Snowflake;

/** Names of commands, `/bytes` or `Send bytes`. */
export interface CommandDiff {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export interface Commands {
  /** What would change. */
  diff(scope: CommandScope, wanted: readonly CommandData[]): Promise<CommandDiff>;
  /** Registers the commands where they differ; otherwise only reads. */
  deploy(scope: CommandScope, wanted: readonly CommandData[]): Promise<CommandDiff>;
}

/** All commands of the modules. */
export function commandData(modules: readonly BotModule[]): CommandData[] {
  return modules.flatMap((module) => module.commands?.map(({ data }) => data) ?? []);
}

/** Compares and registers application commands. The application's id is the bot's own. */
export function createCommands(rest: REST, applicationId: Snowflake, log: Log): Commands {
  const path = (scope: CommandScope) =>
    scope === 'global'
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, scope);

  async function diff(scope: CommandScope, wanted: readonly CommandData[]): Promise<CommandDiff> {
    const query = new URLSearchParams({ with_localizations: 'true' });
    const registered = (await rest.get(path(scope), { query })) as CommandData[];
    return compare(registered, scoped(wanted, scope));
  }

  return {
    diff,
    async deploy(scope, wanted) {
      const found = await diff(scope, wanted);
      if (isEmpty(found)) return found;
      await rest.put(path(scope), { body: scoped(wanted, scope) });
      log.info({ scope, ...found }, 'commands registered');
      return found;
    },
  };
}

export function isEmpty({ added, changed, removed }: CommandDiff): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** Registered everywhere, a command must say that it is for guilds only; registered in a guild, it must not. */
function scoped(wanted: readonly CommandData[], scope: CommandScope): CommandData[] {
  if (scope !== 'global') return wanted.map(({ contexts: _, integration_types: __, ...data }) => data as CommandData);
  const guildOnly = {
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
  return wanted.map((data) => ({ ...guildOnly, ...data }));
}

/** Compares two lists of commands, whatever Discord adds to what we sent. */
export function compare(registered: readonly CommandData[], wanted: readonly CommandData[]): CommandDiff {
  const before = byKey(registered);
  const after = byKey(wanted);
  const names = (keys: Iterable<string>, keep: (key: string) => boolean) =>
    [...keys].filter(keep).map((key) => display((after.get(key) ?? before.get(key)) as CommandData));
  return {
    added: names(after.keys(), (key) => !before.has(key)),
    changed: names(after.keys(), (key) => before.has(key) && canonical(before.get(key)) !== canonical(after.get(key))),
    removed: names(before.keys(), (key) => !after.has(key)),
  };
}

function byKey(commands: readonly CommandData[]): Map<string, CommandData> {
  return new Map(commands.map((data) => [commandKey(data.type, data.name), data]));
}

function display({ type = 1, name }: CommandData): string {
  return type === 1 ? `/${name}` : name;
}

const ASSIGNED = new Set(['id', 'application_id', 'guild_id', 'version', 'dm_permission', 'default_permission']);

/** One text for commands that mean the same: keys sorted, ids and defaults left out. */
function canonical(command: CommandData | undefined): string {
  return JSON.stringify(meaning({ type: 1, ...command }));
}

function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, part]) => !ASSIGNED.has(key) && !isDefault(key, part))
    .map(([key, part]) => [key, key === 'default_member_permissions' ? String(part) : meaning(part)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function isDefault(key: string, value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true;
  if (typeof value !== 'object') return key === 'description' && value === '';
  const onlyGuildInstall = key === 'integration_types' && JSON.stringify(value) === '[0]';
  return onlyGuildInstall || Object.keys(value).length === 0;
}
