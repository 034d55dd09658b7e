import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { newFolder, startTestApp, type TestApp } from '../../../harness/app.ts';
import type { Jar } from '../../../harness/jar.ts';
import { changeSettings, guildOf, linesOf, signedIn, wordsOf } from './scene.ts';

setDefaultTimeout(30_000);

describe('the overview', () => {
  let app: TestApp;
  let guildId: string;
  let owner: Jar;
  let moderator: Jar;
  let member: Jar;

  beforeAll(async () => {
    // A bot that starts again has not heard everybody's name yet.
    app = await startTestApp({}, newFolder());
    guildId = await guildOf(app);
    [owner, moderator, member] = await Promise.all([
      signedIn(app, 'grace'),
      signedIn(app, 'margaret'),
      signedIn(app, 'ada'),
    ]);
  });
  afterAll(() => app?.close());

  const inAll = (jar: Jar) => jar.get('/admin').then(({ text }) => wordsOf(text));

  test('shows figures, health and what happens to who administers the instance', async () => {
    const { status, text, headers } = await owner.get('/admin');
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    const words = wordsOf(text);
    for (const word of ['People active today', 'Bytes sent today', 'Bytes earned today', 'Ledger entries today']) {
      expect(words).toContain(word);
    }
    expect(words).toMatch(/OK Database \d+ ms OK Shard 0 (Ready|\d+ ms), last event \d+ s ago/);
    expect(words).toContain('earned 10 bytes for the day Smarter Dev');
    expect(words).toContain('signed in');
    expect(words).toContain('Sign-ins');
    expect(text).toContain('hx-sse:connect="/admin/live?since=');
  });

  test('shows a moderator his guild, and nothing that concerns the instance', async () => {
    const words = await inAll(moderator);
    expect(words).toContain('earned 10 bytes for the day Smarter Dev');
    expect(words).not.toContain('signed in');
    expect(words).not.toContain('Sign-ins');
    expect(wordsOf((await moderator.get('/admin?kind=sign-ins')).text)).not.toContain('signed in');
  });

  test('shows a member who manages nothing no guild at all', async () => {
    const { text } = await member.get('/admin');
    expect(linesOf(text)).toEqual([]);
    expect(wordsOf(text)).toContain('People active today 0 No week to compare with yet');
    expect(wordsOf((await member.get('/admin/guilds')).text)).toContain('The bot is in no guild that you manage');
    expect((await member.get(`/admin/guilds/${guildId}`)).status).toBe(403);
    expect((await member.get(`/admin/guilds/${guildId}/live`)).status).toBe(403);
  });

  test('turns its pages without losing or repeating a line', async () => {
    const seen: string[] = [];
    let path: string | null = '/admin?kind=bytes';
    for (let page = 0; page < 4 && path !== null; page += 1) {
      const { text } = await owner.get(path);
      expect(text.includes('hx-sse:connect')).toBe(page === 0);
      seen.push(...linesOf(text));
      path = /href="([^"]*before=[^"]*)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? null;
    }
    expect(seen.length).toBe(120);
    expect(new Set(seen).size).toBe(120);
    expect(seen).toEqual(seen.toSorted().reverse());
  });

  test.each([
    '?kind=nonsense',
    '?before=x',
    '?before=%27%3B--',
    '?kind=bytes&kind=changes',
    `?before=${'f'.repeat(5_000)}`,
  ])('takes %p for nothing', async (query) => {
    const { status, text } = await owner.get(`/admin${query}`);
    expect(status).toBe(200);
    expect(linesOf(text).length).toBeGreaterThan(0);
  });

  test('of a guild follows its settings at once', async () => {
    const guild = async () => wordsOf((await owner.get(`/admin/guilds/${guildId}`)).text);
    expect(await guild()).toContain('3 roles can be earned.');
    await changeSettings(app, { role_rewards: {} });
    expect(await guild()).toContain('No roles are given for bytes.');
    expect(await inAll(owner)).toContain('nothing needs you');
  });

  test('of a guild shows its members, what is in place and who has most', async () => {
    const { status, text } = await moderator.get(`/admin/guilds/${guildId}`);
    expect(status).toBe(200);
    const words = wordsOf(text);
    expect(words).toMatch(/\d+ members · everything is in place/);
    expect(words).toContain('Every earned role was given.');
    expect(words).toMatch(/Top members 1 GR Grace [\d,]+ 2/);
    expect(text).toContain(`hx-sse:connect="/admin/guilds/${guildId}/live?since=`);
    expect(words).not.toContain('signed in');
  });

  test('of a guild that is not there says so', async () => {
    for (const id of ['100000000000000001', 'x', '1']) {
      expect((await owner.get(`/admin/guilds/${id}`)).status).toBe(404);
      expect((await owner.get(`/admin/guilds/${id}/live`)).status).toBe(404);
    }
  });

  test.each<[string, string, string]>([
    ['', '1 guild', 'Smarter Dev'],
    ['?q=SMART', '1 guild', 'Configured'],
    ['?q=%3Cimg%3E', '0 guilds', 'No guild of yours is called «&lt;img&gt;»'],
    ['?status=configured', '1 guild', 'manager'],
    ['?status=attention', '0 guilds', 'No guild of yours is in that state'],
    ['?status=nonsense', '1 guild', 'Smarter Dev'],
  ])('the list of guilds at %p', async (query, count, words) => {
    const { status, text } = await owner.get(`/admin/guilds${query}`);
    expect(status).toBe(200);
    expect(wordsOf(text)).toContain(count);
    expect(text).toContain(words);
  });

  test('an open stream ends when its viewer signs out', async () => {
    const jar = await signedIn(app, 'grace');
    const cookie = [...jar.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const stream = await fetch(`${app.url}/admin/live`, { headers: { cookie } });
    expect(stream.headers.get('content-type')).toStartWith('text/event-stream');
    await jar.post('/logout', {}, '/admin');
    const text = await stream.text();
    expect(text).toContain('event: over');
  });
});
