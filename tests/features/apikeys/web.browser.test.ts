import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { hasBrowser, launchBrowser, openPage, violations } from '../../harness/browser.ts';

setDefaultTimeout(60_000);

const HOME = '/admin/settings/api-keys';

describe.skipIf(!hasBrowser)('keys in Chromium', () => {
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  async function ask(key: string): Promise<number> {
    const { guilds } = await app.get<{ guilds: { id: string }[] }>('world');
    const path = `/api/guilds/${guilds[0]?.id}/bytes/leaderboard`;
    return (await fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${key}` } })).status;
  }

  test.each([
    ['without a script', false],
    ['with the script', true],
  ])('made, used and revoked %s', async (_, javaScriptEnabled) => {
    const { page, problems } = await openPage(browser, { baseURL: app.url, javaScriptEnabled });
    await page.goto(`/login?next=${encodeURIComponent(HOME)}`);
    await page.fill('[name=username]', 'grace');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('link', { name: 'New API key' }).first().click();
    await page.getByLabel('Name').fill(`Walk ${javaScriptEnabled}`);
    await page.getByRole('button', { name: 'Create the key' }).click();
    const field = page.locator('#key');
    await field.waitFor();
    const key = await field.inputValue();
    expect(await ask(key)).toBe(200);
    if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'I have copied it' }).click();
    const row = page.getByRole('row', { name: `Walk ${javaScriptEnabled}` });
    await row.getByRole('button', { name: 'Revoke' }).click();
    const yes = page.getByRole('button', { name: `Revoke Walk ${javaScriptEnabled}` });
    await yes.click();
    await row.getByText('Revoked').waitFor();
    expect(await ask(key)).toBe(401);
    if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
