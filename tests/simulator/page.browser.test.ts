import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { hasBrowser, launchBrowser, openPage, seriousViolations, type WatchedPage } from '../harness/browser.ts';

setDefaultTimeout(30_000);

const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describe.skipIf(!hasBrowser)('the simulated Discord in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  beforeEach(async () => {
    watched = await openPage(browser, DESKTOP);
    page = watched.page;
  });

  afterEach(async () => {
    expect(watched.problems).toEqual([]);
    await page.context().close();
  });

  const open = async (as: string, channel = 'bot') => {
    await page.goto(`${app.url}/simulator?as=${as}&channel=${channel}`);
    await page.locator('#app[data-client-members]').waitFor();
  };
  const box = () => page.getByLabel(/^Message #/);
  const last = () => page.locator('#log > .entry').last();

  /** Chooses a command from the list by typing. */
  const command = async (name: string) => {
    await box().fill(`/${name}`);
    await page.locator('#picker [data-command]:not([hidden])').first().waitFor();
    await box().press('Enter');
    await page.locator('#command-form').waitFor();
  };

  test('a message is said, and others see it at once', async () => {
    const other = await openPage(browser, DESKTOP);
    await other.page.goto(`${app.url}/simulator?as=kwame&channel=off-topic`);
    await open('ada', 'off-topic');
    await box().fill('hello **there** @kwame <img src=x onerror=alert(1)>');
    await box().press('Escape');
    await box().press('Enter');
    await last().getByText('there', { exact: true }).waitFor();
    expect(await last().locator('strong').textContent()).toBe('there');
    expect(await last().locator('img:not(.avatar)').count()).toBe(0);
    const seen = other.page.locator('#log > .entry').last();
    await seen.getByText('there', { exact: true }).waitFor();
    expect(await seen.locator('.mentioned').count()).toBe(1);
    expect(await box().inputValue()).toBe('');
    expect(other.problems).toEqual([]);
    await other.page.context().close();
  });

  test('a command with options, filled from lists and checked while typing', async () => {
    await open('ada');
    await command('bytes send');
    await page.keyboard.type('kwame');
    await page.locator('#picker [role=option]', { hasText: '@Kwame' }).first().waitFor();
    await page.locator('#picker [aria-selected=true]', { hasText: '@Kwame' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await page.locator('#command-hint').textContent()).toBe('amount is required.');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await last().getByText('7 bytes', { exact: false }).waitFor();
    expect(await last().locator('.used').textContent()).toBe('/bytes send');
  });

  test('Enter on an optional field that is empty sends the command without it', async () => {
    await open('leila');
    await command('bytes balance');
    await page.locator('#picker [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    await last().getByText('@Leila', { exact: true }).waitFor();
  });

  test('a button that changes its message', async () => {
    await open('ada');
    await command('bytes leaderboard');
    await page.locator('#command-form [type=submit]').click();
    await last().getByRole('button', { name: /Next/ }).click();
    await last().getByText('2 of 2').waitFor();
  });

  test('a form that the bot opens from a menu', async () => {
    await open('ada', 'general');
    await page.locator('.member', { hasText: 'Noor' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Send bytes' }).click();
    const dialog = page.getByRole('dialog', { name: /Send bytes/ });
    await dialog.getByLabel('How many bytes?').fill('3');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await last().getByText('3 bytes', { exact: false }).waitFor();
  });

  test('what only one may see is seen by that one', async () => {
    await open('pia');
    await command('bytes send');
    await page.keyboard.type('pia');
    await page.locator('#picker [aria-selected=true]', { hasText: '@Pia' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await last().getByText('Only Pia can see this').waitFor();
    const id = await last().getAttribute('id');

    await page.getByRole('button', { name: 'Acting as Pia' }).click();
    await page.getByPlaceholder('Act as…').fill('noo');
    await page.getByPlaceholder('Act as…').press('Enter');
    await page.getByRole('button', { name: 'Acting as Noor' }).waitFor();
    expect(page.url()).toContain('as=noor');
    expect(await page.locator(`#${id}`).count()).toBe(0);

    await open('pia');
    await page.locator(`#${id}`).getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.locator(`#${id}`).isVisible()).toBeFalse();
    await page.reload();
    expect(await page.locator(`#${id}`).isVisible()).toBeFalse();
  });

  test('a moderator times somebody out, who then reads why there is no box', async () => {
    await open('margaret', 'off-topic');
    await page.locator('.member', { hasText: 'Leila' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Time out Leila' }).click();
    await page.getByLabel('For how long').selectOption('1h');
    await page.getByRole('dialog').getByRole('button', { name: 'Time out Leila' }).click();
    await page.locator('.member', { hasText: 'Leila' }).getByText('timed out').waitFor();

    await open('leila', 'off-topic');
    await page.getByText('Leila is timed out and can write again in 1 hour.').waitFor();
    expect(await box().isVisible()).toBeFalse();
    await page.getByRole('button', { name: /^Simulated time/ }).click();
    await page.getByRole('button', { name: '+1 day' }).click();
    await box().waitFor();
  });

  test('files, editing and deleting', async () => {
    await open('bjorn', 'show-your-work');
    await page.getByRole('button', { name: 'Attach a file' }).click();
    await page.getByRole('button', { name: /evil\.exe/ }).click();
    await box().fill('look at thsi');
    await box().press('Enter');
    await last().getByText('evil.exe').waitFor();

    await box().press('ArrowUp');
    expect(await box().inputValue()).toBe('look at thsi');
    await box().fill('look at this');
    await box().press('Enter');
    await last().getByText('(edited)').waitFor();

    const id = await last().getAttribute('id');
    await last().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete message' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete message' }).click();
    await page.locator(`#${id}`).waitFor({ state: 'detached' });
  });

  test('a reply shows what it answers', async () => {
    await open('noor', 'show-your-work');
    const first = page.locator('#log .message').first();
    const words = (await first.locator('.content').textContent())?.slice(0, 20) ?? '';
    await first.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Reply' }).click();
    await page.getByText(/^Replying to .*Esc cancels/).waitFor();
    await page.keyboard.type('this made my day');
    await page.keyboard.press('Enter');
    await last().getByText('this made my day').waitFor();
    expect(await last().locator('.above-text').textContent()).toContain(words);
    expect(await page.locator('#purpose').isVisible()).toBeFalse();
  });

  test('the keyboard alone is enough', async () => {
    await open('sofia', 'general');
    await page.keyboard.press('Alt+ArrowDown');
    await page
      .locator('#app:not([data-channel=""]) .channel[aria-current=page]', { hasText: 'show-your-work' })
      .waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'say-box');
    await page.keyboard.type('typed without a mouse');
    await page.keyboard.press('Enter');
    await last().getByText('typed without a mouse').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('k');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Edit message' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+j');
    await page.getByLabel('Filter').fill('MESSAGE_CREATE');
    await page.locator('#wire-list > li:not([hidden])', { hasText: 'MESSAGE_CREATE' }).first().waitFor();
    await page.keyboard.press('Control+j');
    await page.locator('#wire').waitFor({ state: 'hidden' });
  });

  test('a channel with news has a dot until it is read', async () => {
    await open('yuki', 'general');
    await app.say('noor', 'anybody here?', 'help-python');
    const channel = page.locator('.channel', { hasText: 'help-python' });
    await channel.locator('.unread-dot').waitFor({ state: 'visible' });
    await channel.click();
    await last().getByText('anybody here?').waitFor();
    await channel.locator('.unread-dot').waitFor({ state: 'hidden' });
  });

  test('hints go when dismissed', async () => {
    await open('ada');
    expect(await page.locator('.hint:visible').count()).toBe(3);
    await page.getByRole('button', { name: 'Dismiss: Say hello' }).click();
    await page.reload();
    await page.locator('.hint:visible').first().waitFor();
    expect(await page.locator('.hint:visible').count()).toBe(2);
  });

  test.each(['dark', 'light'] as const)('no serious barrier in the %s theme', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await open('grace', 'bot');
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Acting as/ }).click();
    await page.getByPlaceholder('Act as…').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Faults/ }).click();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await command('bytes send');
    await page.locator('#picker [role=option]').first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('.member', { hasText: 'Ada' }).click();
    await page.getByRole('button', { name: 'Act as this person' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('at 360 px the columns are drawers and nothing sticks out', async () => {
    const phone = await openPage(browser, PHONE);
    await phone.page.goto(`${app.url}/simulator?as=ada&channel=bot`);
    const { scrollWidth, clientWidth } = await phone.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await phone.page.getByRole('button', { name: 'Channels' }).click();
    await phone.page.locator('.channel', { hasText: 'general' }).click();
    await phone.page.locator('.place h2', { hasText: 'general' }).waitFor();
    await phone.page.getByRole('button', { name: 'Members' }).click();
    await phone.page.locator('.member', { hasText: 'Kwame' }).waitFor({ state: 'visible' });
    expect(await seriousViolations(phone.page)).toEqual([]);
    expect(phone.problems).toEqual([]);
    await phone.page.context().close();
  });
});
