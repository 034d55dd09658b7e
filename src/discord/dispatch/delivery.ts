import {
  type ChatInputCommandInteraction,
  type ContextMenuCommandInteraction,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { disabled } from '../kit/components.ts';
import type { Answer, ModalAnswer, Visibility } from '../kit/contract.ts';
import { cut } from '../kit/embeds.ts';

/** Everything that may be answered with a message. */
export type Repliable =
  | ChatInputCommandInteraction
  | ContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

export interface Delivery {
  /** Sends an answer the way that the interaction still allows. @returns false when it is too late for a form */
  send(answer: Answer | ModalAnswer): Promise<boolean>;
  /** Ends the watchdog; nothing was or will be sent. */
  abandon(): void;
}

interface Timing {
  /** Milliseconds after which the watchdog defers. */
  deferAfter: number;
  defer: Visibility;
}

/**
 * Answers one interaction once. Discord gives three seconds for the first response, so a watchdog defers before that:
 * silently where a message carries the pressed component, with "… is thinking" elsewhere.
 */
export function createDelivery(interaction: Repliable, { deferAfter, defer }: Timing): Delivery {
  let deferring: Promise<unknown> | null = null;
  const watchdog = setTimeout(() => {
    deferring = startDeferring(interaction, defer);
    deferring.catch(() => {});
  }, deferAfter);

  return {
    async send(answer) {
      clearTimeout(watchdog);
      await deferring;
      if ('modal' in answer) return showModal(interaction, answer);
      if (!interaction.deferred) await respond(interaction, answer);
      else if (onMessage(interaction)) await afterSilentDefer(interaction, answer);
      else await afterDefer(interaction, answer, defer);
      return true;
    },
    abandon: () => clearTimeout(watchdog),
  };
}

type OnMessage = MessageComponentInteraction | ModalMessageModalSubmitInteraction;

function onMessage(interaction: Repliable): interaction is OnMessage {
  return interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
}

function startDeferring(interaction: Repliable, defer: Visibility): Promise<unknown> {
  if (onMessage(interaction)) return interaction.deferUpdate();
  return interaction.deferReply(flags(defer === 'ephemeral'));
}

async function showModal(interaction: Repliable, { modal }: ModalAnswer): Promise<boolean> {
  if (interaction.deferred) return false;
  if (interaction.isModalSubmit()) throw new Error('A form cannot be answered with another form.');
  await interaction.showModal(modal);
  return true;
}

async function respond(interaction: Repliable, answer: Answer): Promise<void> {
  if (answer.update && onMessage(interaction)) await interaction.update(whole(answer));
  else await interaction.reply({ ...whole(answer), ...flags(answer.ephemeral) });
}

async function afterSilentDefer(interaction: Repliable, answer: Answer): Promise<void> {
  if (answer.update) await interaction.editReply(whole(answer));
  else await interaction.followUp({ ...whole(answer), ...flags(answer.ephemeral) });
}

/** Who sees a deferred reply cannot change afterwards, so an answer of the other kind takes its place. */
async function afterDefer(interaction: Repliable, answer: Answer, deferred: Visibility): Promise<void> {
  if (Boolean(answer.ephemeral) === (deferred === 'ephemeral')) {
    await interaction.editReply(whole(answer));
    return;
  }
  await interaction.deleteReply();
  await interaction.followUp({ ...whole(answer), ...flags(answer.ephemeral) });
}

/** Answers a press on a message whose time is over: greys its components out and says why to whoever pressed. */
export async function retire(interaction: MessageComponentInteraction, answer: Answer): Promise<void> {
  await interaction.update({ components: disabled(interaction.message.components.map((row) => row.toJSON())) });
  await interaction.followUp({ ...whole(answer), ...flags(true) });
}

const LONGEST_CONTENT = 2_000;

/** All parts of the message, so that an update leaves nothing of the old one behind. */
function whole({ content = '', embeds = [], components = [] }: Answer) {
  return { content: cut(content, LONGEST_CONTENT), embeds, components, allowedMentions: { parse: [] } };
}

function flags(ephemeral: boolean | undefined): { flags?: MessageFlags.Ephemeral } {
  return ephemeral ? { flags: MessageFlags.Ephemeral } : {};
}
