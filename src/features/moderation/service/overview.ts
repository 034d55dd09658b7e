import type { Snowflake } from '../../../shared/ids.ts';
import type { Case, CaseNote, Tally } from '../model.ts';
import { listOfUser } from '../store/cases.ts';
import * as store from '../store/overview.ts';
import { instant, instantOrNull, type ModerationDeps } from './context.ts';

const WEEK = 7 * 86_400_000;

/** What pages show of many cases at once. */
export function createOverview({ db, bus, clock }: Pick<ModerationDeps, 'db' | 'bus' | 'clock'>) {
  return {
    tally: (guildId: Snowflake): Promise<Tally> => store.tally(db, guildId, instant(clock.now() - WEEK)),

    /** The numbers of cases by their ids. */
    numbersOf: (guildId: Snowflake, ids: readonly string[]): Promise<ReadonlyMap<string, number>> =>
      ids.length === 0 ? Promise.resolve(new Map()) : store.numbersOf(db, guildId, ids),

    /** Cases about somebody and the notes on them, newest first, at most `limit` of each. @param before epoch milliseconds */
    async past(
      guildId: Snowflake,
      userId: Snowflake,
      { before, limit }: { before: number | null; limit: number },
    ): Promise<{ cases: Case[]; notes: CaseNote[] }> {
      const until = instantOrNull(before);
      const [cases, notes] = await Promise.all([
        listOfUser(db, userId, [guildId], limit, until),
        store.listNotes(db, { guildId, userId, before: until }, limit),
      ]);
      return { cases, notes };
    },

    /** @param heard called when a case of the guild was made or changed, anywhere. @returns what ends it */
    follow(guildId: Snowflake, heard: () => void): () => void {
      return bus.subscribe('moderation.changed', (change) => {
        if (change.guildId === guildId) heard();
      });
    },
  };
}
