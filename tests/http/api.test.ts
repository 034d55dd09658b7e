import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { Elysia } from 'elysia';
import { createApi } from '../../src/http/api.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { hasBrowser, launchBrowser, openPage } from '../harness/browser.ts';
import { startSample } from './kit/sample.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('a route without a right keeps the API from starting', () => {
  const { kit } = startSample({} as never);
  const planted = { name: 'planted', api: new Elysia().get('/planted', () => 'open to all') };
  const start = () => createApi({ features: [planted], kit, asset: (path) => path, version: 'test' });
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

describe.skipIf(!hasBrowser)('the page', () => {
  test('shows the document without asking anybody else, and breaks no policy', async () => {
    const browser = await launchBrowser();
    try {
      const { page, problems } = await openPage(browser);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(`${app.url}/api/docs`);
      await page.getByRole('heading', { name: 'Smarter Dev' }).waitFor();
      expect(asked.filter((url) => !url.startsWith(app.url) && !url.startsWith('data:'))).toEqual([]);
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 30_000);
});
