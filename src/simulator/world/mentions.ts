import {
  AllowedMentionsTypes,
  type APIAllowedMentions,
  type APIUser,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { memberPermissions } from '../permissions.ts';
import type { SimulatedGuild } from '../types.ts';
import type { WorldCore } from './core.ts';
import type { Finders } from './find.ts';

export interface Mentioning {
  content: string;
  authorId: Snowflake;
  channelId: Snowflake;
  allowedMentions?: APIAllowedMentions | undefined;
  /** The author of the message replied to. */
  repliedTo?: APIUser | undefined;
}

export interface Mentions {
  mentions: APIUser[];
  mention_roles: Snowflake[];
  mention_everyone: boolean;
}

/** Whom a text pings: what it names, as far as `allowed_mentions` and the author's permissions let it. */
export function mentionsOf(core: WorldCore, find: Finders, mentioning: Mentioning): Mentions {
  const { content, allowedMentions: allowed, repliedTo } = mentioning;
  const place = find.guildOfChannel(mentioning.channelId);
  const named = ids(content, /<@!?(\d{17,20})>/g).filter((id) =>
    permits(allowed, AllowedMentionsTypes.User, 'users', id),
  );
  const pinged = repliedTo && allowed?.replied_user !== false && (!allowed || allowed.replied_user);
  const users = new Set(pinged ? [...named, repliedTo.id] : named);
  return {
    mentions: [...users].map((id) => core.state.users[id]).filter((user) => user !== undefined),
    mention_roles: ids(content, /<@&(\d{17,20})>/g).filter(
      (id) =>
        permits(allowed, AllowedMentionsTypes.Role, 'roles', id) && place?.guild.roles.some((role) => role.id === id),
    ),
    mention_everyone:
      /@(everyone|here)\b/.test(content) &&
      permits(allowed, AllowedMentionsTypes.Everyone) &&
      mayPingAll(core, place, mentioning),
  };
}

function ids(content: string, pattern: RegExp): Snowflake[] {
  return [...new Set([...content.matchAll(pattern)].map(([, id]) => id as Snowflake))];
}

function permits(
  allowed: APIAllowedMentions | undefined,
  type: AllowedMentionsTypes,
  list?: 'users' | 'roles',
  id?: Snowflake,
): boolean {
  if (!allowed) return true;
  if (allowed.parse?.includes(type)) return true;
  return list !== undefined && id !== undefined && (allowed[list]?.includes(id) ?? false);
}

function mayPingAll(core: WorldCore, place: SimulatedGuild | undefined, { channelId, authorId }: Mentioning): boolean {
  const member = place?.members.find(({ user }) => user.id === authorId);
  if (!place || !member) return false;
  const channel = place.channels.find(({ id }) => id === channelId) ?? null;
  return (memberPermissions(place, channel, member, core.clock.now()) & PermissionFlagsBits.MentionEveryone) !== 0n;
}
