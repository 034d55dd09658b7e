import { snowflakeTime } from '../../shared/ids.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** After a switch, nobody switches again so soon. */
export const SWITCH_COOLDOWN = DAY;
/** Whoever comes back to the squad they left within this time comes back for nothing. */
export const RETURN_FREE = DAY;
/** Leaving a squad and joining another one this soon is a switch. */
export const LEAVE_REMEMBERED = 30 * DAY;
/** A fee without the role stays taken no longer than this, in milliseconds; a minute is promised. */
export const ROLE_PATIENCE = 40_000;

export const NAME_LIMIT = 100;
export const DESCRIPTION_LIMIT = 500;
export const WELCOME_LIMIT = 500;
/** A guild's squads; Discord allows 250 roles. */
export const SQUADS_LIMIT = 200;
export const COST_LIMIT = 1_000_000_000;

export const HISTORY_KINDS = ['join', 'switch', 'leave', 'assign', 'remove', 'revert', 'disband'] as const;
/**
 * `join` by oneself, without a switch; `assign` and `remove` by staff; `revert` by the bot when Discord refused the role;
 * `disband` when the squad was deleted.
 */
export type HistoryKind = (typeof HISTORY_KINDS)[number];

/** What a squad asks of whoever joins; null asks nothing. */
export interface Requirements {
  readonly maxMembers: number | null;
  /** Lifetime bytes received. */
  readonly minReceived: number | null;
  /** Age of the Discord account. */
  readonly minAccountDays: number | null;
  readonly requiredRoleId: string | null;
}

/** What is known of a person who would join. */
export interface Candidate {
  readonly userId: string;
  readonly received: number;
  readonly roleIds: readonly string[];
}

export const REQUIREMENT_KINDS = ['max_members', 'min_received', 'min_account_days', 'required_role'] as const;

export interface Requirement {
  readonly kind: (typeof REQUIREMENT_KINDS)[number];
  readonly met: boolean;
  /** The limit, or the role's id. */
  readonly needed: number | string;
  /** Members there, bytes received, days; null for a role. */
  readonly have: number | null;
}

/** Every requirement of a squad, and whether a person meets it. `memberCount` is without that person. */
export function checkRequirements(
  squad: Requirements,
  { userId, received, roleIds }: Candidate,
  memberCount: number,
  now: number,
): Requirement[] {
  const { maxMembers, minReceived, minAccountDays, requiredRoleId } = squad;
  const age = Math.floor((now - snowflakeTime(userId)) / DAY);
  const all: (Requirement | null)[] = [
    maxMembers === null
      ? null
      : { kind: 'max_members', met: memberCount < maxMembers, needed: maxMembers, have: memberCount },
    minReceived === null
      ? null
      : { kind: 'min_received', met: received >= minReceived, needed: minReceived, have: received },
    minAccountDays === null
      ? null
      : { kind: 'min_account_days', met: age >= minAccountDays, needed: minAccountDays, have: age },
    requiredRoleId === null
      ? null
      : { kind: 'required_role', met: roleIds.includes(requiredRoleId), needed: requiredRoleId, have: null },
  ];
  return all.filter((one) => one !== null);
}

export type RequirementRefusal = 'squad_full' | 'too_few_received' | 'account_too_young' | 'role_required';

const UNMET = {
  max_members: 'squad_full',
  min_received: 'too_few_received',
  min_account_days: 'account_too_young',
  required_role: 'role_required',
} as const satisfies Record<Requirement['kind'], RequirementRefusal>;

/** The first requirement that is not met, as a refusal. */
export function unmet(requirements: readonly Requirement[], squadName: string): Refusal<RequirementRefusal> | null {
  const first = requirements.find(({ met }) => !met);
  return first
    ? refuse(UNMET[first.kind], { squad: squadName, needed: first.needed, have: first.have, kind: first.kind })
    : null;
}

/** A person's past with squads, as far as it decides. Instants are epoch milliseconds. */
export interface Past {
  /** Of the squad that the person is in. */
  readonly squadId: string | null;
  /** The last time the person left a squad by themselves, when nothing came after it. */
  readonly left: { readonly squadId: string; readonly at: number } | null;
  /** The last switch that was not taken back. */
  readonly switchedAt: number | null;
}

/** What joining a squad would be. */
export interface Move {
  readonly kind: 'join' | 'switch';
  readonly cost: number;
}

/** Whether joining is a switch, and what it costs; or why it has to wait. The destination's cost counts. */
export function moveTo(
  squad: { readonly id: string; readonly name: string; readonly switchCost: number },
  { squadId, left, switchedAt }: Past,
  now: number,
): Move | Refusal<'already_member' | 'switch_cooldown'> {
  if (squadId === squad.id) return refuse('already_member', { squad: squad.name });
  const isSwitch = squadId !== null || (left !== null && !isForgotten(left, squad.id, now));
  if (!isSwitch) return { kind: 'join', cost: 0 };
  const until = switchedAt === null ? 0 : switchedAt + SWITCH_COOLDOWN;
  if (now < until) return refuse('switch_cooldown', { until });
  return { kind: 'switch', cost: squad.switchCost };
}

/** Long ago, or the very squad that is being joined again at once. */
function isForgotten(left: { readonly squadId: string; readonly at: number }, squadId: string, now: number): boolean {
  const since = now - left.at;
  return since >= LEAVE_REMEMBERED || (left.squadId === squadId && since < RETURN_FREE);
}

/** Squads whose name contains what was typed; those that begin with it first, otherwise in their own order. */
export function search<S extends { readonly name: string }>(squads: readonly S[], typed: string): S[] {
  const wanted = fold(typed);
  const found = squads.filter(({ name }) => fold(name).includes(wanted));
  return found.sort((a, b) => Number(fold(b.name).startsWith(wanted)) - Number(fold(a.name).startsWith(wanted)));
}

/** The squad of this very name, whatever its capitals. */
export function named<S extends { readonly name: string }>(squads: readonly S[], typed: string): S | null {
  return squads.find(({ name }) => fold(name) === fold(typed)) ?? null;
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** A number below a thousand million that changes with the order of squads; for whoever must not overwrite another's order. */
export function orderVersion(ids: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const character of ids.join()) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % 1_000_000_000;
}
