import type { Change } from '../../ui/diff.tsx';
import type { FieldErrors } from './bytes-values.ts';

/** A squad's form as it was typed. */
export interface SquadValues {
  readonly name: string;
  readonly roleId: string;
  readonly description: string;
  readonly welcome: string;
  readonly switchCost: string;
  /** Empty: no limit, nothing asked. */
  readonly maxMembers: string;
  readonly minReceived: string;
  readonly minAccountDays: string;
  readonly requiredRoleId: string;
  readonly isActive: boolean;
}

export interface SquadForm {
  readonly values: SquadValues;
  readonly errors: FieldErrors;
  /** Of the squad that was read; null for a new one. */
  readonly version: number | null;
  readonly roles: readonly {
    readonly id: string;
    readonly name: string;
    /** `#rrggbb`; null for none. */
    readonly color: string | null;
    /** Why it cannot be a squad's. */
    readonly unavailable: string | null;
  }[];
  /** Why it cannot be saved right now; null when all is well. */
  readonly trouble: string | null;
  /** What differs between what somebody saved meanwhile and what was written. */
  readonly conflict: readonly Change[] | null;
}

export interface SquadCard {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  /** `#rrggbb`; null for none. */
  readonly color: string | null;
  readonly isActive: boolean;
  readonly memberCount: number;
  readonly maxMembers: number | null;
  readonly switchCost: number;
  /** What it asks, each in some words. */
  readonly asks: readonly string[];
  /** What is wrong with its role, and what to do. */
  readonly problem: string | null;
  /** From 1; null where the standings do not know it yet. */
  readonly rank: number | null;
  readonly total: number;
  readonly weeklyChange: number | null;
}

export interface StandingRow {
  readonly rank: number;
  readonly squadId: string;
  readonly name: string;
  readonly total: number;
  readonly members: number;
  readonly perMember: number;
  readonly weeklyChange: number | null;
}
