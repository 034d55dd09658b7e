import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import type { ActionResult, AutomodEvent, RuleReport } from '../model/index.ts';
import * as store from '../store/events.ts';
import { findRule } from '../store/rules.ts';
import { type AutomodDeps, instant } from './context.ts';

const HOUR = 3_600_000;
const TEXT_LIFE = 48 * HOUR;
const EVENT_LIFE = 30 * 24 * HOUR;
/** The most events that are undone at once. */
const BULK = 200;

type UndoRefusal = Refusal<
  'automod_event_unknown' | 'automod_nothing_to_undo' | 'automod_undone_before' | 'automod_undo_failed'
>;

/** What came of undoing a rule's last hours. */
export interface BulkUndo {
  readonly rows: readonly {
    readonly eventId: string;
    readonly userId: Snowflake;
    readonly refused: UndoRefusal | null;
  }[];
  /** Whether there are more; ask again. */
  readonly more: boolean;
}

/** What rules did: read, reported, and taken back. */
export function createLog({ db, clock, guilds, enforcer }: AutomodDeps) {
  async function undoAll(event: AutomodEvent, actor: Actor): Promise<ActionResult[]> {
    const undone: ActionResult[] = [];
    for (const { kind, status, caseId = null } of event.results) {
      if (status !== 'done' || !isUndoable(kind)) continue;
      const order = { ...event, reason: `Undone by ${actor.name ?? actor.id}`, key: `automod-undo:${event.id}` };
      const enforced = await enforcer.undo(order, kind, caseId);
      undone.push({ kind, status: enforced.done ? 'done' : 'failed', note: enforced.done ? null : enforced.problem });
    }
    return undone;
  }

  /** What it takes back, it takes back once, even when asked twice at the same time. */
  async function undo(event: AutomodEvent, actor: Actor): Promise<AutomodEvent | UndoRefusal> {
    const { guildId, id } = event;
    if (event.undoneAt !== null) return refuse('automod_undone_before');
    if (!event.results.some(({ kind, status }) => status === 'done' && isUndoable(kind)))
      return refuse('automod_nothing_to_undo');
    const claimed = await store.claimUndo(db, event, { by: actor.id, now: instant(clock.now()) });
    if (!claimed) return refuse('automod_undone_before');
    const undone = await undoAll(event, actor).catch(async (error: unknown) => {
      await store.saveUndo(db, event, { undo: [], done: false });
      throw error;
    });
    const failed = undone.find(({ status }) => status === 'failed');
    await db.transaction(async (tx) => {
      await store.saveUndo(tx, event, { undo: undone, done: failed === undefined });
      if (failed) return;
      const change = { before: { actions: undone.map(({ kind }) => kind) }, after: null };
      await guilds.record(tx, { guildId, ...authorship(actor), action: 'automod.event.undone', target: id, ...change });
    });
    if (failed) return refuse('automod_undo_failed', { problem: failed.note });
    return (await store.findEvent(db, guildId, id)) ?? event;
  }

  return {
    /** Newest first. @returns `next`: where the next page begins (`before`), null at the end */
    async events(filter: store.EventFilter, limit: number): Promise<{ events: AutomodEvent[]; next: string | null }> {
      const found = await store.listEvents(db, filter, limit + 1);
      const page = found.slice(0, limit);
      return { events: page, next: found.length > limit ? (page.at(-1)?.id ?? null) : null };
    },

    event: (guildId: Snowflake, id: string): Promise<AutomodEvent | null> => store.findEvent(db, guildId, id),

    /** What each rule did, or would have done in shadow, in the last hours. */
    report(guildId: Snowflake, hours: number): Promise<RuleReport[]> {
      return store.reportRules(db, guildId, instant(clock.now() - hours * HOUR));
    },

    /** Rules that acted in each of the last 24 hours, the oldest hour first. */
    hourly: (guildId: Snowflake): Promise<number[]> => store.countHours(db, guildId, instant(clock.now())),

    /** What `undoRule` would take back now. */
    async undoable(guildId: Snowflake, { ruleId, hours }: { ruleId: string; hours: number }) {
      const since = instant(clock.now() - hours * HOUR);
      const found = await store.listUndoable(db, { guildId, ruleId, since }, BULK + 1);
      const events = found.slice(0, BULK);
      const people = [...new Set(events.map(({ username }) => username))];
      return { events: events.length, people, more: found.length > BULK };
    },

    async undoEvent(guildId: Snowflake, id: string, actor: Actor): Promise<AutomodEvent | UndoRefusal> {
      const event = await store.findEvent(db, guildId, id);
      return event ? undo(event, actor) : refuse('automod_event_unknown');
    },

    /** Takes back what a rule did in the last hours, each event by itself; at most 200 at once. */
    async undoRule(
      guildId: Snowflake,
      { ruleId, hours }: { ruleId: string; hours: number },
      actor: Actor,
    ): Promise<BulkUndo | Refusal<'automod_rule_unknown'>> {
      const since = instant(clock.now() - hours * HOUR);
      const found = await store.listUndoable(db, { guildId, ruleId, since }, BULK + 1);
      if (found.length === 0 && !(await findRule(db, guildId, ruleId))) return refuse('automod_rule_unknown');
      const rows: BulkUndo['rows'][number][] = [];
      for (const event of found.slice(0, BULK)) {
        const undone = await undo(event, actor);
        rows.push({
          eventId: event.id,
          userId: event.userId,
          refused: isRefusal(undone) ? (undone as UndoRefusal) : null,
        });
      }
      return { rows, more: found.length > BULK };
    },

    /** What was written after an id, oldest first. */
    eventsSince: (guildId: Snowflake, after: string, limit: number): Promise<AutomodEvent[]> =>
      store.listSince(db, guildId, after, limit),

    /** Everything that the log says about a person, oldest first. */
    exportUser: (userId: Snowflake) => store.readPerson(db, userId),

    /** Takes a person out of the log. */
    eraseUser: (userId: Snowflake): Promise<void> => store.forgetPerson(db, userId),

    /** Texts after 48 hours, events after 30 days. */
    forgetOld(): Promise<void> {
      const now = clock.now();
      return store.forgetOld(db, { text: instant(now - TEXT_LIFE), events: instant(now - EVENT_LIFE) });
    },
  };
}

function isUndoable(kind: ActionResult['kind']): kind is 'timeout' | 'ban' | 'warn' {
  return kind === 'timeout' || kind === 'ban' || kind === 'warn';
}
