import { z } from 'zod';
import { type EconomyConfigInput, economyConfigInput } from '../model.ts';
import { DEFAULT_CONFIG, type EconomyConfig } from '../rules.ts';

const { shape } = economyConfigInput;
const [CHANNEL, ROLE] = ['290926798999650304', '304313580025544704'];

/** What each setting is called in JSON. */
export const FIELDS = {
  enabled: 'enabled',
  startingBalance: 'starting_balance',
  dailyAmount: 'daily_amount',
  dailyCap: 'daily_cap',
  maxTransfer: 'max_transfer',
  cooldownHours: 'cooldown_hours',
  streakMode: 'streak_mode',
  streakBonuses: 'streak_bonuses',
  roleRewards: 'role_rewards',
  rewardCounting: 'reward_counting',
  noEarnChannels: 'no_earn_channels',
  noEarnRoles: 'no_earn_roles',
} as const satisfies Record<keyof EconomyConfig, string>;

export function configOf(settings: EconomyConfig): Record<string, unknown> {
  return Object.fromEntries(keys().map((key) => [FIELDS[key], settings[key]]));
}

export const EXAMPLE_CONFIG = configOf({
  ...DEFAULT_CONFIG,
  roleRewards: { [ROLE]: 1000 },
  noEarnChannels: [CHANNEL],
});

/** The settings as JSON has them; the model's own schemas under snake_case names. */
export const config = z
  .strictObject({
    enabled: shape.enabled.meta({ description: 'Whether bytes work here at all.', examples: [true] }),
    starting_balance: shape.startingBalance.meta({
      description: 'What a new account begins with.',
      examples: [DEFAULT_CONFIG.startingBalance],
    }),
    daily_amount: shape.dailyAmount.meta({
      description: 'What a day pays before its multiplier; 0 for no dailies.',
      examples: [DEFAULT_CONFIG.dailyAmount],
    }),
    daily_cap: shape.dailyCap.meta({
      description: 'The most that one daily pays, whatever the streak; null for no cap.',
      examples: [null],
    }),
    max_transfer: shape.maxTransfer.meta({
      description: 'The most that a member sends at once.',
      examples: [DEFAULT_CONFIG.maxTransfer],
    }),
    cooldown_hours: shape.cooldownHours.meta({
      description: 'Hours between two transfers of one member; 0 for none.',
      examples: [0],
    }),
    streak_mode: shape.streakMode.meta({
      description: '`tier` multiplies every day from a bonus on, `milestone` only the days that a bonus divides.',
      examples: ['tier'],
    }),
    streak_bonuses: shape.streakBonuses.meta({
      description: 'Names and multipliers, ascending by days.',
      examples: [DEFAULT_CONFIG.streakBonuses],
    }),
    role_rewards: shape.roleRewards.meta({
      description: 'Role id → bytes ever received at which the bot gives it.',
      examples: [{ [ROLE]: 1000 }],
    }),
    reward_counting: shape.rewardCounting.meta({
      description: 'How transfers count towards role rewards: net per pair of members, all, or none.',
      examples: ['net'],
    }),
    no_earn_channels: shape.noEarnChannels.meta({
      description: 'Channels in which no daily is earned.',
      examples: [[CHANNEL]],
    }),
    no_earn_roles: shape.noEarnRoles.meta({
      description: 'Roles whose members earn no daily.',
      examples: [[ROLE]],
    }),
  })
  .meta({ examples: [EXAMPLE_CONFIG] });

export function inputOf(body: z.infer<typeof config>): EconomyConfigInput {
  return economyConfigInput.parse(Object.fromEntries(keys().map((key) => [key, body[FIELDS[key]]])));
}

function keys() {
  return Object.keys(FIELDS) as (keyof EconomyConfig)[];
}
