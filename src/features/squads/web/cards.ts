import type { SquadCard } from '../../../../views/dashboard/guild/squad-values.ts';
import { cssColour } from '../../../shared/colour.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { SeenSquad, Squad, Standing } from '../model.ts';
import { bytes, counted } from '../text.ts';
import type { SquadsWebDeps } from './parts.ts';

/** Squads as pages show them, in their order, and how they stand. */
export async function boardOf({ squads }: Pick<SquadsWebDeps, 'squads'>, guildId: Snowflake) {
  const [seen, { rows }, options] = await Promise.all([
    squads.list(guildId).then((all) => squads.seen(guildId, all)),
    squads.standings(guildId),
    squads.roleOptions(guildId),
  ]);
  const away = 'refused' in options;
  const names = new Map(away ? [] : options.map(({ id, name }) => [id, name]));
  const roleName = (id: string) => names.get(id) ?? 'a role that is gone';
  return { away, standings: rows, cards: seen.map((squad) => cardOf(squad, rows, away ? () => 'a role' : roleName)) };
}

function cardOf(squad: SeenSquad, standings: readonly Standing[], roleName: (id: string) => string): SquadCard {
  const { id, version, name, description, isActive, memberCount, maxMembers, switchCost, problem } = squad;
  const standing = standings.find(({ squadId }) => squadId === id);
  return {
    ...{ id, version, name, description, isActive, memberCount, maxMembers, switchCost, problem },
    color: cssColour(squad.color),
    asks: asksOf(squad, roleName),
    rank: standing?.rank ?? null,
    total: standing?.total ?? 0,
    weeklyChange: standing?.weeklyChange ?? null,
  };
}

function asksOf({ minReceived, minAccountDays, requiredRoleId }: Squad, roleName: (id: string) => string): string[] {
  return [
    minReceived === null ? null : `${bytes(minReceived)} received`,
    minAccountDays === null ? null : `an account of ${counted(minAccountDays, 'day')} or more`,
    requiredRoleId === null ? null : `the role ${roleName(requiredRoleId)}`,
  ].filter((ask) => ask !== null);
}
