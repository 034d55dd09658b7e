import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The test runner says where it is; a test run by itself looks in the usual place. */
const executable = process.env.TEST_CHROMIUM ?? Bun.which('chromium') ?? '';
const ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** Whether a browser is there; tests that need one are declared with `describe.skipIf(!hasBrowser)`. */
export const hasBrowser = executable !== '';

/** A page and everything that went wrong on it: console errors, exceptions, policy violations. */
export interface WatchedPage {
  page: Page;
  problems: string[];
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executable, args: ARGUMENTS });
}

/** Opens a page of its own, without memory of earlier ones. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { page, problems };
}
