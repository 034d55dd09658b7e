import { createBoards } from './boards.ts';
import { createBook } from './book.ts';
import { createConfiguring } from './configuring.ts';
import type { SquadsDeps } from './context.ts';
import { createGuildFit } from './guild-fit.ts';
import { createJoining } from './joining.ts';
import { createMoves } from './moves.ts';
import { createPeople } from './people.ts';
import { createReconciler } from './reconcile.ts';
import { createSettlement } from './settlement.ts';
import { createStaff } from './staff.ts';

export type { GuildView, SquadsDeps } from './context.ts';

export type Squads = ReturnType<typeof createSquads>;

/** Squads: one service for the bot, the API and the dashboard. Refusals are returned, never thrown. */
export function createSquads(deps: SquadsDeps) {
  const { stop, changed, ...book } = createBook(deps);
  const fit = createGuildFit(deps, book.list);
  const moves = createMoves({ ...deps, changed });
  const { applicant, open, ...joining } = createJoining(deps, book, fit.seen, moves);
  const { stop: stopHearing, revertLate, settleSquads } = createSettlement(deps, moves);
  return {
    ...book,
    ...fit,
    ...createConfiguring(deps),
    /** After the commit of `writeConfig`: tells everyone. */
    configWritten: changed,
    ...joining,
    ...createStaff(deps, { applicant, open }, moves),
    ...createBoards(deps, book, fit.seen),
    ...createPeople(deps, { changed }),
    ...createReconciler(deps, { list: book.list, changed }),

    /** Every few seconds: fees without a role come back, and members of changed squads follow. */
    async upkeep(): Promise<void> {
      await revertLate();
      await settleSquads();
    },

    close(): void {
      stop();
      stopHearing();
    },
  };
}
