import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { hasBrowser, launchBrowser, openPage } from '../../../harness/browser.ts';
import { signInAs } from '../../../harness/walk.ts';

setDefaultTimeout(90_000);

describe.skipIf(!hasBrowser)('auto-moderation, in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let path: string;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
    const world = await app.get<{ guilds: { id: string }[] }>('world');
    path = `/admin/guilds/${world.guilds[0]?.id}/automod`;
    const { page } = await openPage(browser);
    await signInAs(page, app.url, 'grace', `${path}/presets`);
    await page
      .getByRole('button', { name: /^Add \d+ rules/ })
      .last()
      .click();
    await page.locator('.automod-rule').first().waitFor();
    await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const namesOn = (page: Page) => page.locator('.squad-name').allTextContents();
  const sent = (page: Page) =>
    page.waitForResponse((response) => response.url().endsWith(path) && response.request().method() === 'GET');

  test('rules are sorted by dragging and by keys, and stay so', async () => {
    const { page, problems } = await openPage(browser, { viewport: { width: 1280, height: 1400 } });
    await signInAs(page, app.url, 'grace', path);
    const [first = '', second = '', third = ''] = await namesOn(page);
    const saved = sent(page);
    await page.getByRole('button', { name: `Move ${first} down` }).press('Enter');
    await saved;
    await page.reload();
    expect((await namesOn(page)).slice(0, 3)).toEqual([second, first, third]);
    const grip = await page.locator('[data-order-handle]').first().boundingBox();
    const last = await page.locator('.automod-rule').nth(2).boundingBox();
    if (!grip || !last) throw new Error('nothing to drag');
    await page.mouse.move(grip.x + 8, grip.y + 8);
    await page.mouse.down();
    await page.mouse.move(grip.x + 8, grip.y + 60, { steps: 4 });
    await page.mouse.move(grip.x + 8, last.y + last.height - 4, { steps: 8 });
    await Promise.all([sent(page), page.mouse.up()]);
    await page.reload();
    expect((await namesOn(page)).slice(0, 3)).toEqual([first, third, second]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('the sentence and what it would have caught follow the form; what rules see comes by itself', async () => {
    const { page, problems } = await openPage(browser);
    await signInAs(page, app.url, 'grace', `${path}/new?trigger=message_rate`);
    await page.getByLabel('Messages', { exact: true }).fill('9');
    await page.getByText('Writes 9 messages in 5 s').waitFor();
    await page.goto(`${app.url}${path}/log`);
    await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' });
    for (let at = 0; at < 3; at += 1) await app.say('pia', 'the very same text, again and again');
    await page.locator('.automod-log', { hasText: 'Repeated text' }).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
