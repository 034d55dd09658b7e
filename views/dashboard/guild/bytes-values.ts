import type { EconomyConfig } from '../../../src/features/economy/rules.ts';
import type { ChannelRef } from '../../ui/badge.tsx';
import type { RoleChoice } from '../../ui/choices.tsx';

/** One row of the list of streak bonuses, as typed. */
export interface BonusRow {
  readonly name: string;
  readonly days: string;
  readonly multiplier: string;
}

/** One row of the list of role rewards, as typed. */
export interface RewardRow {
  readonly roleId: string;
  /** Lifetime bytes received. */
  readonly amount: string;
}

/** The settings of bytes as texts, so that what was typed wrongly is shown again. Names are those of `EconomyConfig`. */
export interface BytesValues {
  readonly enabled: boolean;
  readonly startingBalance: string;
  readonly dailyAmount: string;
  /** Empty: no cap. */
  readonly dailyCap: string;
  readonly maxTransfer: string;
  readonly cooldownHours: string;
  readonly streakMode: string;
  /** Sent as `bonusName`, `bonusDays` and `bonusMultiplier`, once per row, in order. */
  readonly streakBonuses: readonly BonusRow[];
  /** Sent as `rewardRole` and `rewardAmount`, once per row, in order. */
  readonly roleRewards: readonly RewardRow[];
  readonly rewardCounting: string;
  readonly noEarnChannels: readonly string[];
  readonly noEarnRoles: readonly string[];
}

/** Sentences by field: `dailyAmount`, `streakBonuses.0.days`, `roleRewards.1.amount`, `roleRewards` for the list. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface BytesForm {
  readonly values: BytesValues;
  readonly errors: FieldErrors;
  /** Version of the settings that the form was drawn from. */
  readonly version: number;
  readonly roles: readonly RoleChoice[];
  readonly channels: readonly ChannelRef[];
  /** Where the form goes; `…/preview` below it answers with `BytesPreview`. */
  readonly action: string;
  readonly csrf: string;
}

/** Stored settings as the form shows them. */
export function bytesValues(config: EconomyConfig): BytesValues {
  return {
    enabled: config.enabled,
    startingBalance: String(config.startingBalance),
    dailyAmount: String(config.dailyAmount),
    dailyCap: config.dailyCap === null ? '' : String(config.dailyCap),
    maxTransfer: String(config.maxTransfer),
    cooldownHours: String(config.cooldownHours),
    streakMode: config.streakMode,
    streakBonuses: config.streakBonuses.map(({ name, days, multiplier }) => ({
      name,
      days: String(days),
      multiplier: String(multiplier),
    })),
    roleRewards: Object.entries(config.roleRewards)
      .sort(([, a], [, b]) => a - b)
      .map(([roleId, amount]) => ({ roleId, amount: String(amount) })),
    rewardCounting: config.rewardCounting,
    noEarnChannels: [...config.noEarnChannels],
    noEarnRoles: [...config.noEarnRoles],
  };
}
