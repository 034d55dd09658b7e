import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { hasBrowser, launchBrowser, looks, openPage, violations } from '../../harness/browser.ts';
import { addressesOf, makeWebhook, overflow, signInAs } from '../../harness/walk.ts';

setDefaultTimeout(300_000);

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 780 };
/** What browsers write about a page that answers with an error, as it should. */
const EXPECTED = /^Failed to load resource: the server responded with a status of 404/;

interface World {
  readonly guilds: readonly { id: string; members: readonly { user: { id: string; username: string } }[] }[];
}

describe.skipIf(!hasBrowser)('every page of the product, with real data', () => {
  let app: TestApp;
  let browser: Browser;
  let addresses: string[];

  beforeAll(async () => {
    [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
    const [guild] = (await app.get<World>('world')).guilds;
    const home = `/admin/guilds/${guild?.id}`;
    await app.command('ada', 'bytes send', { user: 'priya', amount: 33, reason: 'for the review' });
    const page = await signedIn();
    const changeId = await changed(page, home);
    await makeKey(page);
    const squadId = await firstSquad(page, home);
    const ruleId = await firstRule(page, home);
    const webhook = await makeWebhook(page, app.url, home);
    addresses = addressesOf(app.app.pages, {
      guild_id: guild?.id ?? '',
      change_id: changeId,
      squad_id: squadId,
      rule_id: ruleId,
      // Of those that the seeded guild begins with: lifted before its time.
      number: '9',
      ...webhook,
      user_id: guild?.members.find(({ user }) => user.username === 'ada')?.user.id ?? '',
    });
    await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  async function signedIn(): Promise<Page> {
    const { page } = await openPage(browser);
    await signInAs(page, app.url, 'grace');
    return page;
  }

  /** @returns the id of a change that can be taken back */
  async function changed(page: Page, home: string): Promise<string> {
    await page.goto(`${app.url}${home}/bytes`);
    await page.getByLabel('Daily amount').fill('12');
    await page.getByLabel('Daily amount').press('Enter');
    await page.getByText('Saved. The bot works by it').first().waitFor();
    await page.goto(`${app.url}${home}/activity`);
    const link = await page.locator('a[href$="/restoration"]').first().getAttribute('href');
    return link?.split('/').at(-2) ?? '';
  }

  async function firstSquad(page: Page, home: string): Promise<string> {
    await page.goto(`${app.url}${home}/squads`);
    const link = await page.locator('.squad-name a').first().getAttribute('href');
    return link?.split('/').at(-1) ?? '';
  }

  async function firstRule(page: Page, home: string): Promise<string> {
    await page.goto(`${app.url}${home}/automod/presets`);
    await page
      .getByRole('button', { name: /^Add \d+ rules/ })
      .first()
      .click();
    const link = await page.locator('.automod-rule a[href$="/edit"]').first().getAttribute('href');
    return link?.split('/').at(-2) ?? '';
  }

  async function makeKey(page: Page): Promise<void> {
    await page.goto(`${app.url}/admin/settings/api-keys/new`);
    await page.getByLabel('Name').fill('CI rewards');
    await page.getByRole('button', { name: 'Create the key' }).click();
    await page.locator('#key').waitFor();
  }

  /** What is wrong with a page: for whoever cannot see it well, on a phone, and by what the browser says. */
  async function flaws(page: Page, problems: string[], address: string): Promise<string[]> {
    problems.length = 0;
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(WIDE);
    await page.goto(app.url + address);
    const found = (await violations(page)).map((each) => `light: ${each}`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize(NARROW);
    found.push(...(await looks(page)).map((each) => `dark, narrow: ${each}`));
    const wider = await overflow(page);
    if (wider > 0) found.push(`${wider} px wider than a phone`);
    found.push(...problems.filter((problem) => !EXPECTED.test(problem)));
    return found.map((flaw) => `${address} ${flaw}`);
  }

  test('are accessible in both themes, fit a phone, and make no browser complain: signed in', async () => {
    const { page, problems } = await openPage(browser);
    await signInAs(page, app.url, 'grace');
    const found: string[] = [];
    for (const address of addresses) found.push(...(await flaws(page, problems, address)));
    expect(found).toEqual([]);
    expect(addresses.length).toBeGreaterThan(25);
    await page.context().close();
  });

  test('… and signed out, or as somebody who may see little', async () => {
    const guest = await openPage(browser);
    const member = await openPage(browser);
    await signInAs(member.page, app.url, 'ada');
    const found: string[] = [];
    for (const address of ['/', '/login', '/login?next=/me', '/logout'])
      found.push(...(await flaws(guest.page, guest.problems, address)));
    for (const address of ['/', '/admin', '/admin/guilds', '/admin/users', '/me', '/me/delete'])
      found.push(...(await flaws(member.page, member.problems, address)));
    expect(found).toEqual([]);
  });
});
