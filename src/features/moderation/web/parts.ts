import type { Live } from '../../../http/kit/live.ts';
import type { HeardMembers } from '../../../http/kit/pages/faces.ts';
import type { PageContext, PageKit } from '../../../http/kit/pages/pages.ts';
import type { Place, Viewer } from '../../../http/kit/pages/visit.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Automod } from '../../automod/service/index.ts';
import type { ModerationNo, Moderator } from '../model.ts';
import type { Moderation } from '../service/index.ts';
import { moderationWording } from '../text.ts';

/** Members as Discord has them; what asks it throws `DiscordAway` while it does not answer. */
interface MemberDirectory extends HeardMembers {
  member(guildId: Snowflake, userId: Snowflake): Promise<ReturnType<HeardMembers['heard']> | null>;
  members(
    guildId: Snowflake,
  ): Promise<readonly { readonly userId: Snowflake; readonly username: string; readonly displayName: string }[] | null>;
}

export interface ModerationWebDeps {
  readonly moderation: Moderation;
  /** What rules did to somebody. */
  readonly automod: Pick<Automod, 'events'>;
  readonly clock: Clock;
  readonly pages: PageKit;
  readonly live: Live;
  readonly directory: MemberDirectory;
  /** Where Discord's pictures are. */
  readonly cdnUrl: string;
}

export interface ModerationContext extends PageContext {
  readonly viewer: Viewer;
  readonly place: Place;
}

export interface CaseContext extends ModerationContext {
  readonly params: { readonly number: string };
}

export const PATH = '/admin/guilds/:guild_id/moderation';
export const ACT = { guild: 'guild_id', right: 'moderator' } as const;

export function pathOf({ guild }: Pick<Place, 'guild'>): string {
  return `/admin/guilds/${guild.id}/moderation`;
}

export function worded({ refused, context }: ModerationNo): string {
  return moderationWording[refused](context);
}

/** Whoever administers the whole instance need be no member; of all others the roles count. */
export function moderatorOf({ viewer, place }: Pick<ModerationContext, 'viewer' | 'place'>): Moderator {
  return { id: viewer.id, name: viewer.username, member: place.right !== 'admin' };
}

/** Back to a page that shows how things are, with the reason. */
export function turnBack(
  { pages }: Pick<ModerationWebDeps, 'pages'>,
  context: ModerationContext,
  no: ModerationNo,
  to = pathOf(context.place),
): Response {
  return pages.redirect(context, to, { kind: 'warning', text: worded(no) });
}
