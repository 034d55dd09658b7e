import type { Refusal } from '../../shared/refusal.ts';
import type { EconomyRefusal } from './model.ts';
import { FIRST_TIER, nextTier, type StreakBonus, tierOf } from './rules.ts';

type Context = Refusal['context'];

/** `1,234 bytes`, `1 byte`. */
export function bytes(amount: number): string {
  return `${figure(amount)} ${amount === 1 ? 'byte' : 'bytes'}`;
}

/** With thousands separators. */
export function figure(amount: number): string {
  return amount.toLocaleString('en-US');
}

/** Discord shows it as `in 3 hours`, in the reader's language. */
export function relative(epochMilliseconds: number): string {
  return `<t:${Math.ceil(epochMilliseconds / 1000)}:R>`;
}

const amountOf = (value: Context[string] | undefined): string => bytes(Number(value ?? 0));
const timeOf = (value: Context[string] | undefined): string => relative(Number(value ?? 0));

/** One sentence of what is wrong and what to do, for every refusal of the economy; Discord, API and dashboard use it alike. */
export const economyWording = {
  amount_not_a_number: () => 'That amount is not a number. Write it in digits, such as 50.',
  amount_not_whole: ({ below }) => `Bytes cannot be split. Send a whole number, such as ${Number(below ?? 0) || 1}.`,
  amount_not_positive: () => 'The amount must be at least 1 byte.',
  amount_too_large: ({ max }) => `At most ${amountOf(max)} can be sent at once. Choose a smaller amount.`,
  self_transfer: () => 'You cannot send bytes to yourself. Choose somebody who helped you.',
  receiver_is_bot: () => 'Bots have no use for bytes. Choose a person.',
  receiver_departed: () => 'This person has left the server, so nothing was sent. Choose somebody who is here.',
  receiver_unknown: () => 'This person is not a member of this server. Choose somebody who is here.',
  insufficient_balance: ({ balance, needed }) =>
    `You have ${amountOf(balance)}, but this takes ${amountOf(needed)}. Choose a smaller amount.`,
  cooldown_active: ({ until }) => `You have just sent bytes. You can send again ${timeOf(until)}.`,
  balance_limit: () => 'This account is full and cannot hold more bytes. Choose somebody else.',
  already_claimed: ({ nextAt }) => `You have today's bytes already. The next ones come ${timeOf(nextAt)}.`,
  economy_disabled: () => 'Bytes are switched off in this server. Ask a moderator if you miss them.',
  daily_off: () => 'This server pays no daily bytes. Earn some by helping others.',
  no_earn_channel: () => 'No daily bytes are earned in this channel. Try another one.',
  no_earn_role: () => 'One of your roles earns no daily bytes. Ask a moderator if that is a mistake.',
  opted_out: () => 'You have opted out of daily bytes. Opt in again to earn them.',
  idempotency_conflict: () => 'This request was used before for something else. Start again with a new one.',
  config_changed_meanwhile: () => 'Somebody changed these settings meanwhile. Load them again, then make your change.',
  nothing_to_refund: () => 'There is no such charge in this server, so nothing was refunded. Check its id.',
  giver_unknown: () => 'Whoever shall pay is no person in this server. Choose a member, or let the server pay.',
  no_account: () => 'There is no account of such a person in this server. Pay a member some bytes to open one.',
  not_ranked: () => 'This person is not on the leaderboard: they have no account, have left or have opted out.',
  guild_unseen: () => 'The bot is not in this server, so nothing here can be checked. Invite it, then try again.',
  discord_away: () =>
    'Discord does not answer, so nobody new can be looked up. Nothing was changed; try again in a minute.',
} satisfies Record<EconomyRefusal, (context: Context) => string>;

/** What a ledger row is called. */
export const transactionNames = {
  starting: 'Starting balance',
  daily: 'Daily bytes',
  transfer: 'Transfer',
  squad_fee: 'Squad fee',
  refund: 'Refund',
  admin_adjust: 'Adjusted by staff',
  reward: 'Reward',
} as const;

const BAR = 7;

/** Where a streak stands: `CHAR ▰▰▰▱▱▱▱ 5 days to SHORT`. */
export function streakLine(streak: number, bonuses: readonly StreakBonus[]): string {
  const tier = tierOf(streak, bonuses);
  const next = nextTier(streak, bonuses);
  if (!next) return `${tier.name} ${'▰'.repeat(BAR)} day ${figure(streak)}`;
  const start = tier === FIRST_TIER ? 0 : tier.days;
  const filled = Math.floor((BAR * (streak - start)) / (next.days - start));
  return `${tier.name} ${'▰'.repeat(filled)}${'▱'.repeat(BAR - filled)} ${days(next.days - streak)} to ${next.name}`;
}

/** `1 day`, `5 days`. */
export function days(count: number): string {
  return `${figure(count)} ${count === 1 ? 'day' : 'days'}`;
}
