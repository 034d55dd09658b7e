import type { Live } from '../../../http/kit/live.ts';
import type { HeardMembers } from '../../../http/kit/pages/faces.ts';
import type { PageContext, PageKit } from '../../../http/kit/pages/pages.ts';
import type { Place, Viewer } from '../../../http/kit/pages/visit.ts';
import type { SquadsNo } from '../model.ts';
import type { Squads } from '../service/index.ts';
import { squadsWording } from '../text.ts';

export interface SquadsWebDeps {
  readonly squads: Squads;
  readonly pages: PageKit;
  readonly live: Live;
  /** Members as the bot hears of them right now. */
  readonly directory: HeardMembers;
  /** Where Discord's pictures are. */
  readonly cdnUrl: string;
}

export interface SquadsContext extends PageContext {
  readonly viewer: Viewer;
  readonly place: Place;
}

export interface SquadContext extends SquadsContext {
  readonly params: { readonly squad_id: string };
}

export const PATH = '/admin/guilds/:guild_id/squads';
export const MANAGED = { guild: 'guild_id', right: 'manager' } as const;
export const READ = { guild: 'guild_id', right: 'moderator' } as const;

export function pathOf({ guild }: Place): string {
  return `/admin/guilds/${guild.id}/squads`;
}

export function worded({ refused, context }: SquadsNo): string {
  return squadsWording[refused](context);
}

/** Back to the list, which shows how things are, with the reason. */
export function turnBack({ pages }: Pick<SquadsWebDeps, 'pages'>, context: SquadsContext, no: SquadsNo): Response {
  return pages.redirect(context, pathOf(context.place), { kind: 'warning', text: worded(no) });
}
