import { InteractionType, MessageFlags, MessageType } from 'discord-api-types/v10';
import { type Clock, systemClock } from '../../platform/clock.ts';
import type { Snowflake } from '../../shared/ids.ts';
import type { FaultSwitches } from '../faults.ts';
import { DiscordError, fieldError } from '../rest/errors.ts';
import type { InteractionPort } from '../rest/ports.ts';
import type { SimulatedMessage } from '../types.ts';
import type { World } from '../world/world.ts';
import { answer, edit, find, followup, isSuitable, receipt } from './answers.ts';
import {
  type Interaction,
  type InteractionDraft,
  type InteractionEvent,
  interactionPayload,
  metadataOf,
} from './interaction.ts';

export interface Interactions {
  /** What the REST routes speak to. */
  readonly port: InteractionPort;
  /** Sends a new interaction to the application and starts its clock. */
  start(draft: InteractionDraft): Interaction;
  /** The open form that a user may submit under this `custom_id`: the interaction that it answered. */
  openModal(userId: Snowflake, customId: string): OpenModal | undefined;
  closeModal(userId: Snowflake, customId: string): void;
  onEvent(listener: (event: InteractionEvent) => void): () => void;
  close(): void;
}

export interface OpenModal {
  readonly interaction: Interaction;
  readonly modal: Extract<InteractionEvent, { kind: 'modal' }>['modal'];
}

export interface InteractionsOptions {
  world: World;
  faults: FaultSwitches;
  /** Real time: Discord's limits don't follow the simulated clock. */
  clock?: Clock;
  /** Time for the first answer, in milliseconds. */
  firstAnswerMs?: number;
  /** How long the token serves, in milliseconds. */
  tokenMs?: number;
}

const NO_RESPONSE = 'The application did not respond';

export function createInteractions(options: InteractionsOptions): Interactions {
  const { world, faults, clock = systemClock, firstAnswerMs = 3_000, tokenMs = 15 * 60_000 } = options;
  const byToken = new Map<string, Interaction>();
  const modals = new Map<string, OpenModal>();
  const listeners = new Set<(event: InteractionEvent) => void>();
  const timers = new Map<Interaction, ReturnType<typeof setTimeout>>();

  function tell(event: InteractionEvent): void {
    if (event.kind === 'modal') modals.set(`${event.interaction.userId} ${event.modal.custom_id}`, event);
    for (const listener of listeners) listener(event);
  }

  function after(interaction: Interaction, ms: number, work: () => void): void {
    clearTimeout(timers.get(interaction));
    const timer = setTimeout(work, ms);
    timer.unref();
    timers.set(interaction, timer);
  }

  function lapse(interaction: Interaction): void {
    interaction.stage = 'lapsed';
    if (interaction.type !== InteractionType.ApplicationCommandAutocomplete) sayNoResponse(world, interaction);
    tell({ interaction, kind: 'failed' });
    after(interaction, tokenMs, () => forget(interaction));
  }

  function expire(interaction: Interaction): void {
    const original = interaction.originalId ? world.message(interaction.channelId, interaction.originalId) : undefined;
    if (original && giveUp(world, original)) {
      interaction.stage = 'lapsed';
      tell({ interaction, kind: 'failed' });
    }
    forget(interaction);
  }

  function forget(interaction: Interaction): void {
    timers.delete(interaction);
    byToken.delete(interaction.token);
    for (const [key, open] of modals) if (open.interaction === interaction) modals.delete(key);
  }

  /** The interaction behind a token that still serves. */
  function live(token: string): Interaction {
    const interaction = byToken.get(token);
    if (!interaction || clock.now() - interaction.startedAt >= tokenMs) throw new DiscordError('invalid_webhook_token');
    if (interaction.stage === 'waiting' || interaction.stage === 'lapsed') throw new DiscordError('unknown_webhook');
    return interaction;
  }

  const port: InteractionPort = {
    async callback(id, token, body) {
      const interaction = byToken.get(token);
      if (interaction?.id !== id || interaction.stage === 'lapsed') throw new DiscordError('unknown_interaction');
      if (interaction.stage !== 'waiting') throw new DiscordError('acknowledged');
      if (!isSuitable(interaction, body.type)) {
        throw fieldError(['type'], 'INTERACTION_INVALID_RESPONSE_TYPE', 'This response does not suit the interaction');
      }
      answer(world, interaction, body, tell);
      after(interaction, tokenMs - (clock.now() - interaction.startedAt), () => expire(interaction));
      return receipt(world, interaction, body.type);
    },
    getMessage: async (token, messageId) => world.messageView(find(world, live(token), messageId)),
    editMessage: async (token, messageId, body) => world.messageView(edit(world, live(token), messageId, body, tell)),
    async deleteMessage(token, messageId) {
      const message = find(world, live(token), messageId);
      world.deleteMessage(message.channel_id, message.id, { by: message.author.id });
    },
    followup: async (token, body) => world.messageView(followup(world, live(token), body, tell)),
  };

  for (const message of Object.values(world.state.messages).flat()) giveUp(world, message);

  return {
    port,
    start(draft) {
      const interaction: Interaction = {
        ...draft,
        id: world.snowflake(),
        token: `interaction.${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', ''),
        startedAt: clock.now(),
        stage: 'waiting',
        originalId: null,
        messageIds: new Set(),
      };
      byToken.set(interaction.token, interaction);
      after(interaction, firstAnswerMs, () => lapse(interaction));
      const dispatch = { t: 'INTERACTION_CREATE', d: interactionPayload(world, interaction), intents: 0 };
      for (let time = 0; time < Math.max(1, faults.current.duplicateInteractions); time += 1) {
        world.emit(draft.guildId ? { ...dispatch, guildId: draft.guildId } : dispatch);
      }
      return interaction;
    },
    openModal: (userId, customId) => modals.get(`${userId} ${customId}`),
    closeModal: (userId, customId) => void modals.delete(`${userId} ${customId}`),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Ends the waiting of an answer that was deferred and never came. False when it doesn't wait. */
function giveUp(world: World, { channel_id, id, flags }: SimulatedMessage): boolean {
  if (!((flags ?? 0) & MessageFlags.Loading)) return false;
  const ended = (flags ?? 0) & ~MessageFlags.Loading;
  return world.editMessage(channel_id, id, { content: NO_RESPONSE, flags: ended, unmarked: true }) !== undefined;
}

/** What Discord shows in the place of an answer that never came; only to who asked. */
function sayNoResponse(world: World, interaction: Interaction): void {
  const metadata = metadataOf(world, interaction);
  world.createMessage({
    channelId: interaction.channelId,
    authorId: world.state.application.bot.id,
    content: NO_RESPONSE,
    type: MessageType.ChatInputCommand,
    flags: MessageFlags.Ephemeral,
    ephemeralFor: interaction.userId,
    ...(metadata ? { interactionMetadata: metadata } : {}),
  });
}
