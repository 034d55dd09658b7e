import { createCache } from '../../../platform/cache.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { HistoryEntry, Membership, SquadsNo, SquadsSummary, Standing, Standings } from '../model.ts';
import { listHistory, listSince } from '../store/history.ts';
import * as memberships from '../store/memberships.ts';
import { noteDay, readStandings, type SquadFigures } from '../store/standings.ts';
import type { Book } from './book.ts';
import type { SquadsDeps } from './context.ts';
import type { createGuildFit } from './guild-fit.ts';
import { membershipOf } from './staff.ts';

const REMEMBERED = 2_000;
const MINUTE = 60_000;

/** What people look at. */
export function createBoards(
  { db, clock }: Pick<SquadsDeps, 'db' | 'clock'>,
  { list, find }: Pick<Book, 'list' | 'find'>,
  seen: ReturnType<typeof createGuildFit>['seen'],
) {
  const standings = createCache<Standings>({ max: REMEMBERED, ttl: MINUTE, clock });
  const today = () => new Date(clock.now()).toISOString().slice(0, 10);

  return {
    /** The squad that somebody is in; null without one. */
    async membership(guildId: Snowflake, userId: Snowflake): Promise<Membership | null> {
      const held = await memberships.findMembership(db, guildId, userId);
      return held && !held.disbanded ? membershipOf(held) : null;
    },

    /** Who is in a squad and in the server, longest first. @returns `next`: behind whom the next page begins, null at the end */
    async members(
      query: memberships.MembersQuery,
    ): Promise<{ readonly members: readonly Membership[]; readonly next: Membership | null } | SquadsNo> {
      const squad = await find(query.guildId, query.squadId);
      if ('refused' in squad) return squad;
      const found = await memberships.listMembers(db, { ...query, limit: query.limit + 1 });
      const members = found.slice(0, query.limit);
      return { members, next: found.length > query.limit ? (members.at(-1) ?? null) : null };
    },

    /** Most bytes first; at most a minute old. */
    standings(guildId: Snowflake): Promise<Standings> {
      return standings.through(guildId, async () => ({
        rows: ranked(await readStandings(db, guildId, today())),
        at: clock.now(),
      }));
    },

    async summary(guildId: Snowflake): Promise<SquadsSummary> {
      const squads = await seen(guildId, await list(guildId));
      const away = squads.some(({ color, problem }) => color === null && problem === null);
      return {
        squads: squads.length,
        active: squads.filter(({ isActive }) => isActive).length,
        members: squads.reduce((sum, { memberCount }) => sum + memberCount, 0),
        needAttention: away ? null : squads.filter(({ problem }) => problem !== null).length,
      };
    },

    /** What somebody did with squads, newest first. */
    history(guildId: Snowflake, userId: Snowflake, limit = 20): Promise<HistoryEntry[]> {
      return listHistory(db, guildId, userId, limit);
    },

    /** Comings and goings after an id, oldest first. */
    historySince: (guildId: Snowflake, after: string, limit: number) => listSince(db, guildId, after, limit),

    /** Notes what each squad has today, for the week's change. Harmless when repeated. */
    noteDay: (): Promise<void> => noteDay(db, today()),
  };
}

function ranked(rows: readonly SquadFigures[]): Standing[] {
  return rows.map(({ before, ...row }) => ({
    rank: 1 + rows.filter(({ total }) => total > row.total).length,
    ...row,
    perMember: row.members === 0 ? 0 : Math.floor(row.total / row.members),
    weeklyChange: before === null ? null : row.total - before,
  }));
}
