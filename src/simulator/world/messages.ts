import {
  type APIAllowedMentions,
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageInteraction,
  type APIMessageInteractionMetadata,
  type APIMessageTopLevelComponent,
  type APIUser,
  AuditLogEvent,
  EmbedType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import { type Snowflake, snowflakeAt } from '../../shared/ids.ts';
import type { SimulatedMessage } from '../types.ts';
import { recordAudit } from './audit.ts';
import type { Act, WorldCore } from './core.ts';
import type { Finders } from './find.ts';
import { type Mentions, mentionsOf } from './mentions.ts';
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

  function mentions(
    message: Pick<SimulatedMessage, 'content' | 'channel_id' | 'author'>,
    allowed: APIAllowedMentions | undefined,
    repliedTo?: APIUser,
  ): Mentions {
    const place = find.guildOfChannel(message.channel_id);
    return mentionsOf(core, {
      content: message.content,
      authorId: message.author.id,
      place,
      channelId: message.channel_id,
      allowed,
      repliedTo,
    });
  }

  function createMessage(fields: NewMessage): SimulatedMessage {
    const message = build(fields);
    const list = (state.messages[fields.channelId] ??= []);
    list.push(message);
    if (list.length > KEPT) list.shift();
    noteLast(message);
    emit(message, GatewayDispatchEvents.MessageCreate, messageDispatch(core, message));
    core.changed();
    return message;
  }

  function build(fields: NewMessage): SimulatedMessage {
    const author = state.users[fields.authorId];
    if (!author) throw new Error(`no user ${fields.authorId}`);
    const at = fields.at ?? core.clock.now();
    const replied = fields.replyTo ? find.message(fields.channelId, fields.replyTo) : undefined;
    const guildId = find.guildOfChannel(fields.channelId)?.guild.id;
    const content = fields.content ?? '';
    return {
      id: fields.id ?? snowflakeAt(at, state.sequence++),
      channel_id: fields.channelId,
      author,
      content,
      timestamp: new Date(at).toISOString(),
      edited_timestamp: null,
      tts: fields.tts ?? false,
      ...mentions({ content, channel_id: fields.channelId, author }, fields.allowedMentions, replied?.author),
      attachments: (fields.attachments ?? []).map((file) => attachmentOf(file, fields.channelId)),
      embeds: (fields.embeds ?? []).map(asRich),
      components: [...(fields.components ?? [])],
      pinned: false,
      type: fields.type ?? (replied ? MessageType.Reply : MessageType.Default),
      flags: (fields.flags ?? 0) as MessageFlags,
      ...(guildId ? { guild_id: guildId } : {}),
      ...(fields.nonce === undefined ? {} : { nonce: fields.nonce }),
      ...(replied ? replyOf(replied) : {}),
      ...(fields.webhookId ? { webhook_id: fields.webhookId } : {}),
      ...(fields.applicationId ? { application_id: fields.applicationId } : {}),
      ...(fields.interactionMetadata ? { interaction_metadata: fields.interactionMetadata } : {}),
      ...(fields.interaction ? { interaction: fields.interaction } : {}),
      ...(fields.ephemeralFor ? { ephemeral_for: fields.ephemeralFor } : {}),
    };
  }

  function attachmentOf(file: NewAttachment, channelId: Snowflake): APIAttachment {
    const id = core.snowflake();
    const url = `${core.cdn}/attachments/${channelId}/${id}/${encodeURIComponent(file.filename)}`;
    return {
      id,
      filename: file.filename,
      size: file.size,
      url,
      proxy_url: url,
      ...(file.content_type ? { content_type: file.content_type } : {}),
      ...(file.description ? { description: file.description } : {}),
    };
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
    if (changes.content !== undefined) message.content = changes.content;
    if (changes.embeds) message.embeds = changes.embeds.map(asRich);
    if (changes.components) message.components = [...changes.components];
    message.attachments = [
      ...message.attachments.filter(({ id }) => changes.keep?.includes(id) ?? true),
      ...(changes.files ?? []).map((file) => attachmentOf(file, channelId)),
    ];
    if (changes.flags !== undefined) message.flags = changes.flags as MessageFlags;
    if (changes.pinned !== undefined) message.pinned = changes.pinned;
    if (changes.content !== undefined)
      Object.assign(message, mentions(message, changes.allowedMentions, message.referenced_message?.author));
    if (!changes.unmarked) message.edited_timestamp = core.timestamp();
    emit(message, GatewayDispatchEvents.MessageUpdate, messageDispatch(core, message));
    core.changed();
    return message;
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
      ...(guildId ? { guild_id: guildId } : {}),
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
      ...(guildId ? { guild_id: guildId } : {}),
      ...(member ? { member } : {}),
    };
    core.emit({ t: GatewayDispatchEvents.TypingStart, d, intents, ...(guildId ? { guildId } : {}) }, { channelId });
  }

  return { createMessage, editMessage, deleteMessage, bulkDelete, startTyping };
}

export type Messages = ReturnType<typeof createMessages>;

function asRich(embed: APIEmbed): APIEmbed {
  return { ...embed, type: EmbedType.Rich };
}

function replyOf(message: SimulatedMessage): Pick<APIMessage, 'message_reference' | 'referenced_message'> {
  const { referenced_message: _, ephemeral_for: _viewer, reactors: _reactors, ...quoted } = message;
  return {
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: message.channel_id,
      message_id: message.id,
      ...(message.guild_id ? { guild_id: message.guild_id } : {}),
    },
    referenced_message: structuredClone(quoted),
  };
}
