import type { Place, Viewer } from '../../../http/kit/pages/visit.ts';
import { includes } from '../../../shared/rights.ts';
import type { Sight } from '../model.ts';
import type { StatsWebDeps } from './parts.ts';

export interface Outlook {
  readonly sight: Sight;
  /** Guilds that the viewer manages or moderates; empty while Discord is away. */
  readonly places: readonly Place[];
  /** Discord did not say which these are. */
  readonly away: boolean;
}

/** What a viewer sees of the whole: every guild for who administers the instance, one's own otherwise. */
export async function outlookOf({ pages }: Pick<StatsWebDeps, 'pages'>, viewer: Viewer): Promise<Outlook> {
  const all = await pages.placesOf(viewer);
  const places = (all ?? []).filter(({ right }) => includes(right, 'moderator'));
  const guildIds = viewer.isAdmin ? null : places.map(({ guild }) => guild.id);
  return { sight: { guildIds, instance: viewer.isAdmin }, places, away: all === null };
}

export function namesOf(places: readonly Place[]): ReadonlyMap<string, string> {
  return new Map(places.map(({ guild }) => [guild.id, guild.name]));
}
