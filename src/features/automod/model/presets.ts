import type { TriggerKind } from '../rules.ts';
import { RISKY_EXTENSIONS } from '../triggers/file-extension.ts';
import { inputOf, type RuleInput, ruleBody } from './index.ts';

interface Preset {
  readonly title: string;
  readonly description: string;
  /** In shadow, all of them. */
  readonly rules: readonly { readonly name: string }[];
}

const HINT = [{ kind: 'delete' }, { kind: 'warn' }];
const TEN_MINUTES = { kind: 'timeout', seconds: 600 };
const ALERT = { kind: 'alert' };

const rule = (name: string, rule_type: TriggerKind, more: object) => ({ name, rule_type, config: {}, ...more });

const newAccounts = rule('New accounts', 'account_age', { config: { younger_than_hours: 1 }, actions: [ALERT] });

const poseAsStaff = rule('Names that pose as staff', 'username_regex', {
  config: {
    patterns: [
      '\\b(discord|server|community)\\s*(support|staff|admin|moderator|team)\\b',
      '\\bhelp\\s*desk\\b',
      'free.{0,3}nitro',
    ],
  },
  actions: [ALERT],
});

const dangerousFiles = rule('Dangerous files', 'file_extension', {
  config: { listed: 'blocked', extensions: RISKY_EXTENSIONS },
  actions: [...HINT, ALERT],
});

const flood = rule('Too many messages', 'message_rate', {
  config: { messages: 6, seconds: 5 },
  actions: [{ kind: 'delete' }, TEN_MINUTES, ALERT],
  cooldown_seconds: 30,
});

const everywhere = rule('The same in many channels', 'message_rate', {
  config: { messages: 4, seconds: 15, spread: 4 },
  actions: [{ kind: 'delete' }, TEN_MINUTES, ALERT],
});

const repeated = (copies: number) =>
  rule('Repeated text', 'duplicate', {
    config: { copies, seconds: 60, similarity: 60, min_length: 15 },
    actions: copies > 2 ? [{ kind: 'delete' }, TEN_MINUTES] : HINT,
  });

const invites = rule('Invites to other servers', 'invite_link', { actions: HINT });
const mentions = (most: number) =>
  rule('Mass mentions', 'mention_spam', {
    config: { mentions: most },
    actions: [{ kind: 'delete' }, TEN_MINUTES, ALERT],
  });

/** Rules to begin with, by the kind of community. Code blocks are never spam: repeated text leaves them out. */
export const presets = {
  python_help: {
    title: 'Python help server',
    description: 'Many newcomers who paste code and files: forgiving with repeated questions, strict with programs.',
    rules: [dangerousFiles, everywhere, flood, repeated(3), mentions(6), invites, poseAsStaff, newAccounts],
  },
  open_source: {
    title: 'Open-source project',
    description: 'Contributors who share builds and links: watches raids, spam and people who pose as maintainers.',
    rules: [
      everywhere,
      flood,
      repeated(3),
      mentions(8),
      poseAsStaff,
      newAccounts,
      rule('Programs', 'file_extension', { config: { extensions: RISKY_EXTENSIONS }, actions: [ALERT] }),
    ],
  },
  study_group: {
    title: 'Study group',
    description: 'A small circle that knows each other: keeps invites, programs and floods out.',
    rules: [dangerousFiles, flood, repeated(2), mentions(5), invites, newAccounts],
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

/** A preset's rules. They are read when asked for, since patterns take a while to compile. */
export function presetRules(name: PresetName): RuleInput[] {
  return presets[name].rules.map((body) => inputOf(ruleBody.parse(body)));
}

export const presetNames = Object.keys(presets) as [PresetName, ...PresetName[]];
