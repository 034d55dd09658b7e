import { type APIReaction, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { SimulatedMessage } from '../types.ts';
import type { WorldCore } from './core.ts';
import type { Finders } from './find.ts';
import { memberPart } from './views.ts';

/** Reactions on messages. An emoji is written `👍` or `name:id`. */
export function createReactions(core: WorldCore, find: Finders) {
  function emit(message: SimulatedMessage, t: GatewayDispatchEvents, fields: object) {
    const guildId = message.guild_id;
    const intents = guildId ? GatewayIntentBits.GuildMessageReactions : GatewayIntentBits.DirectMessageReactions;
    const d = {
      channel_id: message.channel_id,
      message_id: message.id,
      ...(guildId ? { guild_id: guildId } : {}),
      ...fields,
    };
    core.emit({ t, d, intents, ...(guildId ? { guildId } : {}) }, { channelId: message.channel_id });
  }

  function reactors(message: SimulatedMessage, emoji: string): Snowflake[] {
    message.reactors = { [emoji]: [], ...message.reactors };
    return message.reactors[emoji] as Snowflake[];
  }

  /** False when there is no such message or the user reacted so already. */
  function addReaction(channelId: Snowflake, messageId: Snowflake, userId: Snowflake, emoji: string): boolean {
    const message = find.message(channelId, messageId);
    if (!message || reactors(message, emoji).includes(userId)) return false;
    reactors(message, emoji).push(userId);
    recount(message);
    const member = message.guild_id ? core.member(message.guild_id, userId) : undefined;
    emit(message, GatewayDispatchEvents.MessageReactionAdd, {
      user_id: userId,
      emoji: emojiOf(emoji),
      message_author_id: message.author.id,
      burst: false,
      type: 0,
      ...(member ? { member: { ...memberPart(member), user: member.user } } : {}),
    });
    core.changed();
    return true;
  }

  /** False when there was no such reaction. */
  function removeReaction(channelId: Snowflake, messageId: Snowflake, userId: Snowflake, emoji: string): boolean {
    const message = find.message(channelId, messageId);
    const users = message?.reactors?.[emoji];
    if (!message || !users?.includes(userId)) return false;
    users.splice(users.indexOf(userId), 1);
    recount(message);
    emit(message, GatewayDispatchEvents.MessageReactionRemove, {
      user_id: userId,
      emoji: emojiOf(emoji),
      burst: false,
      type: 0,
    });
    core.changed();
    return true;
  }

  /** Removes all reactions, or all with one emoji. */
  function clearReactions(channelId: Snowflake, messageId: Snowflake, emoji?: string): boolean {
    const message = find.message(channelId, messageId);
    if (!message) return false;
    if (emoji === undefined) message.reactors = {};
    else delete message.reactors?.[emoji];
    recount(message);
    if (emoji === undefined) emit(message, GatewayDispatchEvents.MessageReactionRemoveAll, {});
    else emit(message, GatewayDispatchEvents.MessageReactionRemoveEmoji, { emoji: emojiOf(emoji) });
    core.changed();
    return true;
  }

  return { addReaction, removeReaction, clearReactions };
}

function recount(message: SimulatedMessage): void {
  const reactions = Object.entries(message.reactors ?? {})
    .filter(([, users]) => users.length > 0)
    .map(([emoji, users]) => reactionOf(emoji, users.length));
  if (reactions.length) message.reactions = reactions;
  else delete message.reactions;
}

function reactionOf(emoji: string, count: number): APIReaction {
  return {
    emoji: emojiOf(emoji),
    count,
    count_details: { burst: 0, normal: count },
    burst_colors: [],
    me_burst: false,
    me: false,
  };
}

function emojiOf(emoji: string): { id: Snowflake | null; name: string } {
  const custom = /^(\w+):(\d{17,20})$/.exec(emoji);
  return { id: custom?.[2] ?? null, name: custom?.[1] ?? emoji };
}
