import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';

export interface RoleSeed {
  key: string;
  name: string;
  color: number;
  permissions?: bigint;
  hoist?: boolean;
  mentionable?: boolean;
  /** The bot that the role belongs to. */
  bot?: 'ours' | 'buildbot';
}

const MODERATION =
  P.KickMembers |
  P.BanMembers |
  P.ModerateMembers |
  P.ManageMessages |
  P.ManageNicknames |
  P.ViewAuditLog |
  P.MentionEveryone |
  P.ManageThreads;

/** What our bot asks for when it is invited. */
const BOT_PERMISSIONS =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.EmbedLinks |
  P.AttachFiles |
  P.ReadMessageHistory |
  P.AddReactions |
  P.ManageRoles |
  P.ManageMessages |
  P.KickMembers |
  P.BanMembers |
  P.ModerateMembers |
  P.ViewAuditLog |
  P.ManageGuild;

/** From the highest to the lowest. */
export const ROLES: readonly RoleSeed[] = [
  { key: 'owner', name: 'Owner', color: 0xf59e0b, permissions: P.Administrator, hoist: true },
  { key: 'bot', name: 'Smarter Dev', color: 0x3b82f6, permissions: BOT_PERMISSIONS, bot: 'ours' },
  { key: 'moderator', name: 'Moderator', color: 0x22c55e, permissions: MODERATION, hoist: true, mentionable: true },
  { key: 'buildbot', name: 'Build Bot', color: 0, permissions: P.SendMessages | P.EmbedLinks, bot: 'buildbot' },
  { key: 'veteran', name: 'Veteran', color: 0xa855f7, hoist: true },
  { key: 'rustaceans', name: 'Rustaceans', color: 0xea580c, mentionable: true },
  { key: 'pythonistas', name: 'Pythonistas', color: 0xeab308, mentionable: true },
  { key: 'gophers', name: 'Gophers', color: 0x06b6d4, mentionable: true },
  { key: 'gigabyte', name: 'Gigabyte Club', color: 0xec4899 },
  { key: 'megabyte', name: 'Megabyte Club', color: 0x8b5cf6 },
  { key: 'kilobyte', name: 'Kilobyte Club', color: 0x64748b },
];

export interface ChannelSeed {
  key: string;
  name: string;
  type?: ChannelType;
  parent?: string;
  topic?: string;
  /** Who may see or write, where that isn't everyone. */
  access?: 'read_only' | 'staff';
}

/** In the order of the channel list. */
export const CHANNELS: readonly ChannelSeed[] = [
  { key: 'start', name: 'Start here', type: ChannelType.GuildCategory },
  {
    key: 'welcome',
    name: 'welcome',
    parent: 'start',
    topic: 'Be kind, show your code, have fun.',
    access: 'read_only',
  },
  { key: 'community', name: 'Community', type: ChannelType.GuildCategory },
  {
    key: 'general',
    name: 'general',
    parent: 'community',
    topic: 'Everything about building software. Your first message of the day earns bytes.',
  },
  { key: 'show', name: 'show-your-work', parent: 'community', topic: 'Finished, half-finished, on fire: show it.' },
  { key: 'off', name: 'off-topic', parent: 'community', topic: 'Keyboards, sourdough, cats.' },
  { key: 'help', name: 'Help', type: ChannelType.GuildCategory },
  { key: 'python', name: 'help-python', parent: 'help', topic: 'Say what you tried and paste the whole traceback.' },
  { key: 'typescript', name: 'help-typescript', parent: 'help', topic: 'A playground link is worth a thousand words.' },
  { key: 'bots', name: 'Bots', type: ChannelType.GuildCategory },
  { key: 'bot', name: 'bot', parent: 'bots', topic: 'Try /bytes balance here.' },
  { key: 'staff', name: 'Staff', type: ChannelType.GuildCategory, access: 'staff' },
  { key: 'modlog', name: 'mod-log', parent: 'staff', topic: 'What the moderators did, and why.', access: 'staff' },
];
