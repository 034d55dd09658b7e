import type { Case, PastDeed } from '../model.ts';
import * as store from '../store/cases.ts';
import { endOthers } from './acting.ts';
import { type Chronicle, idAt, instant, instantOrNull, type ModerationDeps } from './context.ts';

/** Cases of what was done before there were cases. */
export function createPast(deps: ModerationDeps, chronicle: Chronicle) {
  const { db, clock } = deps;

  return {
    /** Keeps as a case what was done, at the clock's time, and does nothing. */
    keepPast({ guildId, action, reason, lasted, moderator, target, dmDelivered }: PastDeed): Promise<Case> {
      const now = clock.now();
      return db.transaction(async (tx) => {
        await store.lockGuild(tx, guildId);
        const written = await store.addCase(tx, {
          ...{ guildId, action, reason, dmDelivered },
          id: idAt(now),
          userId: target.id,
          userTag: target.name,
          moderatorId: moderator.id,
          moderatorTag: moderator.name,
          source: 'command',
          outcome: 'applied',
          expiresAt: instantOrNull(lasted === null ? null : now + lasted),
          now: instant(now),
        });
        await chronicle.note(tx, written, { kind: 'created', by: moderator });
        await chronicle.note(tx, written, { kind: 'applied', by: moderator });
        if (dmDelivered !== null)
          await chronicle.note(tx, written, { kind: dmDelivered ? 'told' : 'not_told', by: moderator });
        await endOthers(deps, chronicle, tx, written);
        return written;
      });
    },
  };
}
