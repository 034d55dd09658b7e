import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { decideOnConsent } from '../../../harness/consent.ts';
import { createJar, type Jar } from '../../../harness/jar.ts';

setDefaultTimeout(30_000);

/** Each sign-in comes from an address of its own, so that they do not count together. */
const PROXIED = { TRUSTED_PROXIES: '127.0.0.1' };
const SESSION = /^sd_session=[\w-]{43}; Path=\/; Max-Age=86400; HttpOnly; SameSite=Lax$/;

function jarOf(app: TestApp): Jar {
  return createJar(app.url);
}

async function personId(app: TestApp, username: string): Promise<string> {
  const { guilds } = await app.get<{ guilds: { members: { user: { id: string; username: string } }[] }[] }>('world');
  return guilds[0]?.members.find(({ user }) => user.username === username)?.user.id ?? '';
}

describe('in development', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(PROXIED);
  });
  afterAll(() => app.close());

  test('a name is enough, and the way leads on to where one wanted', async () => {
    const jar = jarOf(app);
    const refused = await jar.get('/me?x=1');
    expect([refused.status, refused.location]).toEqual([303, '/login?next=%2Fme%3Fx%3D1']);
    const page = await jar.get(refused.location ?? '');
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    for (const text of ['value="grace"', 'owns Smarter Dev', 'moderates Smarter Dev', 'value="/me?x=1"']) {
      expect(page.text).toContain(text);
    }
    const signedIn = await jar.post('/login', { username: 'ada', next: '/me?x=1' });
    expect([signedIn.status, signedIn.location]).toEqual([303, '/me?x=1']);
    expect(signedIn.lines.find((line) => line.startsWith('sd_session'))).toMatch(SESSION);
    expect(jar.cookies.has('sd_visitor')).toBe(false);
    expect((await jar.get('/me')).text).toContain('Firefox on Linux');
    const again = await jar.get('/login?next=/me');
    expect([again.status, again.location]).toEqual([303, '/me']);
  });

  test('the owner of the simulated guild administers everything, others do not', async () => {
    const [owner, member] = [jarOf(app), jarOf(app)];
    await owner.post('/login', { as: 'grace', username: '' });
    await member.post('/login', { username: 'ada' });
    expect((await owner.get('/me')).text).toContain('instance admin');
    expect((await member.get('/me')).text).not.toContain('instance admin');
  });

  test('who is unknown stays outside, with what he typed still there', async () => {
    const jar = jarOf(app);
    const { status, text } = await jar.post('/login', { username: '"><b>mallory', next: '/me' });
    expect(status).toBe(422);
    expect(text).toContain('Nobody of that name');
    expect(text).toContain('value="&#34;><b>mallory"');
    expect(text).toContain('value="/me"');
    expect(jar.cookies.has('sd_session')).toBe(false);
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https:evil.example',
    '/.//evil.example',
    '@evil',
  ])('no way leads on to %p', async (next) => {
    const jar = jarOf(app);
    const { location } = await jar.post('/login', { username: 'ada', next }, `/login?next=${encodeURIComponent(next)}`);
    expect(location).toBe('/admin');
  });

  test('a form without its token, or of another browser, signs nobody in', async () => {
    const [mine, theirs] = [jarOf(app), jarOf(app)];
    const token = /name="_csrf" value="([^"]+)"/.exec((await theirs.get('/login')).text)?.[1] ?? '';
    await mine.get('/login');
    expect((await mine.post('/login', { username: 'ada', _csrf: token })).status).toBe(403);
    expect((await mine.post('/login', { username: 'ada', _csrf: '' })).status).toBe(403);
    expect(mine.cookies.has('sd_session')).toBe(false);
  });

  test('a planted session is worth nothing, and signing in again ends the session before', async () => {
    const jar = jarOf(app);
    const planted = 'a'.repeat(43);
    jar.cookies.set('sd_session', planted);
    await jar.post('/login', { username: 'ada' });
    const first = jar.cookies.get('sd_session') ?? '';
    expect(first).not.toBe(planted);
    const second = await jar.post('/login', { username: 'yuki' }, '/logout');
    expect(second.status).toBe(303);
    expect(jar.cookies.get('sd_session')).not.toBe(first);
    jar.cookies.set('sd_session', first);
    expect((await jar.get('/admin')).status).toBe(303);
  });

  test('after signing out the cookie opens nothing, and the page says so', async () => {
    const jar = jarOf(app);
    await jar.post('/login', { username: 'ada' });
    const token = jar.cookies.get('sd_session') ?? '';
    expect((await jar.get('/logout')).text).toContain('Sign out?');
    const out = await jar.post('/logout');
    expect([out.status, out.location]).toEqual([303, '/logout']);
    expect((await jar.get('/logout')).text).toContain('You are signed out');
    jar.cookies.set('sd_session', token);
    expect((await jar.get('/admin')).status).toBe(303);
    expect((await jarOf(app).post('/logout')).location).toStartWith('/login');
  });

  test('one browser signs out another, or all of them', async () => {
    const [here, there] = [jarOf(app), createJar(app.url, 'Mozilla/5.0 (iPhone) Safari/600')];
    await here.post('/login', { username: 'sofia' });
    await there.post('/login', { username: 'sofia' });
    const list = (await here.get('/me')).text;
    expect(list).toContain('Safari on iOS');
    const [end = '', ...others] = [...list.matchAll(/action="(\/me\/sessions\/[\w-]+\/end)"/g)].map(
      ([, at]) => at ?? '',
    );
    expect(others).toEqual([]);
    expect((await here.post(end, {}, '/me')).text).toContain('That browser has to sign in again.');
    const ended = await here.post(end, { confirmed: 'yes' }, '/me');
    expect([ended.status, ended.location]).toEqual([303, '/me']);
    expect((await here.get('/me')).text).toContain('That browser is signed out.');
    expect((await there.get('/admin')).status).toBe(303);
    await there.post('/login', { username: 'sofia' });
    expect((await here.post('/me/sessions/all/end', { confirmed: 'yes' }, '/me')).location).toBe('/me');
    expect((await there.get('/admin')).status).toBe(200);
    expect((await here.post('/me/sessions/end', { confirmed: 'yes' }, '/me')).location).toBe('/logout');
    expect((await here.get('/admin')).status).toBe(303);
    expect((await there.get('/admin')).status).toBe(303);
  });

  test('nobody ends somebody else’s session', async () => {
    const [ada, priya] = [jarOf(app), jarOf(app)];
    await ada.post('/login', { username: 'ada' });
    await priya.post('/login', { username: 'priya' });
    await jarOf(app).post('/login', { username: 'priya' });
    const end = /action="(\/me\/sessions\/[\w-]{36}\/end)"/.exec((await priya.get('/me')).text)?.[1] ?? '';
    await ada.post(end, { confirmed: 'yes' }, '/me');
    expect((await priya.get('/me')).text).toContain(end);
    expect((await priya.get('/admin')).status).toBe(200);
  });

  test('Discord’s way in works beside it, and comes back to the name that was asked for', async () => {
    const { location } = await createJar(app.url.replace('127.0.0.1', 'localhost')).get('/login/discord');
    expect(new URL(location ?? '').searchParams.get('redirect_uri')).toBe(
      `${app.url.replace('127.0.0.1', 'localhost')}/auth/callback`,
    );
  });

  test('figures of /health are for administrators outside development; here for all', async () => {
    expect((await jarOf(app).get('/health')).text).toContain('"detail"');
  });
});

describe('throttling', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(PROXIED);
  });
  afterAll(() => app.close());

  test('ten tries in ten minutes, by address as the trusted proxy tells it', async () => {
    const jar = jarOf(app);
    const token = /name="_csrf" value="([^"]+)"/.exec((await jar.get('/login')).text)?.[1] ?? '';
    const cookie = `sd_visitor=${jar.cookies.get('sd_visitor')}`;
    const tryFrom = async (address: string) => {
      const headers = { accept: 'text/html', cookie, 'x-forwarded-for': address };
      const body = new URLSearchParams({ _csrf: token, username: 'mallory' });
      const response = await fetch(`${app.url}/login`, { method: 'POST', headers, body, redirect: 'manual' });
      return response.status;
    };
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1) statuses.push(await tryFrom('198.51.100.1'));
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    expect(await tryFrom('198.51.100.2')).toBe(422);
    expect(await tryFrom('198.51.100.2, 198.51.100.1')).toBe(429);
  });

  test('the API believes the same proxies', async () => {
    const tryFrom = async (address: string) => {
      const headers = { authorization: 'Bearer sd_nonsense', 'x-forwarded-for': address };
      const { status } = await fetch(`${app.url}/api/guilds/100000000000000001/bytes/leaderboard`, { headers });
      return status;
    };
    for (let i = 0; i < 20; i += 1) expect(await tryFrom('198.51.100.3')).toBe(401);
    expect(await tryFrom('198.51.100.3')).toBe(429);
    expect(await tryFrom('198.51.100.4')).toBe(401);
  });
});

describe('with Discord', () => {
  let app: TestApp;
  let ada: string;
  beforeAll(async () => {
    app = await startTestApp({
      DEV_MODE: 'false',
      DISCORD_MODE: 'simulated',
      SESSION_SECRET: 'the-secret-of-this-test-has-32-characters',
      ADMIN_DISCORD_IDS: '300000000000000001',
    });
    ada = await personId(app, 'ada');
  });
  afterAll(() => app.close());

  async function begin(jar: Jar, next = '/me'): Promise<string> {
    const { status, location, lines } = await jar.get(`/login/discord?next=${encodeURIComponent(next)}`);
    expect(status).toBe(303);
    expect(lines[0]).toMatch(/^sd_sign_in=[\w-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
    return location ?? '';
  }
  const back = (jar: Jar, answer: URLSearchParams) => jar.get(`/auth/callback?${answer}`);

  test('names are worth nothing in production', async () => {
    const jar = jarOf(app);
    const page = await jar.get('/login?next=/me');
    expect(page.text).toContain('href="/login/discord?next=%2Fme"');
    expect(page.text).not.toContain('name="username"');
    const cookie = 'sd_visitor=x';
    expect((await fetch(`${app.url}/login`, { method: 'POST', headers: { cookie } })).status).toBe(403);
  });

  test('who agrees is in, and goes on', async () => {
    const jar = jarOf(app);
    const answer = await decideOnConsent(await begin(jar), 'authorize', ada);
    const { status, location, lines } = await back(jar, answer);
    expect([status, location]).toEqual([303, '/me']);
    expect(lines.find((line) => line.startsWith('sd_session'))).toMatch(SESSION);
    expect(jar.cookies.has('sd_sign_in')).toBe(false);
    expect((await jar.get('/me')).text).toContain('@ada');
    expect(app.log.join('\n')).not.toContain(jar.cookies.get('sd_session') as string);
  });

  test('who cancels is told, and is not in', async () => {
    const jar = jarOf(app);
    const { status, text } = await back(jar, await decideOnConsent(await begin(jar), 'cancel', ada));
    expect(status).toBe(400);
    expect(text).toContain('You cancelled');
    expect(jar.cookies.has('sd_session')).toBe(false);
  });

  test('an answer counts once, even for a browser that kept everything', async () => {
    const jar = jarOf(app);
    const url = await begin(jar);
    const kept = jar.cookies.get('sd_sign_in') ?? '';
    const answer = await decideOnConsent(url, 'authorize', ada);
    await back(jar, answer);
    const thief = jarOf(app);
    thief.cookies.set('sd_sign_in', kept);
    const replayed = await back(thief, answer);
    expect(replayed.status).toBe(400);
    expect(replayed.text).toContain('was used already');
    expect(thief.cookies.has('sd_session')).toBe(false);
  });

  test.each([
    '/auth/callback',
    '/auth/callback?code=x',
    '/auth/callback?state=x&code=y',
    '/auth/callback?error=access_denied',
  ])('%s out of nowhere is a page with a sentence', async (path) => {
    const { status, text } = await jarOf(app).get(path);
    expect(status).toBe(400);
    expect(text).toContain('was not begun in this browser');
  });

  test('somebody else’s answer does not sign this browser in as him', async () => {
    const [victim, attacker] = [jarOf(app), jarOf(app)];
    await begin(victim);
    const answer = await decideOnConsent(await begin(attacker), 'authorize', ada);
    const { status, text } = await back(victim, answer);
    expect(status).toBe(400);
    expect(text).toContain('was not begun in this browser');
    expect(victim.cookies.has('sd_session')).toBe(false);
  });

  test('figures of /health are not for strangers', async () => {
    expect((await jarOf(app).get('/health')).text).not.toContain('"detail"');
  });
});
