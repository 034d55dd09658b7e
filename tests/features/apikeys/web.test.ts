import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { createJar, type Jar } from '../../harness/jar.ts';

setDefaultTimeout(30_000);

const HOME = '/admin/settings/api-keys';
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
