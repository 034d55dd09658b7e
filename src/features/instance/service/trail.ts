import type { Database } from '../../../platform/db/database.ts';
import { isUuid } from '../../../shared/ids.ts';
import type { TrailEntry, TrailPage, TrailQuery } from '../model.ts';
import * as store from '../store.ts';

export type Trail = ReturnType<typeof createTrail>;

/** One person's entries that an export holds. */
const MOST = 10_000;

/** The audit log of all guilds and of the instance, read only. */
export function createTrail({ db }: { readonly db: Database }) {
  return {
    /** Newest first. An id that is none begins at the newest. */
    async entries({ limit, before = '', after = '', ...query }: TrailQuery): Promise<TrailPage> {
      const older = isUuid(before) ? before : null;
      const newer = older === null && isUuid(after) ? after : null;
      const found = await store.list(db, { ...query, before: older, after: newer, limit: limit + 1 });
      const more = found.length > limit;
      const entries = found.slice(0, limit);
      if (newer === null) return { entries, hasOlder: more, hasNewer: older !== null };
      return { entries: entries.toReversed(), hasOlder: true, hasNewer: more };
    },

    /** What a person did, newest first; at most ten thousand. */
    of: (actorId: string): Promise<readonly TrailEntry[]> => store.listOf(db, actorId, MOST),
  };
}
