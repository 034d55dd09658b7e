import type { MemberRef } from '../../../../views/ui/people.tsx';
import type { Snowflake } from '../../../shared/ids.ts';

/** Members as the bot hears of them right now; asks nobody. */
export interface HeardMembers {
  heard(
    guildId: Snowflake,
    userId: Snowflake,
  ): { readonly displayName: string; readonly avatar: string | null } | undefined;
}

interface FaceDeps {
  readonly directory: HeardMembers;
  /** Where Discord's pictures are. */
  readonly cdnUrl: string;
}

/** A member with the name and picture that Discord shows, or else the name that is known. */
export function faceOf(
  { directory, cdnUrl }: FaceDeps,
  guildId: Snowflake | null,
  id: string,
  name: string | null,
): MemberRef {
  const heard = guildId === null ? undefined : directory.heard(guildId, id);
  const avatarUrl = heard?.avatar ? `${cdnUrl}/avatars/${id}/${heard.avatar}.png?size=64` : null;
  return { id, name: heard?.displayName ?? name ?? id, avatarUrl, color: null };
}
