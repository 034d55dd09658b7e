import {
  type Client,
  Events,
  GatewayIntentBits,
  type GuildMember,
  type Message,
  PermissionFlagsBits,
  type User,
} from 'discord.js';
import type { Clock } from '../../platform/clock.ts';
import type { Happening, Post, Subject } from './rules.ts';
import type { Automod } from './service/index.ts';

export interface ListenerDeps {
  readonly automod: Pick<Automod, 'watch' | 'setLacking' | 'hearBy'>;
  readonly clock: Clock;
}

const STAFF = [
  PermissionFlagsBits.ManageMessages,
  PermissionFlagsBits.ManageGuild,
  PermissionFlagsBits.ModerateMembers,
];
const NEEDED = ['GuildMembers', 'MessageContent'] as const;

/** Messages, their edits, who joins and who renames themselves go to the rules. */
export function listenForAutomod({ automod, clock }: ListenerDeps): (client: Client) => void {
  const watch = async (happening: Omit<Happening, 'at'>): Promise<void> => {
    await automod.watch({ ...happening, at: clock.now() });
  };
  const watchName = (member: GuildMember) =>
    watch({ kind: 'profile', guildId: member.guild.id, subject: subjectOf(member.user, member), post: null });

  return (client) => {
    automod.hearBy((guildId) => client.guilds.cache.has(guildId));
    client.on(Events.ClientReady, ({ options }) => {
      automod.setLacking(NEEDED.filter((intent) => !options.intents.has(GatewayIntentBits[intent])));
    });
    client.on(Events.MessageCreate, (message) =>
      isJudged(message) ? watch(messageHappening('message', message)) : undefined,
    );
    client.on(Events.MessageUpdate, (before, after) => {
      if (after.partial || !isJudged(after) || !isEdited(before, after)) return undefined;
      return watch(messageHappening('edit', after));
    });
    client.on(Events.GuildMemberAdd, (member) =>
      watch({
        kind: 'join',
        guildId: member.guild.id,
        subject: subjectOf(member.user, member),
        post: null,
        claim: `join:${member.id}:${member.joinedTimestamp}`,
      }),
    );
    client.on(Events.GuildMemberUpdate, (before, after) =>
      before.partial || before.nickname !== after.nickname ? watchName(after) : undefined,
    );
    client.on(Events.UserUpdate, async (before, { id, username, globalName }) => {
      if (before.username === username && before.globalName === globalName) return;
      const members = client.guilds.cache.map(({ members }) => members.cache.get(id));
      await Promise.all(members.flatMap((member) => (member ? [watchName(member)] : [])));
    });
  };
}

function isJudged(message: Message): message is Message<true> {
  return message.inGuild() && !message.system && message.author.id !== message.client.user.id;
}

/** Discord also tells of updates that nobody made, such as the preview of a link. */
function isEdited(
  before: {
    readonly partial: boolean;
    readonly content: string | null;
    readonly attachments: { readonly size: number };
  },
  after: Message,
): boolean {
  if (after.editedTimestamp === null) return false;
  return before.partial || before.content !== after.content || before.attachments.size !== after.attachments.size;
}

function messageHappening(kind: 'message' | 'edit', message: Message<true>): Omit<Happening, 'at'> {
  const { id, guildId, author, member, webhookId, editedTimestamp } = message;
  const subject = subjectOf(author, member);
  return {
    kind,
    guildId,
    subject: webhookId === null ? subject : { ...subject, isBot: true },
    post: postOf(message),
    claim: kind === 'edit' ? `${id}:${editedTimestamp}` : id,
  };
}

function postOf({ id, channelId, channel, content, attachments, mentions, author }: Message<true>): Post {
  const parents = channel.isThread() ? [channel.parentId, channel.parent?.parentId] : [channel.parentId];
  return {
    id,
    channelId,
    parentIds: parents.flatMap((parentId) => (parentId ? [parentId] : [])),
    content,
    attachments: attachments.map(({ name, size }) => ({ name, size })),
    mentions: {
      users: mentions.users.filter((user) => !user.bot && user.id !== author.id).size,
      roles: mentions.roles.size,
      everyone: mentions.everyone,
    },
  };
}

function subjectOf(user: User, member: GuildMember | null): Subject {
  return {
    id: user.id,
    username: user.username,
    globalName: user.globalName,
    nickname: member?.nickname ?? null,
    hasAvatar: user.avatar !== null || (member !== null && member.avatar !== null),
    isBot: user.bot,
    isStaff: member?.permissions.any(STAFF) ?? false,
    roleIds: member ? [...member.roles.cache.keys()] : [],
    createdAt: user.createdTimestamp,
  };
}
