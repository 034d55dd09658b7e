import type { Activity, ActivityPage, ActivityQuery } from '../model.ts';
import { isPlace } from '../rules.ts';
import { readAudit } from '../store/activity/audit.ts';
import { readLedger } from '../store/activity/ledger.ts';
import type { Stretch } from '../store/activity/stretch.ts';
import type { StatsDeps } from './context.ts';

const MOST = 100;

/** One stream of what happened: bytes that moved, and what people changed and did. */
export function createActivity({ db }: Pick<StatsDeps, 'db'>) {
  async function read(stretch: Stretch): Promise<Activity[]> {
    const [moved, done] = await Promise.all([readLedger(db, stretch), readAudit(db, stretch)]);
    return [...moved, ...done].sort((left, right) => (left.id < right.id ? 1 : -1)).slice(0, stretch.limit);
  }

  return {
    read,

    /** At most a hundred at a time. An id that is none begins at the newest. */
    async activity({ limit, before, ...query }: ActivityQuery): Promise<ActivityPage> {
      const wanted = Math.min(limit, MOST);
      const found = await read({ ...query, before: isPlace(before) ? before : undefined, limit: wanted + 1 });
      return { items: found.slice(0, wanted), hasOlder: found.length > wanted };
    },
  };
}
