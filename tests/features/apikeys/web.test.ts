import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { GUILD_SCOPES } from '../../../src/features/apikeys/rules.ts';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { createJar, type Jar } from '../../harness/jar.ts';

setDefaultTimeout(30_000);

const HOME = '/admin/settings/api-keys';
const DAY = 86_400_000;
const KEY = /value="(sd_[\w-]+)"/;
const GOOD = { name: 'CI rewards', scopes: 'bytes:read', ratePerMinute: '120', expiresOn: '' };

describe('keys of the API, made in the browser', () => {
  let app: TestApp;
  let owner: Jar;
  let guildId: string;

  beforeAll(async () => {
    app = await startTestApp();
    owner = createJar(app.url);
    await owner.post('/login', { username: 'grace' });
    const { guilds } = await app.get<{ guilds: { id: string }[] }>('world');
    guildId = guilds[0]?.id ?? '';
  });
  afterAll(() => app.close());

  async function made(fields: Record<string, string> = {}) {
    const page = await owner.post(HOME, { ...GOOD, ...fields }, `${HOME}/new`);
    return { page, key: KEY.exec(page.text)?.[1] ?? '' };
  }

  const board = (key: string) =>
    fetch(`${app.url}/api/guilds/${guildId}/bytes/leaderboard`, { headers: { authorization: `Bearer ${key}` } });

  /** Runs the page's example in a shell. @returns the status of the answer */
  async function typed(page: string): Promise<string> {
    const example = /<textarea[^>]*>([^<]+)</.exec(page)?.[1] ?? '';
    const command = example.replaceAll('&#x27;', "'").replaceAll('&quot;', '"');
    const shell = Bun.spawn(['sh', '-c', `${command} -s -o /dev/null -w '%{http_code}'`]);
    return (await new Response(shell.stdout).text()).trim();
  }

  /** The address of a deed for the newest key of a name. */
  async function deed(name: string, verb: string): Promise<string> {
    const { text } = await owner.get(HOME);
    const row = text.split('<tr').find((part) => part.includes(name)) ?? '';
    return new RegExp(`${HOME}/[\\w-]+/${verb}`).exec(row)?.[0] ?? '';
  }

  test('a key is shown once, works, and its example is what to type', async () => {
    const { page, key } = await made({ name: 'Shown once' });
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect((await board(key)).status).toBe(200);
    expect(await typed(page.text)).toBe('200');
    const list = await owner.get(HOME);
    expect(list.text).toContain('Shown once');
    expect(list.text).not.toContain(key);
  });

  test.each([
    ['bytes:write', 201],
    ['bytes:manage', 204],
  ])('the example of a key that has %p alone works too', async (scopes, status) => {
    const { page } = await made({ name: `Only ${scopes}`, scopes });
    expect(await typed(page.text)).toBe(String(status));
  });

  test('a key may be bound to guilds', async () => {
    const { key } = await made({ name: 'Bound', guildIds: guildId });
    expect((await board(key)).status).toBe(200);
    expect((await owner.get(HOME)).text).toContain('Smarter Dev');
  });

  test.each([
    ['a name of nothing', { name: '  ' }, 'Say what the key is for.'],
    ['a name too long', { name: 'x'.repeat(81) }, 'At most 80 characters.'],
    ['a scope that is none', { scopes: 'bytes:all' }, 'Choose from this list.'],
    ['a guild that is none', { guildIds: '1' }, 'Choose guilds that the bot is in.'],
    ['a rate that is none', { ratePerMinute: '1e3' }, 'Must be a whole number from 1 to 1000000.'],
    ['a rate of nothing', { ratePerMinute: '0' }, 'Must be a whole number from 1 to 1000000.'],
    ['a day that is over', { expiresOn: '2020-01-01' }, 'Choose a day that is to come.'],
    ['a day that is none', { expiresOn: '2027-02-30' }, 'Write a day as YYYY-MM-DD.'],
  ])('%s is refused with a sentence', async (_, fields, sentence) => {
    const { page } = await made(fields);
    expect(page.status).toBe(422);
    expect(page.text).toContain(sentence);
  });

  test('everything wrong at once: each field is marked, what was typed stays', async () => {
    const fields = { name: '', scopes: '', guildIds: '"><script>', ratePerMinute: 'fast', expiresOn: 'tomorrow' };
    const { page } = await made(fields);
    expect(page.status).toBe(422);
    expect(page.text).toContain('5 fields need another look.');
    expect(page.text).toContain('value="fast"');
    expect(page.text).not.toContain('"><script>');
  });

  test('replacing asks first, then shows the new key; the old one goes on for a day', async () => {
    const { key: old } = await made({ name: 'To rotate' });
    const path = await deed('To rotate', 'rotate');
    expect((await owner.post(path, {}, HOME)).text).toContain('Replace the key «To rotate»?');
    const { status, text } = await owner.post(path, { confirmed: 'yes' }, HOME);
    expect(status).toBe(200);
    expect(text).toContain('The old key works until');
    expect((await board(KEY.exec(text)?.[1] ?? '')).status).toBe(200);
    expect((await board(old)).status).toBe(200);
    const again = await owner.post(path, { confirmed: 'yes' }, HOME);
    expect([again.status, again.location]).toEqual([303, HOME]);
    expect((await owner.get(HOME)).text).toContain('has been replaced already');
  });

  test('revoking asks first, then ends the key at once', async () => {
    const { key } = await made({ name: 'To revoke' });
    const path = await deed('To revoke', 'revoke');
    expect((await owner.post(path, {}, HOME)).text).toContain('Revoke the key «To revoke»?');
    expect((await board(key)).status).toBe(200);
    expect((await owner.post(path, { confirmed: 'yes' }, HOME)).status).toBe(303);
    expect((await board(key)).status).toBe(401);
  });

  test('nobody but who administers the instance gets at keys', async () => {
    const member = createJar(app.url);
    await member.post('/login', { username: 'ada' });
    for (const path of [HOME, `${HOME}/new`]) expect((await member.get(path)).status).toBe(403);
    expect((await member.post(HOME, GOOD, '/me')).status).toBe(403);
  });
});

describe('keys of a guild, made by its managers', () => {
  let app: TestApp;
  let manager: Jar;
  let guildId: string;
  let home: string;

  beforeAll(async () => {
    // So that who owns the guild does not administer the instance.
    app = await startTestApp({ ADMIN_DISCORD_IDS: '100000000000000009' });
    manager = await signedIn('grace');
    const { guilds } = await app.get<{ guilds: { id: string }[] }>('world');
    guildId = guilds[0]?.id ?? '';
    home = `/admin/guilds/${guildId}/api-keys`;
  });
  afterAll(() => app.close());

  async function signedIn(username: string): Promise<Jar> {
    const jar = createJar(app.url);
    await jar.post('/login', { username });
    return jar;
  }

  async function made(fields: Record<string, string> = {}) {
    const expiresOn = new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10);
    const page = await manager.post(home, { ...GOOD, expiresOn, ...fields }, `${home}/new`);
    return { page, key: KEY.exec(page.text)?.[1] ?? '' };
  }

  const ask = (key: string, path: string) =>
    fetch(`${app.url}/api${path}`, { headers: { authorization: `Bearer ${key}` } });

  test('the form offers what a guild’s key may have, for a year', async () => {
    const { status, text } = await manager.get(`${home}/new`);
    expect(status).toBe(200);
    expect([...text.matchAll(/name="scopes"[^>]*value="([\w:]+)"/g)].map(([, scope]) => scope)).toEqual([
      ...GUILD_SCOPES,
    ]);
    expect(text).not.toContain('name="guildIds"');
    const [, until = ''] = /name="expiresOn"[^>]*value="([\d-]+)"/.exec(text) ?? [];
    expect((await made({ name: 'A year', expiresOn: until })).page.status).toBe(200);
  });

  test('a key is shown once, works in the guild alone, and is listed with its maker', async () => {
    const { page, key } = await made({ name: 'Ours' });
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect((await ask(key, `/guilds/${guildId}/bytes/leaderboard`)).status).toBe(200);
    expect((await ask(key, '/guilds/199999999999999998/bytes/leaderboard')).status).toBe(404);
    const me = (await (await ask(key, '/me')).json()) as object;
    expect(me).toMatchObject({ guild_ids: [guildId], scopes: ['bytes:read'] });
    const { text } = await manager.get(home);
    expect(text).toContain('Ours');
    expect(text).toContain('data-label="Made by"><span>Grace</span>');
    expect(text).not.toContain(key);
    expect((await manager.get(`/admin/guilds/${guildId}`)).text).toContain('made an API key');
  });

  test.each([
    ['no end', { expiresOn: '' }, 'Say until when it works.'],
    ['an end beyond a year', { expiresOn: '2099-01-01' }, 'Choose a day within a year.'],
    ['a day that is over', { expiresOn: '2020-01-01' }, 'Choose a day that is to come.'],
    ['a scope of those who ban', { scopes: 'moderation:act' }, 'Choose from this list.'],
    ['keys that make keys', { scopes: 'keys:manage' }, 'Choose from this list.'],
    ['too many requests', { ratePerMinute: '601' }, 'Must be a whole number from 1 to 600.'],
  ])('%s is refused with a sentence', async (_, fields, sentence) => {
    const { page } = await made(fields);
    expect(page.status).toBe(422);
    expect(page.text).toContain(sentence);
  });

  test('guilds that were slipped in are refused', async () => {
    const { page } = await made({ guildIds: '199999999999999998' });
    expect(page.status).toBe(422);
  });

  test('replacing and revoking ask first', async () => {
    const { key } = await made({ name: 'To end' });
    const row = (await manager.get(home)).text.split('<tr').find((part) => part.includes('To end')) ?? '';
    const [, path = ''] = /action="([^"]+)\/revoke"/.exec(row) ?? [];
    expect((await manager.post(`${path}/rotate`, {}, home)).text).toContain('Replace the key «To end»?');
    const rotated = await manager.post(`${path}/rotate`, { confirmed: 'yes' }, home);
    expect([rotated.status, rotated.text.includes('The old key works until')]).toEqual([200, true]);
    const asked = await manager.post(`${path}/revoke`, {}, home);
    expect(asked.text).toContain('Revoke the key «To end»?');
    const revoked = await manager.post(`${path}/revoke`, { confirmed: 'yes' }, home);
    expect([revoked.status, revoked.location]).toEqual([303, home]);
    expect((await ask(key, '/me')).status).toBe(401);
  });

  test('one that may more than a guild’s own is not replaced, and the page says why', async () => {
    const headers = {
      authorization: `Bearer ${(await Bun.file(`${app.dataDir}/dev-api-key`).text()).trim()}`,
      'content-type': 'application/json',
    };
    const body = JSON.stringify({
      name: 'Without end',
      scopes: ['bytes:read'],
      guild_ids: [guildId],
      expires_at: null,
    });
    const { id } = (await (await fetch(`${app.url}/api/keys`, { method: 'POST', headers, body })).json()) as {
      id: string;
    };
    const { status, location } = await manager.post(`${home}/${id}/rotate`, { confirmed: 'yes' }, home);
    expect([status, location]).toEqual([303, home]);
    expect((await manager.get(home)).text).toContain('so it cannot be replaced here');
  });

  test('the 26th is refused with what to do', async () => {
    for (let count = 0; count < 25; count += 1) await made({ name: `Many ${count}` });
    const { page } = await made();
    expect(page.status).toBe(409);
    expect(page.text).toContain('This guild has 25 keys that work, which is the most.');
  });

  test('who only moderates does not get at them', async () => {
    const moderator = await signedIn('margaret');
    for (const path of [home, `${home}/new`]) expect((await moderator.get(path)).status).toBe(403);
    expect((await moderator.get(`/admin/guilds/${guildId}`)).text).not.toContain(home);
  });
});
