import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser } from 'playwright-core';
import { hasBrowser, launchBrowser, openPage } from '../../../harness/browser.ts';
import { type Reply, textOf } from '../../../harness/control.ts';
import { createJar } from '../../../harness/jar.ts';
import { type OpenedApp, openApp } from '../../../harness/opened-app.ts';
import { overflow, signInAs } from '../../../harness/walk.ts';

setDefaultTimeout(90_000);

/** Thirty squads in all, made as a manager makes them. */
const LANGUAGES = [
  ...[
    'Ada',
    'Assembly',
    'Clojure',
    'Cobol',
    'Crystal',
    'Dart',
    'Elixir',
    'Elm',
    'Erlang',
    'Fortran',
    'Fsharp',
    'Gleam',
  ],
  ...['Haskell', 'Java', 'Julia', 'Kotlin', 'Lua', 'Nim', 'Ocaml', 'Perl', 'Prolog', 'Raku', 'Ruby', 'Scala', 'Scheme'],
  ...['Swift', 'Zig'],
];

let app: OpenedApp;
let path: string;
beforeAll(async () => {
  const roles = new Map<string, string>();
  let guildId = '';
  app = await openApp({}, ({ world }) => {
    guildId = Object.keys(world.state.guilds)[0] ?? '';
    for (const name of LANGUAGES) roles.set(name, world.createRole(guildId, { name, color: 0x3b82f6 })?.id ?? '');
  });
  path = `/admin/guilds/${guildId}/squads`;
  const grace = createJar(app.url);
  await grace.post('/login', { username: 'grace' });
  for (const [name, roleId] of roles) {
    const squad = { name: `${name} lovers`, roleId, description: '', welcome: '', switchCost: '10', isActive: 'on' };
    const { status } = await grace.post(`${path}/new`, squad);
    if (status !== 303) throw new Error(`${name}: ${status}`);
  }
}, 120_000);
afterAll(() => app?.close());

async function answered(as: string, name: string, options: Record<string, unknown> = {}): Promise<Reply> {
  const [reply] = (await app.command(as, `squads ${name}`, options)).replies;
  if (!reply) throw new Error('the bot said nothing');
  return reply;
}

interface Select {
  custom_id: string;
  type: number;
  options: { label: string; value: string }[];
}

const selectOf = (message: Reply): Select => {
  const rows = (message.components ?? []) as unknown as { components: Select[] }[];
  const found = rows.flatMap(({ components }) => components).find(({ type }) => type === 3);
  if (!found) throw new Error('there is no list to choose from');
  return found;
};

describe('thirty squads in Discord', () => {
  test('are listed by pages, and one of the second page is joined from its list', async () => {
    const first = await answered('leila', 'list');
    expect(textOf(first)).toContain('Rustaceans');
    expect(selectOf(first).options).toHaveLength(15);
    const [second] = (await app.press('leila', first, 'Next')).replies;
    if (!second) throw new Error('no second page');
    expect(second.id).toBe(first.id);
    const { custom_id, options } = selectOf(second);
    expect(options).toHaveLength(15);
    const zig = options.find(({ label }) => label === 'Zig lovers');
    const chosen = await app.post('press', { as: 'leila', message: second.id, custom_id, values: [zig?.value] });
    expect(chosen.replies.map(textOf).join()).toContain('You joined');
    expect(textOf(await answered('leila', 'members', { squad: 'Zig lovers' }))).toContain('1 member');
  });

  test('are found by a part of the name, and joined by it', async () => {
    const { choices } = (await app.post('autocomplete', {
      ...{ as: 'priya', channel: 'bot', name: 'squads join', option: 'squad', options: { squad: 'LAN' } },
    })) as unknown as { choices: { name: string }[] };
    expect(choices.map(({ name }) => name)).toEqual(['Erlang lovers']);
    expect(textOf(await answered('priya', 'join', { squad: 'erlang' }))).toContain('You joined');
  });
});

describe.skipIf(!hasBrowser)('thirty squads in the dashboard', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test.each([360, 1440])('are shown and moved at %d px', async (width) => {
    const { page, problems } = await openPage(browser, { viewport: { width, height: 900 } });
    await signInAs(page, app.url, 'grace', path);
    const names = () => page.locator('.squad-name').allTextContents();
    const before = await names();
    expect(before).toHaveLength(30);
    expect(await overflow(page)).toBe(0);
    const last = before.at(-1) ?? '';
    const button = page.getByRole('button', { name: `Move ${last} up` });
    await Promise.all([page.waitForResponse((response) => response.url().endsWith(path)), button.press('Enter')]);
    await page.reload();
    expect((await names()).indexOf(last)).toBe(28);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/thirty-${width}.png`, fullPage: true });
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
