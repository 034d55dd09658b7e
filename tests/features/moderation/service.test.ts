import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { eachDatabase } from '../../harness/database.ts';
import { BOT_ID, GUILD, grace, kept, margaret, max, NOON, openScene, type Scene, stranger } from './scene.ts';

setDefaultTimeout(60_000);

const HOUR = 3_600_000;

eachDatabase('moderation', (kind) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene(kind);
  });
  afterEach(() => scene.close());

  const all = async () => (await scene.moderation.list({ guildId: GUILD }, 200)).cases;
  const kindsOf = async (number: number) => {
    const found = await scene.moderation.find(GUILD, number);
    return 'refused' in found ? [found.refused] : found.events.map(({ kind: what }) => what);
  };

  test('fifty warnings at once are numbered without a gap', async () => {
    const { moderation, request, another } = scene;
    const others = [moderation, another()];
    await Promise.all(Array.from({ length: 50 }, (_, at) => others[at % 2]?.act(request())));
    expect((await all()).map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, at) => 50 - at));
  });

  test('the same key acts once, however often and wherever it comes', async () => {
    const { moderation, request, another, discord } = scene;
    const one = request({ action: 'timeout', duration: HOUR });
    const done = await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? another() : moderation).act(one)));
    expect(new Set(done.map((answer) => kept(answer).number))).toEqual(new Set([1]));
    expect(discord.done.filter((what) => what === 'timeout')).toHaveLength(1);
    expect(await all()).toHaveLength(1);
  });

  test('a refusal leaves no case and no gap', async () => {
    const { moderation, request } = scene;
    for (const target of [grace, margaret, { id: BOT_ID }])
      expect(await moderation.act(request({ target }))).toHaveProperty('refused');
    expect(await moderation.act(request({ action: 'kick', target: stranger }))).toMatchObject({
      refused: 'target_departed',
    });
    expect(kept(await moderation.act(request())).number).toBe(1);
  });

  test('a failure at Discord is kept as one, and nothing of it runs', async () => {
    const { moderation, request, discord } = scene;
    discord.refusing = true;
    const failed = kept(await moderation.act(request({ action: 'ban', duration: HOUR })));
    expect(failed).toMatchObject({ number: 1, outcome: 'failed', problem: 'The bot lacks the permission for this.' });
    expect(await kindsOf(1)).toEqual(['created', 'failed', 'not_told']);
    discord.refusing = false;
    scene.clock.time += 2 * HOUR;
    await moderation.upkeep();
    expect(discord.done).toEqual([]);
  });

  test('somebody is told before a ban and after a timeout; closed messages stop neither', async () => {
    const { moderation, request, discord } = scene;
    await moderation.act(request({ action: 'timeout', duration: HOUR }));
    await moderation.act(request({ action: 'ban' }));
    expect(discord.done).toEqual(['timeout', 'tell', 'tell', 'ban']);
    discord.dmsClosed = true;
    expect(kept(await moderation.act(request()))).toMatchObject({ outcome: 'applied', dmDelivered: false });
  });

  test('an entry of the audit log is one case, whoever hears it and how often', async () => {
    const { moderation, another, native } = scene;
    const deed = native(NOON - HOUR);
    const others = [moderation, another(), another()];
    await Promise.all(Array.from({ length: 12 }, (_, at) => others[at % 3]?.ingest(GUILD, BOT_ID, deed)));
    expect(await all()).toHaveLength(1);
    expect((await all())[0]).toMatchObject({ action: 'ban', source: 'native', createdAt: NOON - HOUR });
  });

  test('what the bot did itself makes no second case; what another bot did makes one', async () => {
    const { moderation, native } = scene;
    expect(await moderation.ingest(GUILD, BOT_ID, native(NOON, { moderatorId: BOT_ID }))).toBeNull();
    expect(await moderation.ingest(GUILD, BOT_ID, native(NOON, { moderatorId: stranger.id }))).not.toBeNull();
    expect(await all()).toHaveLength(1);
  });

  test('what was missed is read even after something newer was heard', async () => {
    const { moderation, native, discord, another, clock } = scene;
    await moderation.catchUp(GUILD, BOT_ID);
    discord.missed = [native(NOON + HOUR, { reason: 'missed' })];
    clock.time = NOON + 2 * HOUR;
    const restarted = another();
    discord.away = true;
    expect(await restarted.catchUp(GUILD, BOT_ID)).toBe(0);
    const live = native(NOON + 2 * HOUR, { action: 'unban' });
    await restarted.ingest(GUILD, BOT_ID, live);
    await restarted.heard(GUILD, live.entryId);
    discord.away = false;
    expect(await restarted.catchUp(GUILD, BOT_ID)).toBe(1);
    expect((await all()).map(({ action }) => action).toSorted()).toEqual(['ban', 'unban']);
  });

  test('a ban is lifted once when its time is over, by one of two processes', async () => {
    const { moderation, another, request, discord, clock } = scene;
    await moderation.act(request({ action: 'ban', duration: HOUR }));
    clock.time += HOUR - 1;
    await moderation.upkeep();
    expect(discord.bans).toContain(max.id);
    clock.time += 1;
    await Promise.all([moderation.upkeep(), another().upkeep(), another().upkeep()]);
    expect(discord.done.filter((what) => what === 'unban')).toHaveLength(1);
    expect((await kindsOf(1)).filter((what) => what === 'expired')).toHaveLength(1);
  });

  test('a ban that ends while Discord is away is lifted when it is back', async () => {
    const { moderation, request, discord, clock } = scene;
    await moderation.act(request({ action: 'ban', duration: HOUR }));
    clock.time += HOUR;
    discord.away = true;
    await moderation.upkeep();
    expect(await kindsOf(1)).toContain('failed');
    discord.away = false;
    await moderation.upkeep();
    expect(discord.bans).toContain(max.id);
    clock.time += HOUR;
    await moderation.upkeep();
    expect(discord.bans).not.toContain(max.id);
    expect((await all())[0]).toMatchObject({ outcome: 'applied', endedAt: clock.time });
  });

  test('a timeout that is over is closed without asking Discord', async () => {
    const { moderation, request, discord, clock } = scene;
    await moderation.act(request({ action: 'timeout', duration: HOUR }));
    clock.time += HOUR;
    const before = discord.done.length;
    await moderation.upkeep();
    expect(discord.done).toHaveLength(before);
    expect((await all())[0]).toMatchObject({ endedAt: clock.time });
  });

  test('a rule’s burst is one case, and undoing it resolves it', async () => {
    const { moderation } = scene;
    const deed = {
      ...{ guildId: GUILD, eventId: crypto.randomUUID(), userId: max.id, userTag: 'max', reason: 'Rule “Flood”' },
      ...{ expiresAt: null, dmDelivered: null },
    };
    const ids = await Promise.all([
      moderation.recordAutomod({ ...deed, action: 'warn', dmDelivered: true }),
      moderation.recordAutomod({ ...deed, action: 'timeout', expiresAt: NOON + HOUR }),
    ]);
    expect(new Set(ids).size).toBe(1);
    expect(await all()).toMatchObject([{ action: 'timeout', source: 'automod', dmDelivered: true }]);
    await moderation.withdrawAutomod(ids[0], 'Undone by grace');
    expect((await all())[0]).toMatchObject({ resolved: true, resolveNote: 'Undone by grace' });
  });

  test('notes, edits, resolving and reopening are added to the history', async () => {
    const { moderation, request } = scene;
    const by = { id: margaret.id, name: 'margaret' };
    await moderation.act(request());
    await moderation.note(GUILD, 1, 'said sorry', by);
    await moderation.edit(GUILD, 1, { reason: 'ads in #general' }, by);
    await moderation.resolve(GUILD, 1, { resolved: true, note: 'settled' }, by);
    expect(await moderation.resolve(GUILD, 1, { resolved: true, note: null }, by)).toMatchObject({
      refused: 'case_resolved_before',
    });
    await moderation.resolve(GUILD, 1, { resolved: false, note: null }, by);
    expect(await kindsOf(1)).toEqual(['created', 'applied', 'told', 'noted', 'edited', 'resolved', 'reopened']);
    expect((await moderation.list({ guildId: GUILD, text: '#general' }, 10)).cases).toHaveLength(1);
    expect((await moderation.list({ guildId: '100000000000000002' }, 10)).cases).toEqual([]);
  });

  test('somebody sees their cases without the staff’s notes and names, and can have their name forgotten', async () => {
    const { moderation, request } = scene;
    await moderation.act(request());
    await moderation.act(request({ action: 'note', reason: 'watch this one' }));
    expect(await moderation.exportUser(max.id)).toMatchObject([
      { number: 1, action: 'warn', name: 'max', reason: 'ads' },
    ]);
    expect(JSON.stringify(await moderation.exportUser(max.id))).not.toContain('margaret');
    expect(await moderation.eraseUser(max.id)).toBe(2);
    expect((await all()).map(({ userTag, userId }) => [userTag, userId])).toEqual([
      [null, max.id],
      [null, max.id],
    ]);
  });

  test('how somebody stands is told with why each action would be refused', async () => {
    const { moderation, request, discord } = scene;
    const { moderator } = request();
    const look = async (id: string) => {
      const outlook = await moderation.outlook({ guildId: GUILD, target: { id }, moderator });
      if ('refused' in outlook) return outlook.refused;
      const { no, ...rest } = outlook;
      return {
        ...rest,
        no: Object.fromEntries(Object.entries(no).map(([action, why]) => [action, why?.refused ?? null])),
      };
    };
    const free = { warn: null, timeout: null, kick: null, ban: null, softban: null, note: null };
    expect(await look(max.id)).toEqual({
      ...{ name: 'max', present: true, banned: false, timeoutUntil: null },
      no: { ...free, untimeout: 'user_not_timed_out', unban: 'user_not_banned' },
    });
    discord.bans.add(stranger.id);
    expect(await look(stranger.id)).toMatchObject({
      ...{ name: 'stranger', present: false, banned: true },
      no: { warn: 'target_departed', ban: 'user_banned_already', unban: null, note: null },
    });
    expect(await look(grace.id)).toMatchObject({ no: { warn: 'target_is_owner', note: null } });
    discord.away = true;
    expect(await look(max.id)).toBe('discord_away');
  });

  test('an operator who is no member acts by right, but not on themselves', async () => {
    const { moderation, request } = scene;
    const operator = { id: max.id, name: 'max', member: false };
    expect(await moderation.act(request({ moderator: operator }))).toMatchObject({ refused: 'target_is_self' });
    expect(await moderation.act(request({ moderator: operator, target: margaret }))).toMatchObject({ number: 1 });
  });

  test('cases are counted, found by id, and one person’s past is read backwards from an instant', async () => {
    const { moderation, request, discord, clock } = scene;
    const first = kept(await moderation.act(request({ action: 'timeout', duration: 30 * 24 * HOUR - 3 * 24 * HOUR })));
    clock.time += 8 * 24 * HOUR;
    discord.refusing = true;
    await moderation.act(request({ action: 'ban', target: max }));
    await moderation.note(GUILD, first.number, 'seen', { id: margaret.id, name: 'margaret' });
    expect(await moderation.tally(GUILD)).toEqual({ total: 2, week: 1, timeouts: 1, bans: 0, failed: 1 });
    expect([...(await moderation.numbersOf(GUILD, [first.id, crypto.randomUUID()]))]).toEqual([[first.id, 1]]);
    const past = async (before: number | null) => {
      const { cases, notes } = await moderation.past(GUILD, max.id, { before, limit: 5 });
      return [cases.map(({ number }) => number), notes.map(({ number }) => number)];
    };
    expect(await past(null)).toEqual([[2, 1], [1]]);
    expect(await past(clock.time)).toEqual([[1], []]);
  });
});
