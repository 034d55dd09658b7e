import { afterEach, expect, setDefaultTimeout, test } from 'bun:test';
import { inputOf, ruleBody } from '../../../../src/features/automod/model/index.ts';
import { presetNames } from '../../../../src/features/automod/model/presets.ts';
import { MOST_RULES, type Rule } from '../../../../src/features/automod/rules.ts';
import { createAutomod } from '../../../../src/features/automod/service/index.ts';
import { refuse } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { GUILD } from '../scene.ts';
import { exe, fileRule, grace, openScene, type Scene } from './scene.ts';

setDefaultTimeout(30_000);

eachDatabase('rules', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const add = async (change: object = {}) => (await scene.automod.addRule(GUILD, fileRule(change), grace)) as Rule;
  const audited = async () => (await scene.guilds.audit(GUILD)).map(({ action }) => action);

  test('are kept as given, in their order, and audited', async () => {
    scene = await openScene(kind);
    const input = fileRule({
      actions: [{ kind: 'delete' }, { kind: 'ban', delete_seconds: 60 }],
      exempt_roles: ['500000000000000001'],
      exempt_channels: ['300000000000000001'],
      exempt_staff: false,
      cooldown_seconds: 9,
      stop_on_match: false,
    });
    const first = (await scene.automod.addRule(GUILD, input, grace)) as Rule;
    expect(first).toEqual({ ...input, id: first.id, guildId: GUILD, priority: 1, trippedAt: null, version: 1 });
    const second = await add({ name: 'Second' });
    expect(await scene.automod.rules(GUILD)).toEqual([first, second]);
    const changed = { ...input, name: 'Renamed' };
    expect(await scene.automod.putRule(GUILD, first.id, { input: changed, version: 1 }, grace)).toEqual({
      ...first,
      name: 'Renamed',
      version: 2,
    });
    expect(await scene.automod.removeRule(GUILD, first.id, grace)).toBeNull();
    expect(await scene.automod.rules(GUILD)).toMatchObject([{ id: second.id, priority: 1 }]);
    expect(await audited()).toEqual([
      'automod.rule.deleted',
      'automod.rule.changed',
      'automod.rule.created',
      'automod.rule.created',
    ]);
  });

  test('that cannot be are refused, and change nothing', async () => {
    scene = await openScene(kind);
    const { id } = await add();
    const other = await add({ name: 'Other' });
    const { automod } = scene;
    const unknown = crypto.randomUUID();
    expect(await automod.addRule(GUILD, fileRule({ name: 'FILES' }), grace)).toEqual(
      refuse('automod_rule_name_taken', { name: 'FILES' }),
    );
    const put = (version: number | null, name: string, rule = id) =>
      automod.putRule(GUILD, rule, { input: fileRule({ name }), version }, grace);
    expect(await put(7, 'Files')).toEqual(refuse('automod_rule_changed'));
    expect(await put(1, 'other')).toEqual(refuse('automod_rule_name_taken', { name: 'other' }));
    expect(await put(null, 'x', unknown)).toEqual(refuse('automod_rule_unknown'));
    expect(await automod.removeRule(GUILD, unknown, grace)).toEqual(refuse('automod_rule_unknown'));
    for (const ids of [[id], [id, id], [id, unknown], [id, other.id, unknown]]) {
      expect(await automod.orderRules(GUILD, ids, grace)).toEqual(refuse('automod_order_incomplete'));
    }
    expect(await audited()).toHaveLength(2);
    expect(await put(1, 'Files')).toMatchObject({ version: 2 });
  });

  test('are sorted', async () => {
    scene = await openScene(kind);
    const rules = [await add(), await add({ name: 'b' }), await add({ name: 'c' })];
    const ids = rules.map(({ id }) => id).toReversed();
    await scene.automod.orderRules(GUILD, ids, grace);
    expect((await scene.automod.rules(GUILD)).map(({ id, priority }) => [id, priority])).toEqual(
      ids.map((id, index) => [id, index + 1]),
    );
  });

  test('of ten at once get ten places, and there are at most fifty', async () => {
    scene = await openScene(kind);
    await Promise.all(Array.from({ length: 10 }, (_, i) => add({ name: `rule ${i}` })));
    expect((await scene.automod.rules(GUILD)).map(({ priority }) => priority)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (let i = 10; i < MOST_RULES; i += 1) await add({ name: `rule ${i}` });
    expect(await scene.automod.addRule(GUILD, fileRule(), grace)).toEqual(
      refuse('automod_rules_limit', { max: MOST_RULES }),
    );
  });

  test('have name patterns of a bounded size, each rule and all together', async () => {
    scene = await openScene(kind);
    const body = (name: string, patterns: string[]) => ({
      ...{ name, rule_type: 'username_regex', config: { patterns }, actions: [{ kind: 'alert' }] },
    });
    const large = 'x{240}y';
    expect(ruleBody.safeParse(body('too large', [large, large, large])).error?.issues[0]).toMatchObject({
      path: ['config', 'patterns'],
      message: expect.stringContaining('at most 600'),
    });
    const add = (name: string) =>
      scene.automod.addRule(GUILD, inputOf(ruleBody.parse(body(name, [large, large]))), grace);
    for (let i = 0; i < 10; i += 1) expect(await add(`rule ${i}`)).toMatchObject({ name: `rule ${i}` });
    expect(await add('one more')).toEqual(refuse('automod_patterns_large'));
  });

  test('have at most 200 name patterns together', async () => {
    scene = await openScene(kind);
    const names = (name: string, count: number) =>
      inputOf(
        ruleBody.parse({
          name,
          rule_type: 'username_regex',
          config: { patterns: Array.from({ length: count }, (_, i) => `bad${i}`) },
          actions: [{ kind: 'alert' }],
        }),
      );
    const addNames = (name: string, count: number) => scene.automod.addRule(GUILD, names(name, count), grace);
    for (let i = 0; i < 9; i += 1) await addNames(`names ${i}`, 20);
    const last = (await addNames('last', 19)) as Rule;
    const limit = refuse('automod_patterns_limit', { max: 200 });
    expect(await addNames('more', 2)).toEqual(limit);
    const put = (count: number) =>
      scene.automod.putRule(GUILD, last.id, { input: names('last', count), version: null }, grace);
    expect(await put(20)).toMatchObject({ version: 2 });
    expect(await addNames('more', 1)).toEqual(limit);
  });

  test('of every preset begin in shadow, and come once', async () => {
    scene = await openScene(kind);
    for (const name of presetNames) {
      await scene.automod.applyPreset(GUILD, name, grace);
      const rules = await scene.automod.rules(GUILD);
      expect(rules.length).toBeGreaterThan(4);
      expect(rules.every(({ mode }) => mode === 'shadow')).toBe(true);
      expect(await scene.automod.applyPreset(GUILD, name, grace)).toEqual([]);
      expect(await scene.automod.rules(GUILD)).toEqual(rules);
    }
  });

  test('are in force at once, also in another process', async () => {
    scene = await openScene(kind);
    const elsewhere = createAutomod(scene.deps);
    expect(await elsewhere.watch(exe())).toBeNull();
    const { id } = await add();
    await Bun.sleep(0);
    expect((await elsewhere.watch(exe()))?.verdicts[0]?.outcome).toBe('fired');
    await scene.automod.putRule(GUILD, id, { input: fileRule({ mode: 'off' }), version: null }, grace);
    await Bun.sleep(0);
    expect((await elsewhere.watch(exe()))?.verdicts[0]?.outcome).toBe('off');
    await elsewhere.close();
  });

  test('without a bus are in force within a second', async () => {
    scene = await openScene(kind);
    const deaf = { ...scene.deps.bus, subscribe: () => () => undefined, healthy: () => false };
    const elsewhere = createAutomod({ ...scene.deps, bus: deaf });
    expect(await elsewhere.watch(exe())).toBeNull();
    await add();
    expect(await elsewhere.watch(exe())).toBeNull();
    scene.clock.time += 1_001;
    expect((await elsewhere.watch(exe()))?.verdicts[0]?.outcome).toBe('fired');
    await elsewhere.close();
  });

  test('the emergency stop holds everywhere until somebody resumes', async () => {
    scene = await openScene(kind);
    await add();
    const elsewhere = createAutomod(scene.deps);
    const outcome = async () => (await elsewhere.watch(exe()))?.verdicts[0]?.outcome;
    expect(await outcome()).toBe('fired');
    const halted = await scene.automod.halt(GUILD, 'it hits everybody', grace);
    expect(halted).toMatchObject({ haltedAt: scene.clock.time, haltedBy: grace.id, haltReason: 'it hits everybody' });
    expect(await scene.automod.halt(GUILD, 'again', grace)).toEqual(halted);
    await Bun.sleep(0);
    const before = scene.calls.length;
    expect(await outcome()).toBe('halted');
    expect(scene.calls).toHaveLength(before);
    await scene.automod.resume(GUILD, grace);
    await Bun.sleep(0);
    expect(await outcome()).toBe('fired');
    expect(await audited()).toEqual(['automod.resumed', 'automod.halted', 'automod.rule.created']);
    await elsewhere.close();
  });

  test('say which of them an intent keeps from running', async () => {
    scene = await openScene(kind);
    const { id } = await add();
    expect(await scene.automod.unavailable(GUILD)).toEqual([]);
    scene.automod.setLacking(['MessageContent']);
    expect(await scene.automod.unavailable(GUILD)).toEqual([
      { ruleId: id, ruleName: 'Files', problem: expect.stringContaining('Message Content Intent') },
    ]);
  });

  test('alerts go where they are wanted; an older version is refused', async () => {
    scene = await openScene(kind);
    const alerts = { alertChannelId: '300000000000000001', alertRoleId: '500000000000000001' };
    expect(await scene.automod.putAlerts(GUILD, alerts, grace, 0)).toMatchObject({ ...alerts, version: 1 });
    expect(await scene.automod.putAlerts(GUILD, alerts, grace, 0)).toEqual(refuse('automod_state_changed'));
    expect(await scene.automod.state(GUILD)).toMatchObject({ ...alerts, haltedAt: null, version: 1 });
  });
});
