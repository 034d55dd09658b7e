import { afterEach, expect, setDefaultTimeout, test } from 'bun:test';
import { inputOf, ruleBody } from '../../../../src/features/automod/model/index.ts';
import type { Rule } from '../../../../src/features/automod/rules.ts';
import { refuse } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { GUILD, HOUR, joined, mallory, NOON, newId, nobody, SECOND, said } from '../scene.ts';
import { exe, fileRule, grace, openScene, type Scene } from './scene.ts';

const ALL = [{ kind: 'delete' }, { kind: 'timeout', seconds: 600 }, { kind: 'warn' }, { kind: 'alert' }];

setDefaultTimeout(30_000);

eachDatabase('what rules do', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const add = async (change: object = {}) => (await scene.automod.addRule(GUILD, fileRule(change), grace)) as Rule;
  const events = async () => (await scene.automod.events({ guildId: GUILD }, 50)).events;

  test('is done in order, and written down with how it went', async () => {
    scene = await openScene(kind);
    const rule = await add({ actions: ALL });
    await scene.automod.watch(exe());
    expect(scene.calls).toEqual([
      ['delete', mallory.id, 1],
      ['timeout', mallory.id, 600],
      ['warn', mallory.id],
      ['alert', mallory.id, null],
    ]);
    const done = (of: string) => ({ kind: of, status: 'done', note: null });
    expect(await events()).toMatchObject([
      {
        ruleId: rule.id,
        ruleName: 'Files',
        trigger: 'file_extension',
        outcome: 'fired',
        userId: mallory.id,
        username: 'mallory',
        content: 'run this',
        reason: 'the file “a.exe” has .exe',
        actions: ALL,
        results: ALL.map((action) => done(action.kind)) as never,
        hits: 1,
        at: NOON,
      },
    ]);
  });

  test('in shadow is nothing but an entry', async () => {
    scene = await openScene(kind);
    await add({ actions: ALL, mode: 'shadow' });
    await scene.automod.watch(exe());
    expect(scene.calls).toEqual([]);
    expect(await events()).toMatchObject([{ outcome: 'shadow', actions: ALL, results: [] }]);
  });

  test('in a burst is one entry with its hits; only messages go on being deleted', async () => {
    scene = await openScene(kind);
    await add({ actions: ALL });
    for (let i = 0; i < 5; i += 1) await scene.automod.watch(exe({ at: NOON + i * SECOND }));
    await scene.automod.flush();
    expect(await events()).toMatchObject([{ hits: 5 }]);
    expect(scene.calls.map(([verb]) => verb)).toEqual([
      'delete',
      'timeout',
      'warn',
      'alert',
      ...Array(4).fill('delete'),
    ]);
  });

  test('by two rules is done once, and nobody is timed out after a ban', async () => {
    scene = await openScene(kind);
    await add({ stop_on_match: false, actions: [{ kind: 'delete' }, { kind: 'ban' }] });
    await add({ name: 'b', actions: ALL });
    await scene.automod.watch(exe());
    expect(scene.calls.map(([verb]) => verb)).toEqual(['delete', 'ban', 'warn', 'alert']);
    expect((await events())[0]?.results).toMatchObject([
      { kind: 'delete', status: 'skipped', note: 'A rule before did it.' },
      { kind: 'timeout', status: 'skipped', note: 'The person was removed before.' },
      { status: 'done' },
      { status: 'done' },
    ]);
  });

  test('that Discord refuses is told, and rests after the third time', async () => {
    scene = await openScene(kind);
    await add({ actions: [{ kind: 'timeout', seconds: 60 }] });
    scene.answerWith({ done: false, problem: 'I may not time out members.', lasting: true });
    for (let i = 0; i < 5; i += 1) await scene.automod.watch(exe({ subject: nobody() }));
    expect(scene.calls).toHaveLength(3);
    const notes = (await events()).map(({ results }) => results[0]?.note);
    const rests = 'It was refused three times, so it rests for ten minutes.';
    expect(notes).toEqual([rests, rests, ...Array(3).fill('I may not time out members.')]);
    scene.clock.time += 10 * 60_000;
    await scene.automod.watch(exe({ subject: nobody() }));
    expect(scene.calls).toHaveLength(4);
  });

  test('alerts are five within ten seconds; the log has the rest', async () => {
    scene = await openScene(kind);
    await add({ actions: [{ kind: 'alert' }] });
    for (let i = 0; i < 8; i += 1) await scene.automod.watch(exe({ subject: nobody() }));
    expect(scene.calls).toHaveLength(5);
    expect(await events()).toHaveLength(8);
  });

  test('stops within a minute when it would remove more than ten people, and calls for help', async () => {
    scene = await openScene(kind);
    await scene.automod.putAlerts(
      GUILD,
      { alertChannelId: '300000000000000001', alertRoleId: '500000000000000001' },
      grace,
      0,
    );
    const input = inputOf(
      ruleBody.parse({ name: 'Raid', rule_type: 'account_age', config: {}, mode: 'live', actions: [{ kind: 'ban' }] }),
    );
    const { id } = (await scene.automod.addRule(GUILD, input, grace)) as Rule;
    for (let i = 0; i < 15; i += 1) await scene.automod.watch(joined({ createdAt: NOON }, NOON + i));
    expect(scene.calls.filter(([verb]) => verb === 'ban')).toHaveLength(10);
    expect(scene.calls[10]).toEqual(['alert', expect.any(String), '500000000000000001']);
    expect(await scene.automod.rule(GUILD, id)).toMatchObject({ trippedAt: NOON });
    expect((await scene.guilds.audit(GUILD))[0]).toMatchObject({ action: 'automod.rule.tripped', actorId: 'SYSTEM' });
    await scene.automod.putRule(GUILD, id, { input, version: null }, grace);
    expect(await scene.automod.rule(GUILD, id)).toMatchObject({ trippedAt: null, version: 2 });
    await scene.automod.watch(joined({ createdAt: NOON + HOUR }, NOON + HOUR));
    expect(scene.calls.filter(([verb]) => verb === 'ban')).toHaveLength(11);
  });

  test('is undone once: what can be taken back is', async () => {
    scene = await openScene(kind);
    await add({ actions: ALL });
    await scene.automod.watch(exe());
    const [event] = await events();
    const undo = () => scene.automod.undoEvent(GUILD, event?.id ?? '', grace);
    scene.answerWith({ done: false, problem: 'Discord is away.', lasting: false });
    expect(await undo()).toEqual(refuse('automod_undo_failed', { problem: 'Discord is away.' }));
    scene.answerWith({ done: true });
    const answers = await Promise.all([undo(), undo()]);
    expect(answers).toContainEqual(refuse('automod_undone_before'));
    expect(await events()).toMatchObject([
      { undoneAt: scene.clock.time, undoneBy: grace.id, undo: [{ kind: 'timeout' }, { kind: 'warn' }] },
    ]);
    expect(scene.calls.slice(-2)).toEqual([
      ['undo timeout', mallory.id],
      ['undo warn', mallory.id],
    ]);
    expect(await scene.automod.undoEvent(GUILD, crypto.randomUUID(), grace)).toEqual(refuse('automod_event_unknown'));
  });

  test('of a rule’s last hours is undone at once, each by itself', async () => {
    scene = await openScene(kind);
    const { id } = await add({ actions: ALL });
    await scene.automod.watch(exe({ subject: nobody() }));
    scene.clock.time += 3 * HOUR;
    for (let i = 0; i < 3; i += 1) await scene.automod.watch(exe({ subject: nobody(), at: scene.clock.time }));
    const undo = (hours: number) => scene.automod.undoRule(GUILD, { ruleId: id, hours }, grace);
    expect(await undo(2)).toMatchObject({
      rows: [{ refused: null }, { refused: null }, { refused: null }],
      more: false,
    });
    expect(await undo(2)).toEqual({ rows: [], more: false });
    expect(await undo(24)).toMatchObject({ rows: [{ refused: null }] });
    expect(await scene.automod.report(GUILD, 24)).toMatchObject([{ ruleId: id, events: 4, people: 4, undone: 4 }]);
    expect(await scene.automod.undoRule(GUILD, { ruleId: crypto.randomUUID(), hours: 1 }, grace)).toEqual(
      refuse('automod_rule_unknown'),
    );
  });

  test('that can only be deleted has nothing to undo', async () => {
    scene = await openScene(kind);
    await add();
    await scene.automod.watch(exe());
    const [event] = await events();
    expect(await scene.automod.undoEvent(GUILD, event?.id ?? '', grace)).toEqual(refuse('automod_nothing_to_undo'));
  });

  test('is forgotten: texts after two days, entries after thirty', async () => {
    scene = await openScene(kind);
    await add();
    await scene.automod.watch(exe());
    scene.clock.time += 47 * HOUR;
    await scene.automod.forgetOld();
    expect(await events()).toMatchObject([{ content: 'run this' }]);
    scene.clock.time += 2 * HOUR;
    await scene.automod.forgetOld();
    expect(await events()).toMatchObject([{ content: null }]);
    scene.clock.time += 30 * 24 * HOUR;
    await scene.automod.forgetOld();
    expect(await events()).toEqual([]);
  });

  test('is listed page by page, by person, rule and outcome; odd texts are kept as far as they can be', async () => {
    scene = await openScene(kind);
    const { id } = await add();
    const people = [nobody(), nobody(), nobody()];
    for (const subject of people) {
      scene.clock.time += 1;
      await scene.automod.watch(
        said({ content: 'a\u0000b\ud800', attachments: [{ name: 'a.exe', size: 1 }] }, { subject }),
      );
    }
    const first = await scene.automod.events({ guildId: GUILD }, 2);
    expect(first.events.map(({ userId }) => userId)).toEqual([people[2]?.id ?? '', people[1]?.id ?? '']);
    const second = await scene.automod.events({ guildId: GUILD, before: first.next ?? '' }, 2);
    expect(second).toMatchObject({ events: [{ userId: people[0]?.id, content: 'ab\ufffd' }], next: null });
    const filtered = async (filter: object) =>
      (await scene.automod.events({ guildId: GUILD, ...filter }, 9)).events.length;
    expect(await filtered({ userId: people[1]?.id })).toBe(1);
    expect(await filtered({ ruleId: id, outcome: 'fired' })).toBe(3);
    expect(await filtered({ outcome: 'shadow' })).toBe(0);
  });
});

eachDatabase('trying rules out', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  test('touches nobody, and says what every rule would', async () => {
    scene = await openScene(kind);
    await scene.automod.addRule(GUILD, fileRule({ mode: 'off' }), grace);
    const { guildId, at, ...happening } = exe();
    const asked = (input: ReturnType<typeof fileRule> | null, times = 1) =>
      scene.automod.test(GUILD, { input, happening, times });
    expect((await asked(fileRule({ name: 'Draft', mode: 'shadow' }))).verdicts).toMatchObject([
      { ruleName: 'Draft', outcome: 'fired' },
    ]);
    expect((await asked(null)).verdicts).toMatchObject([{ ruleName: 'Files', outcome: 'off' }]);
    const rate = inputOf(
      ruleBody.parse({ name: 'Rate', rule_type: 'message_rate', config: {}, actions: [{ kind: 'warn' }] }),
    );
    expect((await asked(rate, 5)).verdicts[0]).toMatchObject({ outcome: 'missed', reason: '5 of 6 messages in 5 s' });
    expect((await asked(rate, 6)).verdicts[0]).toMatchObject({ outcome: 'fired' });
    expect(scene.calls).toEqual([]);
    expect((await scene.automod.events({ guildId: GUILD }, 5)).events).toEqual([]);
  });

  test('on what was said of late names hits, people and who is spared', async () => {
    scene = await openScene(kind);
    await scene.automod.addRule(GUILD, fileRule({ mode: 'off' }), grace);
    expect(await scene.automod.impact(GUILD, fileRule())).toMatchObject({ seen: 0, since: null, hits: 0 });
    const staff = nobody({ isStaff: true });
    for (const subject of [mallory, mallory, nobody(), staff]) await scene.automod.watch(exe({ subject }));
    await scene.automod.watch(said());
    expect(await scene.automod.impact(GUILD, fileRule({ mode: 'shadow' }))).toMatchObject({
      seen: 5,
      since: NOON,
      hits: 3,
      people: 2,
      spared: 1,
      examples: [{ userId: mallory.id, reason: 'the file “a.exe” has .exe', content: 'run this' }, {}, {}],
    });
  });

  test('why nothing happened is told by the message', async () => {
    scene = await openScene(kind);
    await scene.automod.addRule(GUILD, fileRule(), grace);
    const harmless = said();
    await scene.automod.watch(harmless);
    await scene.automod.watch({ ...harmless, kind: 'edit' });
    const id = harmless.post?.id ?? '';
    expect(await scene.automod.trace(GUILD, id)).toMatchObject([
      { kind: 'message', messageId: id, verdicts: [{ outcome: 'missed', reason: 'no file' }] },
      { kind: 'edit' },
    ]);
    expect(await scene.automod.trace(GUILD, newId())).toEqual(refuse('automod_message_unknown'));
    for (let i = 0; i < 200; i += 1) await scene.automod.watch(said());
    expect(await scene.automod.trace(GUILD, id)).toEqual(refuse('automod_message_unknown'));
    expect(await scene.automod.traces(GUILD, 500)).toHaveLength(200);
  });
});
