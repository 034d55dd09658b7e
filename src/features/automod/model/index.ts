import { z } from 'zod';
import { type Snowflake, snowflake } from '../../../shared/ids.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import {
  type Action,
  type Evaluation,
  LONGEST_TIMEOUT,
  MODES,
  MOST_RULES,
  NAME_LIMIT,
  type Outcome,
  type Rule,
  type TriggerKind,
  type Verdict,
} from '../rules.ts';
import { triggerOf, triggers } from '../triggers/index.ts';
import { RULE_STEPS, stepsIn } from '../triggers/patterns.ts';

const isPlain = (text: string) => text.isWellFormed() && !/\p{Cc}/u.test(text);

const action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delete') }),
  z.strictObject({
    kind: z.literal('timeout'),
    seconds: z
      .int()
      .min(60)
      .max(LONGEST_TIMEOUT)
      .meta({ description: 'For how long; Discord allows 28 days.', examples: [600] }),
  }),
  z.strictObject({ kind: z.literal('kick') }),
  z.strictObject({
    kind: z.literal('ban'),
    delete_seconds: z
      .int()
      .min(0)
      .max(604_800)
      .default(0)
      .meta({ description: 'Messages of this last time go too; at most 7 days.', examples: [0] }),
  }),
  z.strictObject({ kind: z.literal('warn') }),
  z.strictObject({ kind: z.literal('alert') }),
]);

const kindsOf = (actions: readonly Action[]) => actions.map(({ kind }) => kind);

const common = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(NAME_LIMIT)
    .refine(isPlain, 'must be plain text')
    .meta({ description: 'What the rule is called; unlike every other one.', examples: ['Dangerous files'] }),
  actions: z
    .array(action)
    .min(1)
    .max(6)
    .refine((actions) => new Set(kindsOf(actions)).size === actions.length, 'must not do the same thing twice')
    .refine(
      (actions) => !['kick', 'ban'].every((kind) => kindsOf(actions).includes(kind as 'kick')),
      'must kick or ban, not both',
    )
    .meta({ description: 'What is done, in this order.', examples: [[{ kind: 'delete' }, { kind: 'alert' }]] }),
  mode: z
    .enum(MODES)
    .default('shadow')
    .meta({ description: '`shadow` reports what the rule would do, and does nothing.', examples: ['shadow'] }),
  exempt_roles: z
    .array(snowflake)
    .max(100)
    .default([])
    .meta({ description: 'Whose members the rule lets be.', examples: [[]] }),
  exempt_channels: z
    .array(snowflake)
    .max(200)
    .default([])
    .meta({ description: 'Where the rule does not hold; threads and posts go with their channel.', examples: [[]] }),
  exempt_staff: z
    .boolean()
    .default(true)
    .meta({ description: 'Let be who may manage messages or the server.', examples: [true] }),
  cooldown_seconds: z
    .int()
    .min(0)
    .max(86_400)
    .default(0)
    .meta({ description: 'How long the rule lets somebody be after it acted on them.', examples: [0] }),
  stop_on_match: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether later rules are left out once it fired live.', examples: [true] }),
};

const one = <Kind extends TriggerKind>(kind: Kind) =>
  z.strictObject({
    rule_type: z.literal(kind).meta({ description: triggers[kind].title }),
    config: triggers[kind].config as (typeof triggers)[Kind]['config'],
    ...common,
  });

/** A rule as people write it, in JSON or in a form. */
export const ruleBody = z
  .discriminatedUnion('rule_type', [
    one('username_regex'),
    one('account_age'),
    one('message_rate'),
    one('duplicate'),
    one('file_extension'),
    one('mention_spam'),
    one('invite_link'),
  ])
  .superRefine((rule, context) => {
    if (rule.rule_type !== 'username_regex') return;
    const steps = stepsIn(rule.config.patterns);
    if (steps <= RULE_STEPS) return;
    const message = `together are too large (${steps} steps, at most ${RULE_STEPS}). Repeat less, or split them over two rules`;
    context.addIssue({ code: 'custom', path: ['config', 'patterns'], message });
  })
  .superRefine(({ rule_type: kind, actions }, context) => {
    const index = actions.findIndex((one) => one.kind === 'delete');
    if (index < 0 || triggerOf(kind).on.includes('message')) return;
    const message = 'there is no message to delete when somebody joins. Take another action';
    context.addIssue({ code: 'custom', path: ['actions', index], message });
  })
  .meta({
    examples: [
      {
        name: 'Dangerous files',
        rule_type: 'file_extension',
        config: { extensions: ['exe', 'scr'] },
        actions: [{ kind: 'delete' }, { kind: 'alert' }],
      },
    ],
  });

export type RuleBody = z.infer<typeof ruleBody>;

/** A rule with its id; one without is new. */
export type ConfiguredRule = RuleBody & { readonly id?: string | undefined };

const configuredRule = z.looseObject({ id: z.uuid().optional() }).transform(({ id, ...body }, context) => {
  const { data, error } = ruleBody.safeParse(body);
  for (const { path, message } of error?.issues ?? []) context.addIssue({ code: 'custom', path, message });
  return data ? ({ ...(id === undefined ? {} : { id }), ...data } as ConfiguredRule) : z.NEVER;
});

/** All rules of a guild in their order and where alerts go, as they are restored and travel in a file. */
export const automodConfig = z.strictObject({
  alert_channel_id: snowflake.nullable().default(null),
  alert_role_id: snowflake.nullable().default(null),
  rules: z.array(configuredRule).max(MOST_RULES, `must be at most ${MOST_RULES}, as many as a server can have`),
});

export type AutomodConfig = z.infer<typeof automodConfig>;

export type RuleInput = Omit<Rule, 'id' | 'guildId' | 'priority' | 'trippedAt' | 'version'>;

export function inputOf(body: RuleBody): RuleInput {
  return {
    name: body.name,
    trigger: body.rule_type,
    config: body.config,
    actions: body.actions,
    mode: body.mode,
    exemptRoles: body.exempt_roles,
    exemptChannels: body.exempt_channels,
    exemptStaff: body.exempt_staff,
    cooldown: body.cooldown_seconds,
    stopOnMatch: body.stop_on_match,
  };
}

/** The other way round: a rule as people write it. */
export function bodyOf(rule: RuleInput): RuleBody {
  return {
    name: rule.name,
    rule_type: rule.trigger,
    config: rule.config,
    actions: rule.actions,
    mode: rule.mode,
    exempt_roles: rule.exemptRoles,
    exempt_channels: rule.exemptChannels,
    exempt_staff: rule.exemptStaff,
    cooldown_seconds: rule.cooldown,
    stop_on_match: rule.stopOnMatch,
  } as RuleBody;
}

/** What a manager sets of a rule. */
export function settingsOf(rule: Rule): RuleInput {
  const { id, guildId, priority, trippedAt, version, ...input } = rule;
  return input;
}

/** What holds for all rules of a guild. */
export interface AutomodState {
  /** Since when nothing is done; epoch milliseconds, null while rules run. */
  readonly haltedAt: number | null;
  readonly haltedBy: string | null;
  readonly haltReason: string | null;
  /** Where alerts go, and whom they call; null for nowhere and nobody. */
  readonly alertChannelId: Snowflake | null;
  readonly alertRoleId: Snowflake | null;
  readonly version: number;
}

export const NO_STATE: AutomodState = {
  haltedAt: null,
  haltedBy: null,
  haltReason: null,
  alertChannelId: null,
  alertRoleId: null,
  version: 0,
};

export const HALT_REASON_LIMIT = 200;

/** How one action of an event went. */
export interface ActionResult {
  readonly kind: Action['kind'];
  readonly status: 'done' | 'failed' | 'skipped';
  /** Why it failed or was skipped, in a sentence; null when it was done. */
  readonly note: string | null;
  /** Whether it will be refused again until somebody mends something. */
  readonly lasting?: boolean;
  /** The moderation case that it made. */
  readonly caseId?: string;
}

export const EVENT_OUTCOMES = ['fired', 'shadow', 'alert_only'] as const satisfies readonly Outcome[];

/** A rule that matched, as the log keeps it. */
export interface AutomodEvent {
  readonly id: string;
  readonly guildId: Snowflake;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly trigger: TriggerKind;
  readonly outcome: (typeof EVENT_OUTCOMES)[number];
  readonly userId: Snowflake;
  readonly username: string;
  readonly channelId: Snowflake | null;
  readonly messageId: Snowflake | null;
  /** Null 48 hours later. */
  readonly content: string | null;
  readonly reason: string;
  readonly actions: readonly Action[];
  /** Empty in shadow, and until the first action is through. */
  readonly results: readonly ActionResult[];
  /** Hits of the burst, this one included. */
  readonly hits: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly undoneAt: number | null;
  readonly undoneBy: string | null;
  /** How taking each action back went. */
  readonly undo: readonly ActionResult[];
}

/** Something that keeps a rule from doing what it promises. */
export interface RuleProblem {
  readonly ruleId: string;
  readonly ruleName: string;
  /** To be read after "cannot". */
  readonly cannot:
    | 'run'
    | 'delete messages'
    | 'time people out'
    | 'kick people'
    | 'ban people'
    | 'warn people'
    | 'alert anybody';
  /** Why, and how to mend it, in sentences. */
  readonly why: string;
  /** Where it is so; null for everywhere. */
  readonly channelId: Snowflake | null;
}

/** What a rule would have done to what was said of late. */
export interface Impact {
  /** How many happenings were looked at, the first of them then; null for none. */
  readonly seen: number;
  readonly since: number | null;
  readonly hits: number;
  readonly people: number;
  /** Staff and others whom an exemption spares, and would else be hit. */
  readonly spared: number;
  readonly examples: readonly {
    readonly userId: Snowflake;
    readonly username: string;
    readonly reason: string;
    readonly content: string | null;
    readonly at: number;
  }[];
}

/** What a rule did or would have done in some hours. */
export interface RuleReport {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly mode: Rule['mode'];
  readonly events: number;
  /** Of these, those in shadow, where nobody was touched. */
  readonly shadowed: number;
  readonly hits: number;
  readonly people: number;
  readonly undone: number;
  readonly lastAt: number | null;
}

/** An evaluation as it is shown: what happened and every rule's verdict. */
export interface Trace {
  readonly kind: Evaluation['happening']['kind'];
  readonly at: number;
  readonly messageId: Snowflake | null;
  readonly userId: Snowflake;
  readonly username: string;
  readonly verdicts: readonly Verdict[];
}

export type AutomodRefusal =
  | 'automod_rule_unknown'
  | 'automod_rule_changed'
  | 'automod_rules_limit'
  | 'automod_patterns_limit'
  | 'automod_patterns_large'
  | 'automod_rule_name_taken'
  | 'automod_order_incomplete'
  | 'automod_event_unknown'
  | 'automod_nothing_to_undo'
  | 'automod_undone_before'
  | 'automod_undo_failed'
  | 'automod_message_unknown'
  | 'automod_bot_silent'
  | 'automod_state_changed';

export type AutomodNo = Refusal<AutomodRefusal>;
