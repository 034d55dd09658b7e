import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { createJar, type Jar } from '../../../harness/jar.ts';

setDefaultTimeout(60_000);

let app: TestApp;
let home: string;
let kilobyte: string;
let grace: Jar;

beforeAll(async () => {
  app = await startTestApp();
  const world = await app.get<{ guilds: { id: string; roles: { id: string; name: string }[] }[] }>('world');
  home = `/admin/guilds/${world.guilds[0]?.id}`;
  kilobyte = world.guilds[0]?.roles.find(({ name }) => name === 'Kilobyte Club')?.id ?? '';
  grace = await signedIn('grace');
});
afterAll(() => app.close());

async function signedIn(username: string): Promise<Jar> {
  const jar = createJar(app.url);
  await jar.post('/login', { username });
  return jar;
}

async function saveDaily(dailyAmount: string): Promise<void> {
  const version = /name="version" value="(\d+)"/.exec((await grace.get(`${home}/bytes`)).text)?.[1] ?? '';
  const { status } = await grace.post(`${home}/bytes`, {
    version,
    dailyAmount,
    enabled: 'on',
    startingBalance: '100',
    dailyCap: '',
    maxTransfer: '1000',
    cooldownHours: '0',
    streakMode: 'tier',
    rewardCounting: 'net',
    rewardRole: kilobyte,
    rewardAmount: '500',
  });
  expect(status).toBe(303);
}

const restorations = (page: string) => [...page.matchAll(/href="([^"]+\/restoration)"/g)].map(([, href]) => href ?? '');

test('who changed what, field by field, by name, and the way back', async () => {
  await saveDaily('11');
  await saveDaily('12');
  const { text } = await grace.get(`${home}/activity`);
  expect(text).toContain('changed the settings of bytes');
  expect(text).toMatch(/Daily bytes<\/dt>.*11.*12/s);
  expect(text).toContain('@Kilobyte Club');
  expect(text).not.toMatch(new RegExp(`>[^<]*${kilobyte}`));

  const [last = ''] = restorations(text);
  const asked = await grace.get(last);
  expect(asked.status).toBe(200);
  expect(asked.text).toMatch(/Daily bytes<\/dt>.*12.*11/s);
  const version = /name="version" value="([^"]+)"/.exec(asked.text)?.[1] ?? '';
  const restored = await grace.post(last, { version });
  expect([restored.status, restored.location]).toEqual([303, `${home}/activity`]);
  const after = (await grace.get(`${home}/activity`)).text;
  expect(after).toContain('Restored.');
  expect(after).toContain('restored the settings of bytes');
  expect((await grace.get(`${home}/bytes`)).text).toMatch(/name="dailyAmount"[^>]*value="11"/);
});

test('what was looked at before somebody changed it is not restored', async () => {
  const [, first = ''] = restorations((await grace.get(`${home}/activity`)).text);
  const version = /name="version" value="([^"]+)"/.exec((await grace.get(first)).text)?.[1] ?? '';
  await saveDaily('77');
  const late = await grace.post(first, { version });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Somebody changed these settings meanwhile');
  expect((await grace.get(`${home}/bytes`)).text).toMatch(/name="dailyAmount"[^>]*value="77"/);
});

test('one kind of settings alone, and page by page', async () => {
  for (const timezone of ['Europe/Berlin', 'UTC']) {
    const [, seen = ''] = /name="seen" value="([^"]+)"/.exec((await grace.get(`${home}/settings`)).text) ?? [];
    await grace.post(`${home}/settings`, { timezone, seen });
  }
  const server = (await grace.get(`${home}/activity?of=guilds`)).text;
  expect(server).toContain('changed the settings of server');
  expect(server).not.toContain('settings of bytes');
  for (let day = 100; day < 120; day++) await saveDaily(String(day));
  const first = (await grace.get(`${home}/activity?of=economy`)).text;
  const older = /href="([^"]+before=[^"]+)"/.exec(first)?.[1]?.replaceAll('&#38;', '&').replaceAll('&amp;', '&') ?? '';
  const second = (await grace.get(older)).text;
  const entries = (page: string) => [...page.matchAll(/id="change-([\w-]+)"/g)].map(([, id]) => id);
  expect(entries(first)).toHaveLength(20);
  expect(entries(second).length).toBeGreaterThan(0);
  expect(entries(second).filter((id) => entries(first).includes(id))).toEqual([]);
  expect((await grace.get(`${home}/activity?of=nonsense&before=nonsense`)).status).toBe(200);
});

test('who moderates reads it, without the way back', async () => {
  const margaret = await signedIn('margaret');
  const { status, text } = await margaret.get(`${home}/activity`);
  expect(status).toBe(200);
  expect(restorations(text)).toEqual([]);
  const [one = ''] = restorations((await grace.get(`${home}/activity`)).text);
  expect((await margaret.get(one)).status).toBe(403);
  expect((await (await signedIn('ada')).get(`${home}/activity`)).status).toBe(403);
});

test('a change that there is not is not found', async () => {
  for (const id of ['nonsense', '01890000-0000-7000-8000-000000000000'])
    expect((await grace.get(`${home}/activity/${id}/restoration`)).status).toBe(404);
});
