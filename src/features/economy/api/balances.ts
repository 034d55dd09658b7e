import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { cursorPage, offsetPage } from '../../../http/kit/page.ts';
import { cursorText, pageLimit, queryNumber } from '../../../http/kit/values.ts';
import { after } from '../../../shared/after.ts';
import { refuse } from '../../../shared/refusal.ts';
import { type EconomyApiDeps, refused } from './deps.ts';
import { balance, balanceOf, boardRow, boardRowOf, EXAMPLE, ofGuild, ofMember, PREFIX, READ } from './shapes.ts';

const ORDERS = ['balance', 'user_id'] as const;

const listQuery = z.strictObject({
  limit: pageLimit(50),
  cursor: cursorText.optional(),
  sort: z
    .enum(ORDERS)
    .default('balance')
    .meta({
      description: 'The richest first, or by id: an order that no payment disturbs, for reading all of them.',
      examples: ['balance'],
    }),
  search: z
    .string()
    .trim()
    .min(1)
    .max(32)
    .optional()
    .meta({ description: 'How the username begins; letter case is ignored.', examples: ['pri'] }),
});

const boardQuery = z.strictObject({
  limit: pageLimit(10),
  offset: queryNumber(0, 1_000_000)
    .meta({ description: 'How many rows to pass over; 0 unless given.', examples: [0] })
    .optional(),
});

/** Who has how much. */
export function balancesApi({ economy, kit }: EconomyApiDeps) {
  /** Stretches of leaderboards as they are sent, for as long as the economy remembers them. */
  const boards = new WeakMap<object, string>();

  return new Elysia({ prefix: PREFIX, tags: ['Balances'] })
    .use(kit.plugin)
    .get(
      '/balances',
      async ({ params: { guild_id: guildId }, query: { limit, cursor, sort, search } }) => {
        const list = JSON.stringify(['balances', guildId, sort, search]);
        const after = cursor === undefined ? undefined : placeOf(kit.cursors.read(list, cursor));
        const { accounts, next } = await economy.accounts({ guildId, order: sort, search, after, limit });
        const next_cursor = next && kit.cursors.write(list, [next.userId, next.balance, next.updatedMicros]);
        return { data: accounts.map(balanceOf), page: { next_cursor } };
      },
      {
        right: READ,
        params: ofGuild,
        query: listQuery,
        detail: operation({
          id: 'listBalances',
          summary: 'List balances',
          description: 'Everybody who has an account, also who left or opted out.',
          answer: cursorPage(balance),
          example: { data: [EXAMPLE.balance], page: { next_cursor: null } },
          errors: ['invalid_cursor'],
        }),
      },
    )
    .get(
      '/balances/:user_id',
      async ({ params: { guild_id: guildId, user_id: userId }, request }) => {
        const account = await economy.account(guildId, userId);
        return account ? balanceOf(account) : refused(request, refuse('no_account', { userId }));
      },
      {
        right: READ,
        params: ofMember,
        detail: operation({
          id: 'getBalance',
          summary: 'Get a member’s balance',
          description: 'As of now, also of who left or opted out.',
          answer: balance,
          example: EXAMPLE.balance,
          errors: ['no_account'],
        }),
      },
    )
    .get(
      '/leaderboard',
      ({ params, query: { limit, offset = 0 }, set }) => {
        set.headers['content-type'] = 'application/json';
        return after(economy.ranking(params.guild_id, offset, limit), (board) => {
          const known = boards.get(board);
          if (known !== undefined) return known;
          const { rows, total } = board;
          const text = JSON.stringify({ data: rows.map(boardRowOf), page: { limit, offset, total } });
          boards.set(board, text);
          return text;
        });
      },
      {
        right: READ,
        params: ofGuild,
        query: boardQuery,
        detail: operation({
          id: 'getLeaderboard',
          summary: 'Get the leaderboard',
          description:
            'Members by balance, without those who left or opted out; at most a minute old. In a guild of more than 10,000 members `total` may be ten minutes old.',
          answer: offsetPage(boardRow),
          example: { data: [EXAMPLE.board], page: { limit: 10, offset: 0, total: 128 } },
        }),
      },
    )
    .get(
      '/leaderboard/:user_id',
      async ({ params: { guild_id: guildId, user_id: userId }, request }) => {
        const place = await economy.rank(guildId, userId);
        return place ? boardRowOf(place) : refused(request, refuse('not_ranked', { userId }));
      },
      {
        right: READ,
        params: ofMember,
        detail: operation({
          id: 'getRank',
          summary: 'Get a member’s place on the leaderboard',
          description:
            'As of now; in a guild of more than 10,000 members the places that it is counted from are at most a minute old.',
          answer: boardRow,
          example: EXAMPLE.board,
          errors: ['not_ranked'],
        }),
      },
    );
}

function placeOf([userId, balance, updatedMicros]: readonly (string | number)[]) {
  return { userId: String(userId), balance: Number(balance), updatedMicros: Number(updatedMicros) };
}
