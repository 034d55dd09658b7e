import { z } from 'zod';
import { type Snowflake, snowflake } from '../../shared/ids.ts';
import { legible } from '../../shared/legible.ts';
import type { Refusal } from '../../shared/refusal.ts';
import {
  COST_LIMIT,
  DESCRIPTION_LIMIT,
  type HistoryKind,
  NAME_LIMIT,
  type Requirement,
  type RequirementRefusal,
  SQUADS_LIMIT,
  WELCOME_LIMIT,
} from './rules.ts';

const isPlain = (text: string) => text.isWellFormed() && legible(text) === text;
const isProse = (text: string) => text.split('\n').every(isPlain);

const prose = (limit: number) =>
  z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().max(limit, `must have at most ${limit} characters`).refine(isProse, 'must be plain text'));

/** Everything a manager may set of a squad; unknown keys are refused. */
export const squadInput = z.strictObject({
  roleId: snowflake.meta({ description: 'The Discord role that its members have.' }),
  name: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(NAME_LIMIT, `must have at most ${NAME_LIMIT} characters`)
    .refine(isPlain, 'must be plain text'),
  description: prose(DESCRIPTION_LIMIT),
  switchCost: z.int().min(0).max(COST_LIMIT).meta({ description: 'What it costs to switch to it, in bytes.' }),
  maxMembers: z.int().min(1).max(1_000_000).nullable(),
  minReceived: z.int().min(1).max(COST_LIMIT).nullable(),
  minAccountDays: z.int().min(1).max(3650).nullable(),
  requiredRoleId: snowflake.nullable(),
  isActive: z.boolean(),
  welcome: prose(WELCOME_LIMIT).meta({ description: 'Shown to whoever joins; empty for none.' }),
});

export type SquadInput = z.infer<typeof squadInput>;

/** What a new squad is like until somebody says otherwise. */
export const SQUAD_DEFAULTS = {
  description: '',
  switchCost: 50,
  maxMembers: null,
  minReceived: null,
  minAccountDays: null,
  requiredRoleId: null,
  isActive: true,
  welcome: '',
} as const satisfies Partial<SquadInput>;

/** What a manager sets of a squad. */
export function settingsOf(squad: SquadInput): SquadInput {
  const { roleId, name, description, switchCost, maxMembers, minReceived, minAccountDays, requiredRoleId } = squad;
  const { isActive, welcome } = squad;
  return {
    roleId,
    name,
    description,
    switchCost,
    maxMembers,
    minReceived,
    minAccountDays,
    requiredRoleId,
    isActive,
    welcome,
  };
}

/** All squads of a guild in their order, as they are restored and travel in a file; one without an id is new. */
export const squadsConfig = z.strictObject({
  squads: z
    .array(squadInput.extend({ id: z.uuid().optional() }))
    .max(SQUADS_LIMIT, `must be at most ${SQUADS_LIMIT}, as many as a server can have`),
});

export type SquadsConfig = z.infer<typeof squadsConfig>;
export type ConfiguredSquad = SquadsConfig['squads'][number];

export interface Squad extends SquadInput {
  /** UUID. */
  readonly id: string;
  readonly guildId: Snowflake;
  /** From 0, without gaps that matter. */
  readonly position: number;
  /** Grows with every change of what a manager sets. */
  readonly version: number;
  /** Members who are in the server. */
  readonly memberCount: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A squad with what Discord knows of its role. */
export interface SeenSquad extends Squad {
  /** The role's colour, 0xRRGGBB; 0 is none, null unknown. */
  readonly color: number | null;
  /** A sentence on why the role cannot be given, for whoever can mend it; null where all is well, or Discord is away. */
  readonly problem: string | null;
}

export interface Membership {
  readonly userId: Snowflake;
  readonly username: string | null;
  readonly squadId: string;
  /** Epoch milliseconds. */
  readonly joinedAt: number;
  /** Since when they are not in the server; null while they are. */
  readonly departedAt: number | null;
}

/** A person who acts for themselves, or whom staff act on. */
export interface Person {
  readonly id: Snowflake;
  readonly username: string | null;
}

export interface JoinRequest {
  readonly guildId: Snowflake;
  readonly user: Person;
  readonly squadId: string;
  /** The same key joins once, however often it comes: `interaction:<id>`. At most 150 characters. */
  readonly key: string;
  /** What was shown before the click; a higher price is refused. */
  readonly expectedCost?: number;
}

/** What came of a join or a switch. */
export interface Joined {
  readonly kind: HistoryKind;
  readonly squad: Squad;
  /** Where they were before, by name. */
  readonly fromName: string | null;
  readonly cost: number;
  /** After the fee; null where none was taken. */
  readonly balance: number | null;
  /** True when the key had done it before. */
  readonly replayed: boolean;
}

export interface Left {
  readonly squadId: string;
  readonly name: string;
}

/** What joining would mean, before the click. */
export interface JoinPreview {
  readonly squad: SeenSquad;
  readonly fromName: string | null;
  /** Null where it is refused for the place the person is in. */
  readonly kind: 'join' | 'switch' | null;
  readonly cost: number;
  readonly balance: number;
  readonly requirements: readonly Requirement[];
  /** Why it would be refused now. */
  readonly no: SquadsNo | null;
}

export interface Standing {
  /** From 1; equal totals share it. */
  readonly rank: number;
  readonly squadId: string;
  readonly name: string;
  /** Bytes that its members have together. */
  readonly total: number;
  readonly members: number;
  /** `total` by `members`, rounded down; 0 without members. */
  readonly perMember: number;
  /** Against a week ago, or the oldest day within it that is known; null before the first. */
  readonly weeklyChange: number | null;
}

export interface Standings {
  readonly rows: readonly Standing[];
  /** When they were read, epoch milliseconds; at most a minute ago. */
  readonly at: number;
}

export interface SquadsSummary {
  readonly squads: number;
  readonly active: number;
  /** Of all squads, in the server. */
  readonly members: number;
  /** Squads whose role cannot be given; null while Discord is away. */
  readonly needAttention: number | null;
}

export interface HistoryEntry {
  readonly id: string;
  readonly kind: HistoryKind;
  readonly userId: Snowflake;
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly cost: number;
  readonly actorId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Something in a squad's settings that the guild does not allow. */
export interface SquadProblem {
  readonly field: 'roleId' | 'requiredRoleId' | 'name';
  readonly sentence: string;
}

/** A role for the picker. */
export interface RoleOption {
  readonly id: Snowflake;
  readonly name: string;
  /** 0xRRGGBB; 0 is none. */
  readonly color: number;
  /** Why it cannot be a squad's; null where it can. */
  readonly problem: string | null;
}

export type SquadsRefusal =
  | RequirementRefusal
  | 'squad_unknown'
  | 'squad_inactive'
  | 'squad_role_problem'
  | 'squad_has_members'
  | 'squad_changed_meanwhile'
  | 'squad_name_taken'
  | 'squad_role_taken'
  | 'squads_full'
  | 'squads_order_stale'
  | 'already_member'
  | 'not_in_a_squad'
  | 'no_squads'
  | 'switch_cooldown'
  | 'cost_changed'
  | 'member_unknown'
  | 'member_is_bot'
  | 'not_in_this_squad'
  // Of the economy, when it is charged.
  | 'insufficient_balance'
  | 'idempotency_conflict'
  // Of whoever asks Discord.
  | 'guild_unseen'
  | 'discord_away';

export type SquadsNo = Refusal<SquadsRefusal>;
