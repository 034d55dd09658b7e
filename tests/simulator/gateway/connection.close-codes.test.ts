import { afterAll, beforeAll, expect, test } from 'bun:test';
import { GatewayIntentBits } from 'discord.js';
import { startSimulator, type TestSimulator } from '../../harness/simulator.ts';
import { openRaw, type RawClient } from './raw-client.ts';

let discord: TestSimulator;
beforeAll(async () => {
  discord = await startSimulator({ gateway: { guildsPerShard: 1 } });
});
afterAll(() => discord.close());

const properties = { os: 'test', browser: 'test', device: 'test' };

const CASES: readonly [name: string, code: number, act: (raw: RawClient, token: string) => void][] = [
  ['text that is no JSON', 4002, (raw) => raw.sendText('{')],
  ['JSON that is no frame', 4002, (raw) => raw.sendText('[1]')],
  ['an identify without properties', 4002, (raw, token) => raw.send(2, { token, intents: 0 })],
  ['an opcode that does not exist', 4001, (raw) => raw.send(99, null)],
  ['a request before the identify', 4003, (raw) => raw.send(8, { guild_id: '1', query: '', limit: 0 })],
  ['a wrong token', 4004, (raw) => raw.identify({ token: 'wrong' })],
  ['no token at all', 4004, (raw) => raw.send(2, { intents: 0, properties })],
  ['a wrong token at a resume', 4004, (raw) => raw.send(6, { token: 'wrong', session_id: 'x', seq: 1 })],
  ['intents that do not exist', 4013, (raw, token) => raw.identify({ token, intents: 1 << 30 })],
  ['a shard beyond the count', 4010, (raw, token) => raw.identify({ token, shard: [2, 2] })],
  ['a shard that is none', 4010, (raw, token) => raw.identify({ token, shard: 'first' })],
];

test.each(CASES)('%s closes with %d', async (_name, code, act) => {
  const raw = await openRaw(discord.url);
  act(raw, discord.token);
  expect(await raw.closed()).toMatchObject({ code });
});

test('a second identify closes with 4005', async () => {
  const raw = await openRaw(discord.url);
  raw.identify({ token: discord.token });
  await raw.frame(0, 'READY');
  raw.identify({ token: discord.token });
  expect(await raw.closed()).toEqual({ code: 4005, reason: 'Already authenticated.' });
});

test('another version of the API closes with 4012', async () => {
  const raw = await openRaw(discord.url, '?v=6&encoding=json');
  expect(await raw.closed()).toMatchObject({ code: 4012 });
});

test('an intent that the application lacks closes with 4014', async () => {
  discord.simulator.faults.set({ disallowedIntents: GatewayIntentBits.MessageContent });
  const raw = await openRaw(discord.url);
  raw.identify({ token: discord.token, intents: GatewayIntentBits.MessageContent | GatewayIntentBits.Guilds });
  expect(await raw.closed()).toMatchObject({ code: 4014 });
  discord.simulator.faults.clear();
});

test('more guilds than a shard may have close with 4011', async () => {
  const { id } = discord.world.createGuild({
    name: 'Second',
    ownerId: discord.world.findUser('grace')?.id ?? '',
  }).guild;
  discord.world.addBot(id);
  const raw = await openRaw(discord.url);
  raw.identify({ token: discord.token });
  expect(await raw.closed()).toMatchObject({ code: 4011 });
  discord.world.deleteGuild(id);
});

test('more than 120 frames a minute close with 4008', async () => {
  const raw = await openRaw(discord.url);
  for (let sent = 0; sent < 121; sent += 1) raw.send(1, null);
  expect(await raw.closed()).toMatchObject({ code: 4008 });
  expect(raw.frames.filter(({ op }) => op === 11)).toHaveLength(120);
});

test('a seq from the future closes with 4007, an unknown session gets op 9', async () => {
  const first = await openRaw(discord.url);
  first.identify({ token: discord.token });
  const ready = await first.frame(0, 'READY');
  first.close(4000);
  await first.closed();
  const session = String(ready.d.session_id);

  const future = await openRaw(discord.url);
  future.send(6, { token: discord.token, session_id: session, seq: 999 });
  expect(await future.closed()).toMatchObject({ code: 4007 });

  const unknown = await openRaw(discord.url);
  unknown.send(6, { token: discord.token, session_id: 'nobody', seq: 1 });
  expect((await unknown.frame(9)).d as unknown).toBe(false);
  unknown.identify({ token: discord.token });
  expect((await unknown.frame(0, 'READY')).t).toBe('READY');
  unknown.close();
});

test('a gateway that is down refuses and drops', async () => {
  const raw = await openRaw(discord.url);
  discord.simulator.faults.set({ gatewayDown: true });
  expect(await raw.closed()).toMatchObject({ code: 1006 });
  const refused = await fetch(`${discord.url}/simulator/discord/gateway`);
  expect(refused.status).toBe(503);
  discord.simulator.faults.clear();
});
