import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  type ApplicationCommandOptionData,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
  MessageFlags,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import type { Browser, Page } from 'playwright-core';
import { createStaticFiles } from '../../../src/http/static.ts';
import { createAssets } from '../../../src/platform/assets.ts';
import { createLog } from '../../../src/platform/log.ts';
import { createSimulatorPage } from '../../../src/simulator/page.tsx';
import { hasBrowser, launchBrowser, openPage, type WatchedPage } from '../../harness/browser.ts';
import { startSimulator, type TestSimulator } from '../../harness/simulator.ts';

setDefaultTimeout(30_000);

const OPTIONS: ApplicationCommandOptionData[] = [
  { type: Type.Integer, name: 'count', description: 'How often', required: true, min_value: 1, max_value: 10 },
  {
    type: Type.String,
    name: 'size',
    description: 'How large',
    required: true,
    choices: [
      { name: 'Small', value: 's' },
      { name: 'Large', value: 'l' },
    ],
  },
  { type: Type.Boolean, name: 'loud', description: 'Loudly?' },
  { type: Type.Role, name: 'role', description: 'Which role' },
  { type: Type.Channel, name: 'where', description: 'Which channel' },
  { type: Type.String, name: 'language', description: 'Which language', autocomplete: true },
];

const LANGUAGES = ['Rust', 'Ruby', 'Go'];

/** A bot that tells what it got, and one command that it never answers. */
async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused().toLowerCase();
    const found = LANGUAGES.filter((name) => name.toLowerCase().startsWith(typed));
    await interaction.respond(found.map((name) => ({ name, value: name.toLowerCase() })));
  } else if (interaction.isChatInputCommand() && interaction.commandName === 'everything') {
    await interaction.reply(told(interaction));
  } else if (interaction.isChatInputCommand() && interaction.commandName === 'slow') {
    await interaction.deferReply();
  } else if (interaction.isChatInputCommand() && interaction.commandName === 'choose') {
    await interaction.reply({ content: 'Choose.', components: selects() });
  } else if (interaction.isStringSelectMenu()) {
    await interaction.reply({ content: `chose ${interaction.values.join('+')}`, flags: MessageFlags.Ephemeral });
  }
}

function told({ options }: ChatInputCommandInteraction): string {
  return JSON.stringify(options.data.map(({ name, value }) => [name, value]));
}

function selects() {
  const options = LANGUAGES.map((label) => ({ label, value: label.toLowerCase() }));
  return [
    { type: 1, components: [{ type: 3, custom_id: 'one', placeholder: 'Pick one', options }] },
    { type: 1, components: [{ type: 3, custom_id: 'many', placeholder: 'Pick some', max_values: 2, options }] },
  ] as const;
}

describe.skipIf(!hasBrowser)('commands of every kind in a browser', () => {
  let discord: TestSimulator;
  let client: Client<true>;
  let server: Bun.Server<undefined>;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    discord = await startSimulator({ interactions: { firstAnswerMs: 400 } });
    client = await discord.connect();
    client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
    const names = ['silent', 'slow', 'choose'].map((name) => ({ name, description: `Is ${name}` }));
    await client.application.commands.set([
      { name: 'everything', description: 'Takes it all', options: OPTIONS },
      ...names,
    ]);
    const files = createStaticFiles(createAssets());
    const app = createSimulatorPage({
      simulator: discord.simulator,
      log: createLog({ level: 'error', format: 'json' }),
      asset: files.asset,
      cdn: `${discord.url}/simulator/discord/cdn`,
    }).use(files.plugin);
    server = Bun.serve({ hostname: '127.0.0.1', port: 0, idleTimeout: 0, fetch: (request) => app.handle(request) });
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop(true);
    await discord?.close();
  });

  beforeEach(async () => {
    watched = await openPage(browser, { viewport: { width: 1280, height: 800 } });
    page = watched.page;
    await page.goto(`${server.url}simulator?as=ada&channel=general`);
    await page.locator('#app[data-client-members]').waitFor();
  });

  afterEach(async () => {
    expect(watched.problems).toEqual([]);
    await page.context().close();
  });

  const last = () => page.locator('#log > .entry').last();
  const hint = () => page.locator('#command-hint').textContent();
  const choose = async (name: string) => {
    await page.getByLabel('Message #general').fill(`/${name}`);
    await page.locator('#picker [data-command]:not([hidden])').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#command-form').waitFor();
  };
  /** Types into the focused option and takes the first choice once that is what is wanted. */
  const pick = async (typed: string, label: string) => {
    await page.keyboard.type(typed);
    await page.locator('#picker [aria-selected=true] .option-name', { hasText: label }).waitFor();
    await page.keyboard.press('Enter');
  };

  test('each kind of option is filled and checked in its own way', async () => {
    await choose('everything');
    await page.keyboard.type('1.5');
    expect(await hint()).toBe('count takes a whole number.');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('11');
    expect(await hint()).toBe('count takes at most 10.');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('3');
    expect(await hint()).toBe('How often');
    await page.keyboard.press('Enter');
    expect(await hint()).toBe('size is required.');
    await pick('la', 'Large');
    await pick('tr', 'True');
    await pick('mod', '@Moderator');
    await pick('gen', '#general');
    await pick('ru', 'Rust');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const { roles, general } = placesOf(discord);
    const values = [
      ['count', 3],
      ['size', 'l'],
      ['loud', true],
      ['role', roles],
      ['where', general],
      ['language', 'rust'],
    ];
    await last().getByText(JSON.stringify(values)).waitFor();
  });

  test('Backspace in an empty option goes back, and out', async () => {
    await choose('everything');
    await page.keyboard.type('3');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Backspace');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('option-count');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.locator('#command-form').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('say-box');
  });

  test('a command that is not answered says so', async () => {
    await choose('silent');
    await page.keyboard.press('Enter');
    await last().getByText('The application did not respond').waitFor();
  });

  test('a deferred one is thinking', async () => {
    await choose('slow');
    await page.keyboard.press('Enter');
    await last().getByText('Smarter Dev is thinking…').waitFor();
  });

  test('selects, of one and of several', async () => {
    await choose('choose');
    await page.keyboard.press('Enter');
    await page.getByLabel('Pick one').selectOption('go');
    await last().getByText('chose go').waitFor();
    await page.getByLabel('Pick some').selectOption(['rust', 'go']);
    await page.getByRole('button', { name: 'Done' }).click();
    await last().getByText('chose rust+go').waitFor();
    await last().getByText('Only Ada can see this').waitFor();
  });
});

function placesOf({ world }: TestSimulator): { roles: string | undefined; general: string | undefined } {
  const [place] = Object.values(world.state.guilds);
  return {
    roles: place?.guild.roles.find(({ name }) => name === 'Moderator')?.id,
    general: place?.channels.find(({ name }) => name === 'general')?.id,
  };
}
