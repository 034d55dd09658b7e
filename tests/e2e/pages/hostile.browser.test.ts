import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { legible } from '../../../src/shared/legible.ts';
import { hasBrowser, launchBrowser, openPage } from '../../harness/browser.ts';
import { HOSTILE_NAMES, type HostileGuild, plantedIn, plantHostile } from '../../harness/hostile.ts';
import { type OpenedApp, openApp } from '../../harness/opened-app.ts';
import { addressesOf, overflow, type Places, signInAs } from '../../harness/walk.ts';

setDefaultTimeout(180_000);

const PHONE = { viewport: { width: 360, height: 780 } };
/** What the form of keys takes. */
const KEY_NAME = 40;
/** Guilds of which every page is walked: an element, an attribute, writing that turns round, a name without a break. */
const WALKED = [1, 5, 8, 12];
const OF_GUILD = /^\/admin\/guilds\/\d/;
/** What is walked of the others, whose names stand in the same places. */
const HEART = /^\/admin\/guilds\/\d+(?:\/(?:squads|automod|moderation|activity))?$/;

/** As much of a name as there is room for, without half a letter. */
function shortened(name: string, limit: number): string {
  return legible(name).slice(0, limit).toWellFormed();
}

interface Answer<T> {
  readonly answer: T;
  readonly tag: string | null;
}

describe.skipIf(!hasBrowser)('with names that are meant to do harm', () => {
  let app: OpenedApp;
  let browser: Browser;
  let key: string;
  let planted: HostileGuild[] = [];

  beforeAll(async () => {
    [app, browser] = await Promise.all([
      openApp({}, (simulator) => {
        planted = plantHostile(simulator);
      }),
      launchBrowser(),
    ]);
    key = readFileSync(join(app.outside.config.dataDir, 'dev-api-key'), 'utf8').trim();
    for (const [index, { username }] of planted.entries()) {
      const reason = HOSTILE_NAMES[index]?.slice(0, 100);
      await app.command(username, 'bytes send', { user: `member_${index}`, amount: 5, reason }, `bot-${index}`);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  /** Asks the API, as a program does. */
  async function api<T>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    tag?: string | null,
  ): Promise<Answer<T>> {
    const headers = new Headers({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });
    headers.set('idempotency-key', crypto.randomUUID());
    if (tag) headers.set('if-match', tag);
    const response = await fetch(`${app.url}/api/${path}`, {
      ...{ method, headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as T;
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return { answer, tag: response.headers.get('etag') };
  }

  async function makeKeys(): Promise<void> {
    for (const name of HOSTILE_NAMES)
      await api('POST', 'keys', { name: [...legible(name)].slice(0, KEY_NAME).join(''), scopes: ['bytes:read'] });
  }

  /** Something of every kind that a guild keeps, called as the guild is. @returns where it is shown */
  async function furnish({ guildId, userId, roleId }: HostileGuild, name: string, page: Page): Promise<Places> {
    const guild = `guilds/${guildId}`;
    const config = await api<object>('GET', `${guild}/bytes/config`);
    await api('PUT', `${guild}/bytes/config`, { ...config.answer, daily_amount: 12 }, config.tag);
    const activity = await (await page.request.get(`${app.url}/admin/${guild}/activity`)).text();
    const squad = await api<{ id: string }>('POST', `${guild}/squads`, {
      ...{ role_id: roleId, name: shortened(name, 100), description: legible(name), welcome: legible(name) },
      ...{ switch_cost: 5, max_members: null, min_received: null, min_account_days: null, required_role_id: null },
      is_active: true,
    });
    const rule = await api<{ id: string }>('POST', `${guild}/automod/rules`, {
      ...{ name: shortened(name, 80), rule_type: 'file_extension', config: { extensions: ['exe'] } },
      actions: [{ kind: 'delete' }],
    });
    const note = { user_id: userId, action: 'note', reason: name };
    const { number } = (await api<{ number: number }>('POST', `${guild}/moderation/cases`, note)).answer;
    await api('POST', `${guild}/moderation/cases/${number}/notes`, { text: name });
    const webhook = await api<{ id: string }>('POST', `${guild}/webhooks`, {
      ...{ name: shortened(name, 80), url: 'https://hooks.example.com/', events: ['config.changed'] },
    });
    const ping = await api<{ event_id: string }>('POST', `${guild}/webhooks/${webhook.answer.id}/pings`, {});
    return {
      ...{ webhook_id: webhook.answer.id, event_id: ping.answer.event_id },
      ...{ guild_id: guildId, user_id: userId, squad_id: squad.answer.id, rule_id: rule.answer.id },
      number: String(number),
      change_id: /activity\/([^/"]+)\/restoration/.exec(activity)?.[1] ?? '',
    };
  }

  /** Every page with these places in it, or the heart of those that are a guild's. */
  function addressesIn(places: Places, name: string, whole: boolean): string[] {
    return [...addressesOf(app.inside.pages, places, name), `/simulator?guild=${places.guild_id}`].filter(
      (address) => address !== '/admin/nowhere' && (whole || !OF_GUILD.test(address) || HEART.test(address)),
    );
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
    await makeKeys();
    const found: string[] = [];
    const seen = new Set<string>();
    for (const [index, guild] of planted.entries()) {
      const name = HOSTILE_NAMES[index] ?? '';
      // One person may open 300 pages a minute.
      if (index > 0 && index % 4 === 0) {
        await page.context().clearCookies();
        await signInAs(page, app.url, `owner_${index}`);
      }
      const addresses = addressesIn(await furnish(guild, name, page), name, WALKED.includes(index));
      for (const address of addresses.filter((one) => !seen.has(one))) {
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
