import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { createJar, type Jar } from '../../../harness/jar.ts';
import { until } from '../../../harness/until.ts';

setDefaultTimeout(60_000);

interface World {
  readonly guilds: readonly { id: string; members: readonly { user: { id: string; username: string } }[] }[];
}

let app: TestApp;
let path: string;
let grace: Jar;

beforeAll(async () => {
  app = await startTestApp({ ADMIN_DISCORD_IDS: '' });
  const world = await app.get<World>('world');
  path = `/admin/guilds/${world.guilds[0]?.id}/automod`;
  grace = await signedIn('grace');
});
afterAll(() => app.close());

async function signedIn(username: string): Promise<Jar> {
  const jar = createJar(app.url);
  await jar.post('/login', { username });
  return jar;
}

interface Timed {
  readonly user: { readonly username: string };
  readonly communication_disabled_until?: string | null;
}

async function timedOut(username: string): Promise<boolean> {
  const { guilds } = await app.get<{ guilds: readonly { members: readonly Timed[] }[] }>('world');
  const found = guilds[0]?.members.find(({ user }) => user.username === username);
  if (!found) throw new Error(`no member ${username}`);
  return Boolean(found.communication_disabled_until);
}

const idsIn = (page: string) => [...page.matchAll(/id="rule-([\da-f-]{36})"/g)].map(([, id]) => id ?? '');

/** What a new rule's form sends. */
const rate = (values: Record<string, string> = {}) => ({
  ...{ name: 'Spam burst', 'config.messages': '4', 'config.seconds': '30', 'config.spread': '1' },
  ...{ actionKind: 'timeout', actionMinutes: '10', actionHours: '', mode: 'shadow', cooldown: '0' },
  ...{ exemptStaff: 'on', stopOnMatch: 'on', sample: '', ...values },
});
const add = (kind: string, values: Record<string, string>) =>
  grace.post(`${path}/new/${kind}`, values, `${path}/new?trigger=${kind}`);

describe('the editor', () => {
  test('draws every kind from its schema', async () => {
    for (const [kind, label] of Object.entries({
      username_regex: 'See through look-alike letters',
      account_age: 'Younger than',
      message_rate: 'In at least so many channels',
      duplicate: 'How alike',
      file_extension: 'Largest file',
      mention_spam: 'Also @everyone and @here',
      invite_link: 'Allowed invites',
    })) {
      const { status, text } = await grace.get(`${path}/new?trigger=${kind}`);
      expect(status).toBe(200);
      expect(text).toContain(label);
      expect(text).toContain('The rule in words');
    }
  });

  test('says every wrong field at once and keeps what was typed', async () => {
    const wrong = rate({
      name: ' ',
      'config.messages': 'many',
      'config.seconds': '0',
      actionMinutes: 'x',
      cooldown: '-1',
    });
    const { status, text } = await add('message_rate', wrong);
    expect(status).toBe(422);
    for (const part of ['5 fields need', 'from 2 to 50', 'from 1 to 300', 'value="many"', 'how many minutes', '86,400'])
      expect(text).toContain(part);
  });

  test('patterns that could hang others are judged at once, and those that cannot be are refused in words', async () => {
    const form = (patterns: string, sample = '') => ({
      ...rate({ name: 'Patterns', 'config.patterns': patterns, actionKind: 'alert', sample }),
    });
    const refused = await add('username_regex', form('fine\n(?=x)y'));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Line 2 has a look-around');
    const started = performance.now();
    const tried = await add('username_regex', { ...form('^(a+)+$', `${'a'.repeat(60)}!`), intent: 'preview' });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(tried.text).toContain('no name matches');
    expect(tried.text).toContain('No look-around');
  });

  test('one more action without a script keeps everything else', async () => {
    const { status, text } = await add('message_rate', { ...rate({ name: 'Kept' }), add: 'actions' });
    expect(status).toBe(200);
    expect(text).toContain('value="Kept"');
    expect(text.match(/name="actionKind"/g)?.length).toBe(3);
  });

  test('a name that turns text round stands in no page as it is', async () => {
    await add('message_rate', rate({ name: 'safe\u202Eexe.<b>x' }));
    const { text } = await grace.get(path);
    expect(text).not.toContain('\u202E');
    expect(text).not.toContain('<b>x</');
    const [id = ''] = idsIn(text);
    await grace.post(`${path}/rules/${id}/delete`, { confirmed: 'yes' }, path);
    expect(idsIn((await grace.get(path)).text)).toEqual([]);
  });
});

describe('rights', () => {
  test('managers write rules, moderators see, stop and undo, others see nothing', async () => {
    const [mod, member, guest] = [await signedIn('margaret'), await signedIn('ada'), createJar(app.url)];
    const seen = async (jar: Jar) =>
      Promise.all(
        ['', '/log', '/tester', '/why', '/new', '/presets'].map(async (page) => (await jar.get(path + page)).status),
      );
    expect(await seen(grace)).toEqual([200, 200, 200, 200, 200, 200]);
    const rights = { margaret: await seen(mod), ada: await seen(member), guest: await seen(guest) };
    expect(rights.margaret.slice(0, 4)).toEqual([200, 200, 200, 200]);
    expect(rights.margaret.slice(4).every((status) => status >= 400)).toBe(true);
    expect((await mod.post(`${path}/halt`, { reason: 'by a moderator' }, path)).status).toBe(303);
    expect((await mod.get(path)).text).toContain('by a moderator');
    const settings = path.replace('/automod', '/settings');
    const elsewhere = await grace.get(settings);
    for (const part of ['Auto-moderation is stopped.', 'By Margaret', 'Reason: by a moderator', '/automod/resume'])
      expect(elsewhere.text).toContain(part);
    const fragment = await grace.get(`${path}/banner`, { 'hx-request': 'true', 'hx-request-type': 'partial' });
    expect(fragment.text).toContain('Auto-moderation is stopped.');
    expect((await grace.get(`${path}/banner`)).location).toBe(path);
    expect((await member.get(`${path}/banner`)).status).toBeGreaterThanOrEqual(400);
    expect((await mod.post(`${path}/resume`, {}, path)).status).toBe(303);
    expect((await grace.get(settings)).text).not.toContain('Auto-moderation is stopped.');
    expect((await mod.post(`${path}/presets/python_help`, {}, path)).status).toBeGreaterThanOrEqual(400);
    expect(rights.ada.every((status) => status >= 400)).toBe(true);
    expect(rights.guest.every((status) => status >= 300)).toBe(true);
    const sent = await member.post(`${path}/halt`, { reason: 'mine' }, '/me');
    expect(sent.status).toBeGreaterThanOrEqual(400);
  });
});

describe('from shadow to undo', () => {
  test('a rule is built, watched, made live, acts, is taken back, and stopped', async () => {
    expect((await add('message_rate', rate())).status).toBe(303);
    const [id = ''] = idsIn((await grace.get(path)).text);
    const burst = async (who: string) => {
      for (let at = 0; at < 4; at += 1) await app.say(who, `hello number ${at}`);
    };
    const log = async () => (await grace.get(`${path}/log?rule=${id}`)).text;

    await burst('pia');
    await until(async () => (await log()).includes('Would act') || undefined);
    const report = await log();
    expect(report).toContain('Shadow report of Spam burst');
    expect(report).toContain('Make live');
    expect(report).not.toContain('>Undo<');

    const asked = await grace.post(`${path}/rules/${id}/mode`, { mode: 'live' }, path);
    expect(asked.text).toContain('matched 1 time, on 1 member');
    await grace.post(`${path}/rules/${id}/mode`, { mode: 'live', confirmed: 'yes' }, path);

    await app.advance('2m');
    await burst('priya');
    await until(async () => (await log()).includes('Undo what was done to') || undefined);

    expect(await timedOut('priya')).toBe(true);
    expect(await log()).toContain('it acted 1 time and would have acted 1 time in shadow (2 hits), on 2 members');
    expect((await grace.get(path)).text).toContain('times matched, 1 of them in shadow, in 24 h, on 2 members');

    const preview = await grace.get(`${path}/rules/${id}/undo?hours=1`);
    expect(preview.text).toContain('Undo what Spam burst did in the last hour?');
    const undone = await grace.post(`${path}/rules/${id}/undo`, { hours: '1', confirmed: 'yes' }, path);
    expect(undone.status).toBe(303);
    expect(await log()).toContain('Undone');
    expect(await timedOut('priya')).toBe(false);

    await grace.post(`${path}/halt`, { reason: 'it is wrong' }, path);
    const stopped = (await grace.get(path)).text;
    expect(stopped).toContain('Stopped by');
    expect(stopped).toContain('Reason: it is wrong');
    await app.advance('2m');
    await burst('priya');
    await Bun.sleep(500);
    expect(await timedOut('priya')).toBe(false);
    await grace.post(`${path}/resume`, {}, path);
    expect((await grace.get(path)).text).toContain('Running');
  });
});
