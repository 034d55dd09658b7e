import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { textOf } from '../../../harness/control.ts';
import { createJar, type Jar } from '../../../harness/jar.ts';
import { until } from '../../../harness/until.ts';

setDefaultTimeout(60_000);

interface World {
  readonly guilds: readonly {
    id: string;
    messages: readonly {
      content: string;
      author: { username: string };
      attachments: readonly { filename: string }[];
    }[];
    channels: readonly { id: string; name: string }[];
    members: readonly { user: { username: string }; communication_disabled_until?: string | null }[];
  }[];
}

let app: TestApp;
let path: string;
let grace: Jar;
beforeAll(async () => {
  app = await startTestApp();
  path = `/admin/guilds/${(await world()).id}/automod`;
  grace = createJar(app.url);
  await grace.post('/login', { username: 'grace' });
});
afterAll(() => app?.close());

async function world() {
  const [guild] = (await app.get<World>('world')).guilds;
  if (!guild) throw new Error('no guild');
  return guild;
}

const timedOut = async (username: string) =>
  Boolean((await world()).members.find(({ user }) => user.username === username)?.communication_disabled_until);
const hasFile = async (filename: string) =>
  (await world()).messages.some(({ attachments }) => attachments.some((one) => one.filename === filename));
const said = async (content: string) => (await world()).messages.filter((one) => one.content === content).length;

const COMMON = { mode: 'shadow', cooldown: '0', exemptStaff: 'on', sample: '', actionHours: '' };

/** Builds a rule as a manager does, and gives its id. */
async function build(kind: string, name: string, fields: Record<string, string>): Promise<string> {
  const values = { ...COMMON, name, actionMinutes: '10', ...fields };
  const { status, text } = await grace.post(`${path}/new/${kind}`, values, `${path}/new?trigger=${kind}`);
  if (status !== 303) throw new Error(`${name}: ${status} ${text.match(/class="field-error[^>]*>[^<]*/g)?.join()}`);
  const list = (await grace.get(path)).text;
  const ids = [...list.matchAll(/id="rule-([\da-f-]{36})"/g)].map(([, id]) => id ?? '');
  return ids.at(-1) ?? '';
}

const log = async (id: string) => (await grace.get(`${path}/log?rule=${id}`)).text;
const goLive = (id: string) => grace.post(`${path}/rules/${id}/mode`, { mode: 'live', confirmed: 'yes' }, path);

async function files(as: string, filename: string): Promise<void> {
  await app.post('say', { as, channel: 'general', content: 'look', attachments: [{ filename, size: 1_000 }] });
}

test('a wave of joins, spam, duplicates and a program are caught by rules of a minute ago: in shadow, then live', async () => {
  const wave = await build('account_age', 'New accounts', { 'config.younger_than_hours': '1', actionKind: 'alert' });
  const spam = await build('message_rate', 'Spam', {
    ...{ 'config.messages': '5', 'config.seconds': '10', 'config.spread': '1', actionKind: 'timeout' },
  });
  const copies = await build('duplicate', 'Copies', {
    ...{ 'config.copies': '3', 'config.seconds': '60', 'config.similarity': '90', 'config.min_length': '15' },
    actionKind: 'delete',
  });
  const programs = await build('file_extension', 'Programs', {
    ...{ 'config.listed': 'blocked', 'config.extensions': 'exe', 'config.max_megabytes': '', actionKind: 'delete' },
  });

  const attack = async (round: string) => {
    for (const at of [1, 2, 3]) await app.post('join', { username: `fresh${round}${at}`, account_age_days: 0 });
    for (let at = 0; at < 5; at++) await app.say('pia', `${round} message number ${at} of many`);
    for (let at = 0; at < 3; at++) await app.say('priya', `${round}: buy my course now, it is really cheap`);
    await files('sam.codes', `evil-${round}.exe`);
    await files('sam.codes', `photo-${round}.png`);
  };

  await attack('one');
  for (const id of [wave, spam, copies, programs]) {
    const text = await until(async () => {
      const page = await log(id);
      return page.includes('Would act') ? page : undefined;
    });
    expect(text).toContain('Shadow report');
  }
  expect([await timedOut('pia'), await hasFile('evil-one.exe')]).toEqual([false, true]);

  for (const id of [spam, copies, programs]) expect((await goLive(id)).status).toBe(303);
  await app.advance('5m');
  await attack('two');
  await until(async () => ((await timedOut('pia')) ? true : undefined));
  await until(async () => ((await hasFile('evil-two.exe')) ? undefined : true));
  expect(await hasFile('photo-two.png')).toBe(true);
  expect(await said('two: buy my course now, it is really cheap')).toBeLessThan(3);

  // A case, the log, and the way back.
  const history = async () => (await app.command('grace', 'mod history', { user: 'pia' })).replies.map(textOf).join();
  expect(await history()).toContain('Timeout');
  const undone = await grace.post(`${path}/rules/${spam}/undo`, { hours: '1', confirmed: 'yes' }, path);
  expect(undone.status).toBe(303);
  expect(await timedOut('pia')).toBe(false);
  expect(await history()).toContain('(resolved)');

  await app.command('dennis', 'automod stop', { reason: 'enough' });
  await app.advance('5m');
  await files('sam.codes', 'evil-three.exe');
  expect(await hasFile('evil-three.exe')).toBe(true);
  expect((await grace.get(path)).text).toContain('Stopped by');
});
