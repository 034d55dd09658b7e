import { createCache } from '../../../platform/cache.ts';
import type { Engine } from '../engine/index.ts';
import type { AutomodEvent, AutomodState } from '../model/index.ts';
import type { ActionKind, Evaluation, Happening, Verdict } from '../rules.ts';
import * as events from '../store/events.ts';
import { tripRule } from '../store/rules.ts';
import { createActing } from './acting.ts';
import { type AutomodDeps, idAt, instant } from './context.ts';
import type { LiveRules } from './live.ts';
import type { Recent } from './recent.ts';

const BURSTS = 10_000;
const BURST_LIFE = 10 * 60_000;
/** Hits of bursts reach the log this often. */
const FLUSH_EVERY = 1_000;
const SYSTEM = 'SYSTEM';

interface WatchDeps extends AutomodDeps {
  readonly engine: Engine;
  readonly live: LiveRules;
  readonly recent: Recent;
}

/** Takes in what happens: judges it, writes down what matched, and lets it be acted on. */
export function createWatch({ engine, live, recent, ...deps }: WatchDeps) {
  const { db, bus, clock, log, guilds } = deps;
  const actAll = createActing(deps, async (guildId) => (await live.inForce(guildId)).guild.halted);
  /** The event that each burst belongs to. */
  const bursts = createCache<string>({ max: BURSTS, ttl: BURST_LIFE, clock });
  const pending = new Map<string, { guildId: string; id: string; hits: number }>();
  const timer = setInterval(() => void flush(), FLUSH_EVERY);
  timer.unref();

  async function flush(): Promise<void> {
    if (pending.size === 0) return;
    const hits = [...pending.values()];
    pending.clear();
    await events.addHits(db, hits).catch((error: unknown) => log.warn({ err: error }, 'hits of a burst not recorded'));
  }

  /** The rule only alerts from here on, in every process and after a restart. */
  async function trip(evaluation: Evaluation, ruleId: string): Promise<void> {
    const { guildId } = evaluation.happening;
    const rule = (await live.inForce(guildId)).guild.rules.find((one) => one.rule.id === ruleId)?.rule;
    if (!rule) return;
    const tripped = await db.transaction(async (tx) => {
      if (!(await tripRule(tx, rule, instant(clock.now())))) return false;
      const change = { before: { trippedAt: null }, after: { name: rule.name, trippedAt: clock.now() } };
      await guilds.record(tx, { guildId, actorId: SYSTEM, action: 'automod.rule.tripped', target: ruleId, ...change });
      return true;
    });
    log.warn({ guild_id: guildId, rule: rule.name }, 'a rule would remove too many people; it only alerts now');
    if (tripped) live.changed(guildId);
  }

  /** Writes the event down. @returns whether it is ours: another process may have heard of the same and been first */
  async function begin(burst: string, event: events.NewEvent, claim: string | null): Promise<boolean> {
    bursts.set(burst, event.id);
    const kept = await events.addEvent(db, event, { claim, now: instant(clock.now()) });
    bursts.set(burst, kept);
    return kept === event.id;
  }

  async function take(verdict: Verdict, happening: Happening, more: { state: AutomodState; done: Set<ActionKind> }) {
    const { guildId, subject } = happening;
    const burst = `${verdict.ruleId}:${subject.id}`;
    const known = verdict.burst ? bursts.get(burst) : undefined;
    const eventId = known ?? idAt(clock.now());
    if (known === undefined) {
      if (!(await begin(burst, eventOf(eventId, verdict, happening), happening.claim ?? null))) return;
    } else {
      const hits = (pending.get(known)?.hits ?? 0) + 1;
      pending.set(known, { guildId, id: known, hits });
    }
    if (verdict.outcome === 'shadow') return;
    const results = await actAll({ happening, verdict, eventId, ...more });
    if (known !== undefined) return;
    await events.saveResults(db, { guildId, id: eventId }, results);
    const actions = results.map(({ kind, status }) => ({ kind, status }));
    const { ruleId, trigger } = verdict;
    bus.publish('automod.acted', { guildId, eventId, ruleId, userId: subject.id, trigger, actions });
  }

  return {
    /** Judges what happened and does what the rules ask for. @returns null where a guild has no rules */
    async watch(happening: Happening): Promise<Evaluation | null> {
      const { guild, state } = await live.inForce(happening.guildId);
      if (guild.rules.length === 0) return null;
      const evaluation = engine.evaluate(guild, happening);
      recent.keep(evaluation);
      for (const ruleId of evaluation.tripped) await trip(evaluation, ruleId);
      const done = new Set<ActionKind>();
      for (const verdict of evaluation.verdicts) {
        if (MATCHED.includes(verdict.outcome)) await take(verdict, happening, { state, done });
      }
      return evaluation;
    },

    flush,

    async stop(): Promise<void> {
      clearInterval(timer);
      await flush();
    },
  };
}

const MATCHED: readonly Verdict['outcome'][] = ['fired', 'shadow', 'alert_only'];

function eventOf(id: string, verdict: Verdict, { guildId, subject, post }: Happening): events.NewEvent {
  return {
    id,
    guildId,
    ruleId: verdict.ruleId,
    ruleName: verdict.ruleName,
    trigger: verdict.trigger,
    outcome: verdict.outcome as AutomodEvent['outcome'],
    userId: subject.id,
    username: subject.username,
    channelId: post?.channelId ?? null,
    messageId: post?.id ?? null,
    content: post ? storable(post.content) : null,
    reason: storable(verdict.reason),
    actions: verdict.actions,
  };
}

/** What the database takes: no NUL, no half characters. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}
