import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { eachDatabase } from '../../../harness/database.ts';
import { pagesOf } from '../../../harness/pages-read.ts';
import { GUILD, openScene, type Scene } from '../scene.ts';

setDefaultTimeout(60_000);

const MEMBERS = 20_000;
const NOW = '2026-11-20T12:00:00Z';
const member = (n: number) => `3000000000000${String(n).padStart(5, '0')}`;

/** Pages of 8 kB; a movement of two accounts needs some eighty, the whole guild's index alone three hundred. */
const PAGES = 200;

eachDatabase('a movement in one large guild among many small ones', (kind) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene(kind);
    const { db } = scene;
    await db.rows(`INSERT INTO bytes_configs (guild_id, max_transfer, cooldown_hours)
      SELECT DISTINCT guild, 1000, 0 FROM (SELECT '${GUILD}' AS guild UNION SELECT '4000000000000' || lpad(n::text, 5, '0') FROM generate_series(1, 500) AS n) AS all_of_them`);
    await db.rows(`INSERT INTO bytes_balances (guild_id, user_id, balance, last_daily, created_at, updated_at)
      SELECT '${GUILD}', '3000000000000' || lpad(n::text, 5, '0'), 1000, '2026-11-19', '${NOW}', '${NOW}' FROM generate_series(1, ${MEMBERS}) AS n`);
    await db.rows(`INSERT INTO bytes_balances (guild_id, user_id, balance, created_at, updated_at)
      SELECT '4000000000000' || lpad(g::text, 5, '0'), '3000000000000' || lpad(n::text, 5, '0'), 1000, '${NOW}', '${NOW}'
      FROM generate_series(1, 500) AS g, generate_series(1, 5) AS n`);
    await db.rows('ANALYZE bytes_balances');
  });
  afterAll(() => scene.close());

  const id = () => Bun.randomUUIDv7();
  const transfer = (giver: number, receiver: number) =>
    `bytes_transfer('${GUILD}', '${id()}', '${member(giver)}', NULL, '${member(receiver)}', NULL, 1, NULL, 'ci', '${id()}', '${NOW}')`;
  const plain = (giver: number, receiver: number) =>
    transfer(giver, receiver).replace('bytes_transfer', 'bytes_transfer_plain');
  const group = (...members: number[]) => {
    const items = members.map((_, index) => ({
      ...{ id: id(), giver: index + 1, receiver: ((index + 1) % members.length) + 1, amount: 1, key: `k${index}` },
      ...{ giver_name: null, receiver_name: null, reason: null, actor: 'ci', now: NOW },
    }));
    const keys = items.map(({ key }) => key);
    return `bytes_transfer_group('${GUILD}', '{${members.map(member)}}', '{${keys}}', '${JSON.stringify(items)}')`;
  };
  const dailies = (...members: number[]) => {
    const items = members.map(() => ({ id: id(), username: null, channels: [], roles: [], now: NOW }));
    return `bytes_claim_dailies('${GUILD}', '{${members.map(member)}}', '${JSON.stringify(items)}')`;
  };

  describe('looks at the accounts that it moves bytes between, and no others', () => {
    test.each([
      ['a transfer', () => transfer(5, 19_000)],
      ['a plain transfer', () => plain(15, 18_000)],
      ['transfers together', () => group(7, 9_000, 300)],
      ['dailies together', () => dailies(11, 12_000, 17)],
    ])('%s', async (_, call) => {
      // The first call of a session reads what the database knows of its own tables.
      await pagesOf(scene.db, `SELECT ${call()}`);
      expect(await pagesOf(scene.db, `SELECT ${call()}`)).toBeLessThan(PAGES);
    });
  });

  test('an account belongs to ids', async () => {
    const open = (guildId: string, userId: string) =>
      scene.db.rows('INSERT INTO bytes_balances (guild_id, user_id) VALUES ($1, $2)', [guildId, userId]);
    expect(open('SYSTEM', member(1))).rejects.toMatchObject({ code: '23514' });
    expect(open(GUILD, 'SYSTEM')).rejects.toMatchObject({ code: '23514' });
  });

  test('the ledger takes no text without end, and no movement of one account by another’s name', async () => {
    const reason = `'${'x'.repeat(201)}'`;
    const long = transfer(5, 6).replace(/NULL, 'ci'/, `${reason}, 'ci'`);
    expect(scene.db.rows(`SELECT ${long}`)).rejects.toMatchObject({ code: '23514' });
    const adjust = (type: string, key: string) =>
      scene.db.rows(
        `SELECT bytes_adjust('${GUILD}', '${id()}', '${type}', '${member(5)}', NULL, 1, NULL, 'ci', '${key}', NULL, '${NOW}') AS verdict`,
      );
    expect(adjust('transfer', 'k')).rejects.toMatchObject({ code: '23514' });
    expect(adjust('reward', '')).rejects.toMatchObject({ code: '23514' });
    expect(await adjust('reward', 'once')).toMatchObject([{ verdict: { replayed: false } }]);
  });
});
