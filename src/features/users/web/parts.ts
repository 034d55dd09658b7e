import type { MemberRef } from '../../../../views/ui/people.tsx';
import { htmlResponse, type PageKit } from '../../../http/kit/pages/pages.ts';
import type { Place, Viewer } from '../../../http/kit/pages/visit.ts';
import { Refused } from '../../../http/kit/problem.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Auth } from '../../auth/service/index.ts';
import type { Automod } from '../../automod/service/index.ts';
import type { Economy } from '../../economy/service/index.ts';
import type { Trail } from '../../instance/service/index.ts';
import type { Moderation } from '../../moderation/service/index.ts';
import type { Squads } from '../../squads/service/index.ts';
import type { Stats } from '../../stats/service/index.ts';

interface SeenMember {
  readonly username: string;
  readonly displayName: string;
  /** Hash of the picture, or null. */
  readonly avatar: string | null;
  readonly roleIds: readonly Snowflake[];
}

/** What Discord knows of members; may throw `DiscordAway`. */
export interface MemberDirectory {
  heard(guildId: Snowflake, userId: Snowflake): SeenMember | undefined;
  member(guildId: Snowflake, userId: Snowflake): Promise<SeenMember | null>;
  roles(
    guildId: Snowflake,
  ): Promise<readonly { readonly id: Snowflake; readonly name: string; readonly color: number }[] | null>;
  guild(guildId: Snowflake): Promise<{ readonly name: string } | null>;
}

export interface UsersWebDeps {
  readonly pages: PageKit;
  readonly auth: Pick<Auth, 'sessions' | 'signIn'>;
  readonly economy: Pick<
    Economy,
    'account' | 'holdings' | 'history' | 'rank' | 'setOptOut' | 'exportUser' | 'eraseUser'
  >;
  readonly squads: Pick<Squads, 'exportUser' | 'eraseUser'>;
  readonly moderation: Pick<Moderation, 'exportUser' | 'eraseUser' | 'find' | 'ofUser'>;
  readonly automod: Pick<Automod, 'exportUser' | 'eraseUser' | 'rules'>;
  readonly stats: Pick<Stats, 'people' | 'person' | 'search'>;
  readonly trail: Pick<Trail, 'of'>;
  readonly directory: MemberDirectory;
  /** Where pictures are. */
  readonly cdnUrl: string;
}

/** Guilds that somebody manages or moderates: nobody is found in others. @throws Refused while Discord does not say */
export async function watched(pages: PageKit, viewer: Viewer): Promise<readonly Place[]> {
  const places = await pages.placesOf(viewer);
  if (!places) throw new Refused('discord_away', { headers: { 'retry-after': '10' } });
  return places.filter(({ right }) => right !== 'member');
}

export function pictureOf(cdnUrl: string, userId: Snowflake, avatar: string | null): string | null {
  return avatar && `${cdnUrl}/avatars/${userId}/${avatar}.png?size=64`;
}

/** Who is meant in a guild's ledger: whom the bot hears of as he is now, others by the name that was kept. */
export function facesIn({ directory, cdnUrl }: Pick<UsersWebDeps, 'directory' | 'cdnUrl'>, guildId: Snowflake) {
  return (id: string, username: string | null): MemberRef | null => {
    if (id === 'SYSTEM') return null;
    const member = directory.heard(guildId, id);
    const avatarUrl = pictureOf(cdnUrl, id, member?.avatar ?? null);
    return { id, name: member?.displayName ?? username ?? id, avatarUrl, color: null };
  };
}

/** Milliseconds that a page waits for what it can do without. */
const PATIENCE = 1_500;

/** What Discord knows, or null while it does not answer. */
export async function unlessAway<Known>(asked: Promise<Known>): Promise<Known | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), PATIENCE);
  const known = asked.catch((error: unknown) => {
    if (error instanceof Error && error.name === 'DiscordAway') return null;
    throw error;
  });
  return Promise.race([known, late]).finally(() => clearTimeout(timer));
}

export async function shown(page: JSX.Element, status = 200): Promise<Response> {
  return htmlResponse(await page, status);
}
