import {
  type APIDMChannel,
  type APIMessage,
  type APIUser,
  type ChannelFlags,
  ChannelType,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { isThread } from '../permissions.ts';
import type { SimulatedGuild, SimulatedMember, SimulatedMessage } from '../types.ts';
import type { WorldCore } from './core.ts';

/** A member without the user, as messages and interactions carry it. */
export function memberPart({ user: _, ...member }: SimulatedMember): Omit<SimulatedMember, 'user'> {
  return member;
}

/** A message as REST answers it to our bot: without what only the simulator keeps, `me` where the bot reacted. */
export function messageView(core: WorldCore, message: SimulatedMessage): APIMessage {
  return structuredClone(shown(core, message));
}

/** The same, sharing its parts with the world. */
function shown(core: WorldCore, message: SimulatedMessage): APIMessage {
  const { guild_id: _guild, ephemeral_for: _viewer, reactors, ...view } = message;
  if (view.reactions) {
    const self = core.state.application.bot.id;
    view.reactions = view.reactions.map((reaction) => ({
      ...reaction,
      me: reactors?.[emojiKey(reaction.emoji)]?.includes(self) ?? false,
    }));
  }
  return view;
}

/** A message to be sent by the gateway, which copies it: with its guild, and the members that wrote it and are mentioned. */
export function messageDispatch(core: WorldCore, message: SimulatedMessage): object {
  const view = shown(core, message);
  const guildId = message.guild_id;
  if (!guildId) return view;
  const author = core.member(guildId, message.author.id);
  const mentions = view.mentions.map((user) => {
    const member = core.member(guildId, user.id);
    return member ? { ...user, member: memberPart(member) } : user;
  });
  return { ...view, mentions, guild_id: guildId, ...(author ? { member: memberPart(author) } : {}) };
}

/** How reactions name an emoji: the character itself, or `name:id`. */
function emojiKey(emoji: { id?: string | null; name?: string | null }): string {
  return emoji.id ? `${emoji.name}:${emoji.id}` : (emoji.name ?? '');
}

/** The payload of GUILD_CREATE with all members; what a session may not see is taken away by the gateway. */
export function guildCreatePayload(core: WorldCore, place: SimulatedGuild): object {
  const self = core.bot(place.guild.id);
  return {
    ...place.guild,
    joined_at: self?.joined_at ?? core.timestamp(),
    large: place.members.length > 250,
    unavailable: false,
    member_count: place.members.length,
    members: place.members,
    channels: place.channels.filter((channel) => !isThread(channel)),
    threads: place.channels.filter((channel) => isThread(channel) && !channel.thread_metadata?.archived),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A direct-message channel between the bot and one user. */
export function directChannelView(core: Pick<WorldCore, 'state'>, channelId: Snowflake): APIDMChannel | undefined {
  const direct = core.state.directChannels[channelId];
  if (!direct) return undefined;
  return {
    id: direct.id,
    type: ChannelType.DM,
    name: null,
    flags: 0 as ChannelFlags,
    last_message_id: core.state.messages[channelId]?.at(-1)?.id ?? null,
    recipients: direct.recipients
      .map((id) => core.state.users[id])
      .filter((user): user is APIUser => user !== undefined),
  };
}
