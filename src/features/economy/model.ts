import { z } from 'zod';
import { type Snowflake, snowflake } from '../../shared/ids.ts';
import { legible } from '../../shared/legible.ts';
import type { Refusal } from '../../shared/refusal.ts';
import {
  BALANCE_LIMIT,
  type EconomyConfig,
  REWARD_COUNTINGS,
  STREAK_MODES,
  type StreakBonus,
  type TransactionType,
} from './rules.ts';

const isPlain = (text: string) => text.isWellFormed() && text === legible(text);

const streakBonus = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(20)
    .refine(isPlain, 'must be plain text')
    .meta({ description: 'What the streak is called.', examples: ['CHAR'] }),
  days: z
    .int()
    .min(2)
    .max(3650)
    .meta({ description: 'Days in a row at which it begins.', examples: [8] }),
  multiplier: z
    .int()
    .min(1)
    .max(1000)
    .meta({ description: 'What the daily is multiplied by.', examples: [2] }),
});

const ascending = (bonuses: readonly StreakBonus[]) =>
  bonuses.every((bonus, i) => i === 0 || bonus.days > (bonuses[i - 1]?.days ?? 0));

/** Everything a manager may set; unknown keys are refused. */
export const economyConfigInput = z.strictObject({
  enabled: z.boolean(),
  startingBalance: z.int().min(0).max(1_000_000_000),
  dailyAmount: z.int().min(0).max(1_000_000),
  dailyCap: z.int().min(1).max(1_000_000_000).nullable(),
  maxTransfer: z.int().min(1).max(BALANCE_LIMIT),
  cooldownHours: z.int().min(0).max(8760),
  streakMode: z.enum(STREAK_MODES),
  streakBonuses: z.array(streakBonus).max(10).refine(ascending, 'must be in ascending order of days'),
  roleRewards: z
    .record(snowflake, z.int().min(1).max(BALANCE_LIMIT))
    .refine((rewards) => Object.keys(rewards).length <= 50, 'at most 50 role rewards'),
  rewardCounting: z.enum(REWARD_COUNTINGS),
  noEarnChannels: z.array(snowflake).max(200),
  noEarnRoles: z.array(snowflake).max(100),
});

export type EconomyConfigInput = z.infer<typeof economyConfigInput>;

/** A configuration as stored, with the number of changes it has seen (0: never changed). */
export interface StoredConfig extends EconomyConfig {
  readonly version: number;
}

/** Someone who takes part in a movement. */
export interface Person {
  readonly id: Snowflake;
  /** As shown in the guild, kept for boards and audit. */
  readonly username: string | null;
  /** Set where Discord does not tell whether there is such a person, so that only an account can. */
  readonly unproven?: Unproven;
}

/** What to answer when the account that would prove a person is missing, or tells that they have left. */
export interface Unproven {
  readonly unknown: EconomyNo;
  readonly departed: EconomyNo;
}

export interface Receiver extends Person {
  readonly bot?: boolean;
  /** False when the guild has no such member now. */
  readonly member?: boolean;
}

export interface TransferRequest {
  readonly guildId: Snowflake;
  readonly giver: Person;
  readonly receiver: Receiver;
  readonly amount: number;
  readonly reason: string | null;
  /** Who caused it; the giver unless an API key did. */
  readonly actorId?: string;
  /** The same key moves bytes once, however often it comes: `interaction:<id>`. At most 200 characters. */
  readonly key: string;
}

/** A one-sided movement: a positive `delta` is credited, a negative one is taken. */
export interface AdjustRequest {
  readonly guildId: Snowflake;
  readonly user: Person;
  readonly delta: number;
  readonly type: 'admin_adjust' | 'reward' | 'squad_fee' | 'refund';
  readonly reason: string | null;
  readonly actorId: string;
  readonly key: string;
  readonly detail?: object;
}

export interface ClaimRequest {
  readonly guildId: Snowflake;
  readonly user: Person;
  /** Where the person is, threads with their parent. */
  readonly channelIds?: readonly Snowflake[];
  readonly roleIds?: readonly Snowflake[];
}

/** A ledger row. Names and balances are as they were then; a balance is null for SYSTEM. */
export interface LedgerEntry {
  readonly id: string;
  readonly type: TransactionType;
  readonly amount: number;
  readonly reason: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly giverId: string;
  readonly giverUsername: string | null;
  readonly giverBalance: number | null;
  readonly receiverId: string;
  readonly receiverUsername: string | null;
  readonly receiverBalance: number | null;
}

export interface Receipt {
  readonly guildId: Snowflake;
  readonly transaction: LedgerEntry;
  /** True when the key had moved its bytes before; the transaction is the first one. */
  readonly replayed: boolean;
  /** Roles that this movement earned its receiver. */
  readonly rolesEarned: readonly Snowflake[];
}

export interface DailyReceipt extends Receipt {
  /** The guild's calendar date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly streak: number;
  readonly previousStreak: number;
  readonly multiplier: number;
  /** When the next day begins, epoch milliseconds. */
  readonly nextAt: number;
  readonly bonuses: readonly StreakBonus[];
}

/** What a transfer would do to its giver. */
export interface TransferPreview {
  readonly balance: number;
  readonly after: number;
}

export interface Account {
  readonly userId: Snowflake;
  readonly username: string | null;
  readonly balance: number;
  readonly totalReceived: number;
  readonly totalSent: number;
  readonly lastDaily: string | null;
  readonly streak: number;
  readonly longestStreak: number;
  readonly optedOut: boolean;
  /** Epoch milliseconds. */
  readonly departedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface BoardRow {
  readonly rank: number;
  readonly userId: Snowflake;
  readonly username: string | null;
  readonly balance: number;
}

export interface Leaderboard {
  readonly rows: readonly BoardRow[];
  /** From 1; the last page when a later one was asked for. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** When it was read, epoch milliseconds; at most a minute ago. */
  readonly at: number;
}

/** A member of the leaderboard, with what some dailies paid and what they would have paid by other settings. */
export interface HindsightRow extends BoardRow {
  readonly paid: number;
  readonly due: number;
}

/** What a leaderboard would look like by other settings. */
export interface Hindsight {
  /** By what they would have. */
  readonly board: readonly (BoardRow & { readonly now: number; readonly rankNow: number })[];
  /** How many days back. */
  readonly days: number;
  /** What those members' dailies paid in that time. */
  readonly paid: number;
  readonly due: number;
}

export interface HistoryQuery {
  readonly guildId: Snowflake;
  /** Everyone's when left out. */
  readonly userId?: Snowflake;
  /** Older than this entry's id. */
  readonly before?: string;
  /** Newer than this entry's id. */
  readonly after?: string;
  readonly limit: number;
}

/** Newest first. */
export interface History {
  readonly entries: readonly LedgerEntry[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export const DIFFERENCE_KINDS = [
  'balance',
  'total_received',
  'total_sent',
  'no_account',
  'negative',
  'guild_sum',
] as const;

/** Something in the ledger that does not add up. Figures are decimal strings. */
export interface LedgerDifference {
  readonly guildId: Snowflake;
  /** Null when it concerns the guild as a whole. */
  readonly userId: string | null;
  readonly kind: (typeof DIFFERENCE_KINDS)[number];
  readonly expected: string;
  readonly actual: string;
}

export interface LedgerReport {
  readonly ok: boolean;
  readonly accounts: number;
  readonly transactions: number;
  readonly guilds: readonly {
    readonly guildId: Snowflake;
    readonly balances: bigint;
    readonly minted: bigint;
    readonly burned: bigint;
  }[];
  /** The first hundred. */
  readonly differences: readonly LedgerDifference[];
  /** Epoch milliseconds. */
  readonly checkedAt: number;
}

export type EconomyRefusal =
  | 'amount_not_a_number'
  | 'amount_not_whole'
  | 'amount_not_positive'
  | 'amount_too_large'
  | 'self_transfer'
  | 'receiver_is_bot'
  | 'receiver_departed'
  | 'receiver_unknown'
  | 'insufficient_balance'
  | 'cooldown_active'
  | 'balance_limit'
  | 'already_claimed'
  | 'economy_disabled'
  | 'daily_off'
  | 'no_earn_channel'
  | 'no_earn_role'
  | 'opted_out'
  | 'idempotency_conflict'
  | 'config_changed_meanwhile'
  | 'nothing_to_refund'
  | 'giver_unknown'
  | 'no_account'
  | 'not_ranked'
  | 'guild_unseen'
  | 'discord_away';

export type EconomyNo = Refusal<EconomyRefusal>;
