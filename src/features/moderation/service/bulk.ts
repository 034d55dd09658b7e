import type { Snowflake } from '../../../shared/ids.ts';
import type { ActRequest, Case, ModerationNo } from '../model.ts';

/** What came of one of many; a case may have failed at Discord. */
export interface BulkRow {
  readonly userId: Snowflake;
  readonly result: Case | ModerationNo;
}

/** So many are at work at Discord at once. */
const AT_ONCE = 4;

export function createBulk(act: (request: ActRequest) => Promise<Case | ModerationNo>) {
  return {
    /** The same to many, each by itself: some may be refused while others are done. Asked again, nothing is done twice. */
    async bulk(request: Omit<ActRequest, 'target'>, userIds: readonly Snowflake[]): Promise<BulkRow[]> {
      const rows = new Map<Snowflake, Case | ModerationNo>();
      const waiting = [...new Set(userIds)];
      async function work(): Promise<void> {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift())
          rows.set(id, await act({ ...request, target: { id }, key: `${request.key}:${id}` }));
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return [...new Set(userIds)].flatMap((userId) => {
        const result = rows.get(userId);
        return result ? [{ userId, result }] : [];
      });
    },
  };
}
