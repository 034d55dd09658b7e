import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { WorldCore } from './core.ts';

/** Where commands are registered: in one guild, or everywhere. */
export type CommandScope = Snowflake | 'global';

export function createCommands(core: WorldCore) {
  const { state } = core;

  /** Replaces all commands of a scope. */
  function setCommands(scope: CommandScope, commands: readonly APIApplicationCommand[]): void {
    state.commands[scope] = [...commands];
    core.changed();
  }

  return {
    setCommands,
    commands: (scope: CommandScope): readonly APIApplicationCommand[] => state.commands[scope] ?? [],
    /** What a guild's members see: the guild's own commands, then the global ones of other names. */
    commandsFor(guildId: Snowflake): APIApplicationCommand[] {
      const own = state.commands[guildId] ?? [];
      const global = state.commands.global ?? [];
      return [
        ...own,
        ...global.filter((other) => !own.some((command) => command.name === other.name && command.type === other.type)),
      ];
    },
  };
}
