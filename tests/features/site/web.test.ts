import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { brotliCompressSync } from 'node:zlib';
import { EXAMPLE } from '../../../src/features/economy/api/shapes.ts';
import { STORY_ANSWER } from '../../../views/site/story.ts';
import { createJar } from '../../harness/jar.ts';
import { type OpenedApp, openApp } from '../../harness/opened-app.ts';

setDefaultTimeout(60_000);

const PAGES = ['/', '/about', '/community', '/discord', '/privacy', '/terms'];
const FIRST_VISIT = 60_000;

let app: OpenedApp;
let guildId: string;

beforeAll(async () => {
  app = await openApp();
  guildId = Object.keys(app.simulator.world.state.guilds)[0] ?? '';
});
afterAll(() => app?.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(app.url + path, { redirect: 'manual', headers: { accept: 'text/html', ...headers } });
const read = async (path: string) => (await ask(path)).text();
const addressesIn = (page: string) =>
  [...page.matchAll(/(?:href|src)="([^"#]+)/g)].map(([, address]) => address ?? '').filter(Boolean);

describe('the public pages', () => {
  test.each(PAGES)('%s has one heading, a description, and nothing that the policy forbids', async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy');
    const page = await response.text();
    const [, style = ''] = /<style>([^<]+)<\/style>/.exec(page) ?? [];
    const hash = new Bun.CryptoHasher('sha256').update(style).digest('base64');
    expect(policy).toContain(`default-src 'none'; script-src 'self'; style-src 'sha256-${hash}';`);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toMatch(/<meta name="description" content="[^"]{30,}"/);
    expect(page).not.toMatch(/<style>.*<style|\sstyle="|\son\w+="|<script(?! type="module" src=)/);
    expect(page).not.toContain('tabler');
  });

  test('every link and every file of theirs answers, and none is elsewhere', async () => {
    const named = new Set((await Promise.all(PAGES.map(read))).flatMap(addressesIn));
    const dead: string[] = [];
    for (const address of named) {
      const { pathname, origin } = new URL(address, app.url);
      const { status } = await ask(pathname);
      if (origin !== app.url || status >= 400) dead.push(`${status} ${address}`);
    }
    expect(dead).toEqual([]);
    expect(named.size).toBeGreaterThan(15);
  });

  test('a first visit weighs no more than 60 kB with fonts, half of what is allowed', async () => {
    const page = await read('/');
    const files = addressesIn(page).filter((path) => /\.(?:css|js|woff2|svg|ico)$/.test(path));
    const script = files.find((path) => path.endsWith('/main.js')) ?? '';
    const weights = await Promise.all([...new Set([...files, script.replace('main.js', 'tilt.js')])].map(weightOf));
    const total = weights.reduce((sum, each) => sum + each, brotliCompressSync(page).length);
    expect(total).toBeLessThan(FIRST_VISIT);
  });

  /** Bytes on the wire. */
  async function weightOf(path: string): Promise<number> {
    const response = await fetch(app.url + path, { headers: { 'accept-encoding': 'br' }, decompress: false });
    expect(`${path} ${response.status}`).toBe(`${path} 200`);
    return (await response.arrayBuffer()).byteLength;
  }

  test('machines find what they ask for', async () => {
    expect(await read('/robots.txt')).toContain(`Sitemap: ${app.url}/sitemap.xml`);
    const listed = [...(await read('/sitemap.xml')).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => loc ?? '');
    for (const loc of listed) expect(`${loc} ${(await fetch(loc)).status}`).toBe(`${loc} 200`);
    const { icons } = (await (await ask('/manifest.webmanifest')).json()) as { icons: { src: string }[] };
    const card = /og:image" content="([^"]+)"/.exec(await read('/'))?.[1] ?? '';
    for (const path of [
      '/favicon.ico',
      '/apple-touch-icon.png',
      ...icons.map(({ src }) => src),
      new URL(card).pathname,
    ])
      expect(`${path} ${(await fetch(app.url + path)).headers.get('content-type')}`).toContain(' image/');
  });

  test('the story’s answer is one of the API’s', () => {
    const keys = [...STORY_ANSWER.matchAll(/&quot;(\w+)&quot;<\/span><span class="k\d">: /g)].map(
      ([, key]) => key ?? '',
    );
    expect(keys).toHaveLength(5);
    expect(Object.keys(EXAMPLE.transaction)).toEqual(expect.arrayContaining(keys));
  });
});

describe('the community', () => {
  const figure = async (name: string) => {
    const found = new RegExp(`<dt>${name}</dt><dd>([\\d,]+)<`).exec((await read('/')).replace(/>\s+</g, '><'));
    return Number(found?.[1]?.replaceAll(',', ''));
  };

  test('its figures follow a transfer', async () => {
    const before = await figure('bytes sent in thanks');
    expect(before).toBeGreaterThan(0);
    await app.command('ada', 'bytes send', { user: 'priya', amount: 33, reason: 'for the review' });
    await app.advance('1m');
    expect(await figure('bytes sent in thanks')).toBe(before + 33);
  });

  test('who opted out is on no list, and names are text', async () => {
    const { db } = app.outside;
    await db.rows(`UPDATE bytes_balances SET username = '<b>x' WHERE guild_id = $1 AND username = 'ada'`, [guildId]);
    await db.rows(`UPDATE bytes_balances SET opted_out = true WHERE guild_id = $1 AND username = 'grace'`, [guildId]);
    await app.advance('2m');
    const page = await read('/community');
    expect(page).toContain('&lt;b&gt;x');
    expect(page).not.toContain('<b>x');
    expect(page).not.toContain('grace');
    for (const squad of ['Rustaceans', 'Gophers']) expect(page).toContain(squad);
  });

  test('a guild that opts out is gone at once', async () => {
    expect(await figure('squads')).toBe(3);
    const grace = createJar(app.url);
    await grace.post('/login', { username: 'grace' });
    const form = `/admin/guilds/${guildId}/settings`;
    const seen = /name="seen" value="([^"]+)"/.exec((await grace.get(form)).text)?.[1] ?? '';
    const { status } = await grace.post(form, { timezone: 'UTC', seen }, form);
    expect(status).toBe(303);
    expect(await read('/community')).toContain('No guild shows itself yet.');
    expect(await read('/')).not.toContain('bytes sent in thanks');
  });
});

test('the call to action leads to the invitation where there is one', async () => {
  const invite = 'https://discord.gg/smarter';
  expect(await read('/discord')).toContain('DISCORD_INVITE_URL');
  const invited = await openApp({ DISCORD_INVITE_URL: invite });
  try {
    const response = await fetch(`${invited.url}/discord`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, invite]);
  } finally {
    await invited.close();
  }
});
