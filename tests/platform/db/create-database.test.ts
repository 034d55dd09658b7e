import { expect, test } from 'bun:test';
import { createDatabase, type OwnedDatabase } from '../../../src/platform/db/create-database.ts';
import type { Queryable, Tx } from '../../../src/platform/db/database.ts';
import { ConnectionLost, DatabaseTimeout, SqlError } from '../../../src/platform/db/errors.ts';
import type { Pool } from '../../../src/platform/db/pool.ts';
import type { Session } from '../../../src/platform/db/session.ts';
import { eachDatabase } from '../../harness/database.ts';

const GUILD = '100000000000000001';
const OTHER = '100000000000000002';

const insert = (on: Queryable, id: string) => on.rows('INSERT INTO guild_settings (guild_id) VALUES ($1)', [id]);

async function guilds(db: Queryable): Promise<string[]> {
  const rows = await db.rows<{ guild_id: string }>('SELECT guild_id FROM guild_settings ORDER BY guild_id');
  return rows.map((row) => row.guild_id);
}

eachDatabase('database', ({ name, open }) => {
  test('a transaction commits everything and answers with what the work answered', async () => {
    const { db, close } = await open();
    const answer = await db.transaction(async (tx) => {
      await insert(tx, GUILD);
      await insert(tx, OTHER);
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await guilds(db)).toEqual([GUILD, OTHER]);
    await close();
  });

  test('a transaction whose work throws leaves nothing, and throws the same', async () => {
    const { db, close } = await open();
    const failure = new Error('the work failed');
    const work = db.transaction(async (tx) => {
      await insert(tx, GUILD);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await guilds(db)).toEqual([]);
    await close();
  });

  test('a transaction with a statement that failed never looks committed, even when the work hides it', async () => {
    const { db, close } = await open();
    const work = db.transaction(async (tx) => {
      await insert(tx, GUILD);
      await insert(tx, GUILD).catch(() => {});
    });
    await expect(work).rejects.toMatchObject({ name: 'SqlError', code: '25P02' });
    expect(await guilds(db)).toEqual([]);
    await close();
  });

  test('nothing runs on a transaction that has ended', async () => {
    const { db, close } = await open();
    const tx = await db.transaction(async (ended) => ended);
    await expect(insert(tx, GUILD)).rejects.toThrow(ConnectionLost);
    await expect(tx.orm.execute('SELECT 1').then(() => {})).rejects.toThrow();
    expect(await guilds(db)).toEqual([]);
    await close();
  });

  test('a query outside does not join an open transaction', async () => {
    const { db, close } = await open();
    let outside: Promise<unknown> | undefined;
    const undone = db.transaction(async (tx) => {
      await insert(tx, GUILD);
      outside = insert(db, OTHER);
      await tx.rows('SELECT pg_sleep(0.01)');
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    await outside;
    expect(await guilds(db)).toEqual([OTHER]);
    await close();
  });

  test('transactions that add to one row lose nothing', async () => {
    const { db, close } = await open();
    await insert(db, GUILD);
    await db.rows('CREATE TABLE counted (n int8 NOT NULL)');
    try {
      await db.rows('INSERT INTO counted VALUES (0)');
      const add = async (tx: Tx) => {
        const [row] = await tx.rows<{ n: number }>('SELECT n FROM counted FOR UPDATE');
        await tx.rows('UPDATE counted SET n = $1', [(row?.n ?? 0) + 1]);
      };
      await Promise.all(Array.from({ length: 50 }, () => db.transaction(add)));
      expect(await db.rows<{ n: number }>('SELECT n FROM counted')).toEqual([{ n: 50 }]);
    } finally {
      await db.rows('DROP TABLE counted');
    }
    await close();
  });

  test('a transaction that goes to sleep is rolled back and gives its connection back', async () => {
    const { db, close } = await open();
    const impatient = shortOfPatience(db);
    const asleep = impatient.transaction(async (tx) => {
      await insert(tx, GUILD);
      await new Promise(() => {});
    });
    await expect(asleep).rejects.toThrow(DatabaseTimeout);
    expect(await guilds(db)).toEqual([]);
    await close();
  });

  test('statements of one transaction that are sent together all run', async () => {
    const { db, close } = await open();
    const sums = await db.transaction((tx) =>
      Promise.all([1, 2, 3].map((n) => tx.rows<{ n: number }>('SELECT $1::int4 + 1 AS n', [n]))),
    );
    expect(sums).toEqual([[{ n: 2 }], [{ n: 3 }], [{ n: 4 }]]);
    await close();
  });

  test('a violated constraint reaches the caller as a value to look at', async () => {
    const { db, close } = await open();
    await insert(db, GUILD);
    const error = await insert(db, GUILD).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SqlError);
    expect(error).toMatchObject({ code: '23505', constraint: 'guild_settings_pkey' });
    await close();
  });

  test('it names its kind and answers a ping', async () => {
    const { db, close } = await open();
    expect(db.kind).toBe(name);
    expect(await db.ping()).toBeGreaterThan(0);
    await close();
  });
});

/** The same connections, with less patience for a transaction that does nothing. */
function shortOfPatience(db: OwnedDatabase): OwnedDatabase {
  const ends = new Map<Session, () => void>();
  const pool: Pool = {
    take: () =>
      new Promise((lend, refuse) =>
        db
          .alone((session) => {
            lend(session);
            return new Promise<void>((end) => ends.set(session, end));
          })
          .catch(refuse),
      ),
    give: (session) => ends.get(session)?.(),
    close: async () => {},
  };
  return createDatabase({ kind: db.kind, pool, idleLimit: 50 });
}
