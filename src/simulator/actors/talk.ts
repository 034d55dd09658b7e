import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { SimulatedMessage } from '../types.ts';
import type { NewAttachment } from '../world/messages.ts';
import type { World } from '../world/world.ts';
import {
  can,
  type Denial,
  deny,
  findMessage,
  findScene,
  isDenial,
  lacks,
  type Scene,
  sending,
  type Whereabouts,
} from './scene.ts';

export interface Saying extends Whereabouts {
  content?: string | undefined;
  attachments?: readonly NewAttachment[] | undefined;
  /** The id of the message that this one replies to. */
  replyTo?: Snowflake | undefined;
}

const LONGEST_MESSAGE = 2000;
const MOST_FILES = 10;
const LARGEST_FILE = 10 * 1024 * 1024;

/** What people do with messages. */
export function createTalk(world: World) {
  function say(saying: Saying): SimulatedMessage | Denial {
    const scene = findScene(world, saying);
    if (isDenial(scene)) return scene;
    const { content = '', attachments = [], replyTo } = saying;
    const denied = unwritable(content, attachments) ?? notHere(scene) ?? lacks(world, scene, needsOf(scene, saying));
    if (denied) return denied;
    if (replyTo && !world.message(scene.channelId, replyTo)) {
      return deny('unknown_message', `There is no message "${replyTo}" in that channel to reply to.`);
    }
    return world.createMessage({
      channelId: scene.channelId,
      authorId: scene.user.id,
      content: withMentions(world, scene, content),
      attachments,
      ...(replyTo ? { replyTo } : {}),
    });
  }

  function edit(as: string, messageId: Snowflake, content: string): SimulatedMessage | Denial {
    const scene = findMessage(world, as, messageId);
    if (isDenial(scene)) return scene;
    const { message, user } = scene;
    if (message.author.id !== user.id)
      return deny('missing_permission', `${user.username} can only edit own messages.`);
    const denied = unwritable(content, message.attachments) ?? lacks(world, scene, []);
    if (denied) return denied;
    const edited = world.editMessage(message.channel_id, message.id, { content: withMentions(world, scene, content) });
    return edited ?? deny('unknown_message', 'That message is gone.');
  }

  function remove(as: string, messageId: Snowflake): boolean | Denial {
    const scene = findMessage(world, as, messageId);
    if (isDenial(scene)) return scene;
    const { message, user } = scene;
    const own = message.author.id === user.id || message.ephemeral_for === user.id;
    if (!own && !can(world, scene, PermissionFlagsBits.ManageMessages)) {
      return deny('missing_permission', `${user.username} may not delete other people's messages there.`);
    }
    return world.deleteMessage(message.channel_id, message.id, { by: user.id });
  }

  function react(as: string, messageId: Snowflake, emoji: string): boolean | Denial {
    const scene = findMessage(world, as, messageId);
    if (isDenial(scene)) return scene;
    const fresh = !scene.message.reactions?.some((reaction) => reaction.emoji.name === emoji);
    const denied = lacks(world, scene, [
      [PermissionFlagsBits.ReadMessageHistory, 'read the history'],
      ...(fresh ? [[PermissionFlagsBits.AddReactions, 'add reactions'] as const] : []),
    ]);
    if (denied) return denied;
    const added = world.addReaction(scene.message.channel_id, messageId, scene.user.id, emoji);
    return added || deny('not_possible', `${scene.user.username} reacted with ${emoji} already.`);
  }

  function unreact(as: string, messageId: Snowflake, emoji: string): boolean | Denial {
    const scene = findMessage(world, as, messageId);
    if (isDenial(scene)) return scene;
    const removed = world.removeReaction(scene.message.channel_id, messageId, scene.user.id, emoji);
    return removed || deny('not_possible', `${scene.user.username} hasn't reacted with ${emoji}.`);
  }

  return { say, edit, delete: remove, react, unreact };
}

function unwritable(content: string, attachments: readonly { filename: string; size: number }[]): Denial | null {
  if (content.trim() === '' && attachments.length === 0)
    return deny('invalid_input', 'A message needs text or a file.');
  if (content.length > LONGEST_MESSAGE) {
    return deny(
      'invalid_input',
      `A message has at most ${LONGEST_MESSAGE} characters; this one has ${content.length}.`,
    );
  }
  if (attachments.length > MOST_FILES) return deny('invalid_input', `A message takes at most ${MOST_FILES} files.`);
  const large = attachments.find(({ size }) => size > LARGEST_FILE);
  return large ? deny('invalid_input', `${large.filename} is larger than 10 MB.`) : null;
}

const SILENT: readonly ChannelType[] = [ChannelType.GuildCategory, ChannelType.GuildForum, ChannelType.GuildMedia];

function notHere({ channel }: Scene): Denial | null {
  return channel && SILENT.includes(channel.type) ? deny('not_possible', `Nobody can write in ${channel.name}.`) : null;
}

function needsOf(scene: Scene, { attachments = [] }: Saying): (readonly [bigint, string])[] {
  const files = attachments.length ? [[PermissionFlagsBits.AttachFiles, 'attach files'] as const] : [];
  return [[sending(scene), 'write'], ...files];
}

/** Turns `@ada` and `#general` into mentions, as Discord's own text box does. */
function withMentions(world: World, { actor }: Scene, content: string): string {
  if (!actor) return content;
  const guildId = actor.place.guild.id;
  return content
    .replaceAll(/(?<![\w<`])@([\w.]*\w)/g, (whole, name: string) => {
      const member = world.findMember(name, guildId);
      return member?.user.username === name ? `<@${member.user.id}>` : whole;
    })
    .replaceAll(/(?<![\w<`&])#([a-z][a-z-]*)/g, (whole, name: string) => {
      const channel = world.findChannel(name, guildId);
      return channel ? `<#${channel.id}>` : whole;
    });
}
