import { createCache } from '../../../platform/cache.ts';
import { createGrouping } from '../../../platform/grouping.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { BoardRow } from '../model.ts';
import type { AccountKey } from '../store/boards.ts';
import * as store from '../store/ranks.ts';
import { ANY_GUILD, type EconomyDeps, READS } from './context.ts';

/** Places between two milestones of a large board: so many are counted at most. */
const EVERY = 1_000;
const KEPT = { max: 200, ttl: 60_000, renewAfter: 30_000 };

/** Members' places. To count who is before somebody takes a while in a large guild, so there it is done from milestones on. */
export function createRanks(
  { db, clock }: Pick<EconomyDeps, 'db' | 'clock'>,
  isLarge: (guildId: Snowflake) => Promise<boolean>,
) {
  const milestones = createCache<readonly store.Milestone[]>({ ...KEPT, clock });

  const counted = createGrouping<AccountKey, BoardRow | null>({
    ...READS,
    abreast: 2,
    one: (key) => store.findRank(db, key.guildId, key.userId),
    many: (_, keys) => store.findRanks(db, keys),
  });

  /** A member's place as of now, in a large guild as of a minute ago at most; null for who is not on the board. */
  return async (guildId: Snowflake, userId: Snowflake): Promise<BoardRow | null> => {
    if (!(await isLarge(guildId))) return counted.run(ANY_GUILD, { guildId, userId });
    const known = await milestones.through(guildId, () => store.readMilestones(db, guildId, EVERY));
    return store.findRankFrom(db, { guildId, userId }, known);
  };
}
