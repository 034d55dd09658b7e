import type { MemberRef } from '../../../../views/ui/people.tsx';
import type { Snowflake } from '../../../shared/ids.ts';
import type { StatsWebDeps } from './parts.ts';

/** A member with the name and picture that Discord shows, or else the name that is known. */
export function faceOf(
  { directory, cdnUrl }: Pick<StatsWebDeps, 'directory' | 'cdnUrl'>,
  guildId: Snowflake | null,
  id: string,
  name: string | null,
): MemberRef {
  const heard = guildId === null ? undefined : directory.heard(guildId, id);
  const avatarUrl = heard?.avatar ? `${cdnUrl}/avatars/${id}/${heard.avatar}.png?size=64` : null;
  return { id, name: heard?.displayName ?? name ?? id, avatarUrl, color: null };
}
