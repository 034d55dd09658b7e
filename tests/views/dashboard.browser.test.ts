import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser } from 'playwright-core';
import { hasBrowser, launchBrowser, openPage, violations } from '../harness/browser.ts';
import { PAGES } from './sample/pages.tsx';
import { serveSamples } from './sample/server.ts';

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
