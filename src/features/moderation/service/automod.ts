import type { AutomodDeed, Case } from '../model.ts';
import { graver, REASON_LIMIT } from '../rules.ts';
import * as store from '../store/cases.ts';
import * as running from '../store/running.ts';
import { endOthers } from './acting.ts';
import { BOT, type Chronicle, idAt, instant, instantOrNull, type ModerationDeps } from './context.ts';
import type { ModLog } from './mod-log.ts';

/** What rules did to people, as cases: one for each event, however many actions it had. */
export function createAutomodCases(deps: ModerationDeps, chronicle: Chronicle, { tellLog }: ModLog) {
  const { db, clock } = deps;

  return {
    /** @returns the id of the case */
    async recordAutomod(deed: AutomodDeed): Promise<string> {
      const { guildId, eventId, action, userId, userTag, dmDelivered } = deed;
      const now = clock.now();
      const { one, isNew } = await db.transaction(async (tx) => {
        await store.lockGuild(tx, guildId);
        const known = await store.findByAutomodEvent(tx, guildId, eventId);
        if (known) {
          const gravest = graver(known.action, action);
          const expiresAt = instantOrNull(gravest === action ? deed.expiresAt : known.expiresAt);
          await store.joinDeed(tx, known, { action: gravest, expiresAt, dmDelivered, now: instant(now) });
          await chronicle.note(tx, known, { kind: 'applied', by: BOT, data: { action } });
          return { one: known, isNew: false };
        }
        const fresh = await store.addCase(tx, {
          ...{ guildId, action, userId, userTag, dmDelivered },
          id: idAt(now),
          moderatorId: BOT.id,
          moderatorTag: null,
          reason: deed.reason.slice(0, REASON_LIMIT),
          source: 'automod',
          outcome: 'applied',
          expiresAt: instantOrNull(deed.expiresAt),
          automodEventId: eventId,
          now: instant(now),
        });
        await chronicle.note(tx, fresh, { kind: 'created', by: BOT });
        await endOthers(deps, chronicle, tx, fresh);
        return { one: fresh, isNew: true };
      });
      chronicle.changed(one, true);
      if (isNew) tellLog(one);
      return one.id;
    },

    /** A rule's deed was taken back, so its case is over. */
    async withdrawAutomod(caseId: string, because: string): Promise<void> {
      const before: Case | null = await store.findById(db, caseId);
      if (!before) return;
      await db.transaction(async (tx) => {
        const one = await store.lockCase(tx, before.guildId, before.number);
        if (!one || one.resolved) return;
        const now = instant(clock.now());
        await running.markEnded(tx, one, now);
        await store.setResolved(tx, one, { by: BOT.id, note: because, now }, now);
        await chronicle.note(tx, one, { kind: 'resolved', by: BOT, data: { text: because } });
      });
      chronicle.changed(before);
    },
  };
}
