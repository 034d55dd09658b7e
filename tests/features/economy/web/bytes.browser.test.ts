import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { hasBrowser, launchBrowser, openPage, seriousViolations } from '../../../harness/browser.ts';
import { signInAs } from '../../../harness/walk.ts';

setDefaultTimeout(90_000);

describe.skipIf(!hasBrowser)('the page of bytes, in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let path: string;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
    const world = await app.get<{ guilds: { id: string }[] }>('world');
    path = `/admin/guilds/${world.guilds[0]?.id}/bytes`;
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const signIn = (page: Page) => signInAs(page, app.url, 'grace', path);

  test('without JavaScript the daily amount is changed, and the bot pays it', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false });
    await signIn(page);
    await page.getByLabel('Daily amount').fill('ten');
    await page.getByRole('button', { name: 'Save the settings' }).click();
    expect(await page.getByLabel('Daily amount').inputValue()).toBe('ten');
    await page.getByLabel('Daily amount').fill('4321');
    await page.getByLabel('Daily amount').press('Enter');
    await page.getByText('Saved. The bot works by it').waitFor();
    expect(await page.getByLabel('Days in a row').count()).toBe(4);
    await app.say('pia', 'hello');
    await page.goto(`${app.url}${path}?type=daily`);
    expect(await page.getByRole('table', { name: 'Ledger' }).textContent()).toContain('4,321');
    await page.context().close();
  });

  test('the preview follows what is typed, saving keeps every row', async () => {
    const { page, problems } = await openPage(browser);
    await signIn(page);
    const preview = page.locator('#bytes-preview');
    const before = await preview.textContent();
    await page.getByLabel('Daily amount').fill('7');
    await page.waitForFunction((was) => document.querySelector('#bytes-preview')?.textContent !== was, before);
    expect(await preview.textContent()).toContain('in 365 days');
    await page.getByLabel('Daily amount').press('Enter');
    await page.getByText('Saved. The bot works by it').first().waitFor();
    expect(await page.getByLabel('Daily amount').inputValue()).toBe('7');
    expect(await page.getByLabel('Days in a row').count()).toBe(4);
    expect(await seriousViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
