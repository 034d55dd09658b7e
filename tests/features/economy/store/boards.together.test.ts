import { afterAll, beforeAll, expect, test } from 'bun:test';
import { findAccount, findAccounts, readBoards } from '../../../../src/features/economy/store/boards.ts';
import { findRank, findRanks } from '../../../../src/features/economy/store/ranks.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, grace, linus, OTHER_GUILD, openScene, type Scene } from '../scene.ts';

const EMPTY = '100000000000000099';
const key = (guildId: string, { id: userId }: typeof ada) => ({ guildId, userId });

eachDatabase('what is read together', (kind) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene(kind);
    for (const [guildId, user, delta] of [
      [GUILD, ada, 30],
      [GUILD, linus, 20],
      [GUILD, grace, 20],
      [OTHER_GUILD, ada, 7],
    ] as const) {
      await scene.economy.adjust({
        ...{ guildId, user, delta, type: 'reward', reason: null, actorId: grace.id, key: scene.newKey() },
      });
    }
  });
  afterAll(() => scene.close());

  test('is the accounts that single calls find, in the order in which they are asked for', async () => {
    const keys = [
      key(OTHER_GUILD, linus),
      key(GUILD, grace),
      key(OTHER_GUILD, ada),
      key(GUILD, ada),
      key(GUILD, grace),
    ];
    const alone = await Promise.all(keys.map(({ guildId, userId }) => findAccount(scene.db, guildId, userId)));
    const together = await findAccounts(scene.db, keys);
    expect(together).toEqual(alone);
    expect(together.map((account) => account?.userId ?? null)).toEqual([null, grace.id, ada.id, ada.id, grace.id]);
  });

  test('is the places that single calls find; who left has none', async () => {
    await scene.economy.markDeparted(OTHER_GUILD, ada.id);
    const keys = [
      key(GUILD, grace),
      key(OTHER_GUILD, ada),
      key(EMPTY, ada),
      key(GUILD, ada),
      key(GUILD, linus),
      key(GUILD, grace),
    ];
    const alone = await Promise.all(keys.map(({ guildId, userId }) => findRank(scene.db, guildId, userId)));
    expect(await findRanks(scene.db, keys)).toEqual(alone);
    expect(alone.map((row) => row?.rank ?? null)).toEqual([3, null, null, 1, 2, 3]);
    await scene.economy.markReturned(OTHER_GUILD, ada.id);
    const through = keys.map(({ guildId, userId }) => scene.economy.rank(guildId, userId));
    expect((await Promise.all(through)).map((row) => row?.rank ?? null)).toEqual([3, 1, null, 1, 2, 3]);
  });

  test('is the stretches of boards that single calls read', async () => {
    const queries = [
      { guildId: GUILD, offset: 0, limit: 10 },
      { guildId: EMPTY, offset: 0, limit: 10 },
      { guildId: GUILD, offset: 1, limit: 1, total: 3 },
      { guildId: OTHER_GUILD, offset: 0, limit: 1 },
      { guildId: GUILD, offset: 9, limit: 5 },
      { guildId: GUILD, offset: 0, limit: 10, total: 1 },
    ];
    const alone = await Promise.all(queries.map((query) => readBoards(scene.db, [query])));
    const together = await readBoards(scene.db, queries);
    expect(together).toEqual(alone.flat());
    expect(together.map(({ total, rows }) => [total, rows.map(({ rank, balance }) => [rank, balance])])).toEqual([
      [
        3,
        [
          [1, 130],
          [2, 120],
          [3, 120],
        ],
      ],
      [0, []],
      [3, [[2, 120]]],
      [1, [[1, 107]]],
      [3, []],
      [
        3,
        [
          [1, 130],
          [2, 120],
          [3, 120],
        ],
      ],
    ]);
  });

  test('counts each board once, however often it is asked for', async () => {
    const counted: unknown[] = [];
    const rows: typeof scene.db.rows = (text, parameters) => {
      counted.push(parameters?.[3]);
      return scene.db.rows(text, parameters);
    };
    const ask = (guildId: string, offset: number) => ({ guildId, offset, limit: 2 });
    await readBoards({ ...scene.db, rows }, [ask(GUILD, 0), ask(GUILD, 1), ask(OTHER_GUILD, 0), ask(GUILD, 2)]);
    expect(counted).toEqual([[0, 0, null, null]]);
  });

  test('through the service is what each asked for', async () => {
    const [first, nobody, again, board, other] = await Promise.all([
      scene.economy.account(GUILD, ada.id),
      scene.economy.account(OTHER_GUILD, grace.id),
      scene.economy.account(GUILD, ada.id),
      scene.economy.ranking(GUILD, 0, 2),
      scene.economy.ranking(OTHER_GUILD, 0, 2),
    ]);
    expect(first).toMatchObject({ userId: ada.id, balance: again?.balance ?? 0 });
    expect(nobody).toBeNull();
    expect(board.rows.map(({ userId }) => userId)).toEqual([ada.id, linus.id]);
    expect(other).toMatchObject({ total: 1, rows: [{ rank: 1, userId: ada.id }] });
  });
});
