import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
  APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionChoiceData,
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Client,
  ContextMenuCommandInteraction,
  MessageComponentInteraction,
  ModalSubmitInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Refusal } from '../../shared/refusal.ts';

/** One row of a message's components, as Discord's API has it. */
export type ActionRow = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What a handler wants shown. The dispatch sends it, whether the interaction was deferred meanwhile or not. */
export interface Answer {
  readonly embeds?: readonly APIEmbed[];
  readonly content?: string;
  readonly components?: readonly ActionRow[];
  /** Only the person who acted sees it. Buttons that update in place keep what the message was. */
  readonly ephemeral?: boolean;
  /** Buttons and selects: change the message that carries them, instead of sending another. */
  readonly update?: boolean;
}

/** Opens a form. Not possible once the interaction is deferred, so decide before any slow work. */
export interface ModalAnswer {
  readonly modal: APIModalInteractionResponseCallbackData;
}

/** Who sees "… is thinking" when a handler takes longer than two seconds. Say what the answer will be. */
export type Visibility = 'ephemeral' | 'public';

export type Outcome = Answer | ModalAnswer | Refusal;

export interface Press {
  /** What the signed button carries besides its action, owner and deadline. */
  readonly args: readonly string[];
}

/** An interaction from inside a guild. */
export type Guild<T> = T & { guildId: string };

/** Something checked before a handler runs; a refusal is worded like any other. */
export type Precondition = (
  interaction: Guild<
    ChatInputCommandInteraction | ContextMenuCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction
  >,
) => Refusal | null | Promise<Refusal | null>;

export interface SlashCommand {
  readonly kind: 'slash';
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  readonly preconditions?: readonly Precondition[];
  /** By subcommand: `send`, `group sub`, or the empty string for a command without any. */
  readonly handlers: Readonly<Record<string, (interaction: Guild<ChatInputCommandInteraction>) => Promise<Outcome>>>;
  /** By default `public`; a list names the subcommands that differ. */
  readonly defer?: Visibility | Readonly<Record<string, Visibility>>;
  readonly autocomplete?: (
    interaction: Guild<AutocompleteInteraction>,
  ) => Promise<ApplicationCommandOptionChoiceData[]>;
}

export interface ContextMenu {
  readonly kind: 'menu';
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  readonly preconditions?: readonly Precondition[];
  /** By default `public`. */
  readonly defer?: Visibility;
  readonly handle: (interaction: Guild<ContextMenuCommandInteraction>) => Promise<Outcome>;
}

/** Answers buttons and selects whose signed `custom_id` names this action. */
export interface ComponentHandler {
  readonly action: string;
  readonly handle: (interaction: Guild<MessageComponentInteraction>, press: Press) => Promise<Outcome>;
}

/** Answers modals whose signed `custom_id` names this action. */
export interface ModalHandler {
  readonly action: string;
  /** By default `public`; a form that a button opened defers silently. */
  readonly defer?: Visibility;
  readonly handle: (interaction: Guild<ModalSubmitInteraction>, press: Press) => Promise<Outcome>;
}

/** A feature's part of the bot. */
export interface BotModule {
  readonly commands?: readonly (SlashCommand | ContextMenu)[];
  readonly components?: readonly ComponentHandler[];
  readonly modals?: readonly ModalHandler[];
  /** Attaches gateway listeners; called for every client that is built and again after a hot swap, which takes the old ones off. */
  readonly listen?: (client: Client) => void;
  /** Words a refusal for the person who asked: one sentence of what is wrong, and what to do. */
  readonly wording?: Readonly<Record<string, (context: Refusal['context']) => string>>;
}
