import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { cursorPage } from '../../../http/kit/page.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { cursorText, pageLimit, queryNumber } from '../../../http/kit/values.ts';
import { DIFFERENCE_KINDS } from '../model.ts';
import { BALANCE_LIMIT, TRANSACTION_TYPES } from '../rules.ts';
import type { EconomyApiDeps } from './deps.ts';
import {
  EXAMPLE,
  guildId,
  ofGuild,
  PREFIX,
  READ,
  transaction,
  transactionId,
  transactionOf,
  userId,
} from './shapes.ts';

const instant = (description: string) =>
  z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description, examples: ['2026-11-01T00:00:00Z'] });

const amount = (description: string) =>
  queryNumber(1, BALANCE_LIMIT)
    .meta({ description, examples: [50] })
    .optional();

const listQuery = z
  .strictObject({
    limit: pageLimit(50),
    cursor: cursorText.optional(),
    user_id: userId.optional().meta({ description: 'Who gave or received.' }),
    type: z
      .enum(TRANSACTION_TYPES)
      .optional()
      .meta({ description: 'Why bytes moved.', examples: ['reward'] }),
    min_amount: amount('At least so many bytes.'),
    max_amount: amount('At most so many bytes.'),
    from: instant('At this instant or later (ISO 8601).'),
    to: instant('Before this instant (ISO 8601).'),
  })
  .refine(({ min_amount: min, max_amount: max }) => min === undefined || max === undefined || min <= max, {
    path: ['max_amount'],
    message: 'must not be below min_amount',
  })
  .refine(({ from, to }) => !from || !to || Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: 'must be later than from',
  });

const difference = z.object({
  user_id: z
    .string()
    .nullable()
    .meta({ description: 'Whose account; null for the guild as a whole.', examples: [EXAMPLE.user] }),
  kind: z.enum(DIFFERENCE_KINDS).meta({ description: 'Which figure differs.', examples: ['balance'] }),
  expected: z.string().meta({ description: 'What the ledger’s rows add up to.', examples: ['150'] }),
  actual: z.string().meta({ description: 'What is stored.', examples: ['151'] }),
});

const verification = z.object({
  ok: z.boolean().meta({ description: 'Whether everything adds up.', examples: [true] }),
  accounts: z
    .int()
    .min(0)
    .meta({ description: 'How many accounts were looked at.', examples: [128] }),
  transactions: z
    .int()
    .min(0)
    .meta({ description: 'How many rows.', examples: [4711] }),
  differences: z.array(difference).meta({ description: 'What does not add up; the first hundred.' }),
});

/** The ledger, read. */
export function ledgerApi({ economy, kit }: EconomyApiDeps) {
  return new Elysia({ prefix: PREFIX, tags: ['Transactions'] })
    .use(kit.plugin)
    .get(
      '/transactions',
      async ({ params, query: { limit, cursor, ...filter } }) => {
        const list = JSON.stringify(['transactions', params.guild_id, Object.entries(filter).sort()]);
        const [before] = cursor === undefined ? [] : kit.cursors.read(list, cursor);
        const { entries, next } = await economy.transactions(
          {
            guildId: params.guild_id,
            userId: filter.user_id,
            type: filter.type,
            minAmount: filter.min_amount,
            maxAmount: filter.max_amount,
            from: time(filter.from),
            to: time(filter.to),
            before: before === undefined ? undefined : String(before),
          },
          limit,
        );
        return { data: entries.map(transactionOf), page: { next_cursor: next && kit.cursors.write(list, [next]) } };
      },
      {
        right: READ,
        params: ofGuild,
        query: listQuery,
        detail: operation({
          id: 'listTransactions',
          summary: 'List transactions',
          description:
            'Newest first. With filters a page may hold fewer rows than asked for, even none, while there are more: follow `next_cursor` until it is null.',
          answer: cursorPage(transaction),
          example: { data: [EXAMPLE.transaction], page: { next_cursor: null } },
          errors: ['invalid_cursor'],
        }),
      },
    )
    .get(
      '/transactions/:transaction_id',
      async ({ params }) => {
        const entry = await economy.transaction(params.guild_id, params.transaction_id);
        if (!entry) throw new Refused('not_found', { detail: 'There is no such transaction in this guild.' });
        return transactionOf(entry);
      },
      {
        right: READ,
        params: z.object({ guild_id: guildId, transaction_id: transactionId }),
        detail: operation({
          id: 'getTransaction',
          summary: 'Get a transaction',
          answer: transaction,
          example: EXAMPLE.transaction,
          errors: ['not_found'],
        }),
      },
    )
    .get(
      '/ledger/verification',
      async ({ params }) => {
        const { ok, accounts, transactions, differences } = await economy.verifyLedger(params.guild_id);
        const found = differences.map(({ userId, ...rest }) => ({
          user_id: userId,
          kind: rest.kind,
          expected: rest.expected,
          actual: rest.actual,
        }));
        return { ok, accounts, transactions, differences: found };
      },
      {
        right: READ,
        params: ofGuild,
        detail: operation({
          id: 'verifyLedger',
          summary: 'Prove the ledger',
          description: 'Recomputes every balance of the guild from its rows.',
          answer: verification,
          example: { ok: true, accounts: 128, transactions: 4711, differences: [] },
        }),
      },
    );
}

function time(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant);
}
