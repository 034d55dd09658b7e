import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { createHmac } from 'node:crypto';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { createJar, type Jar } from '../../harness/jar.ts';
import { until } from '../../harness/until.ts';

setDefaultTimeout(120_000);

let app: TestApp;
let home: string;
let grace: Jar;
const heard: { headers: Headers; body: string }[] = [];
let status = 204;
const receiver = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  async fetch(request) {
    heard.push({ headers: request.headers, body: await request.text() });
    return new Response(status === 204 ? null : 'no, <b>thanks</b>', { status });
  },
});

beforeAll(async () => {
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: 'true' });
  const { guilds } = await app.get<{ guilds: { id: string }[] }>('world');
  home = `/admin/guilds/${guilds[0]?.id}/webhooks`;
  grace = await signedIn('grace');
});
afterAll(async () => {
  await app.close();
  await receiver.stop(true);
});

async function signedIn(username: string): Promise<Jar> {
  const jar = createJar(app.url);
  await jar.post('/login', { username });
  return jar;
}

async function made(name: string) {
  const fields = { name, url: `http://127.0.0.1:${receiver.port}/hook`, events: 'squad.joined' };
  const page = await grace.post(home, fields, `${home}/new`);
  const id = new RegExp(`${home}/([\\w-]{36})"`).exec(page.text)?.[1] ?? '';
  return { page, secret: /value="(whsec_[\w-]+)"/.exec(page.text)?.[1] ?? '', path: `${home}/${id}` };
}

/** The page of a test that was sent, once it is over. */
async function tested(path: string): Promise<string> {
  const { status, location } = await grace.post(`${path}/pings`, {}, path);
  expect(status).toBe(303);
  return seen(location ?? '', (text) => !text.includes('It is being sent'));
}

/** A page once it is as wanted, asked for no oftener than a person may. */
function seen(address: string, isWanted: (text: string) => boolean): Promise<string> {
  return until(async () => {
    await Bun.sleep(500);
    const { text } = await grace.get(address);
    return isWanted(text) ? text : undefined;
  }, 30_000);
}

test('the secret is shown once, and what is sent is signed with it', async () => {
  const { page, secret, path } = await made('Signed');
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(page.text).toContain('isGenuine');
  for (const address of [home, path, `${path}/edit`]) {
    const { status, text } = await grace.get(address);
    expect([status, text.includes(secret)]).toEqual([200, false]);
  }
  heard.length = 0;
  const answer = await tested(path);
  expect(answer).toContain('Delivered');
  const [{ headers, body } = { headers: new Headers(), body: '' }] = heard;
  const signature = createHmac('sha256', secret)
    .update(`${headers.get('smarter-dev-timestamp')}.${body}`)
    .digest('hex');
  expect(headers.get('smarter-dev-signature')).toBe(`v1=${signature}`);
  expect((await grace.get(path)).text).toContain('204');
});

test('an answer that is none of the good ones is shown, and sent again by hand', async () => {
  const { path } = await made('Fails');
  status = 500;
  const answer = await tested(path);
  status = 204;
  expect(answer).toContain('Tries again');
  expect(answer).toMatch(/no, &(?:lt|#60);b/);
  const event = new RegExp(`${path}/deliveries/([\\w-]+)`).exec((await grace.get(path)).text)?.[0] ?? '';
  heard.length = 0;
  expect((await grace.post(`${event}/redelivery`, {}, path)).location).toBe(event);
  await seen(event, (text) => text.includes('Delivered'));
  expect(heard).toHaveLength(1);
});

test('what cannot be used is kept and marked, each field with its sentence', async () => {
  const blank = await grace.post(home, { name: '', url: 'no address' }, `${home}/new`);
  expect(blank.status).toBe(422);
  expect(blank.text).toContain('3 fields need another look.');
  expect(blank.text).toContain('value="no address"');
  expect(blank.text).toMatch(/id="url-error"[^>]*>This is no address/);
  const secretive = { name: 'CI', url: 'https://me:pass@example.com/x', events: 'config.changed' };
  const refused = await grace.post(home, secretive, `${home}/new`);
  expect(refused.status).toBe(422);
  expect(refused.text).toMatch(/id="url-error"[^>]*>Leave name and password out/);
});

test('of two who save, the second is told what the first saved', async () => {
  const { path } = await made('Before');
  const version = /name="version" value="(\d+)"/.exec((await grace.get(`${path}/edit`)).text)?.[1] ?? '';
  const fields = { version, name: 'After', url: 'https://example.com/a', events: 'bytes.moved' };
  expect((await grace.post(`${path}/edit`, fields)).location).toBe(path);
  const late = await grace.post(`${path}/edit`, { ...fields, name: 'Late' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('it is After, at https://example.com/a.');
  expect(late.text).toContain('value="Late"');
  expect((await grace.get(path)).text).not.toContain('Late');
});

test('paused and resumed, given a new secret, and deleted after a question', async () => {
  const { secret, path } = await made('Ends');
  const version = async () => /name="version" value="(\d+)"/.exec((await grace.get(path)).text)?.[1] ?? '';
  await grace.post(`${path}/state`, { active: 'off', version: await version() }, path);
  const paused = (await grace.get(path)).text;
  expect(paused).toContain('Paused');
  expect(paused).not.toContain('Send a test');
  expect((await grace.post(`${path}/pings`, {}, path)).location).toBe(path);
  await grace.post(`${path}/state`, { active: 'on', version: await version() }, path);
  expect((await grace.get(path)).text).toContain('Send a test');

  expect((await grace.post(`${path}/secret`, {}, path)).text).toContain('Replace the secret of «Ends»?');
  const rotated = await grace.post(`${path}/secret`, { confirmed: 'yes' }, path);
  const fresh = /value="(whsec_[\w-]+)"/.exec(rotated.text)?.[1];
  expect([rotated.status, fresh === secret]).toEqual([200, false]);
  expect(rotated.text).toContain('signed with the old one as well');

  expect((await grace.post(`${path}/deletion`, {}, path)).text).toContain('This cannot be undone.');
  expect((await grace.post(`${path}/deletion`, { confirmed: 'yes' }, path)).location).toBe(home);
  expect((await grace.get(path)).location).toBe(home);
  expect((await grace.get(home)).text).toContain('There is no such webhook');
});

test.each(['margaret', 'ada'])('%s manages no webhooks', async (username) => {
  const { path } = await made('Guarded');
  const jar = await signedIn(username);
  for (const address of [home, `${home}/new`, path, `${path}/edit`]) expect((await jar.get(address)).status).toBe(403);
  expect((await jar.post(`${path}/deletion`, { confirmed: 'yes' }, '/me/sessions')).status).toBe(403);
});
