import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { hasBrowser, launchBrowser, openPage, violations, type WatchedPage } from '../../../harness/browser.ts';
import { changeSettings, guildOf } from './scene.ts';

setDefaultTimeout(60_000);

/** Milliseconds in which what happened is seen. */
const SOON = 1_000;

describe.skipIf(!hasBrowser)('the overview, open in two browsers', () => {
  let app: TestApp;
  let browser: Browser;
  let guildId: string;
  const opened: WatchedPage[] = [];

  beforeAll(async () => {
    [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
    guildId = await guildOf(app);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  /** A browser of its own in which somebody has a page open that is live. */
  async function at(path: string, username: string, javaScriptEnabled = true): Promise<Page> {
    const watched = await openPage(browser, { javaScriptEnabled });
    opened.push(watched);
    const { page } = watched;
    await page.goto(`${app.url}/login?next=${encodeURIComponent(path)}`);
    await page.getByLabel('Username').fill(username);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${app.url}${path}`);
    if (javaScriptEnabled) await page.locator('[data-live][data-state="on"]').waitFor();
    return page;
  }

  const top = (page: Page, text: string) => page.locator('#feed > li').filter({ hasText: text }).first();

  /** How long it takes from the end of a deed until pages show it. */
  async function seen(pages: readonly Page[], text: string, deed: () => Promise<unknown>): Promise<number> {
    for (const page of pages) expect(await top(page, text).count()).toBe(0);
    await deed();
    const done = performance.now();
    await Promise.all(pages.map((page) => top(page, text).waitFor()));
    return performance.now() - done;
  }

  test('shows within a second what happens: in Discord, and what somebody changes', async () => {
    const pages = [
      await at('/admin', 'grace'),
      await at('/admin', 'margaret'),
      await at(`/admin/guilds/${guildId}`, 'margaret'),
    ];
    const sent = await seen(pages, 'sent 33 bytes to Priya', () =>
      app.command('ada', 'bytes send', { user: 'priya', amount: 33 }),
    );
    expect(sent).toBeLessThan(SOON);
    const changed = await seen(pages, 'changed the settings of bytes (daily amount)', () =>
      changeSettings(app, { daily_amount: 77 }),
    );
    expect(changed).toBeLessThan(SOON);
    const first = pages[0]?.locator('#feed > li').first();
    expect(await first?.textContent()).toContain('changed the settings of bytes');
  });

  test('shows the filtered feed only what it asks for, and goes on by links', async () => {
    const page = await at('/admin', 'grace');
    await page.getByRole('link', { name: 'Bytes', exact: true }).click();
    await page.waitForURL('**/admin?kind=bytes');
    await page.locator('.filter[aria-current]', { hasText: 'Bytes' }).waitFor();
    await page.locator('[data-live][data-state="on"]').waitFor();
    await changeSettings(app, { daily_amount: 78 });
    await app.command('ada', 'bytes send', { user: 'priya', amount: 34 });
    await top(page, 'sent 34 bytes to Priya').waitFor();
    expect(await top(page, 'changed the settings of bytes').count()).toBe(0);
    await page.getByRole('link', { name: 'Older →' }).click();
    await page.getByRole('link', { name: '← Newest' }).click();
    await page.waitForURL('**/admin?kind=bytes');
    await top(page, 'sent 34 bytes to Priya').waitFor();
  });

  test('who signs out elsewhere is shown the door', async () => {
    const page = await at('/admin', 'grace');
    const elsewhere = await page.context().newPage();
    await elsewhere.goto(`${app.url}/admin/guilds`);
    await elsewhere.getByRole('button', { name: /menu$/ }).click();
    await elsewhere.getByRole('button', { name: 'Sign out' }).click();
    await elsewhere.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.waitForURL('**/login**', { timeout: 20_000 });
  });

  test('is readable for everybody, and works without a script', async () => {
    for (const path of ['/admin', '/admin/guilds', `/admin/guilds/${guildId}`]) {
      const page = await at(path, 'grace', false);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('link', { name: 'Guilds' }).first().click();
      await page.waitForURL('**/admin/guilds');
    }
    const page = await at('/admin', 'grace');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
  });

  test('nothing went wrong on any of these pages', () => {
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
