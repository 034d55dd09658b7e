import {
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessageInteraction,
  type APIMessageInteractionMetadata,
  type APIMessageTopLevelComponent,
  AuditLogEvent,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type MessageFlags,
  type MessageType,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { SimulatedMessage } from '../types.ts';
import { recordAudit } from './audit.ts';
import { attachmentOf, compose } from './compose.ts';
import type { Act, WorldCore } from './core.ts';
import type { Finders } from './find.ts';
import { mentionsOf } from './mentions.ts';
import { componentsForm, embedForm } from './normal-form.ts';
import { present } from './present.ts';
import { messageDispatch } from './views.ts';

/** A file as far as the world knows it: there is no content. */
export interface NewAttachment {
  filename: string;
  /** Bytes. */
  size: number;
  content_type?: string;
  description?: string;
}

export interface NewMessage {
  channelId: Snowflake;
  authorId: Snowflake;
  content?: string;
  embeds?: readonly APIEmbed[];
  components?: readonly APIMessageTopLevelComponent[];
  attachments?: readonly NewAttachment[];
  /** The message this one replies to. */
  replyTo?: Snowflake;
  type?: MessageType;
  flags?: number;
  tts?: boolean;
  nonce?: string | number;
  allowedMentions?: APIAllowedMentions;
  /** Sent by a webhook or as an answer to an interaction. */
  webhookId?: Snowflake;
  applicationId?: Snowflake;
  interactionMetadata?: APIMessageInteractionMetadata;
  /** The command that was used, by name; Discord's older form of the metadata. */
  interaction?: APIMessageInteraction;
  /** The only user who sees it; nothing is dispatched. */
  ephemeralFor?: Snowflake;
  /** For history made up in advance: a fixed id, or the instant (epoch ms) it was written. */
  id?: Snowflake;
  at?: number;
}

export interface MessageChanges {
  content?: string;
  embeds?: readonly APIEmbed[];
  components?: readonly APIMessageTopLevelComponent[];
  /** The attachments that stay, by id; all when not given. */
  keep?: readonly Snowflake[];
  /** Attachments that are added. */
  files?: readonly NewAttachment[];
  flags?: number;
  allowedMentions?: APIAllowedMentions;
  pinned?: boolean;
  /** Not an edit that people see as one: a deferred answer being filled, a pin. */
  unmarked?: boolean;
}

/** A channel keeps this many messages; the oldest are forgotten. */
const KEPT = 2_000;

export function createMessages(core: WorldCore, find: Finders) {
  const { state } = core;

  function emit(message: SimulatedMessage, t: GatewayDispatchEvents, d: object) {
    if (message.ephemeral_for) return;
    const intents = message.guild_id ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
    core.emit(
      { t, d, intents, ...(message.guild_id ? { guildId: message.guild_id } : {}) },
      { channelId: message.channel_id },
    );
  }

  function createMessage(fields: NewMessage): SimulatedMessage {
    const message = compose(core, find, fields);
    state.messages[fields.channelId] ??= [];
    const list = state.messages[fields.channelId] as SimulatedMessage[];
    list.push(message);
    if (list.length > KEPT) list.shift();
    noteLast(message);
    emit(message, GatewayDispatchEvents.MessageCreate, messageDispatch(core, message));
    core.changed();
    return message;
  }

  function noteLast(message: SimulatedMessage) {
    if (message.ephemeral_for) return;
    const channel = find.channel(message.channel_id);
    if (channel && 'last_message_id' in channel) channel.last_message_id = message.id;
  }

  /** Changes a message in place; undefined when there is none. */
  function editMessage(
    channelId: Snowflake,
    messageId: Snowflake,
    changes: MessageChanges,
  ): SimulatedMessage | undefined {
    const message = find.message(channelId, messageId);
    if (!message) return undefined;
    Object.assign(message, edited(message, changes));
    if (!changes.unmarked) message.edited_timestamp = core.timestamp();
    emit(message, GatewayDispatchEvents.MessageUpdate, messageDispatch(core, message));
    core.changed();
    return message;
  }

  function edited(message: SimulatedMessage, changes: MessageChanges): Partial<SimulatedMessage> {
    const { content, pinned, keep, allowedMentions: allowed } = changes;
    const about = { channelId: message.channel_id, authorId: message.author.id, allowedMentions: allowed };
    return {
      ...present({ content, pinned, flags: changes.flags as MessageFlags | undefined }),
      ...present({
        embeds: changes.embeds?.map(embedForm),
        components: changes.components && componentsForm(changes.components),
      }),
      ...(content === undefined
        ? {}
        : mentionsOf(core, find, { ...about, content, repliedTo: message.referenced_message?.author })),
      attachments: [
        ...message.attachments.filter(({ id }) => keep?.includes(id) ?? true),
        ...(changes.files ?? []).map((file) => attachmentOf(core, file, message.channel_id)),
      ],
    };
  }

  function remove(channelId: Snowflake, messageIds: ReadonlySet<Snowflake>): SimulatedMessage[] {
    const list = state.messages[channelId] ?? [];
    state.messages[channelId] = list.filter(({ id }) => !messageIds.has(id));
    for (const message of state.messages[channelId]) {
      if (message.referenced_message && messageIds.has(message.referenced_message.id))
        message.referenced_message = null;
    }
    return list.filter(({ id }) => messageIds.has(id));
  }

  /** Deletes one message. A person deleting somebody else's goes to the audit log; bots and authors do not. */
  function deleteMessage(channelId: Snowflake, messageId: Snowflake, act: Act = {}): boolean {
    const [message] = remove(channelId, new Set([messageId]));
    if (!message) return false;
    const guildId = message.guild_id;
    emit(message, GatewayDispatchEvents.MessageDelete, {
      id: messageId,
      channel_id: channelId,
      ...present({ guild_id: guildId }),
    });
    if (guildId && act.by && act.by !== message.author.id && !state.users[act.by]?.bot) {
      recordAudit(core, guildId, act, {
        event: AuditLogEvent.MessageDelete,
        targetId: message.author.id,
        options: { channel_id: channelId, count: '1' },
      });
    }
    core.changed();
    return true;
  }

  /** Deletes many messages of one guild channel at once. Answers how many there were. */
  function bulkDelete(channelId: Snowflake, messageIds: readonly Snowflake[], act: Act = {}): number {
    const removed = remove(channelId, new Set(messageIds));
    const first = removed.find(({ ephemeral_for }) => !ephemeral_for);
    if (!first?.guild_id) return 0;
    emit(first, GatewayDispatchEvents.MessageDeleteBulk, {
      ids: removed.map(({ id }) => id),
      channel_id: channelId,
      guild_id: first.guild_id,
    });
    recordAudit(core, first.guild_id, act, {
      event: AuditLogEvent.MessageBulkDelete,
      targetId: channelId,
      options: { count: String(removed.length) },
    });
    core.changed();
    return removed.length;
  }

  /** Says that somebody types; nothing is kept. */
  function startTyping(channelId: Snowflake, userId: Snowflake): void {
    const guildId = find.guildOfChannel(channelId)?.guild.id;
    const intents = guildId ? GatewayIntentBits.GuildMessageTyping : GatewayIntentBits.DirectMessageTyping;
    const member = guildId ? core.member(guildId, userId) : undefined;
    const d = {
      channel_id: channelId,
      user_id: userId,
      timestamp: Math.floor(core.clock.now() / 1000),
      ...present({ guild_id: guildId }),
      ...present({ member }),
    };
    core.emit({ t: GatewayDispatchEvents.TypingStart, d, intents, ...(guildId ? { guildId } : {}) }, { channelId });
  }

  return { createMessage, editMessage, deleteMessage, bulkDelete, startTyping };
}

export type Messages = ReturnType<typeof createMessages>;
