import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { createJar, type Jar } from '../../../harness/jar.ts';
import { type OpenedApp, openApp } from '../../../harness/opened-app.ts';
import { until } from '../../../harness/until.ts';

setDefaultTimeout(120_000);

/** A name that runs a script, leaves its element and turns the writing round. */
const HOSTILE = '"><b data-planted>\u202Exam';

interface World {
  readonly guilds: readonly {
    id: string;
    bans: { user: { username: string } }[];
    members: { user: { id: string; username: string }; communication_disabled_until?: string | null }[];
  }[];
}

let app: OpenedApp;
let path: string;
let people: Map<string, string>;
let margaret: Jar;

beforeAll(async () => {
  app = await openApp({ ADMIN_DISCORD_IDS: '' }, ({ world }) => {
    const elsewhere = world.createUser({ username: 'elsewhere', name: 'Elsewhere', accountAge: 1e10 });
    const owner = world.createUser({ username: 'other_owner', name: 'Owner', accountAge: 1e10 });
    const { guild } = world.createGuild({ name: 'Other', ownerId: owner.id });
    world.addBot(guild.id, { permissions: PermissionFlagsBits.ModerateMembers });
    const role = world.createRole(guild.id, { name: 'Mod', permissions: PermissionFlagsBits.ModerateMembers });
    world.addMember(guild.id, elsewhere.id, { roles: [role?.id ?? ''], silent: true });
    const here = Object.keys(world.state.guilds)[0] ?? '';
    const hostile = world.createUser({ username: 'hostile', name: 'Hostile', accountAge: 1e10 });
    world.addMember(here, hostile.id, { nick: HOSTILE, silent: true });
  });
  const [guild] = (await app.get<World>('world')).guilds;
  if (!guild) throw new Error('no guild');
  people = new Map(guild.members.map(({ user }) => [user.username, user.id]));
  path = `/admin/guilds/${guild.id}/moderation`;
  margaret = await signedIn('margaret');
});
afterAll(() => app?.close());

async function signedIn(username: string): Promise<Jar> {
  const jar = createJar(app.url);
  await jar.post('/login', { username });
  return jar;
}

const idOf = (username: string) => people.get(username) ?? '';
const guildNow = async () => {
  const [guild] = (await app.get<World>('world')).guilds;
  if (!guild) throw new Error('no guild');
  return guild;
};
const memberNow = async (name: string) => (await guildNow()).members.find(({ user }) => user.username === name);
const timedOut = async (name: string) => Boolean((await memberNow(name))?.communication_disabled_until);
const field = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

/** What the form of a new case sends. */
function send(jar: Jar, values: Record<string, string>, key: string = crypto.randomUUID()) {
  return jar.post(`${path}/new`, { tell: 'on', key, ...values }, `${path}/new`);
}

/** Opens a case and leads to its page. */
async function opened(values: Record<string, string>): Promise<string> {
  const { status, location, text } = await send(margaret, values);
  if (status !== 303 || !location) throw new Error(`not opened: ${status} ${text.slice(0, 200)}`);
  return location;
}

describe('a case', () => {
  test('is opened from the form, found in the list, noted, edited, resolved and opened again', async () => {
    const at = await opened({ people: '@max_lurks', action: 'warn', reason: 'Sells <i>courses</i>' });
    const page = await margaret.get(at);
    expect(page.text).toContain('was told by direct message.');
    expect(page.text).toMatch(/Sells &lt;i(?:>|&gt;)courses/);
    await margaret.post(`${at}/notes`, { text: 'Talked to them' }, at);
    const version = field((await margaret.get(at)).text, 'version');
    await margaret.post(`${at}/edit`, { version, reason: 'Sells a course' }, at);
    await margaret.post(`${at}/resolution`, { text: 'Deleted it' }, at);
    const after = (await margaret.get(at)).text;
    for (const part of ['added a note', 'Talked to them', 'changed the case', 'Sells a course', 'resolved the case'])
      expect(after).toContain(part);
    expect(after).toContain('Open it again');
    const number = at.split('/').at(-1);
    for (const query of ['q=course', 'member=max_lurks', 'moderator=margaret', 'action=warn', 'status=resolved'])
      expect((await margaret.get(`${path}?${query}`)).text).toContain(`id="case-${number}"`);
    for (const query of ['q=nowhere', 'member=ada', 'action=ban', 'status=active', 'to=2020-01-01'])
      expect((await margaret.get(`${path}?${query}`)).text).not.toContain(`id="case-${number}"`);
    expect((await margaret.get(`${path}?q=%23${number}`)).location).toBe(at);
    await margaret.post(`${at}/resolution`, { resolved: 'no' }, at);
    expect((await margaret.get(at)).text).toContain('opened the case again');
  });

  test('of two who edit, the second keeps what they wrote and sees what is there; so does who is late to resolve', async () => {
    const at = await opened({ people: 'priya', action: 'warn', reason: 'first' });
    const dennis = await signedIn('dennis');
    const version = field((await dennis.get(at)).text, 'version');
    await margaret.post(`${at}/edit`, { version, reason: 'hers' }, at);
    const late = await dennis.post(`${at}/edit`, { version, reason: 'his' }, at);
    expect(late.status).toBe(409);
    for (const part of ['Somebody changed this case meanwhile', '“hers”', '>his<']) expect(late.text).toContain(part);
    await dennis.post(`${at}/edit`, { version: field(late.text, 'version'), reason: 'his' }, at);
    expect((await margaret.get(at)).text).toContain('his');
    await margaret.post(`${at}/resolution`, {}, at);
    await dennis.post(`${at}/resolution`, {}, at);
    expect((await dennis.get(at)).text).toContain('This case is resolved already.');
  });

  test('a timeout counts down, is made longer, and is lifted at one press, as a case of its own', async () => {
    const at = await opened({ people: idOf('pia'), action: 'timeout', duration: '2h', reason: 'flood' });
    const page = (await margaret.get(at)).text;
    expect(page).toContain('Lift the timeout');
    expect(await timedOut('pia')).toBe(true);
    const wrong = await margaret.post(
      `${at}/edit`,
      { version: field(page, 'version'), reason: 'flood', duration: '99d' },
      at,
    );
    expect([wrong.status, wrong.text.includes('value="99d"')]).toEqual([422, true]);
    expect(wrong.text).toContain('That is too long');
    await margaret.post(`${at}/edit`, { version: field(page, 'version'), reason: 'flood', duration: '3d' }, at);
    expect((await margaret.get(at)).text).toContain('in 2 days');
    const key = field((await margaret.get(at)).text, 'key');
    await margaret.post(`${at}/undo`, { key }, at);
    await margaret.post(`${at}/undo`, { key }, at);
    expect(await timedOut('pia')).toBe(false);
    const after = (await margaret.get(at)).text;
    expect(after).toMatch(/ended it[\s\S]*with case #\d+/);
    expect(after).not.toContain('/undo"');
    expect((await margaret.get(`${path}?member=pia&action=untimeout`)).text.match(/class="case"/g)).toHaveLength(1);
  });

  test('one form that is sent twice acts once', async () => {
    const key = crypto.randomUUID();
    const values = { people: 'bjorn', action: 'warn', reason: 'twice' };
    const [one, other] = [await send(margaret, values, key), await send(margaret, values, key)];
    expect(other.location).toBe(one.location);
  });
});

describe('a removal', () => {
  test('is asked for by name with what follows; a yes to one thing is no yes to another', async () => {
    const values = { user: idOf('tomas'), action: 'ban', reason: 'spam', duration: '1h' };
    const asked = await send(margaret, values);
    expect(asked.status).toBe(200);
    for (const part of ['Ban Tomáš?</h2>', 'cannot come back until', 'value="1h"', '>spam<'])
      expect(asked.text).toContain(part);
    expect(await memberNow('tomas')).toBeDefined();
    const confirmed = /name="confirmed" value="([^"]+)"/.exec(asked.text)?.[1] ?? '';
    const other = await send(margaret, { ...values, user: idOf('yuki'), confirmed });
    expect(other.status).toBe(200);
    expect(await memberNow('yuki')).toBeDefined();
    const done = await send(margaret, { ...values, confirmed });
    expect(done.status).toBe(303);
    expect((await guildNow()).bans.map(({ user }) => user.username)).toContain('tomas');
    const person = (await margaret.get(`${path}/members/${idOf('tomas')}`)).text;
    for (const part of ['Banned', 'action=unban', 'spam']) expect(person).toContain(part);
  });
});

describe('many', () => {
  test('are each done or refused, by name, id and mention', async () => {
    const values = { people: `noor, <@${idOf('grace')}>\n${idOf('priya')}`, action: 'warn', reason: 'raid' };
    const { status, text } = await send(margaret, values);
    expect(status).toBe(200);
    expect(text).toContain('Warning: 2 of 3 done');
    expect(text).toContain('owns the server');
    expect(text).toContain('Try the others again');
  });

  test('who is not known is said, and nothing is done to anybody', async () => {
    const before = (await margaret.get(`${path}?member=noor`)).text.match(/class="case"/g)?.length;
    const { status, text } = await send(margaret, { people: 'noor, nobody_at_all', action: 'warn', reason: 'x' });
    expect(status).toBe(422);
    expect(text).toContain('Nobody here is called “nobody_at_all”');
    expect((await margaret.get(`${path}?member=noor`)).text.match(/class="case"/g)?.length).toBe(before);
  });
});

describe('what is wrong', () => {
  test.each([
    [{ people: '', action: 'warn' }, 'Say who'],
    [{ people: 'priya', action: 'timeout', duration: 'soon' }, '“soon” is no duration'],
    [{ people: 'priya', action: 'timeout' }, 'A timeout needs a duration'],
    [{ people: 'priya', action: 'timeout', duration: '29d' }, 'too long'],
    [{ people: 'priya', action: 'note', reason: ' ' }, 'The note is empty'],
    [{ people: 'priya', action: 'warn', reason: 'r'.repeat(401) }, 'The reason is too long'],
    [
      { people: Array.from({ length: 201 }, (_, at) => `10000000000000${1000 + at}`).join('\n'), action: 'warn' },
      'At most 200',
    ],
  ])('is said beside its field, and what was typed stays: %#', async (values: Record<string, string>, sentence) => {
    const { status, text } = await send(margaret, values);
    expect(status).toBe(422);
    expect(text).toContain(sentence);
    expect(text).toContain('aria-invalid="true"');
    for (const typed of [values.people, values.duration, values.reason]) if (typed) expect(text).toContain(typed);
  });

  test('rank is asked before anybody types and again when it is sent', async () => {
    const page = (await margaret.get(`${path}/members/${idOf('dennis')}`)).text;
    expect(page).toContain('is not below yours');
    expect(page).not.toContain('action=ban');
    const sent = await send(margaret, { user: idOf('dennis'), action: 'warn', reason: 'no' });
    expect(sent.status).toBe(409);
    expect(sent.text).toContain('is not below yours');
    expect(sent.text).toContain('>no<');
  });

  test('cases and people that are not there lead back with a sentence', async () => {
    for (const at of ['cases/99999', 'cases/0', 'cases/-1', 'cases/x', 'members/12']) {
      expect((await margaret.get(`${path}/${at}`)).location).toBe(path);
      expect((await margaret.get(path)).text).toMatch(/There is no case|An id has 17/);
    }
    expect((await margaret.get(`${path}/members/100000000000000000`)).status).toBe(200);
    const odd = await margaret.get(`${path}?from=yesterday&member=nobody_at_all&before=x&action=burn`);
    expect(odd.text).toContain('Write a date like');
    expect(odd.text).toContain('Nobody here is called');
    const at = await opened({ people: 'priya', action: 'warn', reason: 'notes' });
    const empty = await margaret.post(`${at}/notes`, { text: ' ' }, at);
    expect([empty.status, empty.text.includes('The note is empty')]).toEqual([422, true]);
  });

  test('while Discord is away nothing is done, and the form is kept', async () => {
    app.simulator.faults.set({ refuse: [{ match: 'PATCH /guilds', status: 403, code: 50013 }] });
    const failed = await send(margaret, { people: 'priya', action: 'timeout', duration: '1h', reason: 'x' });
    app.simulator.faults.clear();
    const page = (await margaret.get(failed.location ?? '')).text;
    expect(page).toContain('Discord did not do it.');
    expect((await margaret.get(`${path}?status=failed`)).text).toContain('Failed');
  });
});

/** Whether an element was made of a name; within quotes it is harmless. */
const planted = (page: string) => page.replace(/="[^"]*"/g, '').includes('<b data-planted');

describe('names and reasons that mean harm', () => {
  test('stay where they are put, and read forwards', async () => {
    const at = await opened({ user: idOf('hostile'), action: 'warn', reason: `${HOSTILE} {{7*7}}` });
    await margaret.post(`${at}/notes`, { text: HOSTILE }, at);
    const user = idOf('hostile');
    const pages = [at, path, `${path}/members/${user}`, `${path}/new?action=ban&user=${user}`, `/admin/users/${user}`];
    for (const page of pages) {
      const { status, text } = await margaret.get(page);
      expect([page, status, planted(text), text.includes('\u202E')]).toEqual([page, 200, false, false]);
    }
    expect((await margaret.get(at)).text).toContain('xam');
    const sent = await send(margaret, { people: HOSTILE, action: 'ban', reason: HOSTILE });
    expect([planted(sent.text), sent.text.includes('\u202E')]).toEqual([false, false]);
  });
});

describe('rights', () => {
  const ACTORS = { guest: 303, ada: 403, elsewhere: 404, margaret: 200, grace: 200 } as const;

  test('moderators and managers of this guild act; others see nothing', async () => {
    const pages = ['', '/new', '/cases/1', `/members/${idOf('max_lurks')}`];
    const seen: Record<string, number[]> = {};
    for (const actor of Object.keys(ACTORS)) {
      const jar = actor === 'guest' ? createJar(app.url) : await signedIn(actor);
      seen[actor] = await Promise.all(pages.map(async (page) => (await jar.get(path + page)).status));
      if (ACTORS[actor as keyof typeof ACTORS] === 200) continue;
      const from = actor === 'guest' ? '/login' : '/me';
      for (const post of ['/new', '/cases/1/notes', '/cases/1/edit', '/cases/1/resolution', '/cases/1/undo']) {
        const sent = await jar.post(path + post, { text: 'mine', people: 'pia', action: 'warn', reason: 'mine' }, from);
        expect([actor, post, sent.status]).toEqual([actor, post, ACTORS[actor as keyof typeof ACTORS]]);
      }
    }
    expect(seen).toEqual(
      Object.fromEntries(Object.entries(ACTORS).map(([actor, status]) => [actor, pages.map(() => status)])),
    );
    expect((await margaret.get(`${path}?q=mine`)).text).not.toContain('class="case"');
  });

  test('a form of another page’s token does nothing', async () => {
    const { status } = await margaret.post(`${path}/new`, { _csrf: 'forged', people: 'pia', action: 'warn' }, path);
    expect(status).toBe(403);
  });
});

describe('the ways to a case', () => {
  test('Ctrl-K finds it by number, the page of a user lists it, and a rule’s log leads to it', async () => {
    const found = await margaret.get('/admin/search?q=%231');
    expect(found.text).toContain(`${path}/cases/1"`);
    expect((await margaret.get('/admin/search?q=%2399999')).text).toContain('Nothing is called');
    expect((await (await signedIn('elsewhere')).get('/admin/search?q=%231')).text).not.toContain('/cases/1"');
    const user = (await margaret.get(`/admin/users/${idOf('max_lurks')}`)).text;
    expect(user).toMatch(new RegExp(`${path}/cases/\\d+"`));
    expect(user).toContain(`${path}/members/${idOf('max_lurks')}`);

    const grace = await signedIn('grace');
    const automod = path.replace('moderation', 'automod');
    const rule = {
      ...{ name: 'Burst', 'config.messages': '4', 'config.seconds': '30', 'config.spread': '1', actionKind: 'timeout' },
      ...{ actionMinutes: '10', mode: 'live', cooldown: '0', exemptStaff: 'on', stopOnMatch: 'on', confirmed: 'yes' },
    };
    await grace.post(`${automod}/new/message_rate`, rule, `${automod}/new?trigger=message_rate`);
    for (let at = 0; at < 4; at += 1) await app.say('sofia', `hello number ${at}`);
    const log = await until(async () => {
      const { text } = await grace.get(`${automod}/log`);
      return /moderation\/cases\/\d+"/.test(text) ? text : undefined;
    });
    const href = /href="([^"]*moderation\/cases\/\d+)"/.exec(log)?.[1] ?? '';
    const page = (await margaret.get(href)).text;
    for (const part of ['Auto-moderation', 'by a rule', '/automod/log?user=']) expect(page).toContain(part);
    const person = (await margaret.get(`${path}/members/${idOf('sofia')}`)).text;
    expect(person.match(/Because /g)).toHaveLength(1);
  });

  test('a person’s timeline has everything once, in the order of time, page by page', async () => {
    const user = idOf('noor');
    // One person may open 300 pages a minute.
    const dennis = await signedIn('dennis');
    for (let at = 0; at < 32; at += 1)
      await send(dennis, { user, action: 'note', reason: `entry ${String(at).padStart(2, '0')}` });
    const seen: string[] = [];
    for (let next: string | undefined = `${path}/members/${user}`; next; ) {
      const { text } = await dennis.get(next);
      seen.push(...[...text.matchAll(/entry (\d\d)/g)].map(([, at]) => at ?? ''));
      next = /href="([^"]+)" rel="next"/.exec(text)?.[1];
    }
    expect(seen).toEqual(Array.from({ length: 32 }, (_, at) => String(31 - at).padStart(2, '0')));
  });
});
