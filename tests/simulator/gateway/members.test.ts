import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { GatewayIntentBits } from 'discord.js';
import { startSimulator, type TestSimulator } from '../../harness/simulator.ts';
import { openRaw } from './raw-client.ts';

// discord.js lets five seconds pass between two IDENTIFYs.
setDefaultTimeout(20_000);

let discord: TestSimulator;
let guildId: string;
beforeEach(async () => {
  discord = await startSimulator();
  guildId = Object.keys(discord.world.state.guilds)[0] ?? '';
});
afterEach(() => discord.close());

function crowd(count: number): void {
  for (let number = 0; number < count; number += 1) {
    const user = discord.world.createUser({ username: `crowd${number}` });
    discord.world.addMember(guildId, user.id, { silent: true });
  }
}

test('2,500 members come in chunks of at most 1,000', async () => {
  crowd(2_495);
  const client = await discord.connect();
  const members = await client.guilds.cache.get(guildId)?.members.fetch();
  const chunks = discord.simulator.wire.since(0).entries.filter(({ t }) => t === 'GUILD_MEMBERS_CHUNK');
  expect(members?.size).toBe(2_500);
  expect(chunks).toHaveLength(3);
});

test('members are found by id and by the beginning of a name', async () => {
  const client = await discord.connect();
  const guild = client.guilds.cache.get(guildId);
  const ada = discord.world.findMember('ada')?.user.id ?? '';
  expect((await guild?.members.fetch({ user: [ada, '100000000000000009'] }))?.map(({ id }) => id)).toEqual([ada]);
  expect((await guild?.members.fetch({ query: 'LIN', limit: 5 }))?.map(({ user }) => user.username)).toEqual(['linus']);
});

test('a chunk repeats the nonce and names who was not found', async () => {
  const raw = await openRaw(discord.url);
  raw.identify({ token: discord.token, intents: GatewayIntentBits.Guilds });
  await raw.frame(0, 'GUILD_CREATE');
  raw.send(8, { guild_id: guildId, user_ids: ['100000000000000009'], nonce: 'n-1' });
  const chunk = await raw.frame(0, 'GUILD_MEMBERS_CHUNK');
  expect(chunk.d as object).toEqual({
    guild_id: guildId,
    members: [],
    chunk_index: 0,
    chunk_count: 1,
    not_found: ['100000000000000009'],
    nonce: 'n-1',
  });
});

test('whole lists need the GUILD_MEMBERS intent', async () => {
  const raw = await openRaw(discord.url);
  raw.identify({ token: discord.token, intents: GatewayIntentBits.Guilds });
  await raw.frame(0, 'GUILD_CREATE');
  raw.send(8, { guild_id: guildId, query: '', limit: 0, nonce: 'all' });
  raw.send(8, { guild_id: guildId, query: 'ada', limit: 1, nonce: 'one' });
  expect(await raw.frame(0, 'GUILD_MEMBERS_CHUNK')).toMatchObject({ d: { nonce: 'one' } });
});

test('two shards share the guilds', async () => {
  const owner = discord.world.findUser('grace')?.id ?? '';
  const other = String(BigInt(guildId) + (1n << 22n));
  discord.world.createGuild({ id: other, name: 'Other Guild', ownerId: owner });
  discord.world.addBot(other);
  const channel = discord.world.createChannel(other, { name: 'talk' });
  const client = await discord.connect({ shards: [0, 1], shardCount: 2 });
  const heard: string[] = [];
  client.on('messageCreate', (message) => void heard.push(`${message.guild?.shardId} ${message.content}`));
  discord.simulator.actors.say({ as: 'grace', channel: channel?.id ?? '', content: 'there' });
  discord.simulator.actors.say({
    as: 'grace',
    channel: discord.world.findChannel('general')?.id ?? '',
    content: 'here',
  });
  await discord.post('clock', { advance: '1s' });

  const shardOf = (id: string) => Number((BigInt(id) >> 22n) % 2n);
  expect(client.guilds.cache.map(({ id, shardId }) => [id, shardId]).toSorted()).toEqual(
    [guildId, other].map((id) => [id, shardOf(id)]).toSorted(),
  );
  expect(heard.toSorted()).toEqual([`${shardOf(other)} there`, `${shardOf(guildId)} here`].toSorted());
});
