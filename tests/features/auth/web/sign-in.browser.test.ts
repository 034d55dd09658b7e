import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { hasBrowser, launchBrowser, openPage, seriousViolations, type WatchedPage } from '../../../harness/browser.ts';
import { decideOnConsent } from '../../../harness/consent.ts';
import { createJar } from '../../../harness/jar.ts';

setDefaultTimeout(60_000);

describe.skipIf(!hasBrowser)('signing in with Discord, in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    [app, browser] = await Promise.all([
      startTestApp({
        DEV_MODE: 'false',
        DISCORD_MODE: 'simulated',
        SESSION_SECRET: 'the-secret-of-this-test-has-32-characters',
        ADMIN_DISCORD_IDS: '300000000000000001',
      }),
      launchBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });
  beforeEach(async () => {
    watched = await openPage(browser);
    page = watched.page;
  });
  afterEach(async () => {
    // A refusal is an answer with a status that the console tells of.
    expect(watched.problems.filter((problem) => !problem.includes('status of 400'))).toEqual([]);
    await page.context().close();
  });

  const sessionCookie = async () => (await page.context().cookies(app.url)).find(({ name }) => name === 'sd_session');

  async function consentPage(path = '/me'): Promise<void> {
    await page.goto(`${app.url}${path}`);
    expect(new URL(page.url()).pathname).toBe('/login');
    await page.getByRole('link', { name: 'Continue with Discord' }).click();
    await page.getByRole('heading', { name: 'Authorize Smarter Dev' }).waitFor();
  }

  test('who agrees comes back to the page he wanted, and out again', async () => {
    await consentPage('/me?from=test');
    await page.getByText('See your name and avatar').waitFor();
    await page.getByRole('radio', { name: /Ada/ }).check({ force: true });
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    expect(page.url()).toBe(`${app.url}/me?from=test`);
    await page.getByText('this one', { exact: true }).waitFor();
    expect(await sessionCookie()).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', secure: false });
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(await seriousViolations(page)).toEqual([]);

    await page.getByRole('button', { name: /: menu$/ }).click();
    await page.locator('#user-menu').getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    expect(await sessionCookie()).toBeUndefined();
    await page.goBack();
    await page.reload();
    expect(new URL(page.url()).pathname).toBe('/login');
  });

  test('who cancels reads that nothing was shared, and may try again', async () => {
    await consentPage();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('You cancelled');
    expect(await sessionCookie()).toBeUndefined();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Continue with Discord' }).click();
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  });

  test('an answer that was used already signs nobody in', async () => {
    let callback = '';
    page.on('request', (request) => {
      if (request.url().includes('/auth/callback')) callback = request.url();
    });
    await consentPage();
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await page.context().clearCookies({ name: 'sd_session' });
    await page.goto(callback);
    expect(await page.getByRole('alert').textContent()).toContain('was not begun in this browser');
    expect(await sessionCookie()).toBeUndefined();
  });

  test('a link with somebody else’s answer signs nobody in as him', async () => {
    const attacker = createJar(app.url);
    const { location } = await attacker.get('/login/discord');
    const { guilds } = await app.get<{ guilds: { owner_id: string }[] }>('world');
    const answer = await decideOnConsent(location ?? '', 'authorize', guilds[0]?.owner_id ?? '');

    await consentPage();
    await page.goto(`${app.url}/auth/callback?${answer}`);
    expect(await page.getByRole('alert').textContent()).toContain('was not begun in this browser');
    expect(await sessionCookie()).toBeUndefined();
  });

  test('a forged state signs nobody in', async () => {
    await consentPage();
    await page.goto(`${app.url}/auth/callback?code=x&state=${'x'.repeat(43)}`);
    expect(await page.getByRole('alert').textContent()).toContain('was not begun in this browser');
    expect(await sessionCookie()).toBeUndefined();
  });
});

describe.skipIf(!hasBrowser)('signing in by name, without JavaScript', () => {
  test('works whole: in, wrong name, sessions, out', async () => {
    const [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
    try {
      const { page } = await openPage(browser, { javaScriptEnabled: false });
      await page.goto(`${app.url}/admin`);
      await page.getByLabel('Username').fill('mallory');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Nobody of that name').waitFor();
      expect(await page.getByLabel('Username').inputValue()).toBe('mallory');
      await page.getByRole('button', { name: /^margaret/ }).click();
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      await page.goto(`${app.url}/admin/guilds`);
      expect(await page.getByRole('row').last().textContent()).toContain('moderator');
      await page.goto(`${app.url}/me`);
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await page
        .locator('form:has(input[name=confirmed])')
        .getByRole('button', { name: 'Sign out everywhere' })
        .click();
      await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
      await page.goto(`${app.url}/admin`);
      expect(new URL(page.url()).pathname).toBe('/login');
    } finally {
      await browser.close();
      await app.close();
    }
  });
});
