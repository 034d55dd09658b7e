import type { Snowflake } from '../../shared/ids.ts';
import { legible } from '../../shared/legible.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';

export const ACTIONS = ['warn', 'timeout', 'untimeout', 'kick', 'ban', 'unban', 'softban', 'note'] as const;
export type CaseAction = (typeof ACTIONS)[number];

/** Who brought it about: a command, a key, a page, Discord's own menus, or a rule. */
export const SOURCES = ['command', 'api', 'dashboard', 'native', 'automod'] as const;
export type CaseSource = (typeof SOURCES)[number];

/** `pending` only while Discord is asked. */
export const OUTCOMES = ['pending', 'applied', 'failed'] as const;
export type CaseOutcome = (typeof OUTCOMES)[number];

export const EVENT_KINDS = [
  'created',
  'applied',
  'failed',
  'told',
  'not_told',
  'noted',
  'edited',
  'resolved',
  'reopened',
  'expired',
  'lifted',
] as const;
export type CaseEventKind = (typeof EVENT_KINDS)[number];

export const REASON_LIMIT = 400;
export const NOTE_LIMIT = 1_000;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Discord ends a timeout after 28 days at the latest, by its own clock. */
export const LONGEST_TIMEOUT = 28 * DAY - MINUTE;
const SHORTEST_TIMEOUT = 10 * SECOND;
const LONGEST_BAN = 365 * DAY;
const SHORTEST_BAN = MINUTE;
/** How far back a ban may delete messages, in seconds. */
export const LONGEST_DELETION = 7 * 86_400;

const UNITS: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
const DURATION = /^(?:\d+[smhdw])+$/;

/** `10m`, `2h30m`, `1d 12h`, in milliseconds. */
export function parseDuration(text: string): number | Refusal<'duration_unreadable'> {
  const tidy = text.toLowerCase().replace(/\s+/g, '');
  if (!DURATION.test(tidy)) return refuse('duration_unreadable', { text: legible(text).slice(0, 40) });
  let sum = 0;
  for (const [, count, unit] of tidy.matchAll(/(\d+)([smhdw])/g)) sum += Number(count) * (UNITS[unit ?? ''] ?? 0);
  return Number.isSafeInteger(sum) ? sum : refuse('duration_unreadable', { text: legible(text).slice(0, 40) });
}

/** `2 hours 30 minutes`; at most the two largest units. */
export function spelledDuration(milliseconds: number): string {
  let left = Math.max(0, Math.round(milliseconds / SECOND) * SECOND);
  const parts: string[] = [];
  for (const [name, size] of [
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
    ['second', SECOND],
  ] as const) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.slice(0, 2).join(' ') || '0 seconds';
}

/** Four weeks are what people ask for; Discord's own clock wants them a minute shorter. */
export function fitDuration(action: CaseAction, duration: number | null): number | null {
  if (action !== 'timeout' || duration === null || duration > 28 * DAY) return duration;
  return Math.min(duration, LONGEST_TIMEOUT);
}

/** Whether an action can last so long. @param duration milliseconds; null is for good */
export function checkDuration(
  action: CaseAction,
  duration: number | null,
): Refusal<'duration_needed' | 'duration_too_long' | 'duration_too_short' | 'duration_not_for_this'> | null {
  if (action === 'timeout') {
    if (duration === null) return refuse('duration_needed');
    return within(duration, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
  }
  if (duration === null) return null;
  return action === 'ban' ? within(duration, SHORTEST_BAN, LONGEST_BAN) : refuse('duration_not_for_this');
}

function within(duration: number, shortest: number, longest: number) {
  if (!(duration >= shortest)) return refuse('duration_too_short', { least: spelledDuration(shortest) });
  return duration > longest ? refuse('duration_too_long', { most: spelledDuration(longest) }) : null;
}

/** One line, without what turns writing round; null for nothing. */
export function tidyReason(text: string | null | undefined): string | null {
  return legible((text ?? '').toWellFormed()).trim() || null;
}

/** Discord's permission bits that moderating asks for. */
const PERMISSIONS = {
  KickMembers: 1n << 1n,
  BanMembers: 1n << 2n,
  Administrator: 1n << 3n,
  ModerateMembers: 1n << 40n,
} as const;

const NEEDED: Readonly<Record<CaseAction, keyof typeof PERMISSIONS>> = {
  warn: 'ModerateMembers',
  note: 'ModerateMembers',
  timeout: 'ModerateMembers',
  untimeout: 'ModerateMembers',
  kick: 'KickMembers',
  softban: 'BanMembers',
  ban: 'BanMembers',
  unban: 'BanMembers',
};

/** What whoever acts must hold in the guild. */
function neededPermission(action: CaseAction): keyof typeof PERMISSIONS {
  return NEEDED[action];
}

/** Somebody in a guild. */
export interface Standing {
  readonly userId: Snowflake;
  /** Position of the highest role; 0 without any. */
  readonly top: number;
  /** Guild-wide, everything for the owner and administrators. */
  readonly permissions: bigint;
}

export interface Scene {
  readonly ownerId: Snowflake;
  readonly bot: Standing;
  /** Null where no member acts: a key of the API, or an operator who is no member. Its right was checked before. */
  readonly actor: Standing | null;
  /** Who acts, whether a member or not. */
  readonly actorId?: string;
  readonly targetId: Snowflake;
  /** Null for who is no member. */
  readonly target: Standing | null;
}

export type StandingRefusal =
  | 'moderator_lacks_permission'
  | 'bot_lacks_permission'
  | 'target_is_self'
  | 'target_is_bot'
  | 'target_is_owner'
  | 'target_is_administrator'
  | 'target_departed'
  | 'target_above_moderator'
  | 'target_above_bot';

/** What the bot does nothing for at Discord. */
const QUIET: readonly CaseAction[] = ['warn', 'note'];
/** What can be done to who is not there. */
const FROM_AFAR: readonly CaseAction[] = ['ban', 'unban', 'note', 'softban'];
/** What takes something back, or hurts nobody: it asks for no higher role. */
const ABOUT_NOBODY: readonly CaseAction[] = ['unban', 'note'];

/** Why somebody may not do this to somebody; null when they may. Both the moderator and the bot must stand above. */
export function judge(action: CaseAction, scene: Scene): Refusal<StandingRefusal> | null {
  const { actor, bot } = scene;
  const needed = neededPermission(action);
  const permission = spaced(needed);
  if (actor && !(actor.permissions & PERMISSIONS[needed])) return refuse('moderator_lacks_permission', { permission });
  if (!QUIET.includes(action) && !(bot.permissions & PERMISSIONS[needed]))
    return refuse('bot_lacks_permission', { permission });
  return ABOUT_NOBODY.includes(action) ? null : judgeRank(action, scene);
}

function judgeRank(
  action: CaseAction,
  { actor, actorId = actor?.userId, bot, target, targetId, ownerId }: Scene,
): Refusal<StandingRefusal> | null {
  if (targetId === bot.userId) return refuse('target_is_bot');
  if (targetId === actorId) return refuse('target_is_self');
  if (targetId === ownerId) return refuse('target_is_owner');
  if (!target) return FROM_AFAR.includes(action) ? null : refuse('target_departed');
  if (target.permissions & PERMISSIONS.Administrator) return refuse('target_is_administrator');
  if (actor && actor.userId !== ownerId && target.top >= actor.top) return refuse('target_above_moderator');
  return !QUIET.includes(action) && target.top >= bot.top ? refuse('target_above_bot') : null;
}

function spaced(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

/** Whether it is done at Discord and ends by itself. */
export function lasts(action: CaseAction): action is 'timeout' | 'ban' {
  return action === 'timeout' || action === 'ban';
}

/** What an action puts an end to. */
export function endedBy(action: CaseAction): 'timeout' | 'ban' | null {
  if (action === 'timeout' || action === 'untimeout') return 'timeout';
  return action === 'ban' || action === 'unban' || action === 'softban' ? 'ban' : null;
}

/** A kick or a ban ends the last way to reach somebody, so they are told before it. */
export function toldBefore(action: CaseAction): boolean {
  return action === 'kick' || action === 'ban' || action === 'softban';
}

/** Whether somebody hears of it at all. */
export function isTold(action: CaseAction): boolean {
  return action !== 'note' && action !== 'unban';
}

const WEIGHT: Readonly<Record<CaseAction, number>> = {
  note: 0,
  unban: 0,
  untimeout: 0,
  warn: 1,
  timeout: 2,
  kick: 3,
  softban: 4,
  ban: 5,
};

/** Which of two things that one rule did at once names the case. */
export function graver(one: CaseAction, other: CaseAction): CaseAction {
  return WEIGHT[other] > WEIGHT[one] ? other : one;
}

const HALF_A_MINUTE = 30 * SECOND;

/** Milliseconds until the next try after so many that failed. */
export function nextTry(attempts: number): number {
  return Math.min(HALF_A_MINUTE * 2 ** attempts, HOUR);
}
