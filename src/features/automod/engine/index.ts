import {
  type Action,
  BREAKER_LIMIT,
  type Evaluation,
  type Finding,
  type Happening,
  LONGEST_WINDOW,
  removes,
  type Verdict,
} from '../rules.ts';
import { Words } from '../triggers/words.ts';
import { Marks } from './marks.ts';
import type { GuildRules, ReadyRule } from './prepare.ts';
import { Traces } from './traces.ts';

export { type GuildRules, prepareRules, whyUnavailable } from './prepare.ts';

/** The most guilds whose messages are remembered at a time; the longest silent go first. */
const MOST_GUILDS = 4_000;
const SWEEP_EVERY = 60_000;

interface Memory {
  readonly traces: Traces;
  readonly marks: Marks;
  /** When something last happened. */
  lastAt: number;
}

export type Engine = ReturnType<typeof createEngine>;

/** Judges what happens. Time is the happenings' own (`at`), so that the past can be replayed. Pure but for its memory. */
export function createEngine() {
  const memories = new Map<string, Memory>();
  let sweptAt = 0;

  function memoryOf(guildId: string, at: number): Memory {
    const known = memories.get(guildId);
    if (known) {
      known.lastAt = at;
      return known;
    }
    sweep(at);
    const made: Memory = { traces: new Traces(), marks: new Marks(), lastAt: at };
    memories.set(guildId, made);
    return made;
  }

  /** Forgets guilds in which nothing happened for as long as anything is remembered. */
  function sweep(at: number): void {
    if (at - sweptAt > SWEEP_EVERY) {
      sweptAt = at;
      for (const [guildId, { lastAt }] of memories) if (at - lastAt > LONGEST_WINDOW * 1_000) memories.delete(guildId);
    }
    if (memories.size >= MOST_GUILDS) memories.delete(memories.keys().next().value ?? '');
  }

  return {
    /** Every rule's verdict, in order. What a rule then does is for the caller to do. */
    evaluate(guild: GuildRules, happening: Happening): Evaluation {
      const memory = memoryOf(guild.guildId, happening.at);
      const words = new Words(happening.post?.content ?? '');
      remember(memory, guild, happening, words);
      return judgeAll(guild, happening, { memory, look: { words, past: memory.traces } });
    },

    forget(guildId: string): void {
      memories.delete(guildId);
    },

    /** What is remembered now, and how many bytes of memory that takes at most. */
    figures() {
      const total = { guilds: memories.size, members: 0, messages: 0, bytes: 0 };
      for (const { traces, marks } of memories.values()) {
        const { members, messages, bytes } = traces.figures;
        total.members += members;
        total.messages += messages;
        total.bytes += bytes + marks.size * MARK_BYTES;
      }
      return total;
    },
  };
}

const MARK_BYTES = 200;

interface Scene {
  readonly memory: Memory;
  readonly look: { readonly words: Words; readonly past: Traces };
}

function remember({ traces }: Memory, guild: GuildRules, { kind, subject, post, at }: Happening, words: Words): void {
  if (guild.remembers === 'nothing' || guild.halted || subject.isBot || !post) return;
  traces.note(subject.id, post, at, { words: guild.remembers === 'text' ? words : null, edited: kind === 'edit' });
}

function judgeAll(guild: GuildRules, happening: Happening, scene: Scene): Evaluation {
  const verdicts: Verdict[] = [];
  const tripped: string[] = [];
  let stoppedBy: string | null = null;
  for (const ready of guild.rules) {
    const reason = whyNot(guild, ready, happening, stoppedBy);
    const verdict = reason ?? judge(ready, happening, scene, tripped);
    verdicts.push(verdict);
    if (verdict.outcome === 'fired' && ready.rule.stopOnMatch) stoppedBy = ready.rule.name;
  }
  return { happening, verdicts, tripped };
}

/** What keeps a rule from looking at all. */
function whyNot(guild: GuildRules, ready: ReadyRule, happening: Happening, stoppedBy: string | null): Verdict | null {
  const { rule, on, unavailable } = ready;
  if (rule.mode === 'off') return verdictOf(ready, 'off', 'the rule is switched off');
  if (guild.halted) return verdictOf(ready, 'halted', 'auto-moderation is stopped in this server');
  if (!on.has(happening.kind)) return verdictOf(ready, 'other_event', WHEN[happening.kind]);
  if (unavailable !== null) return verdictOf(ready, 'unavailable', unavailable);
  const exemption = exemptionOf(ready, happening);
  if (exemption !== null) return verdictOf(ready, 'exempt', exemption);
  return stoppedBy === null ? null : verdictOf(ready, 'stopped', `“${stoppedBy}” fired before it and stops the rest`);
}

const WHEN: Readonly<Record<Happening['kind'], string>> = {
  message: 'does not look at new messages',
  edit: 'does not look at changed messages',
  join: 'does not look at who joins',
  profile: 'does not look at changed names',
};

function exemptionOf({ rule, exemptRoles, exemptChannels }: ReadyRule, { subject, post }: Happening): string | null {
  if (subject.isBot) return 'bots and webhooks are left alone';
  if (rule.exemptStaff && subject.isStaff) return 'staff are exempt';
  if (exemptRoles.size > 0 && subject.roleIds.some((id) => exemptRoles.has(id))) return 'one of their roles is exempt';
  if (exemptChannels.size === 0 || !post) return null;
  if (exemptChannels.has(post.channelId)) return 'the channel is exempt';
  return post.parentIds.some((id) => exemptChannels.has(id)) ? 'the channel it lies in is exempt' : null;
}

function judge(ready: ReadyRule, happening: Happening, { memory, look }: Scene, tripped: string[]): Verdict {
  const { rule } = ready;
  const finding = ready.judge(happening, look);
  if (!finding.hit) return verdictOf(ready, 'missed', finding.reason);
  const { subject, at } = happening;
  const timing = memory.marks.hit(rule.id, subject.id, at, rule.cooldown);
  if (timing.kind === 'cooling') {
    const left = Math.ceil((timing.until - at) / 1_000);
    return verdictOf(ready, 'cooling', `${finding.reason}, but it fired at them lately and rests for ${left} s more`);
  }
  const burst = timing.kind === 'burst';
  if (rule.mode === 'shadow') return hitOf(ready, finding, { outcome: 'shadow', actions: rule.actions, burst });
  if (rule.trippedAt !== null || memory.marks.isTripped(rule.id, rule.version)) return alertOnly(ready, finding, burst);
  if (burst) return hitOf(ready, finding, { outcome: 'fired', actions: rule.actions.filter(isDelete), burst });
  if (rule.actions.some(removes) && !memory.marks.mayRemove(subject.id, at)) {
    memory.marks.trip(rule.id, rule.version);
    tripped.push(rule.id);
    return alertOnly(ready, finding, burst);
  }
  return hitOf(ready, finding, { outcome: 'fired', actions: rule.actions, burst });
}

const isDelete = (action: Action): boolean => action.kind === 'delete';

/** Of a rule that has removed too many: it still tells. */
function alertOnly(ready: ReadyRule, finding: Finding, burst: boolean): Verdict {
  const reason = `${finding.reason}; only an alert, since more than ${BREAKER_LIMIT} people a minute would have gone`;
  return hitOf(
    ready,
    { ...finding, reason },
    { outcome: 'alert_only', actions: burst ? [] : [{ kind: 'alert' }], burst },
  );
}

function hitOf(
  ready: ReadyRule,
  { reason, evidence = NONE }: Finding,
  { outcome, actions, burst }: Pick<Verdict, 'outcome' | 'actions' | 'burst'>,
): Verdict {
  return { ...verdictOf(ready, outcome, reason), burst, actions, evidence: burst ? NONE : evidence };
}

function verdictOf({ rule }: ReadyRule, outcome: Verdict['outcome'], reason: string): Verdict {
  return {
    ruleId: rule.id,
    ruleName: rule.name,
    trigger: rule.trigger,
    mode: rule.mode,
    outcome,
    reason,
    burst: false,
    actions: NONE,
    evidence: NONE,
  };
}

const NONE: readonly never[] = [];
