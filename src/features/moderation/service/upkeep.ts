import type { Case } from '../model.ts';
import { nextTry } from '../rules.ts';
import * as store from '../store/cases.ts';
import * as running from '../store/running.ts';
import { BOT, type Chronicle, instant, type ModerationDeps } from './context.ts';

const BATCH = 50;
/** A process that died holds a due case this long. */
const CLAIM = 60_000;
/** A case that waits longer for Discord's answer belongs to a process that died. */
const ABANDONED = 5 * 60_000;

/** Ends what is over. */
export function createUpkeep(deps: ModerationDeps, chronicle: Chronicle) {
  const { db, clock, log, deeds } = deps;

  async function expire(one: Case & { attempts: number }): Promise<void> {
    const outcome =
      one.action === 'ban'
        ? await deeds.unban(one.guildId, one.userId, `Case #${one.number}: the ban is over`)
        : ({ done: true } as const);
    if (!outcome.done) {
      const wait = nextTry(one.attempts);
      log.warn({ guild_id: one.guildId, case: one.number, problem: outcome.problem }, 'a ban could not be lifted yet');
      if (one.attempts === 1)
        await db.transaction((tx) =>
          chronicle.note(tx, one, { kind: 'failed', by: BOT, data: { problem: outcome.problem } }),
        );
      return running.postpone(db, one, instant(clock.now() + wait));
    }
    const ended = await db.transaction(async (tx) => {
      if (!(await running.markEnded(tx, one, instant(clock.now())))) return false;
      await chronicle.note(tx, one, { kind: 'expired', by: BOT });
      return true;
    });
    if (ended) chronicle.changed(one);
  }

  async function abandon(one: Case): Promise<void> {
    const problem = 'The bot was stopped before it was known whether Discord did it. Look, and act again if need be.';
    await db.transaction(async (tx) => {
      const end = { outcome: 'failed', problem, dmDelivered: one.dmDelivered, now: instant(clock.now()) } as const;
      if (await store.settle(tx, one, end))
        await chronicle.note(tx, one, { kind: 'failed', by: BOT, data: { problem } });
    });
    chronicle.changed(one);
  }

  return {
    /** Lifts bans and closes timeouts whose time is over, and closes what a process left half done. */
    async upkeep(): Promise<void> {
      for (;;) {
        const now = clock.now();
        const due = await running.claimDue(db, { now: instant(now), until: instant(now + CLAIM), limit: BATCH });
        for (const one of due) await expire(one);
        if (due.length < BATCH) break;
      }
      for (const one of await running.listAbandoned(db, instant(clock.now() - ABANDONED), BATCH)) await abandon(one);
    },
  };
}
