import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { type Client, GatewayIntentBits } from 'discord.js';
import { startSimulator, type TestSimulator } from '../../harness/simulator.ts';
import { until } from '../../harness/until.ts';
import { openRaw } from './raw-client.ts';

// discord.js lets five seconds pass between two IDENTIFYs.
setDefaultTimeout(20_000);

let discord: TestSimulator;
beforeEach(async () => {
  discord = await startSimulator({ gateway: { heartbeatMs: 1_000, resumableMs: 60_000 } });
});
afterEach(() => discord.close());

function record(client: Client) {
  const heard: string[] = [];
  const resumes: number[] = [];
  client.on('messageCreate', ({ content }) => void heard.push(content));
  client.on('shardResume', (_id, replayed) => void resumes.push(replayed));
  return { heard, resumes };
}

const session = () => discord.simulator.gateway.sessions()[0];

test('what happened while the socket was gone is replayed on resume', async () => {
  const { heard, resumes } = record(await discord.connect());
  const before = session()?.id;
  discord.simulator.faults.set({ gatewayDown: true });
  await until(() => session()?.connected === false || undefined);
  discord.simulator.actors.say({ as: 'ada', channel: 'general', content: 'anybody there?' });
  discord.simulator.actors.say({ as: 'bob', channel: 'general', content: 'only me' });
  discord.simulator.faults.clear();

  await until(() => resumes[0]);

  expect(heard).toEqual(['anybody there?', 'only me']);
  expect(session()?.id).toBe(before as string);
  expect(discord.simulator.gateway.sessions()).toHaveLength(1);
});

test.each(['reconnect', 'invalid_session_resumable', 'close:4000'])(
  'after %s the same session goes on',
  async (gateway) => {
    const { heard, resumes } = record(await discord.connect());
    const before = session()?.id;
    await discord.post('faults', { gateway });
    await until(() => resumes.length > 0 || undefined);
    await discord.say('ada', 'still here');
    expect(await until(() => heard[0])).toBe('still here');
    expect(session()?.id).toBe(before as string);
  },
);

test.each(['invalid_session', 'close:4009'])('after %s the client identifies anew', async (gateway) => {
  const { heard } = record(await discord.connect());
  const before = session()?.id;
  await discord.post('faults', { gateway });
  await until(() => (session()?.connected && session()?.id !== before) || undefined);
  await discord.say('ada', 'hello again');
  expect(await until(() => heard[0])).toBe('hello again');
});

test.each([
  [498, 0, 'RESUMED'],
  [501, 9, null],
])('%d missed events are answered with op %d', async (missed, op, t) => {
  const raw = await openRaw(discord.url);
  raw.identify({ token: discord.token, intents: GatewayIntentBits.GuildMessages });
  const ready = await raw.frame(0, 'READY');
  raw.close(4000);
  await until(() => session()?.connected === false || undefined);
  for (let said = 0; said < missed; said += 1) {
    discord.simulator.actors.say({ as: 'ada', channel: 'general', content: `${said}` });
  }
  const back = await openRaw(discord.url);
  back.send(6, { token: discord.token, session_id: ready.d.session_id, seq: 2 });
  expect(await until(() => back.frames.find((frame) => frame.op === op && frame.t !== 'MESSAGE_CREATE'))).toMatchObject(
    { op, t },
  );
  expect(back.frames.filter((frame) => frame.t === 'MESSAGE_CREATE')).toHaveLength(op === 0 ? missed : 0);
});

test('a client that says good-bye ends its session', async () => {
  const client = await discord.connect();
  await client.destroy();
  await until(() => discord.simulator.gateway.sessions().length === 0 || undefined);
});

test('heartbeats are acknowledged, and a client without any is cut off', async () => {
  const client = await discord.connect();
  await until(() => client.ws.shards.first()?.ping !== -1 || undefined);
  const silent = await openRaw(discord.url);
  expect((await silent.frame(10)).d as object).toEqual({ heartbeat_interval: 1_000 });
  expect(await silent.closed()).toMatchObject({ code: 4009 });
  expect(session()?.connected).toBe(true);
});

test('the frames of both directions are in the wire log, without the token', async () => {
  await discord.connect();
  const { entries, next } = discord.simulator.wire.since(0);
  const identify = entries.find(({ kind, op }) => kind === 'gateway-in' && op === 2);
  expect(identify).toMatchObject({ summary: '2 Identify', data: { d: { token: '***' } } });
  expect(entries.find(({ t }) => t === 'READY')).toMatchObject({ kind: 'gateway-out', op: 0, summary: '0 READY' });
  expect(entries.find(({ kind }) => kind === 'rest')).toMatchObject({
    method: 'GET',
    path: '/gateway/bot',
    status: 200,
  });
  expect(JSON.stringify(entries)).not.toContain(discord.token);
  expect(discord.simulator.wire.since(next).entries).toEqual([]);
});
