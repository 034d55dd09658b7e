import {
  type APIChannel,
  type APIThreadChannel,
  AuditLogEvent,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { isThread } from '../permissions.ts';
import type { SimulatedGuild, SimulatedMessage } from '../types.ts';
import { changesBetween, recordAudit } from './audit.ts';
import type { Act, WorldCore } from './core.ts';
import { type ChannelFields, channelOf } from './entities.ts';
import type { Finders } from './find.ts';
import type { Messages } from './messages.ts';
import { present } from './present.ts';

export type NewChannel = Partial<Omit<ChannelFields, 'guildId'>> & { name: string };

/** Any field of a channel as Discord's API names it. */
export type ChannelChanges = Readonly<Record<string, unknown>>;

export interface NewThread {
  name: string;
  ownerId: Snowflake;
  /** The message it starts from; its id becomes the thread's. */
  messageId?: Snowflake;
  type?: ChannelType.PublicThread | ChannelType.PrivateThread | ChannelType.AnnouncementThread;
  /** Minutes. */
  autoArchive?: number;
}

const AUDITED = [
  'name',
  'topic',
  'nsfw',
  'rate_limit_per_user',
  'parent_id',
  'permission_overwrites',
  'archived',
  'locked',
];

export function createChannels(core: WorldCore, find: Finders, messages: Messages) {
  const { state } = core;

  function emit(guildId: Snowflake, t: GatewayDispatchEvents, d: object) {
    core.emit({ t, d: { ...d, guild_id: guildId }, guildId, intents: GatewayIntentBits.Guilds });
  }

  /** Makes a channel at the end of the guild's list; undefined when there is no such guild. */
  function createChannel(guildId: Snowflake, fields: NewChannel, act: Act = {}): APIChannel | undefined {
    const place = core.guild(guildId);
    if (!place) return undefined;
    const channel = channelOf({ id: core.snowflake(), position: place.channels.length, ...fields, guildId });
    place.channels.push(channel);
    state.messages[channel.id] ??= [];
    emit(guildId, GatewayDispatchEvents.ChannelCreate, channel);
    const changes = [
      { key: 'name', new_value: fields.name },
      { key: 'type', new_value: channel.type },
    ];
    recordAudit(core, guildId, act, { event: AuditLogEvent.ChannelCreate, targetId: channel.id, changes });
    core.changed();
    return channel;
  }

  /** Changes a channel or thread; undefined when there is none. */
  function updateChannel(channelId: Snowflake, changes: ChannelChanges, act: Act = {}): APIChannel | undefined {
    const place = find.guildOfChannel(channelId);
    const channel = find.channel(channelId);
    if (!place || !channel) return undefined;
    const before = { ...channel } as Record<string, unknown>;
    Object.assign(channel, changes);
    const thread = isThread(channel);
    emit(place.guild.id, thread ? GatewayDispatchEvents.ThreadUpdate : GatewayDispatchEvents.ChannelUpdate, channel);
    recordAudit(core, place.guild.id, act, {
      event: thread ? AuditLogEvent.ThreadUpdate : AuditLogEvent.ChannelUpdate,
      targetId: channelId,
      changes: changesBetween(before, channel as unknown as Record<string, unknown>, AUDITED),
    });
    core.changed();
    return channel;
  }

  /** Deletes a channel or thread with its messages and threads; a category's channels stay. */
  function deleteChannel(channelId: Snowflake, act: Act = {}): APIChannel | undefined {
    const place = find.guildOfChannel(channelId);
    const channel = find.channel(channelId);
    if (!place || !channel) return undefined;
    const thread = isThread(channel);
    forget(place, channel);
    emit(
      place.guild.id,
      thread ? GatewayDispatchEvents.ThreadDelete : GatewayDispatchEvents.ChannelDelete,
      thread ? threadRest(channel) : channel,
    );
    recordAudit(core, place.guild.id, act, {
      event: thread ? AuditLogEvent.ThreadDelete : AuditLogEvent.ChannelDelete,
      targetId: channelId,
      changes: [{ key: 'name', old_value: channel.name }],
    });
    core.changed();
    return channel;
  }

  function forget(place: SimulatedGuild, { id: channelId }: APIChannel) {
    const isGone = (other: APIChannel) => other.id === channelId || (isThread(other) && other.parent_id === channelId);
    for (const { id } of place.channels.filter(isGone)) delete state.messages[id];
    place.channels = place.channels.filter((other) => !isGone(other));
    for (const other of place.channels) {
      if ('parent_id' in other && other.parent_id === channelId) other.parent_id = null;
    }
  }

  /** Opens a thread in a channel; undefined when there is no such channel. */
  function createThread(parentId: Snowflake, fields: NewThread, act: Act = {}): APIThreadChannel | undefined {
    const place = find.guildOfChannel(parentId);
    if (!place) return undefined;
    const thread = threadOf(place.guild.id, parentId, fields);
    place.channels.push(thread);
    state.messages[thread.id] ??= [];
    emit(place.guild.id, GatewayDispatchEvents.ThreadCreate, { ...thread, newly_created: true });
    if (fields.messageId) markStart(parentId, fields.messageId, thread);
    recordAudit(core, place.guild.id, act, {
      event: AuditLogEvent.ThreadCreate,
      targetId: thread.id,
      changes: [{ key: 'name', new_value: fields.name }],
    });
    core.changed();
    return thread;
  }

  function threadOf(guildId: Snowflake, parentId: Snowflake, fields: NewThread): APIThreadChannel {
    const now = core.timestamp();
    return {
      id: fields.messageId ?? core.snowflake(),
      type: fields.type ?? ChannelType.PublicThread,
      guild_id: guildId,
      parent_id: parentId,
      owner_id: fields.ownerId,
      name: fields.name,
      last_message_id: null,
      rate_limit_per_user: 0,
      message_count: 0,
      member_count: 1,
      total_message_sent: 0,
      flags: 0,
      thread_metadata: {
        archived: false,
        auto_archive_duration: fields.autoArchive ?? 1440,
        archive_timestamp: now,
        create_timestamp: now,
        locked: false,
      },
    } as unknown as APIThreadChannel;
  }

  function markStart(channelId: Snowflake, messageId: Snowflake, thread: APIThreadChannel) {
    const message = find.message(channelId, messageId);
    if (!message) return;
    message.thread = structuredClone(thread);
    messages.editMessage(channelId, messageId, {
      flags: (message.flags ?? 0) | MessageFlags.HasThread,
      unmarked: true,
    });
  }

  /** Pins or unpins a message; false when there is none or it is so already. */
  function setPinned(channelId: Snowflake, messageId: Snowflake, pinned: boolean, act: Act = {}): boolean {
    const message = find.message(channelId, messageId);
    if (!message || message.pinned === pinned) return false;
    const now = core.timestamp();
    const channel = find.channel(channelId);
    if (pinned && channel && 'last_message_id' in channel) Object.assign(channel, { last_pin_timestamp: now });
    messages.editMessage(channelId, messageId, { pinned, unmarked: true });
    tellPins(message, now);
    if (message.guild_id) {
      recordAudit(core, message.guild_id, act, {
        event: pinned ? AuditLogEvent.MessagePin : AuditLogEvent.MessageUnpin,
        targetId: message.author.id,
        options: { channel_id: channelId, message_id: messageId },
      });
    }
    core.changed();
    return true;
  }

  function tellPins({ channel_id, guild_id }: SimulatedMessage, last_pin_timestamp: string) {
    const d = { channel_id, last_pin_timestamp, ...present({ guild_id }) };
    const intents = guild_id ? GatewayIntentBits.Guilds : GatewayIntentBits.DirectMessages;
    core.emit({ t: GatewayDispatchEvents.ChannelPinsUpdate, d, intents, ...present({ guildId: guild_id }) });
  }

  return { createChannel, updateChannel, deleteChannel, createThread, setPinned };
}

function threadRest(channel: APIChannel): object {
  return { id: channel.id, type: channel.type, parent_id: 'parent_id' in channel ? channel.parent_id : null };
}
