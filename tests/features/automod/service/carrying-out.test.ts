import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { until } from '../../../harness/until.ts';

setDefaultTimeout(60_000);

interface World {
  guilds: {
    id: string;
    owner_id: string;
    channels: { id: string; name: string; messages?: { id: string; content: string }[] }[];
    members: { user: { id: string; username: string }; communication_disabled_until?: string | null }[];
  }[];
}

let app: TestApp;
let guildId: string;
let key: string;

beforeAll(async () => {
  app = await startTestApp();
  guildId = (await guild()).id;
  key = readFileSync(join(app.dataDir, 'dev-api-key'), 'utf8').trim();
}, 60_000);
afterAll(() => app?.close());

async function guild() {
  const [first] = (await app.get<World>('world')).guilds;
  if (!first) throw new Error('there is no guild');
  return first;
}

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`${app.url}/api/guilds/${guildId}/automod/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: JSON.parse((await response.text()) || 'null') };
}

async function member(name: string) {
  return (await guild()).members.find(({ user }) => user.username === name);
}

async function says(content: string): Promise<boolean> {
  return (await guild()).channels.some(({ messages = [] }) => messages.some((message) => message.content === content));
}

/** The newest entry of the log with this person in it. */
function entryOf(name: string) {
  return until(async () => {
    const { json } = await ask('GET', 'logs?limit=20');
    return json.data.find((entry: { username: string }) => entry.username === name);
  });
}

test('a live rule deletes and times out, and both can be taken back as far as Discord lets', async () => {
  const rule = await ask('POST', 'rules', {
    name: 'Programs',
    rule_type: 'file_extension',
    config: { extensions: ['exe'] },
    actions: [{ kind: 'delete' }, { kind: 'timeout', seconds: 600 }, { kind: 'warn' }],
    mode: 'live',
  });
  expect(rule.status).toBe(201);
  const attachments = [{ filename: 'evil.exe', size: 10 }];
  await app.post('say', { as: 'noor', channel: 'general', content: 'run this', attachments });
  const entry = await entryOf('noor');
  expect(entry.results).toMatchObject([
    { action: 'delete', status: 'done' },
    { action: 'timeout', status: 'done' },
    { action: 'warn', status: 'done' },
  ]);
  expect(await says('run this')).toBe(false);
  expect(Date.parse((await member('noor'))?.communication_disabled_until ?? '')).toBeGreaterThan(0);

  expect((await ask('POST', `logs/${entry.id}/undo`)).status).toBe(200);
  expect((await member('noor'))?.communication_disabled_until ?? null).toBeNull();
});

test('nobody above the bot is touched, and the log says why', async () => {
  const { owner_id, members } = await guild();
  const owner = members.find(({ user }) => user.id === owner_id)?.user.username ?? '';
  const name = { name: 'Everybody', rule_type: 'file_extension', config: { extensions: ['scr'] }, exempt_staff: false };
  expect((await ask('POST', 'rules', { ...name, actions: [{ kind: 'kick' }], mode: 'live' })).status).toBe(201);
  await app.post('say', { as: owner, channel: 'general', content: 'a', attachments: [{ filename: 'a.scr', size: 1 }] });
  const entry = await entryOf(owner);
  expect(entry.results).toMatchObject([{ action: 'kick', status: 'failed', note: 'This person owns the server.' }]);
  expect(await member(owner)).toBeDefined();
});

test('who is kicked is gone', async () => {
  const attachments = [{ filename: 'b.scr', size: 1 }];
  await app.post('say', { as: 'leila', channel: 'general', content: 'b', attachments });
  expect((await entryOf('leila')).results).toMatchObject([{ action: 'kick', status: 'done' }]);
  expect(await member('leila')).toBeUndefined();
});
