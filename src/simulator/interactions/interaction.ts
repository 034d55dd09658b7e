import {
  type APIApplicationCommandOptionChoice,
  type APIMessageInteractionMetadata,
  type APIModalInteractionResponseCallbackData,
  InteractionContextType,
  InteractionType,
  Locale,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { ALL_PERMISSIONS, memberPermissions } from '../permissions.ts';
import type { SimulatedMessage } from '../types.ts';
import { directChannelView } from '../world/views.ts';
import type { World } from '../world/world.ts';

/** Something that a person did and the application has to answer. */
export interface InteractionDraft {
  type: InteractionType;
  userId: Snowflake;
  channelId: Snowflake;
  /** Null in direct messages. */
  guildId: Snowflake | null;
  /** What was used: `bytes send`, or a component's `custom_id`. */
  name: string;
  data: object;
  /** The message that carries the component, or from whose component the modal was opened. */
  message: SimulatedMessage | null;
}

/** How far the application's answer has come. */
export type Stage = 'waiting' | 'deferred' | 'answered' | 'lapsed';

export interface Interaction extends Readonly<InteractionDraft> {
  readonly id: Snowflake;
  readonly token: string;
  /** Real time, epoch ms. */
  readonly startedAt: number;
  stage: Stage;
  /** What `@original` means: the first answer, or the component's own message. */
  originalId: Snowflake | null;
  /** Messages made or changed through this interaction. */
  readonly messageIds: Set<Snowflake>;
}

/** What happened to an interaction. */
export type InteractionEvent = { interaction: Interaction } & (
  | { kind: 'message'; message: SimulatedMessage }
  | { kind: 'modal'; modal: APIModalInteractionResponseCallbackData }
  | { kind: 'choices'; choices: readonly APIApplicationCommandOptionChoice[] }
  | { kind: 'failed' }
);

const ATTACHMENT_LIMIT = 10 * 1024 * 1024;

/** The body of INTERACTION_CREATE. */
export function interactionPayload(world: World, interaction: Interaction): object {
  const { id, token, type, data, channelId, message } = interaction;
  return {
    id,
    application_id: world.state.application.id,
    type,
    token,
    version: 1,
    data,
    channel_id: channelId,
    locale: Locale.EnglishUS,
    entitlements: [],
    attachment_size_limit: ATTACHMENT_LIMIT,
    ...(message ? { message: world.messageView(message) } : {}),
    ...(interaction.guildId ? guildPart(world, interaction, interaction.guildId) : directPart(world, interaction)),
  };
}

function guildPart(world: World, { userId, channelId }: Interaction, guildId: Snowflake): object {
  const place = world.guild(guildId);
  const channel = world.channel(channelId) ?? null;
  const now = world.clock.now();
  const permissions = (id: Snowflake) => {
    const member = world.member(guildId, id);
    return String(place && member ? memberPermissions(place, channel, member, now) : 0n);
  };
  return {
    guild_id: guildId,
    guild: { id: guildId, locale: place?.guild.preferred_locale, features: place?.guild.features },
    guild_locale: place?.guild.preferred_locale,
    channel: { ...channel, permissions: permissions(userId) },
    member: { ...world.member(guildId, userId), permissions: permissions(userId) },
    app_permissions: permissions(world.state.application.bot.id),
    authorizing_integration_owners: { '0': guildId },
    context: InteractionContextType.Guild,
  };
}

function directPart(world: World, { userId, channelId }: Interaction): object {
  return {
    user: world.state.users[userId],
    channel: directChannelView(world, channelId),
    app_permissions: String(ALL_PERMISSIONS),
    authorizing_integration_owners: { '0': '0' },
    context: InteractionContextType.BotDM,
  };
}

/** What Discord notes on an answer about the interaction behind it. */
export function metadataOf(world: World, interaction: Interaction): APIMessageInteractionMetadata | undefined {
  const user = world.state.users[interaction.userId];
  if (!user) return undefined;
  const owners = { '0': interaction.guildId ?? '0' };
  const base = { id: interaction.id, user, authorizing_integration_owners: owners };
  switch (interaction.type) {
    case InteractionType.MessageComponent:
      return { ...base, type: interaction.type, interacted_message_id: interaction.message?.id ?? interaction.id };
    case InteractionType.ModalSubmit: {
      const triggering = { ...base, type: InteractionType.ApplicationCommand } as const;
      return { ...base, type: interaction.type, triggering_interaction_metadata: triggering };
    }
    default:
      return { ...base, type: InteractionType.ApplicationCommand };
  }
}
