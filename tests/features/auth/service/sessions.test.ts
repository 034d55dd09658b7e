import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { createSessions, type Sessions } from '../../../../src/features/auth/service/sessions.ts';
import { connectRedis } from '../../../../src/platform/bus/redis.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { createSharedCache, type SharedCache } from '../../../../src/platform/shared-cache.ts';
import { eachDatabase, type TestDatabase } from '../../../harness/database.ts';
import { createCuttableRedis, freshPrefix, hasRedis } from '../../../harness/redis.ts';
import { until } from '../../../harness/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ADA = { id: '100000000000000001', username: 'ada', displayName: 'Ada', avatar: null };
const BOB = { ...ADA, id: '100000000000000002', username: 'bob' };
const CLIENT = { address: '192.0.2.1', userAgent: 'Firefox', requestId: 'request-1' };
const log = createLog({ level: 'silent', format: 'json' });

eachDatabase('sessions', ({ open }) => {
  let database: TestDatabase;
  let now: number;
  const clock = { now: () => now };

  beforeEach(async () => {
    now = Date.parse('2026-03-01T12:00:00Z');
    database = await open();
  });
  afterEach(() => database.close());

  const create = (over: { shared?: SharedCache; checkOrigin?: boolean } = {}): Sessions =>
    createSessions({ db: database.db, shared: createSharedCache(), clock, log, checkOrigin: false, ...over });
  const signIn = (sessions: Sessions, person = ADA, client = CLIENT) =>
    database.db.transaction((tx) => sessions.open(tx, person, client));
  const stored = () => database.db.rows<{ hash: string; seen_at: Date }>('SELECT hash, seen_at FROM sessions');

  test('a browser is known by its token, which is stored as a digest only', async () => {
    const sessions = create();
    const { token, session } = await signIn(sessions);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await sessions.resume(token, CLIENT)).toEqual(session);
    expect(session.person).toEqual(ADA);
    const [row] = await stored();
    expect(row?.hash).toBe(new Bun.CryptoHasher('sha256').update(token).digest('hex'));
    expect(JSON.stringify(await database.db.rows('SELECT * FROM sessions'))).not.toContain(token);
  });

  test.each(['', 'x', 'a'.repeat(43), 'a'.repeat(5000), "' OR 1=1 --", '../../etc/passwd'])(
    'nobody is %p',
    async (token) => {
      const sessions = create();
      await signIn(sessions);
      expect(await sessions.resume(token, CLIENT)).toBeNull();
    },
  );

  test('two hours without use end it', async () => {
    const sessions = create();
    const { token } = await signIn(sessions);
    now += 2 * HOUR - 1;
    expect(await sessions.resume(token, CLIENT)).not.toBeNull();
    now += 2 * HOUR - 1;
    expect(await sessions.resume(token, CLIENT)).not.toBeNull();
    now += 2 * HOUR;
    expect(await sessions.resume(token, CLIENT)).toBeNull();
  });

  test('a day ends it, however busy it was', async () => {
    const sessions = create();
    const { token } = await signIn(sessions);
    for (let hour = 1; hour < 24; hour += 1) {
      now += HOUR;
      expect(await sessions.resume(token, CLIENT)).not.toBeNull();
    }
    now += HOUR;
    expect(await sessions.resume(token, CLIENT)).toBeNull();
  });

  test('its use is written down once a minute at most', async () => {
    const sessions = create();
    const { token } = await signIn(sessions);
    const start = now;
    const seen = async () => ((await stored())[0]?.seen_at.getTime() ?? 0) - start;
    now += MINUTE - 1;
    await sessions.resume(token, CLIENT);
    expect(await seen()).toBe(0);
    now += 1;
    await Promise.all(Array.from({ length: 8 }, () => sessions.resume(token, CLIENT)));
    expect(await seen()).toBe(MINUTE);
    now += MINUTE - 1;
    await sessions.resume(token, CLIENT);
    expect(await seen()).toBe(MINUTE);
  });

  test('what was ended is ended: one of them, or all of a person’s and nobody else’s', async () => {
    const sessions = create();
    const [one, two, bobs] = [await signIn(sessions), await signIn(sessions), await signIn(sessions, BOB)];
    expect(await sessions.close(BOB.id, one.session.id)).toBe(0);
    expect(await sessions.close(ADA.id, one.session.id)).toBe(1);
    expect(await sessions.resume(one.token, CLIENT)).toBeNull();
    expect(await sessions.resume(two.token, CLIENT)).not.toBeNull();
    expect(await sessions.close(ADA.id, 'all')).toBe(1);
    expect(await sessions.resume(two.token, CLIENT)).toBeNull();
    expect(await sessions.resume(bobs.token, CLIENT)).not.toBeNull();
  });

  test('lists the browsers of one person that are signed in', async () => {
    const sessions = create();
    const old = await signIn(sessions);
    now += HOUR;
    const fresh = await signIn(sessions, ADA, { ...CLIENT, userAgent: 'x'.repeat(1000) });
    await signIn(sessions, BOB);
    const list = await sessions.list(ADA.id);
    expect(list.map(({ id }) => id)).toEqual([fresh.session.id, old.session.id]);
    expect(list[0]?.userAgent).toHaveLength(300);
    now += HOUR;
    expect((await sessions.list(ADA.id)).map(({ id }) => id)).toEqual([fresh.session.id]);
  });

  test('sweeping removes what ended by itself, and nothing else', async () => {
    const sessions = create();
    await signIn(sessions);
    now += 2 * HOUR;
    const { token } = await signIn(sessions);
    expect(await sessions.sweep()).toBe(1);
    expect(await sessions.resume(token, CLIENT)).not.toBeNull();
  });

  test('elsewhere is no matter, unless that is to be checked', async () => {
    const elsewhere = { ...CLIENT, address: '198.51.100.9', userAgent: 'Chrome' };
    const lenient = create();
    expect(await lenient.resume((await signIn(lenient)).token, elsewhere)).not.toBeNull();

    const strict = create({ checkOrigin: true });
    for (const stranger of [
      { ...CLIENT, address: '198.51.100.9' },
      { ...CLIENT, userAgent: 'Chrome' },
    ]) {
      const { token } = await signIn(strict);
      expect(await strict.resume(token, { ...CLIENT, address: '192.0.2.77' })).not.toBeNull();
      expect(await strict.resume(token, stranger)).toBeNull();
      expect(await strict.resume(token, CLIENT)).toBeNull();
    }
  });

  describe.skipIf(!hasRedis)('with Redis', () => {
    let wire: Awaited<ReturnType<typeof createCuttableRedis>>;
    let redis: ReturnType<typeof connectRedis>;
    let sessions: Sessions;

    beforeEach(async () => {
      wire = await createCuttableRedis();
      redis = connectRedis({ redisUrl: wire.url, log });
      await until(() => redis.status === 'ready' || undefined);
      sessions = create({ shared: createSharedCache({ redis, prefix: freshPrefix() }) });
    });
    afterEach(async () => {
      redis.disconnect();
      await wire.close();
    });

    test('the database is not asked again for a minute', async () => {
      const { token } = await signIn(sessions);
      await sessions.resume(token, CLIENT);
      await database.db.rows('UPDATE sessions SET username = $1', ['changed']);
      expect((await sessions.resume(token, CLIENT))?.person.username).toBe('ada');
    });

    test('an ended session stays ended, though a reader was about to remember it', async () => {
      const { token, session } = await signIn(sessions);
      await sessions.resume(token, CLIENT);
      await sessions.close(ADA.id, session.id);
      expect(await sessions.resume(token, CLIENT)).toBeNull();
      const racing = await signIn(sessions);
      await Promise.all([sessions.resume(racing.token, CLIENT), sessions.close(ADA.id, 'all')]);
      expect(await sessions.resume(racing.token, CLIENT)).toBeNull();
    });

    test('what ended by itself has ended there too', async () => {
      const { token } = await signIn(sessions);
      await sessions.resume(token, CLIENT);
      now += 2 * HOUR;
      expect(await sessions.resume(token, CLIENT)).toBeNull();
    });

    test('while Redis is away nobody is signed out', async () => {
      const { token } = await signIn(sessions);
      await sessions.resume(token, CLIENT);
      await wire.cut();
      await until(() => redis.status !== 'ready' || undefined);
      expect((await sessions.resume(token, CLIENT))?.person).toEqual(ADA);
      const second = await signIn(sessions);
      expect(await sessions.resume(second.token, CLIENT)).not.toBeNull();
    });
  });
});
