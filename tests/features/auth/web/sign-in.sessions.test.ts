import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createJar, type Jar } from '../../../harness/jar.ts';
import { type OpenedApp, openApp } from '../../../harness/opened-app.ts';

setDefaultTimeout(60_000);

describe('a session', () => {
  let app: OpenedApp;
  beforeAll(async () => {
    app = await openApp({ TRUSTED_PROXIES: '127.0.0.1', SESSION_IP_CHECK: 'true' });
  });
  afterAll(() => app?.close());

  async function signedIn(username: string): Promise<Jar> {
    const jar = createJar(app.url);
    await jar.post('/login', { username });
    expect((await jar.get('/me')).status).toBe(200);
    return jar;
  }

  const opens = async (jar: Jar, headers: Record<string, string> = {}) => {
    const { status, location } = await jar.get('/me', headers);
    return status === 303 && location === '/login?next=%2Fme' ? false : status === 200;
  };

  test('opens nothing from another network, nor there where it was afterwards', async () => {
    const jar = await signedIn('ada');
    expect(await opens(jar, { 'x-forwarded-for': '203.0.113.9' })).toBe(false);
    expect(await opens(jar)).toBe(false);
  });

  test('opens nothing in another browser', async () => {
    const jar = await signedIn('priya');
    const other = createJar(app.url, 'Mozilla/5.0 (iPhone) Safari/600');
    other.cookies.set('sd_session', jar.cookies.get('sd_session') ?? '');
    expect(await opens(other)).toBe(false);
  });

  /** Makes it older: begun and last used so many minutes ago. */
  async function age(username: string, begun: number, used: number): Promise<void> {
    const text = `UPDATE sessions SET created_at = now() - make_interval(mins => $2), seen_at = now() - make_interval(mins => $3)
      WHERE username = $1`;
    await app.outside.db.rows(text, [username, begun, used]);
  }

  test('ends a day after it began, however busy it was', async () => {
    const jar = await signedIn('grace');
    await age('grace', 24 * 60 - 2, 0);
    expect(await opens(jar)).toBe(true);
    await age('grace', 24 * 60 + 1, 0);
    expect(await opens(jar)).toBe(false);
  });

  test('ends two hours after it was last used', async () => {
    const jar = await signedIn('sofia');
    await age('sofia', 300, 118);
    expect(await opens(jar)).toBe(true);
    await age('sofia', 300, 121);
    expect(await opens(jar)).toBe(false);
  });
});
