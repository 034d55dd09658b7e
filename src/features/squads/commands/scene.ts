import type { AutocompleteInteraction, CommandInteraction, MessageComponentInteraction } from 'discord.js';
import type { Signer } from '../../../discord/kit/buttons.ts';
import type { Guild } from '../../../discord/kit/contract.ts';
import { cut } from '../../../discord/kit/embeds.ts';
import type { Clock } from '../../../platform/clock.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { Person, Squad, SquadsNo } from '../model.ts';
import { named, search } from '../rules.ts';
import type { Squads } from '../service/index.ts';

export interface CommandDeps {
  readonly squads: Squads;
  readonly signer: Signer;
  readonly clock: Clock;
}

export type Acting = Guild<CommandInteraction | MessageComponentInteraction>;

/** Buttons that change something end after a minute. */
export const BUTTONS_FOR = 60_000;

export function actor({ user }: Acting): Person {
  return { id: user.id, username: user.username };
}

/** The squad that somebody typed: a choice of the list, a name, or a part of one that fits a single squad. */
export function typed(squads: readonly Squad[], text: string): Squad | SquadsNo {
  const chosen = squads.find(({ id }) => id === text) ?? named(squads, text);
  if (chosen) return chosen;
  const [first, ...others] = search(squads, text);
  return first && others.length === 0 ? first : refuse('squad_unknown');
}

const CHOICE = 100;

/** Squads whose name contains what is typed so far. */
export async function suggest(squads: Pick<Squads, 'list'>, { guildId, options }: Guild<AutocompleteInteraction>) {
  const found = search(await squads.list(guildId), options.getFocused());
  return found.map(({ id, name }) => ({ name: cut(name, CHOICE), value: id }));
}
