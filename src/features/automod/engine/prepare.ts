import { type Happening, MOST_RULES, type Rule } from '../rules.ts';
import { triggerOf } from '../triggers/index.ts';
import type { Intent, Judge, Trigger } from '../triggers/trigger.ts';

/** A rule, ready to judge. */
export interface ReadyRule {
  readonly rule: Rule;
  readonly on: ReadonlySet<Happening['kind']>;
  readonly judge: Judge;
  readonly remembers: Trigger['remembers'];
  /** Why it cannot run now; null when it can. */
  readonly unavailable: string | null;
  readonly exemptRoles: ReadonlySet<string>;
  readonly exemptChannels: ReadonlySet<string>;
}

/** All that is needed to judge what happens in a guild. */
export interface GuildRules {
  readonly guildId: string;
  readonly halted: boolean;
  /** In the order in which they are judged. */
  readonly rules: readonly ReadyRule[];
  /** The most that any running rule needs remembered. */
  readonly remembers: Trigger['remembers'];
}

const INTENT_NAMES: Readonly<Record<Intent, string>> = {
  GuildMembers: 'Server Members',
  MessageContent: 'Message Content',
};

/** @param lacking intents that Discord does not give the bot; rules that need them are off, and say so */
export function prepareRules(
  guildId: string,
  rules: readonly Rule[],
  { halted = false, lacking = [] }: { halted?: boolean; lacking?: readonly string[] } = {},
): GuildRules {
  const ready = rules
    .toSorted((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_RULES)
    .map((rule) => prepareRule(rule, lacking));
  const running = ready.filter(({ rule, unavailable }) => rule.mode !== 'off' && unavailable === null);
  const remembers = (['text', 'rate'] as const).find((kind) => running.some((one) => one.remembers === kind));
  return { guildId, halted, rules: ready, remembers: remembers ?? 'nothing' };
}

function prepareRule(rule: Rule, lacking: readonly string[]): ReadyRule {
  const trigger = triggerOf(rule.trigger);
  const config = trigger.config.safeParse(rule.config);
  return {
    rule,
    on: new Set(trigger.on),
    judge: config.success ? trigger.prepare(config.data) : never,
    remembers: trigger.remembers,
    unavailable: config.success ? lackingSentence(trigger, lacking) : UNREADABLE,
    exemptRoles: new Set(rule.exemptRoles),
    exemptChannels: new Set(rule.exemptChannels),
  };
}

const UNREADABLE = 'Its settings cannot be read. Open it and save it again.';

/** Why a rule cannot run; null when it can. @param lacking intents that Discord does not give the bot */
export function whyUnavailable({ trigger: kind, config }: Rule, lacking: readonly string[]): string | null {
  const trigger = triggerOf(kind);
  return trigger.config.safeParse(config).success ? lackingSentence(trigger, lacking) : UNREADABLE;
}

const never: Judge = () => ({ hit: false, reason: 'its settings cannot be read' });

function lackingSentence({ needs }: Trigger, lacking: readonly string[]): string | null {
  const missing = needs
    .filter((intent) => lacking.includes(intent))
    .map((intent) => `“${INTENT_NAMES[intent]} Intent”`);
  if (missing.length === 0) return null;
  return `Needs the ${missing.join(' and the ')}. Switch it on in Discord’s developer portal, under Bot, and start the bot again.`;
}
