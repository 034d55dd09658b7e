import type { Snowflake } from '../../shared/ids.ts';

/** What a rule may look at. */
export const TRIGGERS = [
  'username_regex',
  'account_age',
  'message_rate',
  'duplicate',
  'file_extension',
  'mention_spam',
  'invite_link',
] as const;
export type TriggerKind = (typeof TRIGGERS)[number];

/** `shadow` judges and reports, and touches nobody. */
export const MODES = ['off', 'shadow', 'live'] as const;
export type Mode = (typeof MODES)[number];

export const ACTIONS = ['delete', 'timeout', 'kick', 'ban', 'warn', 'alert'] as const;
export type ActionKind = (typeof ACTIONS)[number];

/** Discord ends a timeout after 28 days; clocks differ, so a minute is kept back. */
export const LONGEST_TIMEOUT = 28 * 86_400 - 60;
export const MOST_RULES = 50;
/** Patterns of all rules of a guild; all of them are tried on everybody who joins. */
export const MOST_PATTERNS = 200;
export const NAME_LIMIT = 80;
/** Rules that removed this many people within a minute only alert from then on. */
export const BREAKER_LIMIT = 10;
export const BREAKER_WINDOW = 60_000;
/** Hits of one rule on one member, each within so many milliseconds of the one before, are one event. */
export const BURST = 10_000;
/** The longest look back, and how long what members wrote is kept in memory. */
export const LONGEST_WINDOW = 300;

export type NeededPermission = 'ManageMessages' | 'ModerateMembers' | 'KickMembers' | 'BanMembers';

/** What the bot must be allowed for an action; what is not here needs nothing. */
export const NEEDED_PERMISSIONS: Readonly<Partial<Record<ActionKind, NeededPermission>>> = {
  delete: 'ManageMessages',
  timeout: 'ModerateMembers',
  kick: 'KickMembers',
  ban: 'BanMembers',
};

/** What Discord's own settings call them. */
export const LACKING: Readonly<Record<NeededPermission, string>> = {
  ManageMessages: 'Manage Messages',
  ModerateMembers: 'Timeout Members',
  KickMembers: 'Kick Members',
  BanMembers: 'Ban Members',
};

export type Action =
  | { readonly kind: 'delete' }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'kick' }
  /** `delete_seconds` of the person's messages go with them. */
  | { readonly kind: 'ban'; readonly delete_seconds: number }
  | { readonly kind: 'warn' }
  | { readonly kind: 'alert' };

/** A rule as stored. */
export interface Rule {
  readonly id: string;
  readonly guildId: Snowflake;
  readonly name: string;
  readonly trigger: TriggerKind;
  /** By the trigger's own schema. */
  readonly config: Readonly<Record<string, unknown>>;
  /** In the order in which they are done. */
  readonly actions: readonly Action[];
  /** Rules are judged from the lowest on. */
  readonly priority: number;
  readonly mode: Mode;
  readonly exemptRoles: readonly Snowflake[];
  /** Threads and forum posts go with their parent; a category with its channels. */
  readonly exemptChannels: readonly Snowflake[];
  readonly exemptStaff: boolean;
  /** Seconds in which the rule lets a member be after it fired. */
  readonly cooldown: number;
  /** Whether rules after it are left out once it fired live. */
  readonly stopOnMatch: boolean;
  /** Since when it only alerts, because it removed too many people; epoch milliseconds. */
  readonly trippedAt: number | null;
  /** Grows with every change. */
  readonly version: number;
}

/** Somebody as Discord shows them. */
export interface Subject {
  readonly id: Snowflake;
  readonly username: string;
  readonly globalName: string | null;
  readonly nickname: string | null;
  readonly hasAvatar: boolean;
  /** Bots and webhooks are left alone. */
  readonly isBot: boolean;
  /** Who may manage messages or the server. */
  readonly isStaff: boolean;
  readonly roleIds: readonly Snowflake[];
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export interface Attachment {
  readonly name: string;
  /** Bytes, as Discord says. */
  readonly size: number;
}

export interface Post {
  readonly id: Snowflake;
  readonly channelId: Snowflake;
  /** Where the channel lies: a thread's parent, and the category. */
  readonly parentIds: readonly Snowflake[];
  readonly content: string;
  readonly attachments: readonly Attachment[];
  /** Different people and roles named; oneself and bots do not count. */
  readonly mentions: { readonly users: number; readonly roles: number; readonly everyone: boolean };
}

/** Something that happened in a guild, ready to be judged. */
export interface Happening {
  readonly kind: 'message' | 'edit' | 'join' | 'profile';
  readonly guildId: Snowflake;
  readonly subject: Subject;
  /** Null for who joins or changes a name. */
  readonly post: Post | null;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What it is called in every process that hears of it: for one of them to act. Without it, all do. */
  readonly claim?: string;
}

/** What a trigger says. */
export interface Finding {
  readonly hit: boolean;
  /** Why, with the figures: `6 messages in 5 s`. */
  readonly reason: string;
  /** What was written before and belongs to it. */
  readonly evidence?: readonly PostRef[];
}

export interface PostRef {
  readonly id: Snowflake;
  readonly channelId: Snowflake;
}

export const OUTCOMES = [
  'fired',
  'shadow',
  'alert_only',
  'missed',
  'exempt',
  'cooling',
  'stopped',
  'halted',
  'off',
  'other_event',
  'unavailable',
] as const;

/**
 * How a rule judged. `fired`: it acts; `shadow`: it would have; `alert_only`: it would have, but had removed too many
 * people; `other_event`: it does not look at this kind of happening; `unavailable`: it cannot run now.
 */
export type Outcome = (typeof OUTCOMES)[number];

export interface Verdict {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly trigger: TriggerKind;
  readonly mode: Mode;
  readonly outcome: Outcome;
  readonly reason: string;
  /** A further hit of a burst: it belongs to the event of the one before. */
  readonly burst: boolean;
  /** What is done, or would be in shadow. */
  readonly actions: readonly Action[];
  readonly evidence: readonly PostRef[];
}

/** Every rule's verdict on one happening, in the order in which they were judged. */
export interface Evaluation {
  readonly happening: Happening;
  readonly verdicts: readonly Verdict[];
  /** Rules that this made alert-only. */
  readonly tripped: readonly string[];
}

/** Whether an action takes people out of the guild. */
export function removes(action: Action): boolean {
  return action.kind === 'kick' || action.kind === 'ban';
}

/** The action that people think of a rule by: the gravest. */
export function primaryAction(actions: readonly Action[]): ActionKind {
  const gravest: readonly ActionKind[] = ['ban', 'kick', 'timeout', 'warn', 'delete', 'alert'];
  return gravest.find((kind) => actions.some((action) => action.kind === kind)) ?? 'alert';
}

/** `10 s`, `5 min`, `3 h`, `2 d`. */
export function span(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}
