import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser } from 'playwright-core';
import { hasBrowser, launchBrowser, looks, openPage, violations } from '../harness/browser.ts';
import { PAGES } from './sample/pages.tsx';
import { serveSamples } from './sample/server.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 780 };

/** Those whose like is walked in the whole product, with real data. What is left are states that it does not reach. */
const WALKED = new Set(
  [
    ['overview', 'guilds', 'guild', 'bytes', 'activity', 'restore', 'guild-settings', 'import'],
    ['api-keys', 'api-key-new', 'admins', 'system', 'audit', 'users', 'users-start', 'user'],
    ['me', 'search', 'confirm', 'login', 'error-404'],
  ].flat(),
);
const STATES = Object.keys(PAGES).filter((name) => !WALKED.has(name));

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

  test.each(STATES)('%s is accessible in both themes, fits its width and breaks no policy', async (name) => {
    const { page, problems } = await openPage(browser, {
      colorScheme: 'light',
      viewport: WIDE,
    });
    await page.goto(`${samples.origin}/${name}`);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize(NARROW);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    expect(await looks(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test('menus, dialogs and the drawer are accessible when they are open', async () => {
      const { page, problems } = await openPage(browser, { colorScheme, viewport: NARROW });
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
  });
});
