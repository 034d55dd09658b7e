import type { Live } from '../../../http/kit/live.ts';
import type { PageContext, PageKit } from '../../../http/kit/pages/pages.ts';
import type { Place, Viewer } from '../../../http/kit/pages/visit.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Moderation } from '../../moderation/service/index.ts';
import type { AutomodNo } from '../model/index.ts';
import type { Automod } from '../service/index.ts';
import { automodWording } from '../text.ts';

/** What pages show of a guild's roles and channels. `unseen`: the bot is in no such guild; `away`: Discord does not answer. */
interface GuildSight {
  /** Null for who is no member. */
  member(guildId: Snowflake, userId: Snowflake): Promise<{ readonly displayName: string } | null | 'unseen' | 'away'>;
  roles(
    guildId: Snowflake,
  ): Promise<readonly { readonly id: Snowflake; readonly name: string; readonly color: number }[] | 'unseen' | 'away'>;
  channels(
    guildId: Snowflake,
  ): Promise<
    | readonly { readonly id: Snowflake; readonly name: string; readonly type: number; readonly position: number }[]
    | 'unseen'
    | 'away'
  >;
}

export interface AutomodWebDeps {
  readonly automod: Automod;
  /** The cases that rules made. */
  readonly moderation: Pick<Moderation, 'numbersOf'>;
  readonly clock: Clock;
  readonly pages: PageKit;
  readonly live: Live;
  readonly discord: GuildSight;
  /** Members as the bot hears of them right now. */
  readonly directory: {
    heard(guildId: Snowflake, userId: Snowflake): { readonly displayName: string } | undefined;
  };
}

export interface AutomodContext extends PageContext {
  readonly viewer: Viewer;
  readonly place: Place;
}

export interface RuleContext extends AutomodContext {
  readonly params: { readonly rule_id: string };
}

export const PATH = '/admin/guilds/:guild_id/automod';
export const MANAGED = { guild: 'guild_id', right: 'manager' } as const;
export const READ = { guild: 'guild_id', right: 'moderator' } as const;

export function pathOf({ guild }: Pick<Place, 'guild'>): string {
  return `/admin/guilds/${guild.id}/automod`;
}

export function worded({ refused, context }: AutomodNo): string {
  return automodWording[refused](context);
}

/** Back to a page that shows how things are, with the reason. */
export function turnBack(
  { pages }: Pick<AutomodWebDeps, 'pages'>,
  context: AutomodContext,
  no: AutomodNo,
  to = pathOf(context.place),
): Response {
  return pages.redirect(context, to, { kind: 'warning', text: worded(no) });
}

/** The way to a page of auto-moderation. */
export function crumbsTo({ guild }: Pick<Place, 'guild'>, ...labels: readonly string[]) {
  return [
    { label: 'Guilds', href: '/admin/guilds' },
    { label: guild.name, href: `/admin/guilds/${guild.id}` },
    { label: 'Auto-moderation', href: `/admin/guilds/${guild.id}/automod` },
    ...labels.map((label) => ({ label })),
  ];
}
