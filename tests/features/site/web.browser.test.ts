import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { hasBrowser, launchBrowser, openPage, violations } from '../../harness/browser.ts';
import { overflow } from '../../harness/walk.ts';

setDefaultTimeout(120_000);

const PAGES = ['/', '/about', '/community', '/discord', '/privacy', '/terms'];
const WIDTHS = [360, 768, 1440, 1920];

describe.skipIf(!hasBrowser)('the public pages in a browser', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  test('are accessible, fit every width, ask no other site, and make no browser complain', async () => {
    const { page, problems } = await openPage(browser, { reducedMotion: 'reduce' });
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!/^data:/.test(request.url()) && !request.url().startsWith(app.url)) elsewhere.push(request.url());
    });
    const found: string[] = [];
    for (const path of PAGES) {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(app.url + path);
        if ((await overflow(page)) > 0) found.push(`${path} is wider than ${width}`);
        if (width <= 768) found.push(...(await violations(page)).map((each) => `${path} ${width}: ${each}`));
      }
    }
    expect([...found, ...problems, ...elsewhere]).toEqual([]);
  });

  test('work without a script, the menu included', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 780 } });
    await page.goto(app.url);
    await page.getByRole('heading', { name: 'Bring a question.' }).scrollIntoViewIfNeeded();
    await page.locator('.menu summary').click();
    await page.locator('.menu-sheet').getByRole('link', { name: 'Community' }).click();
    await page.getByRole('heading', { name: 'Who leads' }).waitFor();
    await page.context().close();
  });

  test('nothing shifts while they load; what is below comes in when it is reached, and Escape closes the menu', async () => {
    const { page } = await openPage(browser, { viewport: { width: 390, height: 780 } });
    await page.goto(app.url);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          const watch = new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
          });
          watch.observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        }),
    );
    expect(shift).toBe(0);
    const last = page.locator('.last');
    expect(await last.getAttribute('class')).not.toContain('arrived');
    await last.scrollIntoViewIfNeeded();
    await page.locator('.last.arrived').waitFor();
    await page.locator('.menu summary').click();
    await page.keyboard.press('Escape');
    expect(await page.locator('.menu').getAttribute('open')).toBeNull();
    await page.context().close();
  });
});
