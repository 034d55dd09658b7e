import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser } from 'playwright-core';
import { hasBrowser, launchBrowser, openPage, violations } from '../harness/browser.ts';
import { PAGES } from './sample/pages.tsx';
import { serveSamples } from './sample/server.ts';

/** Page, what opens (a key or what is clicked), what is there then. */
const OPENED = [
  ['overview', '.topbar-menu', '#side:popover-open'],
  ['overview', '.switcher', '#guilds:popover-open'],
  ['overview', '.user-button', '#user-menu:popover-open'],
  ['overview', 'key:?', '#keys[open]'],
  ['overview', 'key:Control+k', '#palette [role=option]'],
  ['api-keys', 'button:has-text("Revoke")', '#confirm[open]'],
  ['bytes', '.curve-table summary', '.curve-table[open]'],
] as const;

describe.skipIf(!hasBrowser)('in Chromium', () => {
  let browser: Browser;
  let samples: ReturnType<typeof serveSamples>;

  beforeAll(async () => {
    browser = await launchBrowser();
    samples = serveSamples();
  });
  afterAll(async () => {
    await browser.close();
    samples.stop();
  });

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test('menus, dialogs and the drawer are accessible when they are open', async () => {
      const { page, problems } = await openPage(browser, { colorScheme, viewport: { width: 360, height: 780 } });
      const found: string[] = [];
      for (const [name, open, shown] of OPENED) {
        await page.goto(`${samples.origin}/${name}`);
        await (open.startsWith('key:') ? page.keyboard.press(open.slice(4)) : page.locator(open).first().click());
        await page.waitForSelector(shown);
        found.push(...(await violations(page)).map((violation) => `${open}: ${violation}`));
      }
      expect([...found, ...problems]).toEqual([]);
      await page.context().close();
    }, 60_000);

    describe.each([1440, 360])('%i px wide', (width) => {
      test('every page is accessible, fits its width and breaks no policy', async () => {
        const { page, problems } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } });
        const found: string[] = [];
        for (const name of Object.keys(PAGES)) {
          await page.goto(`${samples.origin}/${name}`);
          const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (excess > 0) found.push(`${name}: ${excess} px too wide`);
          found.push(...(await violations(page)).map((violation) => `${name}: ${violation}`));
        }
        expect([...found, ...problems]).toEqual([]);
        await page.context().close();
      }, 120_000);
    });
  });
});
