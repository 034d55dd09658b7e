import type { Snowflake } from '../../shared/ids.ts';
import { legible } from '../../shared/legible.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';

/** The other side of every ledger row that has only one member: rewards come from it, fees go to it. */
export const SYSTEM = 'SYSTEM';

/** Transfers above this many bytes are asked for twice. */
export const CONFIRM_ABOVE = 100;
/** The most an account may hold; well inside what a JavaScript number holds exactly. */
export const BALANCE_LIMIT = 9_000_000_000_000_000;
export const REASON_LIMIT = 200;

export const TRANSACTION_TYPES = [
  'starting',
  'daily',
  'transfer',
  'squad_fee',
  'refund',
  'admin_adjust',
  'reward',
] as const;
export type TransactionType = (typeof TRANSACTION_TYPES)[number];

export const STREAK_MODES = ['tier', 'milestone'] as const;
export type StreakMode = (typeof STREAK_MODES)[number];

export const REWARD_COUNTINGS = ['net', 'all', 'none'] as const;
export type RewardCounting = (typeof REWARD_COUNTINGS)[number];

/** From `days` consecutive days on, the daily amount is multiplied. */
export interface StreakBonus {
  readonly name: string;
  readonly days: number;
  readonly multiplier: number;
}

/** The tier of everyone below the first bonus. */
export const FIRST_TIER: StreakBonus = { name: 'BIT', days: 1, multiplier: 1 };

export interface EconomyConfig {
  readonly enabled: boolean;
  readonly startingBalance: number;
  readonly dailyAmount: number;
  /** The most one daily may pay, whatever the streak; null for no cap. */
  readonly dailyCap: number | null;
  readonly maxTransfer: number;
  /** Hours between two transfers of one member; 0 for none. */
  readonly cooldownHours: number;
  /** `tier` multiplies every day from a bonus on, `milestone` only the days that a bonus divides. */
  readonly streakMode: StreakMode;
  /** Ascending by days. */
  readonly streakBonuses: readonly StreakBonus[];
  /** Role id → lifetime bytes received at which it is given. */
  readonly roleRewards: Readonly<Record<Snowflake, number>>;
  /** How transfers count towards role rewards: net per pair of members, all, or none. */
  readonly rewardCounting: RewardCounting;
  /** Channels and roles in which no daily is earned. */
  readonly noEarnChannels: readonly Snowflake[];
  readonly noEarnRoles: readonly Snowflake[];
}

export const DEFAULT_CONFIG: EconomyConfig = {
  enabled: true,
  startingBalance: 100,
  dailyAmount: 10,
  dailyCap: null,
  maxTransfer: 1000,
  cooldownHours: 0,
  streakMode: 'tier',
  streakBonuses: [
    { name: 'CHAR', days: 8, multiplier: 2 },
    { name: 'SHORT', days: 16, multiplier: 4 },
    { name: 'INT', days: 32, multiplier: 16 },
    { name: 'LONG', days: 64, multiplier: 256 },
  ],
  roleRewards: {},
  rewardCounting: 'net',
  noEarnChannels: [],
  noEarnRoles: [],
};

/** The highest bonus that a streak has reached. */
export function tierOf(streak: number, bonuses: readonly StreakBonus[]): StreakBonus {
  return bonuses.findLast((bonus) => bonus.days <= streak) ?? FIRST_TIER;
}

/** The bonus that a streak reaches next, or null at the top. */
export function nextTier(streak: number, bonuses: readonly StreakBonus[]): StreakBonus | null {
  return bonuses.find((bonus) => bonus.days > streak) ?? null;
}

/** The tier that a streak has reached on this very day, or null. */
export function newTier(streak: number, bonuses: readonly StreakBonus[]): StreakBonus | null {
  return bonuses.find((bonus) => bonus.days === streak) ?? null;
}

/** What the daily is multiplied by on the given day of a streak. The database's `bytes_multiplier` decides the same. */
export function multiplierOf(streak: number, config: Pick<EconomyConfig, 'streakMode' | 'streakBonuses'>): number {
  if (config.streakMode === 'tier') return tierOf(streak, config.streakBonuses).multiplier;
  return config.streakBonuses.findLast((bonus) => streak % bonus.days === 0)?.multiplier ?? 1;
}

export interface ForecastDay {
  /** Day of the streak, from 1. */
  readonly day: number;
  readonly multiplier: number;
  readonly amount: number;
  /** Earned up to and including this day. */
  readonly total: number;
}

export type DailyConfig = Pick<EconomyConfig, 'dailyAmount' | 'dailyCap' | 'streakMode' | 'streakBonuses'>;

/** What a member who never misses a day earns by dailies, day by day. */
export function forecast(config: DailyConfig, days = 365): ForecastDay[] {
  let total = 0;
  return Array.from({ length: days }, (_, index) => {
    const multiplier = multiplierOf(index + 1, config);
    const amount = Math.min(config.dailyAmount * multiplier, config.dailyCap ?? Number.POSITIVE_INFINITY);
    total += amount;
    return { day: index + 1, multiplier, amount, total };
  });
}

export type AmountRefusal = 'amount_not_a_number' | 'amount_not_whole' | 'amount_not_positive';

const NUMBER = /^[+-]?(\d{1,3}([,_ ]\d{3})+|\d+)(\.\d+)?$/;

/** Reads what a person typed as an amount: `50`, `1,000`, `1 000`. */
export function parseAmount(text: string): number | Refusal<AmountRefusal> {
  const typed = text.trim();
  if (!NUMBER.test(typed)) return refuse('amount_not_a_number');
  return checkAmount(Number(typed.replace(/[,_ ]/g, '')));
}

/** A whole number of bytes, at least 1. How many are too many is the guild's own decision. */
export function checkAmount(amount: number): number | Refusal<AmountRefusal> {
  if (Number.isNaN(amount)) return refuse('amount_not_a_number');
  if (amount <= 0) return refuse('amount_not_positive');
  if (!Number.isInteger(amount) && amount < BALANCE_LIMIT)
    return refuse('amount_not_whole', { below: Math.floor(amount) });
  return amount;
}

/** One line, without control characters, at most 200 characters; null when nothing is left. */
export function tidyReason(text: string | null): string | null {
  const line = legible(text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' ? null : [...line].slice(0, REASON_LIMIT).join('').trimEnd();
}

export interface Recipient {
  readonly id: string;
  readonly bot?: boolean;
  /** False when the guild has no such member now. */
  readonly member?: boolean;
}

/** What can be said about a pair before the database is asked. */
export function checkParties(
  giverId: string,
  receiver: Recipient,
): Refusal<'self_transfer' | 'receiver_is_bot'> | null {
  if (receiver.id === giverId) return refuse('self_transfer');
  if (receiver.bot) return refuse('receiver_is_bot', { userId: receiver.id });
  return null;
}

/** Lifetime bytes received, less what came back and forth. */
export interface Receipts {
  /** All that counts as received, transfers included. */
  readonly received: number;
  readonly pairs: readonly { readonly received: number; readonly sent: number }[];
}

/** The figure that role thresholds are compared with. */
export function rewardMetric({ received, pairs }: Receipts, counting: RewardCounting): number {
  if (counting === 'all') return received;
  const transferred = pairs.reduce((sum, pair) => sum + pair.received, 0);
  const own = received - transferred;
  if (counting === 'none') return own;
  return pairs.reduce((sum, pair) => sum + Math.max(0, pair.received - pair.sent), own);
}

/** Roles that a metric has earned, lowest threshold first. */
export function earnedRoles(metric: number, rewards: EconomyConfig['roleRewards']): Snowflake[] {
  const earned = Object.entries(rewards).filter(([, threshold]) => metric >= threshold);
  return earned.sort((a, b) => a[1] - b[1]).map(([roleId]) => roleId);
}
