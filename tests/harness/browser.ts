import axe, { type RunOnly } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The test runner says where it is; a test run by itself looks in the usual place. */
const executable = process.env.TEST_CHROMIUM ?? Bun.which('chromium-headless-shell') ?? Bun.which('chromium') ?? '';
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** Whether a browser is there; tests that need one are declared with `describe.skipIf(!hasBrowser)`. */
export const hasBrowser = found();

function found(): boolean {
  if (executable === '' && process.env.CI === 'true') throw new Error('no Chromium is installed');
  if (executable === '') process.stderr.write('skipped: no Chromium is installed\n');
  return executable !== '';
}

/** Milliseconds after which something that should have come has not; less than a test may take. */
const PATIENCE = 12_000;

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
  page.setDefaultTimeout(PATIENCE);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { page, problems };
}

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Everything that axe-core finds against WCAG 2.2 AA and good practice, however small, with where it is. */
export function violations(page: Page): Promise<string[]> {
  return audit(page, { type: 'tag', values: STANDARDS });
}

/** What may change with the theme and the width: pale text, small targets. */
export function looks(page: Page): Promise<string[]> {
  return audit(page, { type: 'rule', values: ['color-contrast', 'target-size'] });
}

async function audit(page: Page, runOnly: RunOnly): Promise<string[]> {
  await settledAnimations(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    // Nothing asked here needs the style sheets to be loaded once more.
    const found = await axe.run(document, { resultTypes: ['violations'], runOnly, preload: false });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
  }, runOnly);
}

/** What axe-core calls serious or critical, with where it is. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await settledAnimations(page);
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
  });
}

/**
 * Half-faded text has another contrast than text. A change of theme starts transitions with the next frame, and an
 * element that inherits its colour starts its own when its parent's has ended: so until none is left.
 */
async function settledAnimations(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const finite = () =>
      document.getAnimations().filter(({ effect, playState }) => {
        const endless = effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
        return playState !== 'finished' && !endless;
      });
    await nextFrame();
    for (let running = finite(), turn = 0; running.length > 0 && turn < 20; running = finite(), turn++) {
      for (const animation of running) animation.finish();
      await nextFrame();
    }
  });
}
