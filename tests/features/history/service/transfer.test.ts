import { afterEach, beforeEach, expect, test } from 'bun:test';
import type { ConfigFile } from '../../../../src/features/history/model.ts';
import { isRefusal, refuse } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, configured, GUILD, OTHER_GUILD } from '../../economy/scene.ts';
import { type HistoryScene, openHistory } from '../scene.ts';

eachDatabase('settings as a file', (kind) => {
  let scene: HistoryScene;
  beforeEach(async () => {
    scene = await openHistory(kind);
  });
  afterEach(() => scene.close());

  const guild = { id: GUILD, name: 'Python Builders' };
  const exported = () => scene.history.exportConfig(guild);
  const edited = (file: ConfigFile, features: Record<string, object>) =>
    JSON.stringify({ ...file, features: { ...file.features, ...features } });

  async function preview(text: string, guildId = GUILD) {
    const found = await scene.history.previewImport(guildId, text);
    if (isRefusal(found)) throw new Error(found.refused);
    if ('issues' in found) throw new Error(JSON.stringify(found.issues));
    return found;
  }

  test('comes back as it went', async () => {
    await configured(scene, { dailyAmount: 25, roleRewards: {} });
    await scene.guilds.putSettings(GUILD, { timezone: 'Asia/Tokyo' }, { id: ada.id });
    const file = await exported();
    expect(file).toMatchObject({
      format: 'smarter-dev.guild-config',
      version: 1,
      exported_at: new Date(scene.clock.now()).toISOString(),
      guild,
      features: { guilds: { timezone: 'Asia/Tokyo' }, economy: { dailyAmount: 25 } },
    });
    const same = await preview(JSON.stringify(file));
    expect(same.parts.map(({ feature, differences }) => [feature, differences])).toEqual([
      ['guilds', []],
      ['economy', []],
    ]);
    const text = JSON.stringify(file);
    const { version, parts, from } = await preview(text, OTHER_GUILD);
    expect(from).toEqual(guild);
    expect(parts.flatMap(({ differences }) => differences.map(({ path }) => path))).toEqual([
      'timezone',
      'dailyAmount',
    ]);
    const heard: unknown[] = [];
    scene.bus.subscribe('config.changed', (event) => void heard.push(event));
    expect(await scene.history.applyImport({ guildId: OTHER_GUILD, text, version, actor: ada })).toHaveLength(2);
    expect((await scene.guilds.settings(OTHER_GUILD)).timezone).toBe('Asia/Tokyo');
    expect((await scene.economy.config(OTHER_GUILD)).dailyAmount).toBe(25);
    await Bun.sleep(0);
    expect(heard).toHaveLength(2);
    expect((await scene.history.changes({ guildId: OTHER_GUILD })).changes.map(({ origin }) => origin)).toEqual([
      'import',
      'import',
    ]);
  });

  test('leaves alone what is not in it', async () => {
    await configured(scene, { dailyAmount: 25 });
    const { features, ...file } = await exported();
    const text = JSON.stringify({ ...file, features: { guilds: { timezone: 'Europe/Berlin' } } });
    const { version, parts } = await preview(text);
    expect(parts).toHaveLength(1);
    await scene.history.applyImport({ guildId: GUILD, text, version, actor: ada });
    expect((await scene.economy.config(GUILD)).dailyAmount).toBe(25);
  });

  test('with anything wrong says all of it, and changes nothing', async () => {
    const file = await exported();
    const economy = { ...(file.features.economy as object), dailyAmount: -1, maxTransfer: 'much', colour: 'red' };
    const text = edited(file, { guilds: { timezone: 'Mars/Olympus' }, economy, squads: {} });
    const wrong = await scene.history.previewImport(GUILD, text);
    expect('issues' in wrong && wrong.issues.map(({ path }) => path).sort()).toEqual([
      'features.economy.colour',
      'features.economy.dailyAmount',
      'features.economy.maxTransfer',
      'features.guilds.timezone',
      'features.squads',
    ]);
    expect<unknown>(await scene.history.applyImport({ guildId: GUILD, text, version: '', actor: ada })).toEqual(wrong);
    expect(await scene.guilds.audit(GUILD)).toEqual([]);
  });

  test.each([
    ['no JSON', 'hello', ['']],
    ['nothing', '', ['']],
    ['a list', '[]', ['']],
    ['too much', ' '.repeat(200_001), ['']],
    ['another file', '{"name":"x"}', ['exported_at', 'features', 'format', 'guild', 'name', 'version']],
  ])('%s is no such file', async (_what, text, paths) => {
    const wrong = await scene.history.previewImport(GUILD, text);
    expect('issues' in wrong && wrong.issues.map(({ path }) => path).sort()).toEqual(paths);
  });

  test('of a newer program is refused', async () => {
    const wrong = await scene.history.previewImport(GUILD, JSON.stringify({ ...(await exported()), version: 2 }));
    expect('issues' in wrong && wrong.issues).toEqual([
      { path: 'version', message: expect.stringContaining('another version') },
    ]);
  });

  test('is refused when the settings are not those of the preview any more', async () => {
    const text = edited(await exported(), { guilds: { timezone: 'Europe/Berlin' } });
    const { version } = await preview(text);
    await configured(scene, { dailyAmount: 11 });
    expect(await scene.history.applyImport({ guildId: GUILD, text, version, actor: ada })).toEqual(
      refuse('config_changed_meanwhile'),
    );
    expect((await scene.guilds.settings(GUILD)).timezone).toBe('UTC');
  });

  test('is written whole or not at all', async () => {
    const file = await exported();
    const economy = { ...(file.features.economy as object), dailyAmount: 99 };
    const text = edited(file, { guilds: { timezone: 'Europe/Berlin' }, economy });
    const { version } = await preview(text);
    // Another process, of which this one has not heard.
    await scene.db.rows(
      'INSERT INTO bytes_configs (guild_id, version) VALUES ($1, 7) ON CONFLICT (guild_id) DO UPDATE SET version = 7',
      [GUILD],
    );
    expect(await scene.history.applyImport({ guildId: GUILD, text, version, actor: ada })).toEqual(
      refuse('config_changed_meanwhile'),
    );
    expect((await scene.guilds.settings(GUILD)).timezone).toBe('UTC');
    expect(await scene.guilds.audit(GUILD)).toEqual([]);
  });
});
