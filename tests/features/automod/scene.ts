import { createEngine, prepareRules } from '../../../src/features/automod/engine/index.ts';
import type { Evaluation, Happening, Post, Rule, Subject, TriggerKind } from '../../../src/features/automod/rules.ts';
import { triggerOf } from '../../../src/features/automod/triggers/index.ts';

export const GUILD = '100000000000000001';
export const CHANNEL = '300000000000000001';
export const CATEGORY = '300000000000000002';
export const THREAD = '300000000000000003';
export const HELPER = '500000000000000001';
export const NOON = Date.UTC(2026, 10, 20, 12);
export const SECOND = 1_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

let ids = 0;
export const newId = () => String(600_000_000_000_000_000n + BigInt(++ids));

export const mallory: Subject = {
  id: '200000000000000009',
  username: 'mallory',
  globalName: null,
  nickname: null,
  hasAvatar: false,
  isBot: false,
  isStaff: false,
  roleIds: [],
  createdAt: NOON - 400 * DAY,
};

export const nobody = (change: Partial<Subject> = {}): Subject => ({ ...mallory, id: newId(), ...change });

export function postOf(change: Partial<Post> = {}): Post {
  return {
    id: newId(),
    channelId: CHANNEL,
    parentIds: [CATEGORY],
    content: 'hello there, everybody',
    attachments: [],
    mentions: { users: 0, roles: 0, everyone: false },
    ...change,
  };
}

export function said(change: Partial<Post> = {}, more: Partial<Happening> = {}): Happening {
  return { kind: 'message', guildId: GUILD, subject: mallory, post: postOf(change), at: NOON, ...more };
}

export function joined(change: Partial<Subject> = {}, at = NOON): Happening {
  return { kind: 'join', guildId: GUILD, subject: nobody(change), post: null, at };
}

export function ruleOf(trigger: TriggerKind, config: object = {}, change: Partial<Rule> = {}): Rule {
  return {
    id: `rule-${++ids}`,
    guildId: GUILD,
    name: trigger,
    trigger,
    config: triggerOf(trigger).config.parse(config),
    actions: [{ kind: 'delete' }],
    priority: 0,
    mode: 'live',
    exemptRoles: [],
    exemptChannels: [],
    exemptStaff: true,
    cooldown: 0,
    stopOnMatch: true,
    trippedAt: null,
    version: 1,
    ...change,
  };
}

/** An engine of its own with these rules. */
export function judging(...rules: Rule[]) {
  const engine = createEngine();
  const guild = prepareRules(GUILD, rules);
  const evaluate = (happening: Happening): Evaluation => engine.evaluate(guild, happening);
  /** The outcome and reason of the only rule. */
  const ask = (happening: Happening) => {
    const [verdict] = evaluate(happening).verdicts;
    if (!verdict) throw new Error('no rule');
    return { outcome: verdict.outcome, reason: verdict.reason };
  };
  return { engine, guild, evaluate, ask };
}
