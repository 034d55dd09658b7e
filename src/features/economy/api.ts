import { Elysia } from 'elysia';
import { z } from 'zod';
import type { ApiKit } from '../../http/kit/kit.ts';
import { operation } from '../../http/kit/operation.ts';
import { cursorPage, offsetPage } from '../../http/kit/page.ts';
import { Refused } from '../../http/kit/problem.ts';
import { refusalResponse } from '../../http/kit/refusals.ts';
import { cursorText, pageLimit, queryNumber } from '../../http/kit/values.ts';
import { snowflake } from '../../shared/ids.ts';
import { isRefusal } from '../../shared/refusal.ts';
import type { Account, EconomyNo, LedgerEntry, Receipt } from './model.ts';
import type { Economy } from './service/index.ts';
import { economyWording } from './text.ts';

interface EconomyApiDeps {
  readonly economy: Economy;
  readonly kit: ApiKit;
}

const READ = { scope: 'bytes:read', guild: 'guild_id' } as const;
const WRITE = { scope: 'bytes:write', guild: 'guild_id' } as const;

const ofGuild = z.object({ guild_id: snowflake });
const ofMember = z.object({ guild_id: snowflake, user_id: snowflake });
const instant = z.iso.datetime();

const transaction = z.object({
  id: z.uuid(),
  type: z.string(),
  amount: z.int(),
  reason: z.string().nullable(),
  giver_id: z.string(),
  receiver_id: z.string(),
  created_at: instant,
});

const balance = z.object({
  user_id: snowflake,
  username: z.string().nullable(),
  balance: z.int(),
  total_received: z.int(),
  total_sent: z.int(),
  last_daily: z.iso.date().nullable(),
  streak: z.int(),
  updated_at: instant,
});

const ranked = z.object({ rank: z.int(), user_id: snowflake, username: z.string().nullable(), balance: z.int() });

const payment = z.strictObject({
  giver_id: snowflake.optional().meta({ description: 'Who pays; left out, the guild pays a reward.' }),
  receiver_id: snowflake,
  amount: z.int().min(1),
  reason: z.string().trim().max(200).optional(),
});

const difference = z.object({
  user_id: z.string().nullable(),
  kind: z.string(),
  expected: z.string(),
  actual: z.string(),
});

const NO_ACCOUNT = 'This person has no account in this guild yet. Pay them some bytes to open it.';

/** Bytes over REST, below `/guilds/{guild_id}/bytes`. */
export function createEconomyApi({ economy, kit }: EconomyApiDeps) {
  const refused = (request: Request, refusal: EconomyNo) => refusalResponse(request, refusal, economyWording);

  return new Elysia({ prefix: '/guilds/:guild_id/bytes', tags: ['bytes'] })
    .use(kit.plugin)
    .get(
      '/balances/:user_id',
      async ({ params }) => {
        const account = await economy.account(params.guild_id, params.user_id);
        if (!account) throw new Refused('not_found', { detail: NO_ACCOUNT });
        return balanceOf(account);
      },
      {
        right: READ,
        params: ofMember,
        detail: operation({ id: 'getBalance', summary: 'A member’s balance', answer: balance, errors: ['not_found'] }),
      },
    )
    .get(
      '/leaderboard',
      async ({ params, query: { limit, offset = 0 } }) => {
        const { rows, total } = await economy.ranking(params.guild_id, offset, limit);
        const data = rows.map(({ rank, userId, username, balance }) => ({ rank, user_id: userId, username, balance }));
        return { data, page: { limit, offset, total } };
      },
      {
        right: READ,
        params: ofGuild,
        query: z.strictObject({ limit: pageLimit(10), offset: queryNumber(0, 1_000_000).optional() }),
        detail: operation({ id: 'getLeaderboard', summary: 'Who has the most bytes', answer: offsetPage(ranked) }),
      },
    )
    .get(
      '/transactions',
      async ({ params: { guild_id: guildId }, query: { limit, cursor, user_id: userId } }) => {
        const list = `transactions:${guildId}:${userId ?? ''}`;
        const [before] = cursor === undefined ? [] : kit.cursors.read(list, cursor);
        const { entries, hasOlder } = await economy.history({
          guildId,
          limit,
          ...(userId === undefined ? {} : { userId }),
          ...(before === undefined ? {} : { before: String(before) }),
        });
        const last = entries.at(-1);
        const next_cursor = hasOlder && last ? kit.cursors.write(list, [last.id]) : null;
        return { data: entries.map(transactionOf), page: { next_cursor } };
      },
      {
        right: READ,
        params: ofGuild,
        query: z.strictObject({ limit: pageLimit(50), cursor: cursorText.optional(), user_id: snowflake.optional() }),
        detail: operation({
          id: 'listTransactions',
          summary: 'The ledger, newest first',
          answer: cursorPage(transaction),
          errors: ['invalid_cursor'],
        }),
      },
    )
    .post(
      '/transactions',
      (context) =>
        kit.onceByLedger(context, async (key) => {
          const { params, body, actor, request } = context;
          const moved = await pay(params.guild_id, body, actor.id, key);
          return isRefusal(moved) ? { response: refused(request, moved), replayed: false } : paid(moved);
        }),
      {
        right: WRITE,
        params: ofGuild,
        body: payment,
        detail: operation({
          id: 'createTransaction',
          summary: 'Pay bytes to a member',
          description: 'From one member to another, or as a reward of the guild when there is no giver.',
          answer: transaction,
          status: 201,
          once: true,
          errors: ['amount_too_large', 'self_transfer', 'insufficient_balance', 'cooldown_active', 'balance_limit'],
        }),
      },
    )
    .post(
      '/daily',
      async ({ params, body, request }) => {
        const daily = await economy.claimDaily({
          guildId: params.guild_id,
          user: { id: body.user_id, username: null },
        });
        if (isRefusal(daily)) return refused(request, daily);
        const { date, streak, multiplier } = daily;
        return Response.json({ ...transactionOf(daily.transaction), date, streak, multiplier }, { status: 201 });
      },
      {
        right: WRITE,
        params: ofGuild,
        body: z.strictObject({ user_id: snowflake }),
        detail: operation({
          id: 'claimDaily',
          summary: 'Claim today’s bytes for a member',
          description: 'At most once a day by the guild’s calendar, so it needs no Idempotency-Key.',
          answer: transaction.extend({ date: z.iso.date(), streak: z.int(), multiplier: z.int() }),
          status: 201,
          errors: ['already_claimed', 'economy_disabled', 'daily_off', 'opted_out'],
        }),
      },
    )
    .get(
      '/ledger/verification',
      async ({ params }) => {
        const { ok, accounts, transactions, differences } = await economy.verifyLedger(params.guild_id);
        const found = differences.map(({ userId, kind, expected, actual }) => ({
          user_id: userId,
          kind,
          expected,
          actual,
        }));
        return { ok, accounts, transactions, differences: found };
      },
      {
        right: READ,
        params: ofGuild,
        detail: operation({
          id: 'verifyLedger',
          summary: 'Prove that every balance is the sum of its rows',
          answer: z.object({
            ok: z.boolean(),
            accounts: z.int(),
            transactions: z.int(),
            differences: z.array(difference),
          }),
        }),
      },
    );

  function pay(guildId: string, payment: Payment, actorId: string, key: string) {
    const { giver_id: giverId, receiver_id: receiverId, amount } = payment;
    const receiver = { id: receiverId, username: null };
    const shared = { guildId, amount, reason: payment.reason ?? null, actorId, key };
    if (giverId !== undefined) return economy.transfer({ ...shared, giver: { id: giverId, username: null }, receiver });
    return economy.adjust({ ...shared, user: receiver, delta: amount, type: 'reward' });
  }
}

type Payment = z.infer<typeof payment>;

function paid({ transaction, replayed }: Receipt) {
  return { response: Response.json(transactionOf(transaction), { status: 201 }), replayed };
}

function transactionOf({ id, type, amount, reason, giverId, receiverId, at }: LedgerEntry) {
  const created_at = new Date(at).toISOString();
  return { id, type, amount, reason, giver_id: giverId, receiver_id: receiverId, created_at };
}

function balanceOf(account: Account) {
  return {
    user_id: account.userId,
    username: account.username,
    balance: account.balance,
    total_received: account.totalReceived,
    total_sent: account.totalSent,
    last_daily: account.lastDaily,
    streak: account.streak,
    updated_at: new Date(account.updatedAt).toISOString(),
  };
}
