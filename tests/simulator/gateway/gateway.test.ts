import { afterEach, beforeEach, expect, test } from 'bun:test';
import { startSimulator, type TestSimulator } from '../../harness/simulator.ts';
import { until } from '../../harness/until.ts';

let discord: TestSimulator;
beforeEach(async () => {
  discord = await startSimulator();
});
afterEach(() => discord.close());

test('a client logs in, sees the guild and hears what is said', async () => {
  const client = await discord.connect();
  const heard: string[] = [];
  client.on('messageCreate', (message) => void heard.push(`${message.author.username}: ${message.content}`));

  await discord.say('ada', 'hello');

  expect(client.guilds.cache.map(({ name }) => name)).toEqual(['Small Guild']);
  expect(await until(() => heard[0])).toBe('ada: hello');
  expect(discord.violations()).toEqual([]);
});
