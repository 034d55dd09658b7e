import { afterEach, beforeEach, expect, test } from 'bun:test';
import { createGuildView } from '../../../src/discord/directory/guild-view.ts';
import { SEED_GUILD } from '../../../src/simulator/seed/seed.ts';
import { until } from '../../harness/until.ts';
import { type Bot, createBot, type Discord, startDiscord } from '../scene.ts';

const NOBODY = '100000000000000009';
let discord: Discord;
let bot: Bot;

beforeEach(async () => {
  discord = await startDiscord();
  bot = createBot(discord, { deploy: 'off' });
});

afterEach(async () => {
  await bot.connection.close();
  await discord.close();
});

const person = (name: string) => discord.world.findMember(name)?.user.id ?? '';
const requests = () => discord.exchanges.length;
const view = (options: object = {}) => createGuildView({ directory: bot.directory, ...options });

test('tells members, strangers, and guilds that the bot is not in, apart', async () => {
  expect(await view().member(SEED_GUILD, person('ada'))).toMatchObject({ username: 'ada', bot: false });
  expect(await view().member(SEED_GUILD, NOBODY)).toBeNull();
  expect(await view().member(NOBODY, person('ada'))).toBe('unseen');
  expect(await view().roles(NOBODY)).toBe('unseen');
  expect(await view().channels(NOBODY)).toBe('unseen');
});

test('says of every role whether the bot may give it', async () => {
  const roles = await view().roles(SEED_GUILD);
  if (typeof roles === 'string') throw new Error(roles);
  const problems = new Map(roles.map(({ name, problem }) => [name, problem]));
  expect(problems.get('Veteran')).toBeNull();
  expect(problems.get('Moderator')).toContain('never given automatically');
  expect(problems.get('Build Bot')).toContain('integration');
  expect(await view().channels(SEED_GUILD)).toContainEqual(expect.objectContaining({ name: 'general' }));
});

test('asks nothing about members that the bot hears of, until they leave', async () => {
  await bot.connection.start();
  discord.simulator.actors.say({ as: 'ada', channel: 'general', content: 'hello' });
  await until(() => bot.directory.heard(SEED_GUILD, person('ada')));
  const before = requests();
  expect(await view().member(SEED_GUILD, person('ada'))).toMatchObject({ username: 'ada' });
  expect(requests()).toBe(before);
  discord.world.removeMember(SEED_GUILD, person('ada'));
  await until(async () => (await view().member(SEED_GUILD, person('ada'))) === null || undefined);
});

test('does not trust what it heard before the gateway fell silent', async () => {
  await bot.connection.start();
  discord.simulator.actors.say({ as: 'ada', channel: 'general', content: 'hello' });
  await until(() => bot.directory.heard(SEED_GUILD, person('ada')));
  discord.faults.set({ gatewayDown: true });
  await until(() => bot.directory.heard(SEED_GUILD, person('ada')) === undefined || undefined);
});

test('waits for a silent Discord once, not each time', async () => {
  discord.faults.set({ latency: 2_000 });
  const patient = view({ patience: 50, pause: 60_000 });
  expect(await patient.member(SEED_GUILD, person('ada'))).toBe('away');
  const start = performance.now();
  for (const name of ['bjorn', 'leila', 'noor']) expect(await patient.member(SEED_GUILD, person(name))).toBe('away');
  expect(await patient.roles(SEED_GUILD)).toBe('away');
  expect(performance.now() - start).toBeLessThan(40);
});

test('asks again after the pause', async () => {
  discord.faults.set({ errors: 1 });
  const brief = view({ pause: 20 });
  expect(await brief.member(SEED_GUILD, person('ada'))).toBe('away');
  discord.faults.clear();
  await until(async () => (await brief.member(SEED_GUILD, person('ada'))) !== 'away' || undefined);
});
