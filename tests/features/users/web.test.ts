import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { createJar, type Jar } from '../../harness/jar.ts';

setDefaultTimeout(30_000);

interface World {
  readonly guilds: readonly { readonly id: string; readonly members: { user: { id: string; username: string } }[] }[];
}

describe('pages about people', () => {
  let app: TestApp;
  let owner: Jar;
  let world: World;
  const idOf = (username: string) =>
    world.guilds[0]?.members.find(({ user }) => user.username === username)?.user.id ?? '';

  beforeAll(async () => {
    app = await startTestApp();
    owner = await signedIn('grace');
    world = await app.get<World>('world');
  });
  afterAll(() => app.close());

  async function signedIn(username: string): Promise<Jar> {
    const jar = createJar(app.url);
    await jar.post('/login', { username });
    return jar;
  }

  test.each([
    ['a part of a name', () => 'ad'],
    ['an id', () => idOf('ada')],
    ['a mention', () => `<@${idOf('ada')}>`],
  ])('somebody is found by %s', async (_, query) => {
    const { status, text } = await owner.get(`/admin/users?q=${encodeURIComponent(query())}`);
    expect(status).toBe(200);
    expect(text).toContain(`/admin/users/${idOf('ada')}`);
  });

  test('a person’s page has the balance and every movement, page by page', async () => {
    const page = await owner.get(`/admin/users/${idOf('ada')}`);
    for (const text of ['@ada', 'In your guilds', 'Bytes in Smarter Dev', 'Older →']) expect(page.text).toContain(text);
    const older = /href="(\?guild=[^"]+)" rel="next"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const next = await owner.get(`/admin/users/${idOf('ada')}${older.replaceAll('&#38;', '&')}`);
    expect(next.text).toContain('← Newer');
  });

  test('nobody is found outside the guilds that the viewer manages', async () => {
    const member = await signedIn('ada');
    expect((await member.get(`/admin/users?q=${idOf('grace')}`)).text).not.toContain(`/admin/users/${idOf('grace')}"`);
    expect((await member.get(`/admin/users/${idOf('grace')}`)).status).toBe(303);
    const hits = await member.get('/admin/search?q=grace', { 'hx-request-type': 'partial' });
    expect(hits.text).not.toContain('/admin/users/');
    const other = await owner.get('/admin/users/not-an-id');
    expect([other.status, other.location]).toEqual([303, '/admin/users?q=not-an-id']);
  });

  test.each([
    ['ada', '/admin/users/'],
    ['smarter', '/admin/guilds/'],
    ['daily amount', '/bytes'],
    ['audit', '/admin/settings/audit'],
  ])('the palette finds %p', async (query, href) => {
    const path = `/admin/search?q=${encodeURIComponent(query)}`;
    const part = await owner.get(path, { 'hx-request': 'true', 'hx-request-type': 'partial' });
    expect(part.text).toContain(href);
    expect(part.text).not.toContain('<html');
    expect((await owner.get(path)).text).toContain('<html');
  });

  test('who moderates is not led to settings that he may not open', async () => {
    const moderator = await signedIn('margaret');
    const { text } = await moderator.get('/admin/search?q=daily', { 'hx-request-type': 'partial' });
    expect(text).not.toContain('/bytes');
    const sections = await moderator.get('/admin/search?q=api', { 'hx-request-type': 'partial' });
    expect(sections.text).not.toContain('/admin/settings');
  });

  test('rules are found by their name: by who may change them to do so, by others in their list', async () => {
    const automod = `/admin/guilds/${world.guilds[0]?.id}/automod`;
    const rule = {
      ...{ name: 'Risky haste', 'config.messages': '4', 'config.seconds': '30', 'config.spread': '1' },
      ...{ actionKind: 'timeout', actionMinutes: '10', mode: 'shadow', cooldown: '0' },
    };
    await owner.post(`${automod}/new/message_rate`, rule, `${automod}/new?trigger=message_rate`);
    const search = (jar: Jar) => jar.get('/admin/search?q=risky', { 'hx-request-type': 'partial' });
    expect((await search(owner)).text).toMatch(new RegExp(`href="${automod}/rules/[\\da-f-]{36}/edit"`));
    expect((await search(await signedIn('margaret'))).text).toContain(`href="${automod}"`);
    expect((await search(await signedIn('ada'))).text).not.toContain('Risky');
  });

  test('everybody has a page of his own, and a file of all that is kept', async () => {
    const member = await signedIn('sofia');
    const page = await member.get('/me');
    for (const text of ['My bytes', 'Smarter Dev', 'Firefox on Linux', 'History in']) expect(page.text).toContain(text);
    expect(page.text).not.toContain('/admin/users/');
    expect((await member.get('/me/sessions')).location).toBe('/me');
    const file = await member.get('/me/export');
    expect(file.headers.get('content-disposition')).toStartWith('attachment; filename="smarter-dev-');
    const kept = JSON.parse(file.text);
    expect(kept.user.username).toBe('sofia');
    expect(kept.bytes.transactions.length).toBeGreaterThan(0);
    expect(kept.moderation).toEqual([]);
    expect(kept.automod).toEqual([]);
    const warned = JSON.parse((await (await signedIn('tomas')).get('/me/export')).text).moderation;
    expect(warned).toMatchObject([{ action: 'warn', name: 'tomas', outcome: 'applied', told: true }]);
    expect(JSON.stringify(warned)).not.toContain('dennis');
    expect(kept.audit[0].action).toBe('auth.signed_in');
    expect(file.text).not.toContain(member.cookies.get('sd_session') ?? 'no cookie');
  });

  test('one leaves the leaderboard and comes back', async () => {
    const member = await signedIn('sofia');
    const guild = world.guilds[0]?.id ?? '';
    expect((await member.post('/me/opt-out', { guild, out: 'yes' }, '/me')).text).toContain('Leave the leaderboard?');
    await member.post('/me/opt-out', { guild, out: 'yes', confirmed: 'yes' }, '/me');
    expect((await member.get('/me')).text).toContain('Back to the leaderboard');
    await member.post('/me/opt-out', { guild, out: 'no' }, '/me');
    expect((await member.get('/me')).text).toContain('Leave the leaderboard');
    expect((await member.post('/me/opt-out', { guild: 'x', out: 'yes' }, '/me')).status).toBe(303);
  });

  test('deleting wants one’s name typed, then leaves nothing and nobody signed in', async () => {
    const [here, there] = [await signedIn('priya'), await signedIn('priya')];
    const wrong = await here.post('/me/delete', { username: 'pria' });
    expect([wrong.status, wrong.text.includes('Write priya, your username.')]).toEqual([422, true]);
    expect((await here.post('/me/delete', { username: 'priya' })).location).toBe('/logout');
    expect((await there.get('/me')).status).toBe(303);
    const again = await signedIn('priya');
    expect((await again.get('/me')).text).toContain('You have no bytes yet');
  });

  test('a session is worth nothing after signing out', async () => {
    const member = await signedIn('ada');
    const token = member.cookies.get('sd_session') ?? '';
    await member.post('/logout', {}, '/me');
    member.cookies.set('sd_session', token);
    for (const path of ['/me', '/me/export', '/admin/users']) expect((await member.get(path)).status).toBe(303);
  });
});
