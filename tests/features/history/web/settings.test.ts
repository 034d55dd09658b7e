import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { createJar, type Jar } from '../../../harness/jar.ts';

setDefaultTimeout(60_000);

let app: TestApp;
let path: string;
let grace: Jar;

beforeAll(async () => {
  app = await startTestApp();
  const world = await app.get<{ guilds: { id: string }[] }>('world');
  path = `/admin/guilds/${world.guilds[0]?.id}/settings`;
  grace = await signedIn('grace');
});
afterAll(() => app.close());

async function signedIn(username: string): Promise<Jar> {
  const jar = createJar(app.url);
  await jar.post('/login', { username });
  return jar;
}

/** As a browser sends a file. */
async function upload(text: string) {
  const page = (await grace.get(path)).text;
  const body = new FormData();
  body.append('_csrf', /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '');
  body.append('file', new File([text], 'settings.json', { type: 'application/json' }));
  const cookie = [...grace.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(`${app.url}${path}/import`, { method: 'POST', body, headers: { cookie } });
  return { status: response.status, text: await response.text() };
}

function seenIn(page: string): string {
  return /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? '';
}

async function exported() {
  const { text } = await grace.get(`${path}/export`);
  return JSON.parse(text) as { format: string; features: Record<'economy' | 'guilds', Record<string, unknown>> };
}

test('the time zone is saved, and what is none is kept and marked', async () => {
  const saved = await grace.post(path, { timezone: ' Asia/Tokyo ', seen: seenIn((await grace.get(path)).text) });
  expect([saved.status, saved.location]).toEqual([303, path]);
  const { text } = await grace.get(path);
  expect(text).toContain('Saved. Days begin and end in Asia/Tokyo from now on.');
  expect(text).toMatch(/It is \w{3} \d{1,2} \w{3,4}, \d\d:\d\d now\./);
  for (const wrong of ['Mars/Olympus', '', 'x'.repeat(100)]) {
    const refused = await grace.post(path, { timezone: wrong });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="timezone-error"');
  }
  expect((await grace.post(path, { timezone: '"><b>x' })).text).toContain('value="&#34;><b>x"');
  expect((await grace.get(path)).text).toContain('value="Asia/Tokyo"');
});

test('of two who save a time zone, the second is told what the first chose', async () => {
  const seen = seenIn((await grace.get(path)).text);
  await grace.post(path, { timezone: 'Europe/Madrid', seen });
  const late = await grace.post(path, { timezone: 'Asia/Tokyo', seen });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Somebody chose Europe/Madrid meanwhile.');
  expect(late.text).toContain('value="Asia/Tokyo"');
  expect((await grace.post(path, { timezone: 'Asia/Tokyo', seen: seenIn(late.text) })).status).toBe(303);
});

test('where cases are told of, how to appeal, and whether warnings are told of', async () => {
  const general = (
    await app.get<{ guilds: { channels: { id: string; name: string }[] }[] }>('world')
  ).guilds[0]?.channels.find(({ name }) => name === 'general');
  const all = { timezone: 'UTC', isPublic: 'on', logChannelId: general?.id ?? '', appeal: ' Mail <us> @everyone ' };
  const save = async (values: Record<string, string>) =>
    grace.post(path, { seen: seenIn((await grace.get(path)).text), ...values });
  expect((await save(all)).status).toBe(303);
  const { text } = await grace.get(path);
  expect(text).toContain('value="Mail <us> @everyone"');
  expect(text).toMatch(new RegExp(`value="${general?.id}" selected`));
  expect(text).not.toMatch(/name="tellsWarned"[^>]* checked/);
  const refused = await save({ ...all, logChannelId: '999999999999999999', appeal: 'x'.repeat(301) });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('id="appeal-error"');
  expect((await save({ ...all, logChannelId: '999999999999999999' })).text).toContain('id="logChannelId-error"');
  expect(await exported()).toMatchObject({
    features: { guilds: { logChannelId: general?.id, appeal: 'Mail <us> @everyone', tellsWarned: false } },
  });
  const file = await exported();
  file.features.guilds.logChannelId = '999999999999999999';
  expect((await upload(JSON.stringify(file))).text).toContain('features.guilds.logChannelId: is no channel');
});

test('all settings travel as a file: out, changed, compared, in', async () => {
  const { headers } = await grace.get(`${path}/export`);
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="settings-\d+-[\d-]+\.json"$/);
  const file = await exported();
  expect(file.format).toBe('smarter-dev.guild-config');
  file.features.economy.dailyAmount = 64;
  file.features.guilds.timezone = 'Europe/Berlin';

  const compared = await upload(JSON.stringify(file));
  expect(compared.status).toBe(200);
  expect(compared.text).toContain('2 settings differ');
  expect(compared.text).toMatch(/Daily bytes<\/dt>.*64/s);
  const hidden = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(compared.text)?.[1]?.replaceAll('&#34;', '"') ?? '';
  const [content, version] = [hidden('content'), hidden('version')];
  expect(await exported()).not.toMatchObject({ features: { economy: { dailyAmount: 64 } } });

  const imported = await grace.post(`${path}/import`, { content, version }, path);
  expect([imported.status, imported.location]).toEqual([303, path]);
  expect((await grace.get(path)).text).toContain('Imported. 2 settings were changed.');
  expect(await exported()).toMatchObject({
    features: { economy: { dailyAmount: 64 }, guilds: { timezone: 'Europe/Berlin' } },
  });
  expect((await grace.post(`${path}/import`, { content, version }, path)).status).toBe(409);
  expect((await upload(JSON.stringify(await exported()))).text).toContain('0 settings differ');
});

test('a wrong file is refused with everything that is wrong with it', async () => {
  const file = await exported();
  Object.assign(file.features.economy, { dailyAmount: -1, maxTransfer: 'many', evil: true });
  file.features.guilds.timezone = 'Mars/Olympus';
  const { status, text } = await upload(JSON.stringify(file));
  expect(status).toBe(422);
  expect(text).toContain('for 4 reasons');
  for (const at of ['economy.dailyAmount', 'economy.maxTransfer', 'economy.evil', 'guilds.timezone'])
    expect(text).toContain(`features.${at}`);
  expect((await upload('<b>no json')).text).toContain('is no JSON');
  expect((await upload('{"format":"<b>"}')).text).toContain('format: must be');
  expect((await upload('')).text).toContain('Choose a file');
  expect((await grace.post(`${path}/import`, {}, path)).status).toBe(422);
});

test('roles of another guild are told one by one', async () => {
  const file = await exported();
  file.features.economy.roleRewards = { '999999999999999999': 5, '999999999999999998': 7 };
  const { status, text } = await upload(JSON.stringify(file));
  expect(status).toBe(422);
  expect(text.match(/There is no such role/g)).toHaveLength(2);
});

test.each(['margaret', 'ada'])('%s may not see, export or import them', async (username) => {
  const jar = await signedIn(username);
  for (const address of [path, `${path}/export`]) expect((await jar.get(address)).status).toBe(403);
  expect((await jar.post(`${path}/import`, {}, '/me/sessions')).status).toBe(403);
});

test('showing the guild publicly is off until it is switched on, is kept in the history, and travels in the file', async () => {
  const form = async (on: boolean) => {
    const { text } = await grace.get(path);
    return grace.post(path, { timezone: 'UTC', seen: seenIn(text), ...(on ? { isPublic: 'on' } : {}) });
  };
  const seen = seenIn((await grace.get(path)).text);
  await form(false);
  expect((await exported()).features.guilds.isPublic).toBe(false);
  expect((await form(true)).status).toBe(303);
  expect((await grace.get(path)).text).toContain('The public pages show this guild.');
  const file = await exported();
  expect(file.features.guilds.isPublic).toBe(true);
  expect((await grace.get(path.replace('/settings', '/activity'))).text).toContain('Shown publicly');

  delete file.features.guilds.isPublic;
  expect((await upload(JSON.stringify(file))).text).toContain('0 settings differ');
  const late = await grace.post(path, { timezone: 'UTC', seen });
  expect(late.status).toBe(409);
  expect(late.text).toContain('The guild is shown publicly.');
});
