import { type APIOverwrite, OverwriteType } from 'discord-api-types/v10';
import { guildPermissions } from '../permissions.ts';
import { type GuildAccess, guildOf } from './access.ts';
import type { Call } from './call.ts';
import { DiscordError, fieldError } from './errors.ts';

interface OverwriteBody {
  id: string;
  type?: 0 | 1 | null | undefined;
  allow?: string | null | undefined;
  deny?: string | null | undefined;
}

/**
 * Overwrites of a new channel in the guild of the path.
 * @throws DiscordError when the type is missing, or bits are touched that the bot lacks itself
 */
export function overwritesOf(call: Call, bodies: readonly OverwriteBody[]): APIOverwrite[] {
  const access = guildOf(call);
  return bodies.map((body) => overwriteOf(access, body));
}

export function overwriteOf({ place, self }: Pick<GuildAccess, 'place' | 'self'>, body: OverwriteBody): APIOverwrite {
  const isRole = place.guild.roles.some(({ id }) => id === body.id);
  const type = body.type ?? (isRole ? OverwriteType.Role : OverwriteType.Member);
  if (type === OverwriteType.Role && !isRole)
    throw fieldError(['permission_overwrites'], 'BASE_TYPE_CHOICES', 'Unknown role');
  const { allow = '0', deny = '0' } = { allow: body.allow ?? '0', deny: body.deny ?? '0' };
  if ((BigInt(allow) | BigInt(deny)) & ~guildPermissions(place, self)) throw new DiscordError('missing_permissions');
  return { id: body.id, type, allow, deny };
}
