import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { type ApiApp, startApiApp } from '../../harness/api-app.ts';

setDefaultTimeout(60_000);

let api: ApiApp;
let path: string;
beforeAll(async () => {
  api = await startApiApp();
  path = `/guilds/${api.guildId}/config`;
});
afterAll(() => api?.app.close());

const exported = async () => {
  const { json, headers } = await api.ask('GET', path);
  return { file: json, tag: headers.get('etag') };
};

test('what is imported is told first, done as told, and exported again', async () => {
  const { file, tag } = await exported();
  const wanted = structuredClone(file);
  wanted.features.economy.dailyAmount = file.features.economy.dailyAmount + 7;
  wanted.features.guilds.timezone = 'Asia/Tokyo';
  const dry = await api.ask('PUT', `${path}?dry_run=true`, { body: wanted, match: tag });
  expect(dry.json).toMatchObject({ dry_run: true });
  expect(dry.json.changes.map((change: { path: string; after: unknown }) => [change.path, change.after])).toEqual([
    ['timezone', 'Asia/Tokyo'],
    ['dailyAmount', wanted.features.economy.dailyAmount],
  ]);
  expect((await exported()).file.features).toEqual(file.features);
  const done = await api.ask('PUT', path, { body: wanted, match: tag });
  expect([done.status, done.json.dry_run, done.json.changes]).toEqual([200, false, dry.json.changes]);
  const after = await exported();
  expect([after.file.features, after.tag]).toEqual([wanted.features, done.headers.get('etag')]);
  const settings = await api.ask('GET', `/guilds/${api.guildId}/settings`);
  expect(settings.json.timezone).toBe('Asia/Tokyo');
  const audit = await api.ask('GET', `/guilds/${api.guildId}/audit?kind=settings&limit=2`);
  expect(audit.json.data.map(({ target }: { target: string }) => target)).toEqual(['import', 'import']);
});

test('nobody’s change is lost, and a file that does not fit says where', async () => {
  const { file, tag } = await exported();
  expect((await api.ask('PUT', path, { body: file })).json.code).toBe('version_required');
  const settings = `/guilds/${api.guildId}/settings`;
  const now = await api.ask('GET', settings);
  const put = (timezone: string) => api.ask('PUT', settings, { body: { timezone }, match: now.headers.get('etag') });
  expect((await put('Europe/Berlin')).status).toBe(200);
  expect((await put('Europe/Paris')).json.code).toBe('version_mismatch');
  expect((await api.ask('PUT', path, { body: file, match: tag })).json.code).toBe('version_mismatch');
  const { tag: fresh } = await exported();
  const broken = { ...file, features: { economy: { ...file.features.economy, dailyAmount: -1, wealth: 3 }, cats: {} } };
  const { status, json } = await api.ask('PUT', path, { body: broken, match: fresh });
  const pointers = json.errors.map(({ pointer }: { pointer: string }) => pointer);
  expect([status, pointers.toSorted()]).toEqual([
    422,
    ['#/features/cats', '#/features/economy/dailyAmount', '#/features/economy/wealth'],
  ]);
  expect((await exported()).tag).toBe(fresh);
});

test('settings that a change leaves out stay; what cannot be is refused by name', async () => {
  const settings = `/guilds/${api.guildId}/settings`;
  const tag = async () => (await api.ask('GET', settings)).headers.get('etag');
  const put = async (body: object) => api.ask('PUT', settings, { body, match: await tag() });
  const wanted = {
    timezone: 'UTC',
    is_public: true,
    log_channel_id: '290926798999650304',
    appeal: 'Write to us.',
    tells_warned: false,
  };
  expect((await put(wanted)).json).toEqual(wanted);
  const kept = await put({ timezone: 'Europe/Madrid', appeal: null });
  expect(kept.json).toEqual({ ...wanted, timezone: 'Europe/Madrid', appeal: null });
  expect(kept.headers.get('etag')).toBe(await tag());
  const wrong = await put({ timezone: 'UTC', log_channel_id: 'general', appeal: 'x'.repeat(301) });
  const pointers = wrong.json.errors.map(({ pointer }: { pointer: string }) => pointer);
  expect([wrong.status, pointers.toSorted()]).toEqual([422, ['#/appeal', '#/log_channel_id']]);
});

test('a time zone that is none is refused with a sentence', async () => {
  const settings = `/guilds/${api.guildId}/settings`;
  const match = (await api.ask('GET', settings)).headers.get('etag');
  const { status, json } = await api.ask('PUT', settings, { body: { timezone: 'Europe/Berln' }, match });
  expect([status, json.detail]).toEqual([422, expect.stringContaining('Europe/Berlin')]);
});

test('squads and rules travel along; one that does not fit stops all of it, and what would hit people is said', async () => {
  const { file, tag } = await exported();
  const { squads } = file.features.squads;
  const [kept, left] = squads;
  const wanted = structuredClone(file);
  wanted.features.squads.squads = [{ ...kept, switchCost: 77 }];
  wanted.features.automod.rules = [
    { name: 'Programs', rule_type: 'file_extension', config: {}, actions: [{ kind: 'delete' }], mode: 'live' },
  ];
  const broken = structuredClone(wanted);
  broken.features.automod.rules[0].exempt_roles = ['999999999999999999'];
  const refused = await api.ask('PUT', path, { body: broken, match: tag });
  expect([refused.status, refused.json.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
    422,
    ['#/features/automod/rules/0/exempt_roles/0'],
  ]);
  expect((await exported()).tag).toBe(tag);
  const dry = await api.ask('PUT', `${path}?dry_run=true`, { body: wanted, match: tag });
  const { changes, notes } = dry.json;
  expect(changes).toContainEqual({
    feature: 'squads',
    path: `squads.${kept.id}.switchCost`,
    label: `${kept.name} › Bytes to switch to it`,
    before: kept.switchCost,
    after: 77,
  });
  expect(notes).toContainEqual({
    feature: 'squads',
    sentence: expect.stringMatching(new RegExp(`^${left.name} would be deleted, but has \\d+ members?`)),
  });
  expect(notes).toContainEqual({
    feature: 'automod',
    sentence: 'Programs acts live from then on: delete the message.',
  });
  expect((await api.ask('PUT', path, { body: wanted, match: tag })).json).toEqual({ ...dry.json, dry_run: false });
  const after = await exported();
  expect(after.file.features.squads.squads).toHaveLength(squads.length);
  expect(after.file.features.squads.squads[1]).toMatchObject({ name: left.name, isActive: false });
  expect(after.file.features.automod.rules).toMatchObject([{ name: 'Programs', mode: 'live' }]);
});

test('where the bot is not there is nothing to export', async () => {
  expect((await api.ask('GET', '/guilds/199999999999999999/config')).json.code).toBe('guild_not_found');
});
