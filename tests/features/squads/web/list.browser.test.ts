import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { hasBrowser, launchBrowser, openPage, violations } from '../../../harness/browser.ts';
import { signInAs } from '../../../harness/walk.ts';

setDefaultTimeout(90_000);

describe.skipIf(!hasBrowser)('the tab of squads, in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let path: string;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
    const world = await app.get<{ guilds: { id: string }[] }>('world');
    path = `/admin/guilds/${world.guilds[0]?.id}/squads`;
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const signIn = (page: Page) => signInAs(page, app.url, 'grace', path);

  const namesOn = (page: Page) => page.locator('.squad-name').allTextContents();
  const sent = (page: Page) =>
    page.waitForResponse((response) => response.url().endsWith(path) && response.request().method() === 'GET');

  test('a dragged squad stays where it was put; Escape puts it back', async () => {
    const { page, problems } = await openPage(browser, { viewport: { width: 1280, height: 1600 } });
    await signIn(page);
    const before = await namesOn(page);
    const [first = '', second = '', third = ''] = before;
    const grip = await page.locator('[data-order-handle]').first().boundingBox();
    const last = await page.locator('.squad').nth(2).boundingBox();
    if (!grip || !last) throw new Error('nothing to drag');
    const drag = async () => {
      await page.mouse.move(grip.x + 8, grip.y + 8);
      await page.mouse.down();
      await page.mouse.move(grip.x + 8, grip.y + 60, { steps: 4 });
      await page.mouse.move(grip.x + 8, last.y + last.height - 4, { steps: 8 });
    };
    await drag();
    expect(await namesOn(page)).toEqual([second, third, first]);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await namesOn(page)).toEqual(before);
    await drag();
    await Promise.all([sent(page), page.mouse.up()]);
    await page.reload();
    expect(await namesOn(page)).toEqual([second, third, first]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('by keyboard alone: the button keeps the focus, the place is said, the order stays', async () => {
    const { page, problems } = await openPage(browser);
    await signIn(page);
    const [first = '', second = '', third = ''] = await namesOn(page);
    const button = page.getByRole('button', { name: `Move ${first} down` });
    await button.focus();
    await page.keyboard.press('Enter');
    const saved = sent(page);
    await page.keyboard.press('Enter');
    expect(await page.locator('[data-order-says]').textContent()).toBe(`${first} is now 3 of 3.`);
    await saved;
    // The new page's button, not the one that was pressed.
    await page.waitForFunction(
      ({ label }) =>
        document.activeElement?.getAttribute('aria-label') === label &&
        document.querySelector('[data-order-says]')?.textContent === '',
      { label: `Move ${first} down` },
    );
    await page.keyboard.press('Enter');
    await page.getByText(`${first} is the last already.`).waitFor({ state: 'attached' });
    const again = sent(page);
    await page.getByRole('button', { name: `Move ${first} up` }).press('Enter');
    await again;
    await page.reload();
    expect(await namesOn(page)).toEqual([second, first, third]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('who joins is counted while the page is open', async () => {
    const { page } = await openPage(browser);
    await signIn(page);
    const card = page.locator('.squad', { hasText: 'Rustaceans' });
    const count = card.locator('dd').first();
    const before = Number(await count.textContent());
    await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' });
    await app.say('pia', 'hello');
    const answer = await app.command('pia', 'squads join', { squad: 'Rustaceans' });
    const message = answer.replies[0];
    const button = message?.components?.[0] as { components?: { custom_id?: string }[] } | undefined;
    const custom_id = button?.components?.[0]?.custom_id;
    if (message && custom_id) await app.post('press', { as: 'pia', message: message.id, custom_id });
    await page.waitForFunction(
      (was) =>
        [...document.querySelectorAll('.squad')].some(
          (line) =>
            line.textContent?.includes('Rustaceans') && line.querySelector('dd')?.textContent === String(was + 1),
        ),
      before,
    );
    await page.context().close();
  });

  test('nothing stands in the way of anybody: the list, the form with errors, the dialog', async () => {
    const { page } = await openPage(browser);
    await signIn(page);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Delete' }).first().click();
    await page.getByRole('heading', { name: /^Delete the squad/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Create a squad' }).click();
    await page.getByRole('heading', { name: 'Create a squad', level: 1 }).waitFor();
    await page.getByLabel('Price of switching to it').fill('ten');
    await page.getByRole('button', { name: 'Create the squad' }).click();
    await page.getByText('fields need another look').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});
