import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { rmSync } from 'node:fs';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { createCliContext } from '../../src/app/cli-context.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { newFolder } from '../harness/app.ts';
import { runCli } from '../harness/cli.ts';
import { startSimulator, type TestSimulator } from '../harness/simulator.ts';
import { BOT_PERMISSIONS, createSmallWorld } from '../harness/small-world.ts';

setDefaultTimeout(60_000);

const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.x1y2z3x1y2z3x1y2z3x1y2z3';
const { tryGuild } = createCliContext('test', () => {});
const discords: TestSimulator[] = [];

async function openDiscord(permissions?: bigint): Promise<TestSimulator> {
  const discord = await startSimulator({ token: TOKEN, seed: () => createSmallWorld(permissions).world.state });
  discords.push(discord);
  return discord;
}

const dataDir = newFolder();
let well: TestSimulator;
beforeAll(async () => {
  well = await openDiscord();
});
afterAll(async () => {
  for (const discord of discords) await discord.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function examine(words: string, discord = well, environment: Record<string, string> = {}) {
  const { out, code } = await runCli(`doctor --json ${words}`, {
    environment: {
      ...{ PORT: '0', DATA_DIR: dataDir, DEV_MODE: 'true' },
      ...{ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.apiUrl },
      ...environment,
    },
    context: {
      ...{ tryGuild, checkDatabase: async () => 'embedded, 1 ms' },
      commandsDiff: async () => ({ added: [], changed: [], removed: [] }),
    },
  });
  const live = (JSON.parse(out) as Finding[]).filter(({ name }) => name.startsWith('Live'));
  return { code, live, of: (name: string) => live.find((finding) => finding.name === name) };
}

const guildOf = (discord: TestSimulator) => Object.keys(discord.world.state.guilds)[0] ?? '';

test('a guild where all is well, and nothing stays behind', async () => {
  const place = well.world.state.guilds[guildOf(well)];
  const [roles, messages] = [place?.guild.roles.length, JSON.stringify(well.world.state.messages)];
  const { live } = await examine(`--live --guild ${guildOf(well)}`);
  expect(live.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'Live login ok',
    'Live guild ok',
    'Live message ok',
    'Live role ok',
    'Live audit log ok',
    'Live commands ok',
  ]);
  expect(live.find(({ name }) => name === 'Live audit log')?.text).toContain('of a moment ago');
  expect(place?.guild.roles.length).toBe(roles);
  expect(JSON.stringify(well.world.state.messages)).toBe(messages);
  expect(well.violations()).toEqual([]);
});

test('a guild where rights are missing: each says which', async () => {
  const without = BOT_PERMISSIONS & ~PermissionFlagsBits.ManageRoles & ~PermissionFlagsBits.ViewAuditLog;
  const poor = await openDiscord(without);
  const { code, of } = await examine(`--live --guild ${guildOf(poor)}`, poor);
  expect(code).toBe(1);
  expect(of('Live message')?.state).toBe('ok');
  expect(of('Live role')).toMatchObject({ state: 'bad', fix: 'Give its role Manage Roles.' });
  expect(of('Live audit log')).toMatchObject({ state: 'bad', fix: expect.stringContaining('View Audit Log') });
});

test.each([
  ['--live', {}, 'no guild is named'],
  ['--live --guild here', {}, 'here is no id'],
  ['--live --guild 200000000000000009', {}, 'the bot is not in 200000000000000009'],
  ['--live', { DISCORD_MODE: 'simulated', DISCORD_TOKEN: '' }, 'Discord is simulated'],
])('%s %j cannot be tried, and says what to do', async (words, environment, text) => {
  const { code, live } = await examine(words, well, environment as Record<string, string>);
  expect(code).toBe(1);
  expect(live.find(({ state }) => state === 'bad')).toMatchObject({
    text: expect.stringContaining(text),
    fix: expect.any(String),
  });
});
