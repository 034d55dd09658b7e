import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { type Client, GatewayIntentBits, Partials } from 'discord.js';
import { listenForAutomod } from '../../../src/features/automod/listeners.ts';
import type { Happening } from '../../../src/features/automod/rules.ts';
import { startSimulator, type TestSimulator } from '../../harness/simulator.ts';
import { createSmallWorld } from '../../harness/small-world.ts';
import { until } from '../../harness/until.ts';

setDefaultTimeout(30_000);

const NOW = Date.UTC(2026, 10, 20, 12);

let discord: TestSimulator;
let small: ReturnType<typeof createSmallWorld>;
let heard: Happening[];
let lacking: readonly string[];
let hears: (guildId: string) => boolean;

beforeEach(async () => {
  small = createSmallWorld();
  discord = await startSimulator({ seed: () => small.world.state });
  heard = [];
  lacking = [];
});
afterEach(() => discord.close());

async function connect(wishes: Parameters<TestSimulator['client']>[0] = {}): Promise<Client<true>> {
  const client = discord.client({ partials: [Partials.User, Partials.GuildMember, Partials.Message], ...wishes });
  listenForAutomod({
    automod: {
      watch: async (happening) => {
        heard.push(happening);
        return null;
      },
      hearBy: (test) => {
        hears = test;
      },
      setLacking: (intents) => {
        lacking = intents;
      },
    },
    clock: { now: () => NOW },
  })(client);
  const ready = new Promise<void>((resolve) => void client.once('clientReady', () => resolve()));
  await client.login(discord.token);
  await ready;
  return client;
}

const next = () => until(async () => heard.shift());

test('a message comes with who wrote it, where, and what', async () => {
  await connect();
  const { id } = small.people.ada;
  await discord.post('say', {
    as: 'ada',
    channel: 'general',
    content: `hi <@${small.people.bob.id}> <@${id}> <@&${small.roles.member.id}>`,
    attachments: [{ filename: 'a.exe', size: 7 }],
  });
  expect(await next()).toMatchObject({
    kind: 'message',
    guildId: small.guildId,
    at: NOW,
    subject: { id, username: 'ada', isBot: false, isStaff: false, hasAvatar: false },
    post: {
      channelId: small.general.id,
      attachments: [{ name: 'a.exe', size: 7 }],
      mentions: { users: 1, everyone: false },
    },
  });
  expect(lacking).toEqual([]);
  expect([hears(small.guildId), hears('100000000000000000')]).toEqual([true, false]);
});

test('staff are known by what they may do', async () => {
  await connect();
  await discord.say('linus', 'order, please');
  expect(await next()).toMatchObject({
    subject: { username: 'linus', isStaff: true, roleIds: [expect.any(String), expect.any(String)] },
  });
  await discord.say('grace', 'mine');
  expect(await next()).toMatchObject({ subject: { username: 'grace', isStaff: true } });
});

test('a thread lies in its channel', async () => {
  await connect();
  const { world } = discord;
  const thread = world.createThread(small.general.id, { name: 'help', ownerId: small.people.ada.id });
  world.createMessage({ channelId: thread?.id ?? '', authorId: small.people.ada.id, content: 'in here' });
  expect(await next()).toMatchObject({
    post: { channelId: thread?.id, parentIds: [small.general.id], content: 'in here' },
  });
});

test('an edit counts, what Discord adds by itself does not', async () => {
  await connect();
  const { world } = discord;
  const message = world.createMessage({ channelId: small.general.id, authorId: small.people.ada.id, content: 'first' });
  await next();
  world.editMessage(small.general.id, message?.id ?? '', { embeds: [], unmarked: true });
  world.editMessage(small.general.id, message?.id ?? '', { content: 'second' });
  expect(await next()).toMatchObject({ kind: 'edit', post: { id: message?.id, content: 'second' } });
  expect(heard).toEqual([]);
});

test('who joins and who renames themselves comes by name and age', async () => {
  await connect();
  await discord.post('join', { username: 'stranger' });
  expect(await next()).toMatchObject({
    kind: 'join',
    subject: { username: 'stranger', createdAt: expect.any(Number) },
    post: null,
  });
  discord.world.updateMember(small.guildId, small.people.ada.id, { nick: 'Discord Support' });
  expect(await next()).toMatchObject({ kind: 'profile', subject: { username: 'ada', nickname: 'Discord Support' } });
  discord.world.updateMember(small.guildId, small.people.ada.id, { roles: [small.roles.member.id] });
  await discord.say('bob', 'and now me');
  expect(await next()).toMatchObject({ kind: 'message' });
});

test('messages, edits and joins are called alike by every process that hears them', async () => {
  await connect();
  await connect();
  const { world } = discord;
  const message = world.createMessage({ channelId: small.general.id, authorId: small.people.ada.id, content: 'first' });
  const both = async () => [(await next())?.claim, (await next())?.claim];
  expect(await both()).toEqual([message?.id, message?.id]);
  world.editMessage(small.general.id, message?.id ?? '', { content: 'second' });
  const [edit, sameEdit] = await both();
  expect(edit).toStartWith(`${message?.id}:`);
  expect(sameEdit).toBe(edit);
  await discord.post('join', { username: 'stranger' });
  const [join, sameJoin] = await both();
  expect(join).toMatch(/^join:\d+:\d+$/);
  expect(sameJoin).toBe(join);
});

test('intents that the bot does without are named', async () => {
  await connect({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] });
  expect(lacking).toEqual(['GuildMembers', 'MessageContent']);
});
