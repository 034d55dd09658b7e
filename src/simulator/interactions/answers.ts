import {
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
  type RESTPostAPIInteractionCallbackWithResponseResult,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { DiscordError, fieldError } from '../rest/errors.ts';
import type { CallbackBody, MessageBody } from '../rest/ports.ts';
import type { SimulatedMessage } from '../types.ts';
import type { MessageChanges, NewMessage } from '../world/messages.ts';
import type { World } from '../world/world.ts';
import { type Interaction, type InteractionEvent, metadataOf } from './interaction.ts';

type Tell = (event: InteractionEvent) => void;

/** Which first answers suit which interaction. */
const SUITABLE: Readonly<Partial<Record<InteractionType, readonly InteractionResponseType[]>>> = {
  [InteractionType.ApplicationCommand]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.Modal,
  ],
  [InteractionType.MessageComponent]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.DeferredMessageUpdate,
    InteractionResponseType.UpdateMessage,
    InteractionResponseType.Modal,
  ],
  [InteractionType.ModalSubmit]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.DeferredMessageUpdate,
    InteractionResponseType.UpdateMessage,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [InteractionResponseType.ApplicationCommandAutocompleteResult],
};

export function isSuitable(interaction: Interaction, type: InteractionResponseType): boolean {
  const needsMessage =
    type === InteractionResponseType.UpdateMessage || type === InteractionResponseType.DeferredMessageUpdate;
  return (SUITABLE[interaction.type]?.includes(type) ?? false) && (!needsMessage || interaction.message !== null);
}

/** Carries out a first answer and says what came of it. */
export function answer(world: World, interaction: Interaction, body: CallbackBody, tell: Tell): void {
  switch (body.type) {
    case InteractionResponseType.ChannelMessageWithSource:
      interaction.stage = 'answered';
      return first(world, interaction, messageOf(body), 0, tell);
    case InteractionResponseType.DeferredChannelMessageWithSource:
      interaction.stage = 'deferred';
      return first(world, interaction, messageOf(body), MessageFlags.Loading, tell);
    case InteractionResponseType.DeferredMessageUpdate:
      interaction.stage = 'deferred';
      interaction.originalId = interaction.message?.id ?? null;
      return;
    case InteractionResponseType.UpdateMessage:
      interaction.stage = 'answered';
      interaction.originalId = interaction.message?.id ?? null;
      edit(world, interaction, '@original', messageOf(body), tell);
      return;
    case InteractionResponseType.Modal: {
      if (!body.data || !('title' in body.data))
        throw fieldError(['data'], 'BASE_TYPE_REQUIRED', 'This field is required');
      interaction.stage = 'answered';
      return tell({ interaction, kind: 'modal', modal: body.data });
    }
    case InteractionResponseType.ApplicationCommandAutocompleteResult: {
      interaction.stage = 'answered';
      return tell({
        interaction,
        kind: 'choices',
        choices: body.data && 'choices' in body.data ? body.data.choices : [],
      });
    }
    default:
      throw fieldError(['type'], 'INTERACTION_APPLICATION_COMMAND_INVALID_RESPONSE_TYPE', 'Invalid response type');
  }
}

function messageOf({ data }: CallbackBody): MessageBody {
  return data && !('choices' in data) && !('title' in data) ? data : { files: [] };
}

function first(world: World, interaction: Interaction, body: MessageBody, flags: number, tell: Tell): void {
  const byCommand = interaction.type === InteractionType.ApplicationCommand;
  const isMenu = (interaction.data as { type?: ApplicationCommandType }).type !== ApplicationCommandType.ChatInput;
  const command = isMenu ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand;
  const kind = byCommand ? { type: command } : interaction.message ? { replyTo: interaction.message.id } : {};
  const message = create(world, interaction, body, { ...kind, flags: (body.flags ?? 0) | flags });
  interaction.originalId = message.id;
  tell({ interaction, kind: 'message', message });
}

/** A further message. The first one after a deferral takes the place of the waiting answer, as with Discord. */
export function followup(world: World, interaction: Interaction, body: MessageBody, tell: Tell): SimulatedMessage {
  const original = interaction.originalId && world.message(interaction.channelId, interaction.originalId);
  if (original && isLoading(original)) return edit(world, interaction, '@original', body, tell);
  const answersTo = interaction.originalId ? { replyTo: interaction.originalId } : {};
  const message = create(world, interaction, body, { ...answersTo, flags: body.flags ?? 0 });
  interaction.stage = 'answered';
  tell({ interaction, kind: 'message', message });
  return message;
}

function create(
  world: World,
  interaction: Interaction,
  body: MessageBody,
  fields: Partial<NewMessage>,
): SimulatedMessage {
  const { application, users } = world.state;
  const user = users[interaction.userId];
  const metadata = metadataOf(world, interaction);
  const named = interaction.type === InteractionType.ApplicationCommand && user;
  const message = world.createMessage({
    channelId: interaction.channelId,
    authorId: application.bot.id,
    webhookId: application.id,
    applicationId: application.id,
    ...changesOf(body),
    attachments: body.files,
    ...fields,
    ...(body.tts ? { tts: true } : {}),
    ...(metadata ? { interactionMetadata: metadata } : {}),
    ...(named ? { interaction: { id: interaction.id, type: interaction.type, name: interaction.name, user } } : {}),
    ...((fields.flags ?? 0) & MessageFlags.Ephemeral ? { ephemeralFor: interaction.userId } : {}),
  });
  interaction.messageIds.add(message.id);
  return message;
}

/** Changes a message that belongs to the interaction. */
export function edit(
  world: World,
  interaction: Interaction,
  messageId: Snowflake | '@original',
  body: MessageBody,
  tell: Tell,
): SimulatedMessage {
  const message = find(world, interaction, messageId);
  const wasLoading = isLoading(message);
  const flags = (message.flags ?? 0) & ~MessageFlags.Loading;
  const filled = wasLoading ? { flags, unmarked: true } : {};
  const edited = world.editMessage(message.channel_id, message.id, {
    ...changesOf(body),
    files: body.files,
    ...(body.keep ? { keep: body.keep } : {}),
    ...filled,
  });
  if (!edited) throw new DiscordError('unknown_message');
  interaction.stage = 'answered';
  interaction.messageIds.add(edited.id);
  tell({ interaction, kind: 'message', message: edited });
  return edited;
}

/** The message of this interaction that is meant. @throws DiscordError `unknown_message` */
export function find(world: World, interaction: Interaction, messageId: Snowflake | '@original'): SimulatedMessage {
  const id = messageId === '@original' ? interaction.originalId : messageId;
  const own = id !== null && (interaction.messageIds.has(id) || id === interaction.originalId);
  const message = own ? world.message(interaction.channelId, id) : undefined;
  if (!message) throw new DiscordError('unknown_message');
  return message;
}

function isLoading({ flags }: SimulatedMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Loading) !== 0;
}

/** Null clears a field, an absent one leaves it. */
function changesOf(body: MessageBody): MessageChanges {
  return {
    ...(body.content === undefined ? {} : { content: body.content ?? '' }),
    ...(body.embeds === undefined ? {} : { embeds: body.embeds ?? [] }),
    ...(body.components === undefined ? {} : { components: body.components ?? [] }),
    ...(body.allowed_mentions ? { allowedMentions: body.allowed_mentions } : {}),
  };
}

/** What Discord tells about a first answer when asked `with_response`. */
export function receipt(
  world: World,
  interaction: Interaction,
  type: InteractionResponseType,
): RESTPostAPIInteractionCallbackWithResponseResult {
  const message = interaction.originalId ? world.message(interaction.channelId, interaction.originalId) : undefined;
  const noted = message && {
    response_message_id: message.id,
    response_message_loading: isLoading(message),
    response_message_ephemeral: message.ephemeral_for !== undefined,
  };
  return {
    interaction: { id: interaction.id, type: interaction.type, ...noted },
    ...(message ? { resource: { type, message: world.messageView(message) } } : {}),
  };
}
