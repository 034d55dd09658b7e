import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { hasBrowser, launchBrowser, openPage, violations } from '../../../harness/browser.ts';
import { signInAs } from '../../../harness/walk.ts';

setDefaultTimeout(120_000);

describe.skipIf(!hasBrowser)('moderation, in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let path: string;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
    const world = await app.get<{ guilds: { id: string }[] }>('world');
    path = `/admin/guilds/${world.guilds[0]?.id}/moderation`;
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  test('by keyboard alone: from Ctrl-K to a person, a ban that asks first, and the case that comes of it', async () => {
    const { page, problems } = await openPage(browser);
    await signInAs(page, app.url, 'margaret', path);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('#12');
    await page.getByRole('option', { name: /Case #12/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Case #12', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Everything about this person' }).press('Enter');
    await page.getByRole('link', { name: 'Ban', exact: true }).press('Enter');
    await page.getByLabel('For how long').fill('1h');
    await page.getByRole('radio', { name: 'Ban', exact: true }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByLabel('For how long').isVisible()).toBe(false);
    await page.keyboard.press('ArrowRight');
    await page.getByLabel('Reason').fill('Advertising');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: /^Ban / }).press('Enter');
    await page.getByRole('heading', { name: /^Ban .*\?$/ }).waitFor();
    expect(await page.getByLabel('Reason').inputValue()).toBe('Advertising');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Ban / }).press('Enter');
    await page.getByRole('heading', { name: 'Case #13', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Lift the ban' }).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('a case that is made elsewhere comes by itself, and what is typed meanwhile stays', async () => {
    const { page, problems } = await openPage(browser);
    await signInAs(page, app.url, 'dennis', path);
    await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' });
    await page.getByRole('searchbox', { name: 'Reason, name' }).fill('half a wo');
    await app.command('margaret', 'mod warn', { user: 'priya', reason: 'seen at once' });
    await page.locator('.case', { hasText: 'seen at once' }).waitFor();
    expect(await page.getByRole('searchbox', { name: 'Reason, name' }).inputValue()).toBe('half a wo');
    await page.locator('.case-open', { hasText: 'seen at once' }).press('Enter');
    await page.getByLabel('Add a note').fill('half a no');
    await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' });
    const number = /cases\/(\d+)/.exec(page.url())?.[1];
    const { page: other } = await openPage(browser);
    await signInAs(other, app.url, 'margaret', `${path}/cases/${number}`);
    await other.getByLabel('Add a note').fill('from elsewhere');
    await other.getByRole('button', { name: 'Add the note' }).press('Enter');
    await page.locator('#timeline', { hasText: 'from elsewhere' }).waitFor();
    expect(await page.getByLabel('Add a note').inputValue()).toBe('half a no');
    expect(problems).toEqual([]);
    await other.context().close();
    await page.context().close();
  });
});
