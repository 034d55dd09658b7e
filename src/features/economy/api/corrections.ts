import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { BALANCE_LIMIT } from '../rules.ts';
import { type EconomyApiDeps, refused } from './deps.ts';
import {
  balance,
  balanceOf,
  EXAMPLE,
  MANAGE,
  ofMember,
  PREFIX,
  reasonRequired,
  transaction,
  transactionOf,
} from './shapes.ts';

const LONGEST_STREAK = 36_500;

const adjustment = z
  .strictObject({
    delta: z
      .int()
      .min(-BALANCE_LIMIT)
      .max(BALANCE_LIMIT)
      .refine((delta) => delta !== 0, 'must not be 0')
      .meta({ description: 'Whole bytes to give, or to take when below 0.', examples: [-25] }),
    reason: reasonRequired,
  })
  .meta({ examples: [{ delta: -25, reason: 'Paid twice by mistake' }] });

const streakWish = z
  .strictObject({
    streak: z
      .int()
      .min(0)
      .max(LONGEST_STREAK)
      .meta({ description: 'Days in a row; 0 ends the streak.', examples: [40] }),
    reason: reasonRequired,
  })
  .meta({ examples: [{ streak: 40, reason: 'The bot could not see the channel' }] });

/** What staff put right for one member. All of it is audited. */
export function correctionsApi({ economy, kit }: EconomyApiDeps) {
  return new Elysia({ prefix: `${PREFIX}/balances/:user_id`, tags: ['Balances'] })
    .use(kit.plugin)
    .post(
      '/adjustments',
      ({ request, path, params, body, actor, set }) =>
        kit.onceByLedger({ request, path, body, actor, set }, async (key) => {
          const { guild_id: guildId, user_id: userId } = params;
          const moved = await economy.correct({ guildId, userId, ...body, actor, key });
          if (isRefusal(moved)) return { answer: refused(request, moved), replayed: false };
          set.status = 201;
          return { answer: transactionOf(moved.transaction), replayed: moved.replayed };
        }),
      {
        right: MANAGE,
        params: ofMember,
        body: adjustment,
        detail: operation({
          id: 'adjustBalance',
          summary: 'Adjust a balance',
          description:
            'Gives bytes from the guild, or takes them back to it. Neither the largest transfer nor the cooldown holds.',
          answer: transaction,
          example: { ...EXAMPLE.transaction, type: 'admin_adjust', reason: 'Lost in the move from the old bot' },
          status: 201,
          once: true,
          errors: ['insufficient_balance', 'balance_limit', 'receiver_is_bot', 'no_account', 'discord_away'],
        }),
      },
    )
    .put(
      '/streak',
      async ({ params: { guild_id: guildId, user_id: userId }, body, actor, request }) => {
        const account = await economy.setStreak({ guildId, userId, ...body, actor });
        return isRefusal(account) ? refused(request, account) : balanceOf(account);
      },
      {
        right: MANAGE,
        params: ofMember,
        body: streakWish,
        detail: operation({
          id: 'setStreak',
          summary: 'Set a streak',
          description: 'Restores or resets it; the next daily goes on from there.',
          answer: balance,
          example: { ...EXAMPLE.balance, streak: 40 },
          errors: ['no_account'],
        }),
      },
    )
    .put(
      '/opt-out',
      async ({ params, actor, request }) => {
        const no = await economy.setOptOut(params.guild_id, params.user_id, true, actor);
        return no ? refused(request, no) : nothing();
      },
      {
        right: MANAGE,
        params: ofMember,
        detail: operation({
          id: 'optOut',
          summary: 'Leave somebody out',
          description: 'Off the leaderboard and without daily bytes; they keep what they have.',
          answer: null,
          errors: ['receiver_is_bot', 'no_account', 'discord_away'],
        }),
      },
    )
    .delete(
      '/opt-out',
      async ({ params, actor, request }) => {
        const no = await economy.setOptOut(params.guild_id, params.user_id, false, actor);
        return no ? refused(request, no) : nothing();
      },
      {
        right: MANAGE,
        params: ofMember,
        detail: operation({ id: 'optIn', summary: 'Take somebody in again', answer: null }),
      },
    )
    .delete(
      '',
      async ({ params, actor }) => {
        await economy.eraseHere(params.guild_id, params.user_id, actor);
        return nothing();
      },
      {
        right: MANAGE,
        params: ofMember,
        detail: operation({
          id: 'erasePerson',
          summary: 'Erase a person',
          description:
            'Puts a pseudonym in their place in this guild, for good: name, id and their own words go, amounts stay, so that every other balance can still be proved. Export first with `getBalance` and `listTransactions`.',
          answer: null,
        }),
      },
    );
}

function nothing(): Response {
  return new Response(null, { status: 204 });
}
