import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import type { SignInRefusal } from '../../../../src/features/auth/model.ts';
import { type Auth, createAuth } from '../../../../src/features/auth/service/index.ts';
import type { DiscordSignIn } from '../../../../src/features/auth/service/sign-in.ts';
import { signInWording } from '../../../../src/features/auth/text.ts';
import { createGuilds, type Guilds } from '../../../../src/features/guilds/service.ts';
import { createBus } from '../../../../src/platform/bus/create-bus.ts';
import { createLimits } from '../../../../src/platform/limits.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { createSharedCache } from '../../../../src/platform/shared-cache.ts';
import { isRefusal } from '../../../../src/shared/refusal.ts';
import { eachDatabase, type TestDatabase } from '../../../harness/database.ts';

const ADA = { id: '100000000000000001', username: 'ada', displayName: 'Ada', avatar: null };
const GUILD = '200000000000000001';
const CLIENT = { address: '192.0.2.1', userAgent: 'Firefox', requestId: 'request-1' };
const ORIGIN = 'https://smarter.example';
const ANSWER = new URLSearchParams({ code: 'c', state: 's' });

eachDatabase('signing in', ({ open }) => {
  let database: TestDatabase;
  let now: number;
  let guilds: Guilds;
  let lines: string[];
  let verdict: Awaited<ReturnType<DiscordSignIn['finish']>>;
  let finished: unknown[];

  beforeEach(async () => {
    now = Date.parse('2026-03-01T12:00:00Z');
    verdict = ADA;
    finished = [];
    lines = [];
    database = await open();
  });
  afterEach(() => database.close());

  /** Stands for Discord; what it really does is tested against the simulated one. */
  const discord: DiscordSignIn = {
    begin: async (redirectUri) => ({
      redirectUri,
      state: `state-${crypto.randomUUID()}`,
      verifier: 'verifier',
      url: 'https://discord.example/authorize',
    }),
    finish: async (_answer, pending) => {
      finished.push(pending);
      return verdict;
    },
  };
  const people = { list: () => [], find: async (name: string) => (name === 'ada' ? ADA : null) };

  function create(over: Partial<Parameters<typeof createAuth>[0]> = {}): Auth['signIn'] {
    const log = createLog({ level: 'info', format: 'json', stream: { write: (line) => void lines.push(line) } });
    const clock = { now: () => now };
    const bus = createBus({ redis: undefined, log });
    guilds = createGuilds({ db: database.db, bus, clock, log });
    return createAuth({
      db: database.db,
      shared: createSharedCache(),
      limits: createLimits(),
      secret: 'x'.repeat(32),
      directory: {} as never,
      isAdmin: () => false,
      checkOrigin: false,
      guilds,
      clock,
      log,
      discord,
      people,
      ...over,
    }).signIn;
  }

  const audit = async (guildId: string | null = null) =>
    (await guilds.audit(guildId)).map(({ action, actorId, after, requestId, ip }) => ({
      action,
      actorId,
      after,
      requestId,
      ip,
    }));
  const sessionCount = async () => (await database.db.rows('SELECT FROM sessions')).length;
  const codeOf = (result: object): SignInRefusal | null =>
    isRefusal(result) ? (result.refused as SignInRefusal) : null;

  async function begun(signIn: Auth['signIn'], next: string | null = null): Promise<{ url: string; kept: string }> {
    const result = await signIn.beginDiscord(ORIGIN, next, CLIENT);
    if (isRefusal(result)) throw new Error(result.refused);
    return result;
  }

  describe('by name', () => {
    test.each(['ada', ' ADA ', '@ada'])('%p is Ada', async (name) => {
      const result = await create().byUsername(name, CLIENT);
      expect(result).toMatchObject({ session: { person: ADA, address: CLIENT.address } });
      expect(await audit()).toEqual([
        {
          action: 'auth.signed_in',
          actorId: ADA.id,
          after: { how: 'username' },
          requestId: 'request-1',
          ip: '192.0.2.1',
        },
      ]);
    });

    test('somebody who is not there does not come in, and it is told', async () => {
      expect(codeOf(await create().byUsername('mallory', CLIENT))).toBe('sign_in_person_unknown');
      expect(await sessionCount()).toBe(0);
      expect(await audit()).toMatchObject([
        { action: 'auth.sign_in.failed', actorId: 'nobody', after: { username: 'mallory' }, ip: '192.0.2.1' },
      ]);
    });

    test('is not there in production', async () => {
      const signIn = create({ people: null });
      expect(signIn.mode).toBe('discord');
      expect(codeOf(await signIn.byUsername('ada', CLIENT))).toBe('sign_in_not_here');
    });

    test('coming in does not count as a try', async () => {
      const signIn = create();
      for (let i = 0; i < 30; i += 1) expect(codeOf(await signIn.byUsername('ada', CLIENT))).toBeNull();
    });

    test('ten tries in ten minutes are enough for one address', async () => {
      const signIn = create();
      for (let i = 0; i < 10; i += 1) await signIn.byUsername(`guess-${i}`, CLIENT);
      expect(codeOf(await signIn.byUsername('ada', CLIENT))).toBe('sign_in_too_often');
      expect(codeOf(await signIn.byUsername('ada', CLIENT))).toBe('sign_in_too_often');
      expect(codeOf(await signIn.byUsername('ada', { ...CLIENT, address: '192.0.2.2' }))).toBeNull();
    });

    test('a flood of failures is two lines of the audit log for each address, and a hundred at most', async () => {
      const signIn = create();
      for (let i = 0; i < 20; i += 1) await signIn.byUsername('mallory', CLIENT);
      expect((await audit()).map(({ action }) => action)).toEqual(['auth.sign_in.stopped', 'auth.sign_in.failed']);
      expect(lines.filter((line) => line.includes('sign-in failed'))).toHaveLength(20);
      for (let i = 0; i < 120; i += 1) await signIn.byUsername('mallory', { ...CLIENT, address: `198.51.100.${i}` });
      const [row] = await database.db.rows<{ count: number }>('SELECT count(*) FROM audit_log');
      expect(row?.count).toBe(100);
    });
  });

  describe('with Discord', () => {
    test('who comes back in time with what he took is in, and goes on to where he wanted', async () => {
      const signIn = create();
      const { url, kept } = await begun(signIn, '/admin/guilds/1');
      expect(url).toStartWith('https://discord.example/');
      now += 599_000;
      expect(await signIn.finishDiscord(ANSWER, kept, CLIENT)).toMatchObject({
        session: { person: ADA },
        next: '/admin/guilds/1',
      });
      expect(finished).toMatchObject([{ redirectUri: `${ORIGIN}/auth/callback`, verifier: 'verifier' }]);
      expect(await audit()).toMatchObject([{ action: 'auth.signed_in', after: { how: 'discord' } }]);
    });

    test('what the browser keeps tells it nothing', async () => {
      const { kept } = await begun(create());
      expect(Buffer.from(kept, 'base64url').toString('latin1')).not.toContain('verifier');
    });

    test('never goes on to another site', async () => {
      const signIn = create();
      const { kept } = await begun(signIn, '//evil.example');
      expect(await signIn.finishDiscord(ANSWER, kept, CLIENT)).toMatchObject({ next: null });
    });

    test.each([
      ['nothing', async () => null, 'sign_in_foreign'],
      ['nonsense', async () => 'nonsense', 'sign_in_lapsed'],
      [
        'what another server kept',
        async () => (await begun(create({ secret: 'y'.repeat(32) }))).kept,
        'sign_in_lapsed',
      ],
    ])('who brings %s does not come in, and Discord is not asked', async (_name, bring, refused) => {
      const kept = await bring();
      expect(codeOf(await create().finishDiscord(ANSWER, kept, CLIENT))).toBe(refused as SignInRefusal);
      expect(finished).toEqual([]);
      expect(await sessionCount()).toBe(0);
    });

    test('after ten minutes it is too late', async () => {
      const signIn = create();
      const { kept } = await begun(signIn);
      now += 600_000;
      expect(codeOf(await signIn.finishDiscord(ANSWER, kept, CLIENT))).toBe('sign_in_lapsed');
    });

    test('what was brought once counts no more, also when two come at once', async () => {
      const signIn = create();
      const { kept } = await begun(signIn);
      const results = await Promise.all([1, 2, 3].map(() => signIn.finishDiscord(ANSWER, kept, CLIENT)));
      expect(results.map(codeOf).toSorted()).toEqual([null, 'sign_in_lapsed', 'sign_in_lapsed']);
      expect(await sessionCount()).toBe(1);
    });

    test.each([
      ['cancelled', 'sign_in_cancelled', 0],
      ['foreign', 'sign_in_foreign', 1],
      ['refused', 'sign_in_refused', 1],
      ['away', 'sign_in_discord_away', 1],
    ] as const)('%s is a sentence, and no session', async (answer, refused, told) => {
      verdict = answer;
      const signIn = create();
      const { kept } = await begun(signIn);
      const result = await signIn.finishDiscord(ANSWER, kept, CLIENT);
      expect(codeOf(result)).toBe(refused);
      expect(signInWording[refused]()).toMatch(/^[A-Z].*\.$/);
      expect(await sessionCount()).toBe(0);
      expect(await audit()).toHaveLength(told);
    });

    test('twenty beginnings in ten minutes are enough for one address', async () => {
      const signIn = create();
      for (let i = 0; i < 20; i += 1) await begun(signIn);
      expect(codeOf(await signIn.beginDiscord(ORIGIN, null, CLIENT))).toBe('sign_in_too_often');
    });

    test('is not there without an application', async () => {
      const signIn = create({ discord: null });
      expect(codeOf(await signIn.beginDiscord(ORIGIN, null, CLIENT))).toBe('sign_in_not_here');
      expect(codeOf(await signIn.finishDiscord(ANSWER, 'x', CLIENT))).toBe('sign_in_not_here');
    });
  });

  test('signing out is told once, here and everywhere', async () => {
    const signIn = create();
    const opened = await signIn.byUsername('ada', CLIENT);
    await signIn.byUsername('ada', CLIENT);
    await signIn.byUsername('ada', CLIENT);
    if (isRefusal(opened)) throw new Error(opened.refused);
    expect(await signIn.out(ADA, opened.session.id, CLIENT)).toBe(1);
    expect(await signIn.out(ADA, opened.session.id, CLIENT)).toBe(0);
    expect(await signIn.out(ADA, 'all', CLIENT)).toBe(2);
    expect((await audit()).slice(0, 2)).toMatchObject([
      { action: 'auth.signed_out.everywhere', after: { ended: 2 } },
      { action: 'auth.signed_out', after: { ended: 1 } },
    ]);
    expect(await sessionCount()).toBe(0);
  });

  test('a refused change stands in the guild’s audit log, once in ten minutes for each page', async () => {
    const signIn = create();
    const place = { guildId: GUILD, method: 'POST', path: `/admin/guilds/${GUILD}/bytes` };
    for (let i = 0; i < 5; i += 1) await signIn.denied(ADA, place, CLIENT);
    expect(await audit(GUILD)).toEqual([
      {
        action: 'auth.denied',
        actorId: ADA.id,
        after: { method: 'POST', path: place.path },
        requestId: 'request-1',
        ip: '192.0.2.1',
      },
    ]);
  });

  test('the audit chain covers where requests came from', async () => {
    const signIn = create();
    await signIn.byUsername('ada', CLIENT);
    await database.db.transaction((tx) =>
      guilds.record(tx, { guildId: null, actorId: 'operator', action: 'test.without_address' }),
    );
    expect(await guilds.verifyAudit(null)).toEqual([]);
    await database.db.alone?.((session) =>
      session.script(`
        ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only;
        UPDATE audit_log SET ip = NULL WHERE position = 1;
        ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only;`),
    );
    expect((await guilds.verifyAudit(null))[0]).toBe(1);
  });
});
