import { afterEach, beforeEach, expect, test } from 'bun:test';
import { GatewayIntentBits } from 'discord.js';
import { startSimulator, type TestSimulator } from '../../harness/simulator.ts';
import { until } from '../../harness/until.ts';
import { openRaw } from './raw-client.ts';

let discord: TestSimulator;
beforeEach(async () => {
  discord = await startSimulator();
});
afterEach(() => discord.close());

const { Guilds, GuildMembers, GuildMessages, GuildPresences, MessageContent } = GatewayIntentBits;

async function listen(intents: number) {
  const raw = await openRaw(discord.url);
  raw.identify({ token: discord.token, intents });
  const guild = await raw.frame(0, 'GUILD_CREATE');
  const events = (t: string) =>
    raw.frames.filter((frame) => frame.t === t).map(({ d }) => d as Record<string, unknown>);
  return {
    raw,
    guild: guild.d as unknown as { members: { user: { username: string } }[]; member_count: number },
    events,
  };
}

test('without GUILD_PRESENCES the bot is the only member in GUILD_CREATE', async () => {
  const { guild } = await listen(Guilds | GuildMembers);
  expect(guild.members.map(({ user }) => user.username)).toEqual(['smarter-dev']);
  expect(guild.member_count).toBe(5);
  const { guild: full } = await listen(Guilds | GuildMembers | GuildPresences);
  expect(full.members).toHaveLength(5);
});

test('a session hears only what its intents name', async () => {
  const quiet = await listen(Guilds);
  const busy = await listen(Guilds | GuildMembers | GuildMessages | MessageContent);
  discord.simulator.actors.say({ as: 'ada', channel: 'general', content: 'psst' });
  discord.simulator.actors.join({ username: 'newcomer' });
  await busy.raw.frame(0, 'GUILD_MEMBER_ADD');
  expect(busy.events('MESSAGE_CREATE')).toMatchObject([{ content: 'psst', member: { roles: [] } }]);
  expect(quiet.events('MESSAGE_CREATE')).toEqual([]);
  expect(quiet.events('GUILD_MEMBER_ADD')).toEqual([]);
});

test('without MESSAGE_CONTENT messages come blank, but for mentions of the bot, direct messages and its own', async () => {
  const { raw, events } = await listen(Guilds | GuildMessages | GatewayIntentBits.DirectMessages);
  const { actors, world } = discord.simulator;
  const bot = world.state.application.bot.id;
  const secret = actors.say({
    as: 'ada',
    channel: 'general',
    content: 'a secret',
    attachments: [{ filename: 'a.png', size: 1 }],
  });
  actors.say({ as: 'ada', channel: 'general', content: `hey <@${bot}>` });
  actors.say({ as: 'ada', channel: 'dm', content: 'between us' });
  const general = world.findChannel('general')?.id ?? '';
  world.createMessage({ channelId: general, authorId: bot, content: 'mine', replyTo: 'id' in secret ? secret.id : '' });

  await until(() => events('MESSAGE_CREATE').length === 4 || undefined);

  expect(events('MESSAGE_CREATE')).toMatchObject([
    { content: '', attachments: [] },
    { content: `hey <@${bot}>` },
    { content: 'between us' },
    { content: 'mine', referenced_message: { content: '' } },
  ]);
  raw.close();
});

test('a client is told 4014 and starts without the privileged intents', async () => {
  discord.simulator.faults.set({ disallowedIntents: MessageContent | GuildMembers });
  const refused = discord.client();
  await expect(refused.login(discord.token)).rejects.toThrow('disallowed intents');
  const client = await discord.connect({ intents: [Guilds, GuildMessages] });
  const heard: string[] = [];
  client.on('messageCreate', ({ content, author }) => void heard.push(`${author.username}:${content}`));
  await discord.say('ada', 'nobody may read this');
  expect(await until(() => heard[0])).toBe('ada:');
});

test('a wrong token is told 4004', async () => {
  const client = discord.client();
  await expect(client.login('simulated.somebody-else')).rejects.toThrow();
});
