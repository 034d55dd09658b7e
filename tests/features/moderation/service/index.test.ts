import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import type { CaseWithEvents, NativeDeed } from '../../../../src/features/moderation/model.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ADA, AWAY, BOT, GUILD, HOUR, MARGARET, made, NOON, OWNER, openScene, refusal, type Scene } from './scene.ts';

setDefaultTimeout(30_000);

const MARGARET_BY = { id: MARGARET, name: 'margaret' };

eachDatabase('cases', (kind) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene(kind);
  });
  afterEach(() => scene.close());

  const numbers = async () => (await scene.moderation.list({ guildId: GUILD }, 500)).cases.map(({ number }) => number);
  const kinds = async (number: number) => {
    const found = (await scene.moderation.find(GUILD, number)) as CaseWithEvents;
    return found.events.map(({ kind }) => kind);
  };

  test('fifty at once are numbered without a gap; the refused use up none', async () => {
    const tries = Array.from({ length: 60 }, (_, at) => scene.act(at % 6 === 5 ? { target: { id: OWNER } } : {}));
    const answers = await Promise.all(tries);
    expect(answers.filter((one) => 'refused' in one)).toHaveLength(10);
    expect(await numbers()).toEqual(Array.from({ length: 50 }, (_, at) => 50 - at));
  });

  test('the same key acts once, even at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => scene.act({ action: 'kick', key: 'one' })));
    expect(new Set(answers.map((one) => made(one).number)).size).toBe(1);
    expect(scene.discord.took.filter((one) => one.startsWith('kick'))).toHaveLength(1);
  });

  test('somebody is told before a ban, after a timeout, and never of a note', async () => {
    await scene.act({ action: 'ban' });
    await scene.act({ action: 'timeout', duration: HOUR });
    await scene.act({ action: 'note', reason: 'watch' });
    expect(scene.discord.took).toEqual([`tell ${ADA}`, `ban ${ADA}`, `timeout ${ADA}`, `tell ${ADA}`]);
  });

  test('what Discord refuses is a case that failed, and ends nothing', async () => {
    const running = made(await scene.act({ action: 'timeout', duration: HOUR }));
    scene.discord.outcome = AWAY;
    const failed = made(await scene.act({ action: 'timeout', duration: 2 * HOUR }));
    expect(failed).toMatchObject({ outcome: 'failed', problem: 'Discord does not answer.', dmDelivered: null });
    expect(await kinds(failed.number)).toEqual(['created', 'failed']);
    expect(made(await scene.moderation.find(GUILD, running.number)).endedAt).toBeNull();
  });

  test('a new timeout, and lifting it, end what ran', async () => {
    const first = made(await scene.act({ action: 'timeout', duration: HOUR }));
    await scene.act({ action: 'timeout', duration: 3 * HOUR });
    expect(await kinds(first.number)).toEqual(['created', 'applied', 'told', 'lifted']);
    const running = (await scene.moderation.list({ guildId: GUILD, status: 'active' }, 10)).cases;
    expect(running.map(({ number }) => number)).toEqual([2]);
  });

  test('a ban whose time is over is lifted once, by however many processes, and later while Discord is away', async () => {
    made(await scene.act({ action: 'ban', duration: HOUR }));
    scene.discord.people.delete(ADA);
    scene.clock.time += HOUR + 1;
    scene.discord.outcome = AWAY;
    await scene.moderation.upkeep();
    expect(scene.discord.banned.has(ADA)).toBe(true);
    scene.discord.outcome = { done: true };
    await scene.moderation.upkeep();
    expect(scene.discord.banned.has(ADA)).toBe(true);
    scene.clock.time += 2 * 60_000;
    await Promise.all([1, 2, 3].map(() => scene.moderation.upkeep()));
    expect(scene.discord.took.filter((one) => one.startsWith('unban'))).toHaveLength(2);
    expect(await kinds(1)).toEqual(['created', 'applied', 'told', 'failed', 'expired']);
  });

  test('a case that a dead process left is closed as failed', async () => {
    await scene.act();
    await scene.db.rows(`UPDATE moderation_cases SET outcome = 'pending'`);
    scene.clock.time += HOUR;
    await scene.moderation.upkeep();
    expect(made(await scene.moderation.find(GUILD, 1))).toMatchObject({ outcome: 'failed' });
  });

  test('notes, resolving and edits are kept in order; of two who edit, the second is told', async () => {
    const { number, version } = made(await scene.act({ action: 'ban', duration: HOUR }));
    const { moderation } = scene;
    await moderation.note(GUILD, number, 'talked to them', MARGARET_BY);
    expect(refusal(await moderation.note(GUILD, number, ' \u202e ', MARGARET_BY))).toBe('note_empty');
    const edited = made(await moderation.edit(GUILD, number, { reason: 'other', duration: 2 * HOUR }, MARGARET_BY));
    expect(edited).toMatchObject({ reason: 'other', expiresAt: NOON + 2 * HOUR });
    const stale = await moderation.edit(GUILD, number, { reason: 'mine', expectedVersion: version }, MARGARET_BY);
    expect(refusal(stale)).toBe('case_changed_meanwhile');
    await moderation.resolve(GUILD, number, { resolved: true, note: 'sorry' }, MARGARET_BY);
    expect(refusal(await moderation.resolve(GUILD, number, { resolved: true, note: null }, MARGARET_BY))).toBe(
      'case_resolved_before',
    );
    await moderation.resolve(GUILD, number, { resolved: false, note: null }, MARGARET_BY);
    expect((await kinds(number)).slice(3)).toEqual(['noted', 'edited', 'resolved', 'reopened']);
    expect(refusal(await moderation.edit(GUILD, 99, { reason: 'x' }, MARGARET_BY))).toBe('case_unknown');
  });

  test('a timeout cannot be prolonged when it is over', async () => {
    const { number } = made(await scene.act({ action: 'timeout', duration: HOUR }));
    scene.clock.time += HOUR;
    await scene.moderation.upkeep();
    expect(refusal(await scene.moderation.edit(GUILD, number, { duration: HOUR }, MARGARET_BY))).toBe(
      'case_not_running',
    );
  });

  const native = (entryId: string, over: Partial<NativeDeed> = {}): NativeDeed => ({
    entryId,
    action: 'ban',
    userId: ADA,
    userTag: 'ada',
    moderatorId: OWNER,
    moderatorTag: 'grace',
    reason: null,
    expiresAt: null,
    ...over,
  });

  test('an entry of the audit log is one case, whoever hears of it; the bot’s own are none', async () => {
    const { moderation } = scene;
    await Promise.all(Array.from({ length: 8 }, () => moderation.ingest(GUILD, BOT, native('2000'))));
    await moderation.ingest(GUILD, BOT, native('2001', { moderatorId: BOT }));
    expect(await numbers()).toEqual([1]);
  });

  test('the first start takes nothing in; later ones what was missed, once', async () => {
    const { moderation, discord } = scene;
    discord.missed.push(native('900'));
    expect(await moderation.catchUp(GUILD, BOT)).toBe(0);
    discord.missed.push(native('1001'), native('1002', { action: 'unban' }));
    expect(await moderation.catchUp(GUILD, BOT)).toBe(2);
    expect(await moderation.catchUp(GUILD, BOT)).toBe(0);
    expect((await moderation.list({ guildId: GUILD }, 10)).cases.map(({ action }) => action)).toEqual(['unban', 'ban']);
  });

  test('a rule’s event is one case, named by the gravest deed; taking it back resolves it', async () => {
    const { moderation } = scene;
    const deed = { guildId: GUILD, eventId: Bun.randomUUIDv7(), userId: ADA, userTag: 'ada', reason: 'Rule “x”: y' };
    const id = await moderation.recordAutomod({ ...deed, action: 'warn', expiresAt: null, dmDelivered: true });
    const again = await moderation.recordAutomod({
      ...deed,
      action: 'timeout',
      expiresAt: NOON + HOUR,
      dmDelivered: null,
    });
    expect(again).toBe(id);
    expect(made(await moderation.find(GUILD, 1))).toMatchObject({
      action: 'timeout',
      source: 'automod',
      dmDelivered: true,
    });
    await moderation.withdrawAutomod(id, 'Undone by grace');
    expect(made(await moderation.find(GUILD, 1))).toMatchObject({ resolved: true, resolveNote: 'Undone by grace' });
    scene.clock.time += 2 * HOUR;
    await moderation.upkeep();
    expect(await kinds(1)).toEqual(['created', 'applied', 'resolved']);
  });

  test('many at once are each done or refused by themselves; asked again, nothing is done twice', async () => {
    const request = {
      ...({ guildId: GUILD, action: 'kick', reason: 'raid', source: 'api', key: 'bulk' } as const),
      moderator: { id: MARGARET, name: 'margaret', member: true },
    } as const;
    const ids = [ADA, OWNER, ADA, '200000000000000099'];
    const rows = await scene.moderation.bulk(request, ids);
    expect(rows.map(({ result }) => refusal(result))).toEqual(['done', 'target_is_owner', 'target_departed']);
    await scene.moderation.bulk(request, ids);
    expect(scene.discord.took.filter((one) => one.startsWith('kick'))).toHaveLength(1);
  });

  test('cases are found by person, moderator, action, status, text and time', async () => {
    await scene.act({ reason: '100% spam_links' });
    await scene.act({ action: 'timeout', duration: HOUR });
    scene.clock.time += HOUR;
    await scene.act({ action: 'note', reason: 'note', moderator: { id: OWNER, name: 'grace', member: true } });
    const found = async (filter: object) =>
      (await scene.moderation.list({ guildId: GUILD, ...filter }, 10)).cases.map(({ number }) => number);
    expect(await found({ text: '100%' })).toEqual([1]);
    expect(await found({ text: 'm_l' })).toEqual([1]);
    expect(await found({ text: 'GRACE' })).toEqual([3]);
    expect(await found({ moderatorId: MARGARET, action: 'timeout' })).toEqual([2]);
    expect(await found({ status: 'active' })).toEqual([2]);
    expect(await found({ from: NOON + 1 })).toEqual([3]);
    expect(await found({ to: NOON + 1, before: 2 })).toEqual([1]);
    expect(await found({ userId: OWNER })).toEqual([]);
    expect(await scene.moderation.summary(GUILD, ADA)).toEqual({ warn: 1, timeout: 1, kick: 0, ban: 0, total: 2 });
  });
});
