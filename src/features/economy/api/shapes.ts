import { z } from 'zod';
import { snowflake } from '../../../shared/ids.ts';
import type { Account, BoardRow, EconomyRefusal, LedgerEntry } from '../model.ts';
import { BALANCE_LIMIT, REASON_LIMIT, SYSTEM, TRANSACTION_TYPES } from '../rules.ts';

export const READ = { scope: 'bytes:read', guild: 'guild_id' } as const;
export const WRITE = { scope: 'bytes:write', guild: 'guild_id' } as const;
export const MANAGE = { scope: 'bytes:manage', guild: 'guild_id' } as const;

export const PREFIX = '/guilds/:guild_id/bytes';

const GUILD = '290926798626357250';
const PRIYA = '80351110224678912';
const YUKI = '112358132134558914';
const ENTRY_ID = '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f';
const INSTANT = '2026-11-20T12:00:00.000Z';

export const guildId = snowflake.meta({ description: 'The guild’s Discord id.', examples: [GUILD] });
export const userId = snowflake.meta({ description: 'The person’s Discord id.', examples: [PRIYA] });
export const transactionId = z.uuid().meta({ description: 'The transaction’s id.', examples: [ENTRY_ID] });

export const ofGuild = z.object({ guild_id: guildId });
export const ofMember = z.object({ guild_id: guildId, user_id: userId });

/** What was done is told; what is asked for is checked by the route's own schema. */
const instant = z.string().meta({ format: 'date-time', examples: [INSTANT] });
const date = z.string().meta({ format: 'date', examples: ['2026-11-20'] });
const name = z.string().nullable();
const amount = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .meta({ description, examples: [example] });
const party = (description: string, example: string) =>
  z
    .string()
    .regex(/^([0-9]{17,20}|SYSTEM)$/)
    .meta({ description, examples: [example] });

export const reasonRequired = z
  .string()
  .trim()
  .min(1)
  .max(REASON_LIMIT)
  .meta({ description: 'Why, for the audit log; not blank.', examples: ['Lost in the move from the old bot'] });

export const payment = z
  .strictObject({
    giver_id: snowflake
      .optional()
      .meta({ description: 'Who pays. Left out, the guild pays a reward.', examples: [YUKI] }),
    receiver_id: snowflake.meta({ description: 'Who is paid: a member, and no bot.', examples: [PRIYA] }),
    amount: z
      .int()
      .min(1)
      .max(BALANCE_LIMIT)
      .meta({ description: 'Whole bytes, at least 1.', examples: [50] }),
    reason: z
      .string()
      .trim()
      .max(REASON_LIMIT)
      .optional()
      .meta({ description: 'What for; shown in the history.', examples: ['Merged #4711'] }),
  })
  .meta({ examples: [{ receiver_id: PRIYA, amount: 50, reason: 'Merged #4711' }] });

export const PAYMENT_ERRORS = [
  'amount_too_large',
  'balance_limit',
  'cooldown_active',
  'discord_away',
  'economy_disabled',
  'giver_unknown',
  'insufficient_balance',
  'receiver_departed',
  'receiver_is_bot',
  'receiver_unknown',
  'self_transfer',
] as const satisfies readonly EconomyRefusal[];

export const transaction = z.object({
  id: transactionId,
  type: z.enum(TRANSACTION_TYPES).meta({ description: 'Why bytes moved.', examples: ['reward'] }),
  amount: z
    .int()
    .min(1)
    .meta({ description: 'Whole bytes.', examples: [50] }),
  reason: z
    .string()
    .nullable()
    .meta({ description: 'What for.', examples: ['Merged #4711'] }),
  giver_id: party('Who paid; `SYSTEM` is the guild itself.', SYSTEM),
  giver_username: name.meta({ description: 'Their name at the time; null where it is not known.', examples: [null] }),
  giver_balance: z
    .int()
    .nullable()
    .meta({ description: 'Their balance afterwards; null for `SYSTEM`.', examples: [null] }),
  receiver_id: party('Who was paid; `SYSTEM` where bytes were taken.', PRIYA),
  receiver_username: name.meta({ description: 'Their name at the time.', examples: ['priya'] }),
  receiver_balance: z
    .int()
    .nullable()
    .meta({ description: 'Their balance afterwards; null for `SYSTEM`.', examples: [150] }),
  created_at: instant.meta({ description: 'When.' }),
});

export const balance = z.object({
  user_id: userId,
  username: name.meta({ description: 'As last seen; null where it is not known.', examples: ['priya'] }),
  balance: amount('Whole bytes.', 150),
  total_received: amount('Ever received, without starting balances and refunds.', 320),
  total_sent: amount('Ever sent to other members.', 170),
  last_daily: date
    .nullable()
    .meta({ description: 'The guild’s date of the last daily, or null.', examples: ['2026-11-20'] }),
  streak: amount('Days in a row.', 12),
  longest_streak: amount('The most days in a row, ever.', 40),
  opted_out: z
    .boolean()
    .meta({ description: 'Neither on the leaderboard nor earning dailies, by choice.', examples: [false] }),
  departed: z.boolean().meta({ description: 'Has left the guild; bytes wait for a return.', examples: [false] }),
  created_at: instant.meta({ description: 'When the account was opened.' }),
  updated_at: instant.meta({ description: 'When the balance last changed.' }),
});

export const boardRow = z.object({
  rank: z
    .int()
    .min(1)
    .meta({ description: 'Place, from 1.', examples: [1] }),
  user_id: userId,
  username: name.meta({ description: 'As last seen; null where it is not known.', examples: ['priya'] }),
  balance: amount('Whole bytes.', 150),
});

/** Realistic answers for the document. */
export const EXAMPLE = {
  user: PRIYA,
  transaction: {
    id: ENTRY_ID,
    type: 'reward',
    amount: 50,
    reason: 'Merged #4711',
    giver_id: SYSTEM,
    giver_username: null,
    giver_balance: null,
    receiver_id: PRIYA,
    receiver_username: 'priya',
    receiver_balance: 150,
    created_at: INSTANT,
  },
  balance: {
    user_id: PRIYA,
    username: 'priya',
    balance: 150,
    total_received: 320,
    total_sent: 170,
    last_daily: '2026-11-20',
    streak: 12,
    longest_streak: 40,
    opted_out: false,
    departed: false,
    created_at: '2026-01-05T08:30:00.000Z',
    updated_at: INSTANT,
  },
  board: { rank: 1, user_id: PRIYA, username: 'priya', balance: 150 },
} as const;

export function transactionOf(entry: LedgerEntry) {
  return {
    id: entry.id,
    type: entry.type,
    amount: entry.amount,
    reason: entry.reason,
    giver_id: entry.giverId,
    giver_username: entry.giverUsername,
    giver_balance: entry.giverBalance,
    receiver_id: entry.receiverId,
    receiver_username: entry.receiverUsername,
    receiver_balance: entry.receiverBalance,
    created_at: new Date(entry.at).toISOString(),
  };
}

export function balanceOf(account: Account) {
  return {
    user_id: account.userId,
    username: account.username,
    balance: account.balance,
    total_received: account.totalReceived,
    total_sent: account.totalSent,
    last_daily: account.lastDaily,
    streak: account.streak,
    longest_streak: account.longestStreak,
    opted_out: account.optedOut,
    departed: account.departedAt !== null,
    created_at: new Date(account.createdAt).toISOString(),
    updated_at: new Date(account.updatedAt).toISOString(),
  };
}

export function boardRowOf({ rank, userId, username, balance }: BoardRow) {
  return { rank, user_id: userId, username, balance };
}
