import { z } from 'zod';
import { snowflake } from '../../../shared/ids.ts';
import { type ActionResult, type AutomodEvent, EVENT_OUTCOMES, type Trace } from '../model/index.ts';
import { ACTIONS, MODES, OUTCOMES, primaryAction, type Rule, TRIGGERS, type Verdict } from '../rules.ts';

export const READ = { scope: 'automod:read', guild: 'guild_id' } as const;
export const MANAGE = { scope: 'automod:manage', guild: 'guild_id' } as const;

export const PREFIX = '/guilds/:guild_id/automod';

const GUILD = '290926798626357250';
const MALLORY = '80351110224678912';
const RULE_ID = '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f';
const EVENT_ID = '019a6c1f-0a1b-7c3d-9e4f-5a6b7c8d9e0f';
const INSTANT = '2026-11-20T12:00:00.000Z';

const described = <Schema extends z.ZodType>(schema: Schema, description: string, example: unknown): Schema =>
  schema.meta({ description, examples: [example] }) as Schema;

const guildId = described(snowflake, 'The guild’s Discord id.', GUILD);
export const ruleId = described(z.uuid(), 'The rule’s id.', RULE_ID);
const eventId = described(z.uuid(), 'The event’s id.', EVENT_ID);
export const userId = described(snowflake, 'The person’s Discord id.', MALLORY);

export const ofGuild = z.object({ guild_id: guildId });
export const ofRule = z.object({ guild_id: guildId, rule_id: ruleId });
export const ofEvent = z.object({ guild_id: guildId, event_id: eventId });
export const ofMessage = z.object({
  guild_id: guildId,
  message_id: described(snowflake, 'The message’s Discord id.', '1311111111111111111'),
});

export const instant = (description: string, example: string | null = INSTANT) =>
  described(z.string().meta({ format: 'date-time' }).nullable(), description, example);
export const count = (description: string, example: number) => described(z.int().min(0), description, example);
export const text = (description: string, example: string) => described(z.string(), description, example);
const maybe = (description: string, example: string | null) => described(z.string().nullable(), description, example);

const action = described(
  z.object({
    kind: z.enum(ACTIONS).meta({ description: 'What is done.', examples: ['delete'] }),
    seconds: z
      .int()
      .optional()
      .meta({ description: 'Of a timeout: for how long.', examples: [600] }),
    delete_seconds: z
      .int()
      .optional()
      .meta({ description: 'Of a ban: messages of this last time go too.', examples: [0] }),
  }),
  'One action.',
  { kind: 'delete' },
);

const flag = (description: string, example: boolean) => described(z.boolean(), description, example);
const idList = (description: string) => described(z.array(z.string()), description, []);

export const rule = z.object({
  id: ruleId,
  name: text('What the rule is called.', 'Dangerous files'),
  rule_type: described(z.enum(TRIGGERS), 'What it looks at.', 'file_extension'),
  config: described(z.record(z.string(), z.unknown()), 'The settings of its type.', { listed: 'blocked' }),
  action: described(z.enum(ACTIONS), 'The gravest of its actions.', 'delete'),
  actions: described(z.array(action), 'What is done, in this order.', [{ kind: 'delete' }]),
  priority: described(z.int().min(1), 'Its place, from 1; the lowest is judged first.', 1),
  mode: described(z.enum(MODES), '`shadow` reports only.', 'shadow'),
  is_active: flag('Whether it is not switched off.', true),
  exempt_roles: idList('Whose members it lets be.'),
  exempt_channels: idList('Where it does not hold.'),
  exempt_staff: flag('Whether it lets staff be.', true),
  cooldown_seconds: count('How long it lets somebody be after it acted on them.', 0),
  stop_on_match: flag('Whether later rules are left out once it fired live.', true),
  tripped_at: instant(
    'Since when it only alerts, because it would have removed too many people; null while it works.',
    null,
  ),
  version: described(z.int().min(1), 'Grows with every change; the ETag.', 1),
});

export function ruleOf(of: Rule) {
  return {
    id: of.id,
    name: of.name,
    rule_type: of.trigger,
    config: of.config,
    action: primaryAction(of.actions),
    actions: of.actions,
    priority: of.priority,
    mode: of.mode,
    is_active: of.mode !== 'off',
    exempt_roles: of.exemptRoles,
    exempt_channels: of.exemptChannels,
    exempt_staff: of.exemptStaff,
    cooldown_seconds: of.cooldown,
    stop_on_match: of.stopOnMatch,
    tripped_at: time(of.trippedAt),
    version: of.version,
  };
}

const result = z.object({
  action: described(z.enum(ACTIONS), 'Which action.', 'delete'),
  status: described(z.enum(['done', 'failed', 'skipped']), 'How it went.', 'done'),
  note: maybe('Why it failed or was skipped.', null),
  case_id: maybe('The moderation case that it made.', null),
});

const resultOf = ({ kind, status, note, caseId }: ActionResult) => ({
  action: kind,
  status,
  note,
  case_id: caseId ?? null,
});

export const event = z.object({
  id: eventId,
  rule_id: ruleId,
  rule_name: text('What the rule was called.', 'Dangerous files'),
  rule_type: described(z.enum(TRIGGERS), 'What it looked at.', 'file_extension'),
  outcome: described(
    z.enum(EVENT_OUTCOMES),
    '`shadow`: nothing was done; `alert_only`: the breaker held it back.',
    'fired',
  ),
  user_id: userId,
  username: text('Their name at the time.', 'mallory'),
  channel_id: maybe('Where; null for who joined.', null),
  message_id: maybe('Which message; null for who joined.', null),
  content: maybe('What was written, for 48 hours.', 'free stuff, click here'),
  reason: text('What the rule saw.', 'the file “a.exe” has .exe'),
  actions: described(z.array(action), 'What it does, or would have done.', [{ kind: 'delete' }]),
  results: z.array(result).meta({ description: 'How each action went; empty in shadow.' }),
  hits: described(z.int().min(1), 'Hits of the burst.', 1),
  created_at: instant('When.'),
  undone_at: instant('When it was taken back.', null),
  undone_by: maybe('By whom.', null),
  undo: z.array(result).meta({ description: 'How taking it back went.' }),
});

export function eventOf(of: AutomodEvent) {
  return {
    id: of.id,
    rule_id: of.ruleId,
    rule_name: of.ruleName,
    rule_type: of.trigger,
    outcome: of.outcome,
    user_id: of.userId,
    username: of.username,
    channel_id: of.channelId,
    message_id: of.messageId,
    content: of.content,
    reason: of.reason,
    actions: of.actions,
    results: of.results.map(resultOf),
    hits: of.hits,
    created_at: time(of.at),
    undone_at: time(of.undoneAt),
    undone_by: of.undoneBy,
    undo: of.undo.map(resultOf),
  };
}

export const verdict = z.object({
  rule_id: text('The rule’s id; `draft` for one that was not saved.', 'draft'),
  rule_name: text('What it is called.', 'Dangerous files'),
  outcome: described(z.enum(OUTCOMES), 'How it judged; only `fired` acts.', 'missed'),
  reason: text('Why, in a few words.', 'no file'),
  burst: flag('Whether the hit belongs to the one before.', false),
  actions: described(z.array(action), 'What it does, or would do in shadow.', []),
});

export const verdictOf = (of: Verdict) => ({
  rule_id: of.ruleId,
  rule_name: of.ruleName,
  outcome: of.outcome,
  reason: of.reason,
  burst: of.burst,
  actions: of.actions,
});

export const trace = z.object({
  kind: described(z.enum(['message', 'edit', 'join', 'profile']), 'What happened.', 'message'),
  at: instant('When.'),
  message_id: maybe('Which message; null for who joined.', null),
  user_id: userId,
  username: text('Who.', 'mallory'),
  verdicts: z.array(verdict).meta({ description: 'Every rule, in the order in which they were judged.' }),
});

export const traceOf = (of: Trace) => ({
  kind: of.kind,
  at: time(of.at),
  message_id: of.messageId,
  user_id: of.userId,
  username: of.username,
  verdicts: of.verdicts.map(verdictOf),
});

export function time(epochMilliseconds: number | null): string | null {
  return epochMilliseconds === null ? null : new Date(epochMilliseconds).toISOString();
}

const EXAMPLE_RULE = ruleOf({
  id: RULE_ID,
  guildId: GUILD,
  name: 'Dangerous files',
  trigger: 'file_extension',
  config: { listed: 'blocked', extensions: ['exe', 'scr'], max_megabytes: null },
  actions: [{ kind: 'delete' }, { kind: 'alert' }],
  priority: 1,
  mode: 'shadow',
  exemptRoles: [],
  exemptChannels: [],
  exemptStaff: true,
  cooldown: 0,
  stopOnMatch: true,
  trippedAt: null,
  version: 1,
});

const EXAMPLE_VERDICT = {
  rule_id: RULE_ID,
  rule_name: 'Dangerous files',
  outcome: 'missed',
  reason: 'no file',
  burst: false,
  actions: [],
};

export const EXAMPLE = {
  rule: EXAMPLE_RULE,
  body: {
    name: 'Dangerous files',
    rule_type: 'file_extension',
    config: { extensions: ['exe', 'scr'] },
    actions: [{ kind: 'delete' }, { kind: 'alert' }],
    mode: 'shadow',
  },
  verdict: EXAMPLE_VERDICT,
  trace: {
    kind: 'message',
    at: INSTANT,
    message_id: '1311111111111111111',
    user_id: MALLORY,
    username: 'mallory',
    verdicts: [EXAMPLE_VERDICT],
  },
  event: eventOf({
    id: EVENT_ID,
    guildId: GUILD,
    ruleId: RULE_ID,
    ruleName: 'Dangerous files',
    trigger: 'file_extension',
    outcome: 'fired',
    userId: MALLORY,
    username: 'mallory',
    channelId: '290926798999650304',
    messageId: '1311111111111111111',
    content: 'free stuff, click here',
    reason: 'the file “a.exe” has .exe',
    actions: [{ kind: 'delete' }],
    results: [{ kind: 'delete', status: 'done', note: null }],
    hits: 1,
    at: Date.UTC(2026, 10, 20, 12),
    undoneAt: null,
    undoneBy: null,
    undo: [],
  }),
} as const;
