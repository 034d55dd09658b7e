import type { Snowflake } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import type {
  Case,
  CaseEdit,
  CaseEvent,
  CaseFilter,
  CaseWithEvents,
  ModerationNo,
  Moderator,
  PersonSummary,
} from '../model.ts';
import { checkDuration, fitDuration, lasts, NOTE_LIMIT, REASON_LIMIT, tidyReason } from '../rules.ts';
import * as store from '../store/cases.ts';
import { listEvents, listSince } from '../store/events.ts';
import { forgetName, readPerson } from '../store/people.ts';
import { type Chronicle, instant, instantOrNull, type ModerationDeps } from './context.ts';

type Author = Pick<Moderator, 'id' | 'name'>;

/** Cases, read and written on. */
export function createBook(deps: ModerationDeps, chronicle: Chronicle) {
  const { db, clock, deeds } = deps;

  async function whole(guildId: Snowflake, number: number): Promise<CaseWithEvents | ModerationNo> {
    const found = await store.findCase(db, guildId, number);
    if (!found) return refuse('case_unknown', { number });
    return { ...found, events: await listEvents(db, guildId, number) };
  }

  /** Changes a case under its lock; what `change` refuses leaves it as it was. */
  async function change(
    guildId: Snowflake,
    number: number,
    work: (tx: Parameters<Chronicle['note']>[0], one: Case, now: string) => Promise<ModerationNo | null>,
  ): Promise<CaseWithEvents | ModerationNo> {
    const no = await db.transaction(async (tx) => {
      const one = await store.lockCase(tx, guildId, number);
      return one ? work(tx, one, instant(clock.now())) : refuse('case_unknown', { number });
    });
    if (no) return no;
    const after = await whole(guildId, number);
    if (!('refused' in after)) chronicle.changed(after);
    return after;
  }

  /** A timeout ends at Discord, so Discord has to hear of another end; a ban is lifted by ourselves. */
  async function prolong(one: Case, expiresAt: number | null, by: Author): Promise<ModerationNo | null> {
    if (one.action !== 'timeout') return null;
    const why = `Case #${one.number}: changed by ${by.name ?? by.id}`;
    const outcome = await deeds.timeout(one.guildId, one.userId, expiresAt, why);
    return outcome.done ? null : refuse('case_not_running');
  }

  /** What a case is like with the wish. */
  function edited(one: Case, wish: CaseEdit): Pick<Case, 'reason' | 'expiresAt'> | ModerationNo {
    const reason = wish.reason === undefined ? one.reason : tidyReason(wish.reason);
    if ((reason?.length ?? 0) > REASON_LIMIT && reason !== one.reason) return refuse('reason_too_long');
    if (wish.duration === undefined) return { reason, expiresAt: one.expiresAt };
    if (!lasts(one.action) || one.outcome !== 'applied' || one.endedAt !== null) return refuse('case_not_running');
    const duration = fitDuration(one.action, wish.duration);
    const no = checkDuration(one.action, duration);
    return no ?? { reason, expiresAt: duration === null ? null : clock.now() + duration };
  }

  return {
    find: whole,

    /** Newest first. @returns `next`: the number before which the next page begins, null at the end */
    async list(filter: CaseFilter, limit: number): Promise<{ cases: Case[]; next: number | null }> {
      const found = await store.listCases(db, filter, limit + 1);
      const cases = found.slice(0, limit);
      return { cases, next: found.length > limit ? (cases.at(-1)?.number ?? null) : null };
    },

    /** What happened to cases after an event's id, oldest first, each with the case as it is now. */
    async eventsSince(guildId: Snowflake, after: string, limit: number): Promise<{ event: CaseEvent; case: Case }[]> {
      const events = await listSince(db, guildId, after, limit);
      const numbers = [...new Set(events.map(({ number }) => number))];
      const cases = new Map((await store.findCases(db, guildId, numbers)).map((one) => [one.number, one]));
      return events.flatMap(({ number, ...event }) => {
        const one = cases.get(number);
        return one ? [{ event, case: one }] : [];
      });
    },

    summary: (guildId: Snowflake, userId: Snowflake): Promise<PersonSummary> => store.summarize(db, guildId, userId),

    /** Newest first; null for every guild. */
    ofUser: (userId: Snowflake, guildIds: readonly Snowflake[] | null, limit: number): Promise<Case[]> =>
      store.listOfUser(db, userId, guildIds, limit),

    async note(guildId: Snowflake, number: number, text: string, by: Author): Promise<CaseWithEvents | ModerationNo> {
      const note = tidyReason(text);
      if (note === null) return refuse('note_empty');
      if (note.length > NOTE_LIMIT) return refuse('note_too_long');
      return change(guildId, number, async (tx, one, now) => {
        await chronicle.note(tx, one, { kind: 'noted', by, data: { text: note } });
        await store.touch(tx, one, now);
        return null;
      });
    },

    async resolve(
      guildId: Snowflake,
      number: number,
      { resolved, note }: { readonly resolved: boolean; readonly note: string | null },
      by: Author,
    ): Promise<CaseWithEvents | ModerationNo> {
      const text = tidyReason(note);
      if ((text?.length ?? 0) > NOTE_LIMIT) return refuse('note_too_long');
      const [kind, before] = resolved
        ? (['resolved', 'case_resolved_before'] as const)
        : (['reopened', 'case_not_resolved'] as const);
      return change(guildId, number, async (tx, one, now) => {
        if (one.resolved === resolved) return refuse(before);
        await store.setResolved(tx, one, resolved ? { by: by.id, note: text, now } : null, now);
        await chronicle.note(tx, one, { kind, by, data: text === null ? {} : { text } });
        return null;
      });
    },

    /** The reason, or when something that goes on ends. */
    async edit(guildId: Snowflake, number: number, wish: CaseEdit, by: Author): Promise<CaseWithEvents | ModerationNo> {
      const seen = await store.findCase(db, guildId, number);
      if (!seen) return refuse('case_unknown', { number });
      if (wish.expectedVersion !== undefined && wish.expectedVersion !== seen.version)
        return refuse('case_changed_meanwhile');
      const after = edited(seen, wish);
      if ('refused' in after) return after;
      if (after.expiresAt !== seen.expiresAt) {
        const refused = await prolong(seen, after.expiresAt, by);
        if (refused) return refused;
      } else if (after.reason === seen.reason) return whole(guildId, number);
      return change(guildId, number, async (tx, one, now) => {
        if (one.version !== seen.version) return refuse('case_changed_meanwhile');
        await store.edit(tx, one, { reason: after.reason, expiresAt: instantOrNull(after.expiresAt), now });
        const before = { reason: one.reason, expiresAt: one.expiresAt };
        await chronicle.note(tx, one, { kind: 'edited', by, data: { before, after } });
        return null;
      });
    },

    /** What is kept about somebody, oldest first. Notes and who moderated are the staff's own. */
    exportUser: (userId: Snowflake) => readPerson(db, userId),

    /** Of somebody who had their data deleted: the name goes, what was done stays for those who run the server. */
    eraseUser: (userId: Snowflake): Promise<number> => forgetName(db, userId),
  };
}
