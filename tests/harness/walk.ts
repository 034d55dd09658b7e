import type { Page } from 'playwright-core';
import type { GuardedRoute } from '../../src/http/kit/pages/rights.ts';

/** Streams, downloads, and addresses that only lead on to others. */
const NO_PAGE =
  /\/live$|^\/(?:favicon|apple-touch-icon|robots|sitemap|manifest)\.|\/export$|^\/login\/discord$|^\/auth\/callback$|^\/admin\/settings$/;

/** Pages that no feature has: the simulator, the API and errors. */
const BESIDES = ['/simulator', '/api/docs', '/admin/nowhere'];

/** What stands for `:guild_id` and the like in addresses. */
export type Places = Readonly<Record<string, string>>;

/**
 * The address of every page that the product has. Those that show what was searched come a second time, with a
 * search, and the form of a case once more for one person.
 * @throws when a page needs something that `places` does not name
 */
export function addressesOf(routes: readonly GuardedRoute[], places: Places, search = 'a'): string[] {
  const paths = routes.filter(({ method, path }) => method === 'GET' && !NO_PAGE.test(path)).map(({ path }) => path);
  const addresses = paths.map((path) =>
    path.replace(/:(\w+)/g, (_, name: string) => {
      const found = places[name];
      if (found === undefined) throw new Error(`${path} needs ${name}`);
      return found;
    }),
  );
  const query = encodeURIComponent(search);
  const searches = ['/admin/users', '/admin/search', '/admin/guilds', '/admin/settings/audit'].map(
    (path) => `${path}?q=${query}`,
  );
  const forOne = `/admin/guilds/${places.guild_id}/moderation/new?action=ban&user=${places.user_id}`;
  return [...addresses, ...searches, forOne, ...BESIDES];
}

/** Signs in by name and stays where that leads. */
export async function signInAs(page: Page, url: string, username: string, next = '/admin'): Promise<void> {
  await page.goto(`${url}/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel('Username').fill(username);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${url}${next}`);
}

/** A webhook that nobody hears, with a test that was sent to it. @returns what stands for it in addresses */
export async function makeWebhook(page: Page, url: string, home: string, name = 'CI'): Promise<Places> {
  await page.goto(`${url}${home}/webhooks/new`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Address').fill('https://hooks.example.com/smarter-dev');
  await page.getByLabel('config.changed').check();
  await page.getByRole('button', { name: 'Create the webhook' }).click();
  await page.getByRole('link', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.waitForURL(/deliveries/);
  const [, webhook = '', event = ''] = /webhooks\/([\w-]+)\/deliveries\/([\w-]+)/.exec(page.url()) ?? [];
  return { webhook_id: webhook, event_id: event };
}

/** Pixels by which a page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
