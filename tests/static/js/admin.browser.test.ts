import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser, openPage } from '../../harness/browser.ts';
import { until } from '../../harness/until.ts';
import { serveSamples } from '../../views/sample/server.ts';
import { GUILD, HOSTILE } from '../../views/sample/world.ts';

const WIDE = { viewport: { width: 1440, height: 900 } };
const bytes = `/admin/guilds/${GUILD.id}/bytes`;

describe.skipIf(!hasBrowser)('the dashboard’s scripts', () => {
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

  /** A page at an address; afterwards nothing may have gone wrong on it. */
  async function at(path: string, steps: (page: Page) => Promise<void>, options = WIDE): Promise<void> {
    const { page, problems } = await openPage(browser, options);
    await page.goto(samples.origin + path);
    await steps(page);
    expect(problems).toEqual([]);
    await page.context().close();
  }

  test('fetch a page into place: title, address, mark in the navigation and focus follow', () =>
    at('/overview', async (page) => {
      await page.evaluate(() => Object.assign(globalThis, { kept: true }));
      await page.click('#side-links a[href="/admin/guilds"]');
      await page.waitForSelector('h1:text-is("Guilds")');
      expect(await page.title()).toBe('Guilds · Smarter Dev');
      expect(new URL(page.url()).pathname).toBe('/admin/guilds');
      expect(await page.textContent('#side-links [aria-current]')).toContain('Guilds');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('page-title');
      expect(await page.evaluate(() => Reflect.get(globalThis, 'kept'))).toBe(true);
      await page.goBack();
      await page.waitForSelector('h1:text-is("Overview")');
    }));

  test('open a page without the shell as a page of its own', () =>
    at('/overview', async (page) => {
      await page.evaluate(() => document.querySelector('#side-links a')?.setAttribute('href', '/login'));
      await page.click('#side-links a');
      await page.waitForURL('**/login');
      await page.waitForSelector('h1:text-is("Sign in to Smarter Dev")');
      expect(await page.locator('#shell').count()).toBe(0);
    }));

  test('make a toast of the page’s notice', () =>
    at('/overview', async (page) => {
      await page.waitForSelector('#toasts p:has-text("Settings saved.")');
      await page.click('#toasts button');
      expect(await page.locator('#toasts p').count()).toBe(0);
    }));

  test('search by Ctrl-K, arrows and Enter', () =>
    at('/overview', async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('py');
      await page.waitForSelector('#palette [role=option][aria-selected=true]:has-text("Python Builders")');
      expect(await page.getAttribute('#palette-q', 'aria-activedescendant')).toBe('hit-0');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForSelector('h1:text-is("Bytes")');
      expect(await page.locator('#palette[open]').count()).toBe(0);
    }));

  test('keep what was chosen by arrows when a late answer has it too', () =>
    at('/overview', async (page) => {
      const late = Promise.withResolvers<void>();
      await page.route('**/admin/search?q=py', async (route) => {
        await late.promise;
        await route.continue();
      });
      await page.keyboard.press('Control+k');
      await page.keyboard.type('p');
      await page.waitForSelector('#palette [role=option][aria-selected=true]:has-text("Python Builders")');
      const asked = page.waitForRequest('**/admin/search?q=py');
      await page.keyboard.type('y');
      await asked;
      await page.keyboard.press('ArrowDown');
      const answered = page.waitForResponse('**/admin/search?q=py');
      late.resolve();
      await answered;
      await page.waitForTimeout(100);
      expect(await page.getAttribute('#palette-q', 'aria-activedescendant')).toBe('hit-1');
      await page.keyboard.press('Enter');
      await page.waitForSelector('h1:text-is("Bytes")');
    }));

  test('list the keys by ? and go by them', () =>
    at('/overview', async (page) => {
      await page.keyboard.press('?');
      await page.waitForSelector('#keys[open]');
      await page.keyboard.press('Escape');
      await page.keyboard.press('g');
      await page.keyboard.press('g');
      await page.waitForSelector('h1:text-is("Guilds")');
    }));

  test('count changes, ask before they are lost and save by Ctrl-S', () =>
    at('/bytes', async (page) => {
      expect(await page.isVisible('#unsaved')).toBe(false);
      await page.fill('#dailyAmount', '25');
      await page.fill('#maxTransfer', '500');
      await page.waitForSelector('#unsaved:has-text("2 unsaved changes")');
      await page.click('#side-links a[href="/admin"]');
      await page.waitForSelector('#confirm[open]:has-text("Leave without saving?")');
      await page.keyboard.press('Escape');
      expect(await page.inputValue('#dailyAmount')).toBe('25');
      await page.keyboard.press('Control+s');
      const sent = await until(() => samples.sent.findLast(({ path }) => path === bytes));
      expect(sent.fields).toContainEqual(['dailyAmount', '25']);
      expect(sent.fields).toContainEqual(['version', '3']);
    }));

  test('keep what was typed when fields are wrong, with the focus on the first', () =>
    at('/bytes', async (page) => {
      await page.fill('#dailyAmount', 'ten');
      await page.click('#bytes-form .form-end button');
      await page.waitForSelector('.form-wrong');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('dailyAmount');
      expect(await page.inputValue('#dailyAmount')).toBe('ten');
      expect(await page.isVisible('#unsaved')).toBe(true);
    }));

  test('move rows by keyboard where their order matters', () =>
    at('/parts', async (page) => {
      await page.locator('[data-rows=steps] [data-rows-move=up]').last().press('Enter');
      await page.locator('[data-rows=steps] [data-rows-move=down]').first().press('Enter');
      const steps = page.locator('[data-rows=steps] [name=step]');
      expect(await steps.evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))).toEqual([
        'third',
        'first',
        'second',
      ]);
    }));

  test('add and remove rows by keyboard', () =>
    at('/bytes', async (page) => {
      const names = () =>
        page
          .locator('[data-rows=streakBonuses] [name=bonusName]')
          .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
      await page.focus('[data-rows=streakBonuses] [data-rows-add]');
      await page.keyboard.press('Enter');
      await page.keyboard.type('HUGE');
      expect(await names()).toEqual(['CHAR', 'SHORT', 'INT', 'LONG', 'HUGE']);
      expect(await page.locator('[data-rows=streakBonuses] [data-rows-move]').count()).toBe(0);
      await page.locator('[data-rows=streakBonuses] [data-rows-remove]').first().press('Enter');
      expect(await names()).toEqual(['SHORT', 'INT', 'LONG', 'HUGE']);
      await page.waitForSelector('#unsaved:has-text("1 unsaved change")');
    }));

  test('name the consequence before a deed, and tell the server that it was asked', () =>
    at('/api-keys', async (page) => {
      await page.locator('button:has-text("Revoke")').first().click();
      await page.waitForSelector('#confirm[open]:has-text("Programs that use it are refused at once.")');
      await page.click('#confirm button:has-text("Cancel")');
      expect(samples.sent.some(({ path }) => path.endsWith('/revoke'))).toBe(false);
      await page.evaluate(() => document.querySelector('form[action$="/revoke"]')?.setAttribute('action', '/api-keys'));
      await page.locator('button:has-text("Revoke")').first().click();
      await page.click('#confirm button:has-text("Revoke CI rewards")');
      const sent = await until(() => samples.sent.findLast(({ path }) => path === '/api-keys'));
      expect(sent.fields).toEqual([
        ['_csrf', 'csrf-token'],
        ['confirmed', 'yes'],
      ]);
    }));

  test('take the answer to the question that is open, however fast it followed another', () =>
    at('/api-keys', async (page) => {
      await page.evaluate(async () => {
        const revoke = document.querySelector<HTMLFormElement>('form[action$="/revoke"]');
        const dialog = document.querySelector<HTMLDialogElement>('#confirm');
        revoke?.setAttribute('action', '/api-keys');
        revoke?.requestSubmit();
        dialog?.close();
        revoke?.requestSubmit();
        // Until the first closing has been told of.
        for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
      });
      const before = samples.sent.length;
      await page.click('#confirm button:has-text("Revoke CI rewards")');
      await until(() => samples.sent[before]);
      await page.waitForTimeout(50);
      expect(samples.sent.slice(before).map(({ path }) => path)).toEqual(['/api-keys']);
    }));

  test('show what happens as it happens, and whether the stream is there', () =>
    at('/live', async (page) => {
      await page.waitForSelector('[data-live][data-state=on]:has-text("Live")');
      await page.waitForSelector('#feed > li:first-child:has-text("got 500 bytes")');
      await page.click('#side-links a[href="/admin/guilds"]');
      await page.waitForSelector('h1:text-is("Guilds")');
      expect(await page.isVisible('[data-live]')).toBe(false);
    }));

  test('fetch what takes long into its place', () =>
    at('/parts', async (page) => {
      await page.waitForSelector('text=12,840 members');
      expect(await page.getByText('Members are counted').count()).toBe(0);
    }));

  test('show an error in place of the page, with the navigation still there', async () => {
    const { page } = await openPage(browser, WIDE);
    await page.goto(`${samples.origin}/overview`);
    await page.evaluate(() => document.querySelector('#side-links a')?.setAttribute('href', '/nowhere'));
    await page.click('#side-links a');
    await page.waitForSelector('#main h1:text-is("Not found")');
    expect(await page.isVisible('#side-links')).toBe(true);
    await page.context().close();
  });

  test('open the navigation as a drawer on a phone', () =>
    at(
      '/overview',
      async (page) => {
        expect(await page.isVisible('#side')).toBe(false);
        await page.click('.topbar-menu');
        await page.click('#side a[href="/admin/guilds"]');
        await page.waitForSelector('h1:text-is("Guilds")');
        expect(await page.isVisible('#side')).toBe(false);
      },
      { viewport: { width: 360, height: 780 } },
    ));

  test('bring the tab of the page into sight on a phone', () =>
    at(
      '/guild-api-keys',
      async (page) => {
        const tab = await page.locator('#main .tabs [aria-current]').boundingBox();
        expect([tab && tab.x > 0, tab && tab.x + tab.width < 360]).toEqual([true, true]);
      },
      { viewport: { width: 360, height: 780 } },
    ));

  test('write hostile names as text into toasts, dialogs and results', () =>
    at('/api-keys', async (page) => {
      let asked = 0;
      page.on('dialog', () => {
        asked += 1;
      });
      await page.locator('button:has-text("Revoke")').nth(1).click();
      expect(await page.textContent('#confirm-title')).toContain(HOSTILE);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.waitForSelector('#palette [role=option]');
      expect(await page.locator('#palette img').count()).toBe(0);
      expect(asked).toBe(0);
    }));
});

describe.skipIf(!hasBrowser)('without scripts', () => {
  test('forms are sent, rows are asked for and the drawer opens', async () => {
    const browser = await launchBrowser();
    const samples = serveSamples();
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 780 } });
    const page = await context.newPage();
    await page.goto(`${samples.origin}/bytes`);
    await page.click('.topbar-menu');
    expect(await page.isVisible('#side a[href="/admin/guilds"]')).toBe(true);
    await page.keyboard.press('Escape');
    await page.click('[data-rows=streakBonuses] [data-rows-add]');
    expect(samples.sent.at(-1)?.fields).toContainEqual(['add', 'streakBonuses']);
    await page.goto(`${samples.origin}/bytes`);
    await page.fill('#dailyAmount', '25');
    await page.click('#bytes-form .form-end button');
    await page.waitForSelector('.form-wrong');
    expect(samples.sent.at(-1)?.fields).toContainEqual(['dailyAmount', '25']);
    await browser.close();
    samples.stop();
  });
});
