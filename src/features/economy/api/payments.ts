import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { refusalProblem } from '../../../http/kit/refusals.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { EconomyNo, Receipt } from '../model.ts';
import { economyWording } from '../text.ts';
import { type EconomyApiDeps, refused } from './deps.ts';
import {
  EXAMPLE,
  ofGuild,
  PAYMENT_ERRORS,
  PREFIX,
  payment,
  transaction,
  transactionOf,
  userId,
  WRITE,
} from './shapes.ts';

const MOST_ROWS = 100;

const bulk = z
  .strictObject({
    transactions: z
      .array(payment)
      .min(1)
      .max(MOST_ROWS)
      .meta({ description: `The payments, at most ${MOST_ROWS}; each succeeds or fails for itself.` }),
  })
  .meta({ examples: [{ transactions: [{ receiver_id: EXAMPLE.user, amount: 50, reason: 'Merged #4711' }] }] });

const count = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .meta({ description, examples: [example] });

const rowProblem = z.object({
  status: z.int().meta({ description: 'The status that the payment alone would have had.', examples: [409] }),
  code: z.string().meta({ description: 'Stable; for programs.', examples: ['insufficient_balance'] }),
  title: z.string().meta({ description: 'The code in words.', examples: ['Insufficient balance'] }),
  detail: z.string().meta({ description: 'What is wrong and what to do.', examples: ['Choose a smaller amount.'] }),
  context: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .meta({ description: 'Figures behind the refusal.', examples: [{ balance: 20, needed: 50 }] }),
});

const bulkRow = z.object({
  index: z
    .int()
    .min(0)
    .meta({ description: 'Place in the request, from 0.', examples: [0] }),
  status: z
    .enum(['done', 'replayed', 'refused'])
    .meta({ description: '`replayed`: paid by an earlier request with this Idempotency-Key.', examples: ['done'] }),
  transaction: transaction.optional().meta({ description: 'Where bytes moved.' }),
  problem: rowProblem.optional().meta({ description: 'Where they did not.' }),
});

const bulkAnswer = z.object({
  counts: z
    .object({ done: count('Paid now.', 1), replayed: count('Paid before.', 0), refused: count('Not paid.', 0) })
    .meta({ description: 'How many rows became what.' }),
  results: z.array(bulkRow).meta({ description: 'One for each row, in the order of the request.' }),
});

const dailyAnswer = transaction.extend({
  date: z.string().meta({ format: 'date', description: 'The guild’s date of this daily.', examples: ['2026-11-20'] }),
  streak: z
    .int()
    .min(1)
    .meta({ description: 'Days in a row.', examples: [12] }),
  multiplier: z
    .int()
    .min(1)
    .meta({ description: 'What the daily was multiplied by.', examples: [2] }),
});

/** Whatever moves bytes to members. */
export function paymentsApi({ economy, kit }: EconomyApiDeps) {
  return new Elysia({ prefix: PREFIX, tags: ['Transactions'] })
    .use(kit.plugin)
    .post(
      '/transactions',
      ({ request, path, params, body, actor, set }) =>
        kit.onceByLedger({ request, path, body, actor, set }, async (key) => {
          const moved = await economy.pay({ guildId: params.guild_id, ...rowOf(body), actorId: actor.id, key });
          if (isRefusal(moved)) return { answer: refused(request, moved), replayed: false };
          set.status = 201;
          return { answer: transactionOf(moved.transaction), replayed: moved.replayed };
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
          example: EXAMPLE.transaction,
          status: 201,
          once: true,
          errors: PAYMENT_ERRORS,
        }),
      },
    )
    .post(
      '/transactions/bulk',
      ({ request, path, params, body, actor }) =>
        kit.once({ request, path, body, actor }, async (key) => {
          const rows = body.transactions.map(rowOf);
          const outcomes = await economy.payAll({ guildId: params.guild_id, rows, actorId: actor.id, key });
          return Response.json(bulkOf(outcomes));
        }),
      {
        right: WRITE,
        params: ofGuild,
        body: bulk,
        detail: operation({
          id: 'createTransactions',
          summary: 'Pay bytes to many members',
          description: `At most ${MOST_ROWS} payments, each for itself, all under one Idempotency-Key. Repeat the same request when no answer came: nothing is paid twice. Send refused rows again under a new key.`,
          answer: bulkAnswer,
          example: {
            counts: { done: 1, replayed: 0, refused: 0 },
            results: [{ index: 0, status: 'done', transaction: EXAMPLE.transaction }],
          },
          once: true,
        }),
      },
    )
    .post(
      '/daily',
      async ({ params: { guild_id: guildId }, body, request, set }) => {
        const user = await economy.member(guildId, body.user_id);
        if (isRefusal(user)) return refused(request, user as EconomyNo);
        const daily = await economy.claimDaily({ guildId, user });
        if (isRefusal(daily)) return refused(request, daily);
        const { date, streak, multiplier } = daily;
        set.status = 201;
        return { ...transactionOf(daily.transaction), date, streak, multiplier };
      },
      {
        right: WRITE,
        params: ofGuild,
        body: z.strictObject({ user_id: userId }).meta({ examples: [{ user_id: EXAMPLE.user }] }),
        detail: operation({
          id: 'claimDaily',
          summary: 'Claim today’s bytes for a member',
          description: 'At most once a day by the guild’s calendar, so it needs no Idempotency-Key.',
          answer: dailyAnswer,
          example: {
            ...EXAMPLE.transaction,
            type: 'daily',
            amount: 20,
            reason: null,
            date: '2026-11-20',
            streak: 12,
            multiplier: 2,
          },
          status: 201,
          errors: [
            'already_claimed',
            'balance_limit',
            'daily_off',
            'discord_away',
            'economy_disabled',
            'opted_out',
            'receiver_departed',
            'receiver_is_bot',
            'receiver_unknown',
          ],
        }),
      },
    );
}

function rowOf({ giver_id: giverId, receiver_id: receiverId, amount, reason }: z.infer<typeof payment>) {
  return { giverId: giverId ?? null, receiverId, amount, reason: reason ?? null };
}

function bulkOf(outcomes: readonly (Receipt | EconomyNo)[]) {
  const results = outcomes.map((outcome, index) => {
    if (isRefusal(outcome))
      return { index, status: 'refused', problem: refusalProblem(outcome, economyWording) } as const;
    const status = outcome.replayed ? 'replayed' : 'done';
    return { index, status, transaction: transactionOf(outcome.transaction) } as const;
  });
  const countOf = (wanted: string) => results.filter(({ status }) => status === wanted).length;
  return {
    counts: { done: countOf('done'), replayed: countOf('replayed'), refused: countOf('refused') },
    results,
  };
}
