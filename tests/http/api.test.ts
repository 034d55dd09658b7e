import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { Elysia } from 'elysia';
import type { Browser } from 'playwright-core';
import { createApi } from '../../src/http/api.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { hasBrowser, launchBrowser, openPage, violations } from '../harness/browser.ts';
import { startSample } from './kit/sample.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
}, 60_000);
afterAll(() => app.close());

test('a route without a right keeps the API from starting', () => {
  const { kit } = startSample({} as never);
  const planted = { name: 'planted', api: new Elysia().get('/planted', () => 'open to all') };
  const start = () => createApi({ features: [planted], kit, asset: (path) => path, version: 'test', client: () => '' });
  expect(start).toThrow('these routes declare no right: GET /api/planted');
});

test('the document is served as it is committed', async () => {
  const served = await (await fetch(`${app.url}/api/openapi.json`)).json();
  const committed = await Bun.file('docs/openapi.json').json();
  committed.info.version = 'test';
  expect(served).toEqual(committed);
});

test('every operation has a name of its own, a summary, a scope and its errors', async () => {
  const { paths } = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as Document;
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const operation of operations) {
    expect(operation.summary).toBeTruthy();
    expect(operation.tags?.length).toBeGreaterThan(0);
    expect(Object.keys(operation.responses)).toContain('500');
    expect(JSON.stringify(operation)).not.toContain('$schema');
  }
});

interface Document {
  paths: Record<
    string,
    Record<string, { operationId: string; summary?: string; tags?: string[]; responses: Record<string, unknown> }>
  >;
}

test('every code that the document names is in ERRORS.md', async () => {
  const { paths } = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as Document;
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const codes = operations.flatMap(({ responses }) =>
    Object.entries(responses as Record<string, { description: string }>)
      .filter(([status]) => Number(status) >= 400)
      .flatMap(([, { description }]) => [...description.matchAll(/`(\w+)`/g)].map(([, code]) => code)),
  );
  const listed = await Bun.file('docs/ERRORS.md').text();
  expect([...new Set(codes)].filter((code) => !listed.includes(`| \`${code}\` |`))).toEqual([]);
});

describe.skipIf(!hasBrowser)('the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  const PHONE = { width: 360, height: 740 };
  const DESKTOP = { width: 1440, height: 900 };

  test.each([
    ['light', DESKTOP],
    ['dark', DESKTOP],
    ['light', PHONE],
    ['dark', PHONE],
  ] as const)(
    'in %s on %p shows every operation, asks nobody else, and can be read by everybody',
    async (colorScheme, viewport) => {
      const { page, problems } = await openPage(browser, { colorScheme, viewport });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(`${app.url}/api/docs`);
      const { paths } = (await Bun.file('docs/openapi.json').json()) as Document;
      const operations = Object.values(paths).flatMap((item) => Object.values(item));
      expect(await page.locator('.op').count()).toBe(operations.length);
      expect(await page.locator('.start pre').textContent()).toContain(`${app.url}/api/me`);

      const search = page.getByLabel('Find a request');
      await search.fill('post moderation/bulk');
      expect(await page.locator('.op:visible').count()).toBe(1);
      await search.fill('');
      await page.locator('#createTransaction > summary').click();
      await page.locator('#createTransaction .fields > summary').first().click();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);

      expect(asked.filter((url) => !url.startsWith(app.url) && !url.startsWith('data:'))).toEqual([]);
      expect(problems).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  test('opens the operation that its address names, and sends its request with a key', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${app.url}/api/docs`);
    await page.locator('#getLeaderboard > summary').click();
    await page.waitForURL(/#getLeaderboard$/);
    await page.reload();
    const one = page.locator('#getLeaderboard');
    const outcome = one.locator('.outcome');
    await one.getByRole('button', { name: 'Send request' }).click();
    expect(await outcome.textContent()).toContain('Paste your API key');
    const key = (await Bun.file(`${app.dataDir}/dev-api-key`).text()).trim();
    const { guilds } = await app.get<{ guilds: { id: string }[] }>('world');
    const guildId = guilds[0]?.id ?? '';
    await page.getByLabel('Your API key').fill(key);
    await one.getByRole('textbox', { name: 'guild_id' }).fill(guildId);
    await one.getByRole('textbox', { name: 'limit' }).fill('3');
    await one.getByRole('button', { name: 'Send request' }).click();
    await outcome.getByText(/^200 OK/).waitFor();
    expect(await outcome.locator('pre').first().textContent()).toContain('"limit": 3');
    expect(await outcome.locator('pre').last().textContent()).toContain(
      `curl -X GET '${app.url}/api/guilds/${guildId}/bytes/leaderboard?limit=3'`,
    );
    await page.context().close();
  }, 60_000);
});
