import {
  type APIChannel,
  type APIGuild,
  type APIOverwrite,
  type APIRole,
  type APIUser,
  ChannelType,
  type GuildMemberFlags,
  type GuildSystemChannelFlags,
  Locale,
  PermissionFlagsBits,
  type RoleFlags,
  type UserFlags,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { SimulatedMember } from '../types.ts';

/** What @everyone may do in a new guild, as Discord's defaults are. */
const DEFAULT_PERMISSIONS =
  PermissionFlagsBits.CreateInstantInvite |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.Stream |
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseExternalEmojis |
  PermissionFlagsBits.Connect |
  PermissionFlagsBits.Speak |
  PermissionFlagsBits.UseVAD |
  PermissionFlagsBits.ChangeNickname |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads;

export interface UserFields {
  id: Snowflake;
  username: string;
  /** The display name; Discord's `global_name`. */
  name?: string | null;
  bot?: boolean;
  avatar?: string | null;
}

export function userOf({ id, username, name = null, bot, avatar = null }: UserFields): APIUser {
  return {
    id,
    username,
    global_name: name,
    discriminator: bot ? '0000' : '0',
    avatar,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    banner: null,
    accent_color: null,
    public_flags: 0 as UserFlags,
    flags: 0 as UserFlags,
    ...(bot ? { bot: true } : {}),
  };
}

export interface MemberFields {
  user: APIUser;
  /** ISO 8601. */
  joinedAt: string;
  roles?: readonly Snowflake[];
  nick?: string | null;
}

export function memberOf({ user, joinedAt, roles = [], nick = null }: MemberFields): SimulatedMember {
  return {
    user,
    nick,
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    collectibles: null,
    roles: [...roles],
    joined_at: joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
    pending: false,
    communication_disabled_until: null,
  };
}

export interface RoleFields {
  id: Snowflake;
  name: string;
  position: number;
  permissions?: bigint;
  color?: number;
  hoist?: boolean;
  mentionable?: boolean;
  managed?: boolean;
  /** The bot whose role this is. */
  botId?: Snowflake;
}

export function roleOf(fields: RoleFields): APIRole {
  const color = fields.color ?? 0;
  return {
    id: fields.id,
    name: fields.name,
    position: fields.position,
    permissions: String(fields.permissions ?? 0n),
    color,
    colors: { primary_color: color, secondary_color: null, tertiary_color: null },
    hoist: fields.hoist ?? false,
    managed: fields.managed ?? false,
    mentionable: fields.mentionable ?? false,
    icon: null,
    unicode_emoji: null,
    flags: 0 as RoleFlags,
    ...(fields.botId ? { tags: { bot_id: fields.botId } } : {}),
  };
}

export interface GuildFields {
  id: Snowflake;
  name: string;
  ownerId: Snowflake;
  icon?: string | null;
  description?: string | null;
  systemChannelId?: Snowflake | null;
  everyone?: bigint;
}

/** A guild with nothing in it but @everyone. */
export function guildOf(fields: GuildFields): APIGuild {
  const everyone = roleOf({
    id: fields.id,
    name: '@everyone',
    position: 0,
    permissions: fields.everyone ?? DEFAULT_PERMISSIONS,
  });
  return {
    id: fields.id,
    name: fields.name,
    icon: fields.icon ?? null,
    description: fields.description ?? null,
    owner_id: fields.ownerId,
    roles: [everyone],
    emojis: [],
    stickers: [],
    features: [],
    splash: null,
    discovery_splash: null,
    banner: null,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: fields.systemChannelId ?? null,
    system_channel_flags: 0 as GuildSystemChannelFlags,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: Locale.EnglishUS,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    nsfw_level: 0,
    hub_type: null,
    incidents_data: null,
  };
}

export interface ChannelFields {
  id: Snowflake;
  guildId: Snowflake;
  name: string;
  type?: ChannelType;
  position: number;
  parentId?: Snowflake | null;
  topic?: string | null;
  overwrites?: readonly APIOverwrite[];
  slowmode?: number;
  nsfw?: boolean;
}

/** A channel of a guild: text, announcement, voice, forum or category. */
export function channelOf(fields: ChannelFields): APIChannel {
  const type = fields.type ?? ChannelType.GuildText;
  const base = {
    id: fields.id,
    type,
    guild_id: fields.guildId,
    name: fields.name,
    position: fields.position,
    flags: 0,
    parent_id: fields.parentId ?? null,
    permission_overwrites: [...(fields.overwrites ?? [])],
  };
  return { ...base, ...byType(type, fields) } as APIChannel;
}

function byType(type: ChannelType, { topic = null, nsfw = false, slowmode = 0 }: ChannelFields): object {
  const talk = { last_message_id: null, rate_limit_per_user: slowmode, nsfw };
  switch (type) {
    case ChannelType.GuildCategory:
      return {};
    case ChannelType.GuildVoice:
    case ChannelType.GuildStageVoice:
      return { ...talk, bitrate: 64_000, user_limit: 0, rtc_region: null };
    case ChannelType.GuildForum:
      return {
        ...talk,
        topic,
        available_tags: [],
        default_reaction_emoji: null,
        default_sort_order: null,
        default_forum_layout: 0,
      };
    default:
      return { ...talk, topic };
  }
}
