import {
  type ApplicationCommandOptionChoiceData,
  ApplicationCommandType,
  type AutocompleteInteraction,
} from 'discord.js';
import type { Log } from '../../platform/log.ts';
import type { Guild } from '../kit/contract.ts';
import { isTooLate } from './error-door.ts';
import type { Registry } from './registry.ts';

const CHOICES = 25;

/** Suggests at most 25 choices; when anything fails, none. Never rejects. */
export async function suggest(interaction: AutocompleteInteraction, registry: Registry, log: Log): Promise<void> {
  const choices = await find(interaction, registry).catch((error: unknown) => {
    log.error({ err: error, command: interaction.commandName }, 'autocomplete failed');
    return [];
  });
  await interaction.respond(choices.slice(0, CHOICES)).catch((error: unknown) => {
    log[isTooLate(error) ? 'debug' : 'warn'](
      { err: error, command: interaction.commandName },
      'suggestions not delivered',
    );
  });
}

async function find(
  interaction: AutocompleteInteraction,
  registry: Registry,
): Promise<ApplicationCommandOptionChoiceData[]> {
  const handler = registry.command(ApplicationCommandType.ChatInput, interaction.commandName)?.handler;
  if (handler?.kind !== 'slash' || !handler.autocomplete || !isInGuild(interaction)) return [];
  return handler.autocomplete(interaction);
}

function isInGuild(interaction: AutocompleteInteraction): interaction is Guild<AutocompleteInteraction> {
  return interaction.inGuild();
}
