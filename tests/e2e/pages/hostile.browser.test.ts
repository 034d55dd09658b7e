import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { legible } from '../../../src/shared/legible.ts';
import { hasBrowser, launchBrowser, openPage } from '../../harness/browser.ts';
import { HOSTILE_NAMES, type HostileGuild, plantedIn, plantHostile } from '../../harness/hostile.ts';
import { type OpenedApp, openApp } from '../../harness/opened-app.ts';
import { addressesOf, makeWebhook, overflow, signInAs } from '../../harness/walk.ts';

setDefaultTimeout(180_000);

const PHONE = { viewport: { width: 360, height: 780 } };
/** What the form of keys takes. */
const KEY_NAME = 40;

describe.skipIf(!hasBrowser)('with names that are meant to do harm', () => {
  let app: OpenedApp;
  let browser: Browser;
  let planted: HostileGuild[] = [];

  beforeAll(async () => {
    [app, browser] = await Promise.all([
      openApp({}, (simulator) => {
        planted = plantHostile(simulator);
      }),
      launchBrowser(),
    ]);
    for (const [index, { username }] of planted.entries()) {
      const reason = HOSTILE_NAMES[index]?.slice(0, 100);
      await app.command(username, 'bytes send', { user: `member_${index}`, amount: 5, reason }, `bot-${index}`);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  async function makeKeys(page: Page): Promise<void> {
    for (const name of HOSTILE_NAMES) {
      await page.goto(`${app.url}/admin/settings/api-keys/new`);
      await page.getByLabel('Name').fill([...name].slice(0, KEY_NAME).join(''));
      await page.getByRole('button', { name: 'Create the key' }).click();
      await page.locator('#key').waitFor();
    }
  }

  async function changeId(page: Page, guildId: string): Promise<string> {
    await page.goto(`${app.url}/admin/guilds/${guildId}/bytes`);
    await page.getByLabel('Daily amount').fill('12');
    await page.getByLabel('Daily amount').press('Enter');
    await page.getByText('Saved. The bot works by it').first().waitFor();
    await page.goto(`${app.url}/admin/guilds/${guildId}/activity`);
    const link = await page.locator('a[href$="/restoration"]').first().getAttribute('href');
    return link?.split('/').at(-2) ?? '';
  }

  async function squadId(page: Page, guildId: string, name: string): Promise<string> {
    await page.goto(`${app.url}/admin/guilds/${guildId}/squads/new`);
    await page.getByLabel('Name', { exact: true }).fill(legible(name).slice(0, 100));
    await page.locator('input[name="roleId"]:not([disabled])').first().check({ force: true });
    await page.getByRole('button', { name: 'Create the squad' }).click();
    const link = page.locator('.squad-name a').first();
    return (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
  }

  async function ruleId(page: Page, guildId: string, name: string): Promise<string> {
    await page.goto(`${app.url}/admin/guilds/${guildId}/automod/new`);
    await page.getByLabel('Name of the rule').fill(legible(name).slice(0, 80));
    await page.getByRole('button', { name: 'Add the rule' }).click();
    const link = page.locator('.automod-rule a[href$="/edit"]').first();
    return (await link.getAttribute('href'))?.split('/').at(-2) ?? '';
  }

  async function flaws(page: Page, address: string): Promise<string[]> {
    await page.goto(app.url + address);
    const { elements, handlers, links, reversed } = await page.evaluate(plantedIn);
    const wider = await overflow(page);
    return [
      ...elements.map((each) => `${address} holds ${each}`),
      ...handlers.map((each) => `${address} handles ${each}`),
      ...links.map((each) => `${address} leads to ${each}`),
      // The simulated Discord shows names as the real one does.
      ...(address.startsWith('/simulator') ? [] : reversed.map((each) => `${address} runs backwards in ${each}`)),
      ...(wider > 0 ? [`${address} is ${wider} px wider than a phone`] : []),
    ];
  }

  test('nothing runs, no name leaves its place, and every page fits a phone', async () => {
    const { page, problems } = await openPage(browser, PHONE);
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await signInAs(page, app.url, 'owner_1');
    await makeKeys(page);
    const found: string[] = [];
    const seen = new Set<string>();
    for (const [index, { guildId, userId }] of planted.entries()) {
      const name = HOSTILE_NAMES[index] ?? '';
      // One person may open 300 pages a minute.
      if (index > 0 && index % 4 === 0) {
        await page.context().clearCookies();
        await signInAs(page, app.url, `owner_${index}`);
      }
      const places = {
        guild_id: guildId,
        user_id: userId,
        change_id: await changeId(page, guildId),
        squad_id: await squadId(page, guildId, name),
        rule_id: await ruleId(page, guildId, name),
        ...(await makeWebhook(page, app.url, `/admin/guilds/${guildId}`, legible(name).slice(0, 80))),
      };
      for (const address of [...addressesOf(app.inside.pages, places, name), `/simulator?guild=${guildId}`]) {
        if (seen.has(address) || address === '/admin/nowhere') continue;
        seen.add(address);
        found.push(...(await flaws(page, address)));
      }
    }
    expect(found).toEqual([]);
    expect(dialogs).toEqual([]);
    expect(problems).toEqual([]);
    expect(seen.size).toBeGreaterThan(100);
  });

  test('a name is shown as it was written', async () => {
    const { page } = await openPage(browser, PHONE);
    await signInAs(page, app.url, 'owner_0', '/admin/guilds');
    const text = await page.locator('main').textContent();
    for (const name of HOSTILE_NAMES.slice(0, 8)) expect(text).toContain(name);
    expect(text).toContain('abcgnp.exe');
  });
});
