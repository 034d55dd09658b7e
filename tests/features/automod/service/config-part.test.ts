import { afterEach, beforeEach, expect, test } from 'bun:test';
import type { AutomodConfig } from '../../../../src/features/automod/model/index.ts';
import { createAutomodPart } from '../../../../src/features/automod/service/config-part.ts';
import type { ConfigFile } from '../../../../src/features/history/model.ts';
import { createHistory } from '../../../../src/features/history/service/index.ts';
import { isRefusal, refuse } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { fileRule, grace, openScene, type Scene } from './scene.ts';

const GUILD = '100000000000000001';
const OTHER_GUILD = '100000000000000002';
const [ROLE, CHANNEL, NOWHERE] = ['300000000000000001', '400000000000000001', '999999999999999999'];

eachDatabase('rules in history and files', (kind) => {
  let scene: Scene;
  let history: ReturnType<typeof createHistory>;
  const discord = { away: false };
  const listed = (id: string) => async () => (discord.away ? ('away' as const) : [{ id }]);
  beforeEach(async () => {
    scene = await openScene(kind);
    discord.away = false;
    const part = createAutomodPart({
      automod: scene.automod,
      discord: { roles: listed(ROLE), channels: listed(CHANNEL) },
    });
    history = createHistory({ ...scene, parts: [part] });
  });
  afterEach(() => scene.close());

  const exported = () => history.exportConfig({ id: GUILD, name: 'Python Builders' });
  const configIn = ({ features }: ConfigFile) => features.automod as AutomodConfig;
  const add = (change: object) => scene.automod.addRule(GUILD, fileRule(change), grace);
  const rules = (guildId = GUILD) => scene.automod.rules(guildId);
  const names = async (guildId = GUILD) => (await rules(guildId)).map(({ name }) => name);
  const later = () => {
    scene.clock.time += 1_000;
  };

  async function fileWith(change: (config: AutomodConfig) => object): Promise<string> {
    const file = await exported();
    return JSON.stringify({ ...file, features: { automod: change(configIn(file)) } });
  }

  async function imported(text: string, guildId = GUILD) {
    const found = await history.previewImport(guildId, text);
    if (isRefusal(found) || 'issues' in found) throw new Error(JSON.stringify(found));
    const [part] = found.parts;
    const done = await history.applyImport({ guildId, text, version: found.version, actor: grace });
    return { done, notes: part?.notes, told: part?.differences.map(({ label }) => label) };
  }

  async function restore(changeId: string) {
    const change = await history.change(GUILD, changeId);
    if (isRefusal(change)) throw new Error(change.refused);
    return history.restore({ guildId: GUILD, changeId, version: change.version, actor: grace });
  }

  test('come back as they went, also in another guild', async () => {
    await add({
      name: 'Files',
      exempt_roles: [ROLE],
      actions: [{ kind: 'ban', delete_seconds: 3600 }, { kind: 'alert' }],
    });
    await scene.automod.applyPreset(GUILD, 'python_help', grace);
    const text = JSON.stringify(await exported());
    expect(await imported(text)).toEqual({ done: [], notes: [], told: [] });
    const { notes } = await imported(text, OTHER_GUILD);
    expect(notes).toEqual([
      'Files acts live from then on: ban them and delete their last 60 min, then alert the moderators.',
    ]);
    expect(await names(OTHER_GUILD)).toEqual(await names());
    expect((await rules(OTHER_GUILD))[0]).toMatchObject({ exemptRoles: [ROLE], mode: 'live', priority: 1 });
    expect((await imported(text, OTHER_GUILD)).told).toEqual([]);
  });

  test('are changed, renamed, swapped, sorted, made and deleted at once, with one entry; the emergency stop stays', async () => {
    for (const name of ['One', 'Two', 'Three']) await add({ name });
    await scene.automod.halt(GUILD, 'too strict', grace);
    const text = await fileWith(({ rules: [one, two] }) => ({
      alert_channel_id: CHANNEL,
      alert_role_id: null,
      rules: [
        { ...two, name: 'One' },
        {
          name: 'Names',
          rule_type: 'username_regex',
          config: { patterns: ['free.nitro'] },
          actions: [{ kind: 'alert' }],
        },
        { ...one, name: 'Two', mode: 'off', config: { ...one?.config, extensions: ['scr'] } },
      ],
    }));
    const { told, notes } = await imported(text);
    expect(told).toEqual([
      'Channel for alerts',
      'Two › Name',
      'Two › Settings › Extensions',
      'Two › Mode',
      'One › Name',
      'Three',
      'Names',
      'Order',
    ]);
    expect(notes).toEqual(['Three is deleted. What it did stays in the log.']);
    expect((await rules()).map(({ name, priority, mode }) => [name, priority, mode])).toEqual([
      ['One', 1, 'live'],
      ['Names', 2, 'shadow'],
      ['Two', 3, 'off'],
    ]);
    expect(await scene.automod.state(GUILD)).toMatchObject({ alertChannelId: CHANNEL, haltReason: 'too strict' });
    const [change] = (await history.changes({ guildId: GUILD })).changes;
    expect(change).toMatchObject({ origin: 'import', actor: { id: grace.id, name: 'grace' } });
    await restore(change?.id ?? '');
    expect(await names()).toEqual(['One', 'Two', 'Three']);
    expect(await scene.automod.state(GUILD)).toMatchObject({ alertChannelId: null, haltReason: 'too strict' });
  });

  test('that do not fit are told all at once, by name, and nothing is written', async () => {
    await add({ name: 'Files' });
    const more = { rule_type: 'file_extension', config: {}, actions: [{ kind: 'alert' }] };
    const where = await history.previewImport(
      GUILD,
      await fileWith(({ rules }) => ({
        alert_channel_id: NOWHERE,
        rules: [...rules, { ...more, name: 'Programs', exempt_roles: [ROLE, NOWHERE], exempt_channels: [NOWHERE] }],
      })),
    );
    expect('issues' in where && where.issues.map(({ path }) => path.replace('features.automod.', ''))).toEqual([
      'alert_channel_id',
      'rules.1.exempt_roles.1',
      'rules.1.exempt_channels.0',
    ]);
    expect('issues' in where && where.issues[1]?.message).toContain(
      `Programs: there is no role ${NOWHERE} in this server`,
    );
    const shapes = await history.previewImport(
      GUILD,
      await fileWith(() => ({
        rules: [
          { name: 'A', rule_type: 'username_regex', config: { patterns: ['(open'] }, actions: [{ kind: 'alert' }] },
          { ...more, name: 'B', actions: [{ kind: 'shout' }], wealth: 1 },
          { name: 'C', rule_type: 'magic' },
          7,
        ],
      })),
    );
    const paths =
      'issues' in shapes ? shapes.issues.map(({ path }) => path.replace('features.automod.rules.', '')) : [];
    expect(new Set(paths)).toEqual(new Set(['0.config.patterns.0', '1.actions.0.kind', '1', '2.rule_type', '3']));
    const twice = await history.previewImport(
      GUILD,
      await fileWith(({ rules }) => ({ rules: [...rules, { ...more, name: 'files' }, { ...more, name: 'FILES ' }] })),
    );
    expect('issues' in twice && twice.issues.map(({ path }) => path)).toEqual([
      'features.automod.rules.1.name',
      'features.automod.rules.2.name',
    ]);
    expect(await names()).toEqual(['Files']);
  });

  test('with what is gone from the guild meanwhile do not stand in the way; Discord away stops what is new', async () => {
    await add({ name: 'Files', exempt_channels: [NOWHERE] });
    await imported(await fileWith(({ rules: [one] }) => ({ rules: [{ ...one, mode: 'off' }] })));
    expect((await rules())[0]).toMatchObject({ mode: 'off', exemptChannels: [NOWHERE] });
    discord.away = true;
    const away = await history.previewImport(GUILD, await fileWith((config) => ({ ...config, alert_role_id: ROLE })));
    expect(away).toEqual(refuse('discord_away'));
  });

  test('made, changed, sorted and deleted one by one are in the history, each with its way back', async () => {
    const one = await add({ name: 'One' });
    later();
    const two = await add({ name: 'Two' });
    if (isRefusal(one) || isRefusal(two)) throw new Error('not made');
    later();
    await scene.automod.putRule(
      GUILD,
      one.id,
      { input: fileRule({ name: 'First', mode: 'off' }), version: null },
      grace,
    );
    later();
    await scene.automod.orderRules(GUILD, [two.id, one.id], grace);
    later();
    await scene.automod.putAlerts(GUILD, { alertChannelId: CHANNEL, alertRoleId: null }, grace, 0);
    later();
    await scene.automod.removeRule(GUILD, two.id, grace);
    const { changes } = await history.changes({ guildId: GUILD });
    const told = changes.map(({ deed, differences: [first] }) => [
      deed?.kind ?? 'settings',
      deed?.what ?? first?.label,
    ]);
    expect(told).toEqual([
      ['deleted', 'the rule Two'],
      ['settings', 'Channel for alerts'],
      ['sorted', 'the rules'],
      ['changed', 'the rule First'],
      ['created', 'the rule Two'],
      ['created', 'the rule One'],
    ]);
    const [deleted, alerts, , changed, , first] = changes.map(({ id }) => id);
    for (const id of [deleted, alerts, changed]) await restore(id ?? '');
    expect(await names()).toEqual(['One', 'Two']);
    expect((await rules())[0]).toMatchObject({ id: one.id, mode: 'live' });
    expect((await scene.automod.state(GUILD)).alertChannelId).toBeNull();
    await restore(first ?? '');
    expect(await names()).toEqual(['Two']);
  });

  test('that somebody changes after the preview are not overwritten', async () => {
    const one = await add({ name: 'One' });
    if (isRefusal(one)) throw new Error('not made');
    const text = await fileWith(() => ({ rules: [] }));
    const found = await history.previewImport(GUILD, text);
    if (!('version' in found)) throw new Error('no preview');
    await scene.automod.putRule(GUILD, one.id, { input: fileRule({ name: 'Kept' }), version: null }, grace);
    expect(await history.applyImport({ guildId: GUILD, text, version: found.version, actor: grace })).toEqual(
      refuse('config_changed_meanwhile'),
    );
    expect(await names()).toEqual(['Kept']);
  });
});
