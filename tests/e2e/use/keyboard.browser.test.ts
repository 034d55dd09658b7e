import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { hasBrowser, launchBrowser, openPage } from '../../harness/browser.ts';
import { signInAs } from '../../harness/walk.ts';

setDefaultTimeout(120_000);

const WIDE = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as const;
/** More than any page has to stop at. */
const MOST = 200;

/** What has the focus: whether it can be seen there, and what it is called. */
interface Stop {
  readonly mark: string | null;
  readonly name: string;
  readonly flaw: string | null;
}

/** Runs in the browser: numbers everything that can be used, in the order of the page. @returns how many there are */
function number(): number {
  const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const all = [...document.querySelectorAll<HTMLElement>(usable)].filter(
    (one) =>
      !one.matches(':disabled, [tabindex="-1"], [type=hidden]') && one.checkVisibility({ visibilityProperty: true }),
  );
  for (const [index, one] of all.entries()) one.dataset.stop = String(index);
  return all.length;
}

/** Runs in the browser. Chromium rings the parts of a date itself. */
function stopped(): Stop {
  for (const animation of document.getAnimations())
    if (animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY) animation.finish();
  const one = document.activeElement as HTMLElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
  const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
  const { left, top, width, height } = one.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  const flaws: [boolean, string][] = [
    [one === document.body, ''],
    [top + height <= 0 || top >= innerHeight, 'is out of sight'],
    [above !== null && !one.contains(above) && !above.contains(one), 'is covered'],
    [!outlined && boxShadow === 'none' && !one.matches('[type=date]'), 'shows no focus'],
  ];
  return {
    mark: one.dataset.stop ?? null,
    name: `${one.tagName.toLowerCase()} «${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)}»`,
    flaw: flaws.find(([wrong]) => wrong)?.[1] ?? null,
  };
}

describe.skipIf(!hasBrowser)('by keyboard alone', () => {
  let app: TestApp;
  let browser: Browser;
  let home: string;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
    const { guilds } = await app.get<{ guilds: { id: string }[] }>('world');
    home = `/admin/guilds/${guilds[0]?.id}`;
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  /** Presses Tab until something of that kind and name has the focus. */
  async function tabTo(page: Page, selector: string, text = ''): Promise<void> {
    for (let presses = 0; presses < MOST; presses += 1) {
      await page.keyboard.press('Tab');
      const there = await page.evaluate(
        ([wanted, words]) => {
          const one = document.activeElement;
          return !!one?.matches(wanted) && `${one.getAttribute('aria-label') ?? one.textContent}`.includes(words);
        },
        [selector, text] as const,
      );
      if (there) return;
    }
    throw new Error(`Tab does not come to ${selector} ${text}`);
  }

  /** As fast as one types. */
  async function goTo(page: Page, words: string, heading: string): Promise<void> {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  }

  const hasFocus = (page: Page, selector: string) =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

  test('one signs in, changes the daily amount, makes a key and revokes it', async () => {
    const { page, problems } = await openPage(browser, WIDE);
    await page.goto(`${app.url}/login`);
    await tabTo(page, 'input[name=username]');
    await page.keyboard.type('grace');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();

    await page.locator('[data-live][data-state=on]').waitFor();

    await goTo(page, 'daily amount', 'Bytes');
    await tabTo(page, '#dailyAmount');
    await page.keyboard.type('23');
    await page.getByText('1 unsaved change').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    expect(await hasFocus(page, '#dailyAmount')).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Saved. The bot works by it').first().waitFor();
    expect(await page.getByLabel('Daily amount').inputValue()).toBe('23');

    await goTo(page, 'api keys', 'API keys');
    await tabTo(page, 'a', 'New API key');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'New API key' }).waitFor();
    await tabTo(page, '[name=name]');
    await page.keyboard.type('By keyboard');
    await tabTo(page, 'button', 'Create the key');
    await page.keyboard.press('Enter');
    await page.locator('#key').waitFor();
    await tabTo(page, 'a', 'I have copied it');
    await page.keyboard.press('Enter');
    const row = page.getByRole('row', { name: 'By keyboard' });
    await row.waitFor();

    await tabTo(page, 'button', 'Revoke');
    await page.keyboard.press('Enter');
    await page.locator('#confirm[open]').waitFor();
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main, aside, .topbar') ?? null)).toBeNull();
    }
    await page.keyboard.press('Escape');
    await page.locator('#confirm:not([open])').waitFor({ state: 'attached' });
    expect(await hasFocus(page, 'form[action$="/revoke"] button')).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('#confirm[open]').waitFor();
    await tabTo(page, '#confirm button', 'Revoke By keyboard');
    await page.keyboard.press('Enter');
    await row.getByText('Revoked').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('everything on a page is reached, once around, and is seen where the focus is', async () => {
    const { page } = await openPage(browser, WIDE);
    await page.goto(`${app.url}/login`);
    const found = await walked(page);
    await signInAs(page, app.url, 'grace');
    const settings = ['/api-keys', '/api-keys/new', '/admins', '/system', '/audit'].map(
      (path) => `/admin/settings${path}`,
    );
    const guild = ['', '/bytes', '/activity', '/settings'].map((path) => home + path);
    for (const address of [
      '/',
      '/admin',
      '/admin/guilds',
      ...guild,
      '/admin/users?q=a',
      '/me',
      '/me/delete',
      ...settings,
      '/logout',
    ]) {
      await page.goto(app.url + address);
      found.push(...(await walked(page)));
    }
    expect(found).toEqual([]);
  });

  /** Once around a page by Tab: what is not reached, and where the focus is not seen. */
  async function walked(page: Page): Promise<string[]> {
    const address = new URL(page.url()).pathname;
    const missing = new Set(Array.from({ length: await page.evaluate(number) }, (_, index) => String(index)));
    const flaws: string[] = [];
    for (let presses = 0; presses < MOST && missing.size > 0; presses += 1) {
      await page.keyboard.press('Tab');
      const { mark, name, flaw } = await page.evaluate(stopped);
      if (mark !== null) missing.delete(mark);
      if (flaw) flaws.push(`${address} ${name} ${flaw}`);
    }
    const lost = await page.evaluate(
      (marks) => marks.map((mark) => document.querySelector(`[data-stop="${mark}"]`)?.outerHTML.slice(0, 160)),
      [...missing],
    );
    return [...flaws, ...lost.map((html) => `${address} does not stop at ${html}`)];
  }
});
