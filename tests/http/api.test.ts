import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { Elysia } from 'elysia';
import type { Browser } from 'playwright-core';
import { createApi } from '../../src/http/api.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { hasBrowser, launchBrowser, openPage, seriousViolations } from '../harness/browser.ts';
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
      await page.locator('.opblock').first().waitFor({ timeout: 30_000 });
      const { paths } = (await Bun.file('docs/openapi.json').json()) as Document;
      const operations = Object.values(paths).flatMap((item) => Object.values(item));
      expect(await page.locator('.opblock').count()).toBe(operations.length);
      expect(await page.locator('.api-start pre').textContent()).toContain(`${app.url}/api/me`);
      expect(await seriousViolations(page)).toEqual([]);

      const one = page.locator('[id$=createTransaction]');
      await one.locator('.opblock-summary-control').click();
      await one.getByRole('button', { name: 'Try it out' }).click();
      await one.getByRole('textbox', { name: 'Request body' }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);

      expect(asked.filter((url) => !url.startsWith(app.url) && !url.startsWith('data:'))).toEqual([]);
      expect(problems).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  test('opens the operation that its address names', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${app.url}/api/docs`);
    await page.locator('[id$=createTransaction] .opblock-summary-control').click();
    await page.waitForURL(/#\/.+\/createTransaction$/);
    await page.reload();
    await page.getByRole('button', { name: 'Try it out' }).waitFor();
    await page.context().close();
  }, 60_000);
});
