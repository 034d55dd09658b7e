import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { type Reply, textOf } from '../../harness/control.ts';
import { until } from '../../harness/until.ts';

setDefaultTimeout(60_000);

interface World {
  guilds: {
    id: string;
    bans: { user: { username: string } }[];
    members: { user: { id: string; username: string }; communication_disabled_until?: string | null }[];
  }[];
  direct_messages: { messages: { content: string; author: { id: string } }[]; user?: { username: string } }[];
}

/** The seeded guild: grace owns it, margaret and dennis moderate, ada is a veteran. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
}, 60_000);
afterAll(() => app?.close());

async function mod(as: string, name: string, options: Record<string, unknown> = {}): Promise<string> {
  const { replies } = await app.command(as, `mod ${name}`, options);
  return replies.map(textOf).join('\n');
}

/** Answers the question that a kick or a ban asks first. */
async function sure(as: string, name: 'kick' | 'ban', options: Record<string, unknown>): Promise<string> {
  const { replies } = await app.command(as, `mod ${name}`, options);
  const [question] = replies as Reply[];
  if (!question || (question.components ?? []).length === 0) return replies.map(textOf).join('\n');
  const pressed = await app.press(as, question, name === 'ban' ? 'Ban' : 'Kick');
  return pressed.replies.map(textOf).join('\n');
}

const guild = async () => {
  const [found] = (await app.get<World>('world')).guilds;
  if (!found) throw new Error('no guild');
  return found;
};
const member = async (username: string) => (await guild()).members.find(({ user }) => user.username === username);
const isBanned = async (username: string) => (await guild()).bans.some(({ user }) => user.username === username);
const casesIn = (text: string): number => text.match(/\*\*#/g)?.length ?? 0;
const casesOf = async (user: string): Promise<number> => casesIn(await mod('grace', 'history', { user }));
const numberIn = (text: string) => Number(/Case #(\d+)/.exec(text)?.[1]);

test('the seeded guild has a past of a dozen cases, and nothing of it goes on', async () => {
  expect(await mod('grace', 'case', { number: 12 })).toContain('Flooded');
  expect(await mod('grace', 'case', { number: 13 })).toContain('There is no case #13');
  expect(await mod('grace', 'history', { user: 'sam' })).toMatch(/Timeout lifted[\s\S]*Timeout 6 hours[\s\S]*Warning/);
  expect((await member('sam.codes'))?.communication_disabled_until ?? null).toBeNull();
});

describe('/mod', () => {
  test('warns, keeps a numbered case, and tells the person', async () => {
    const before = await casesOf('max');
    const text = await mod('margaret', 'warn', { user: 'max', reason: 'Three ads in #general' });
    expect(text).toContain('was warned. They were told by direct message.');
    const number = numberIn(text);
    expect(number).toBeGreaterThan(0);
    const shown = await mod('dennis', 'case', { number });
    for (const part of ['Warning', 'Three ads in', 'max', 'opened by']) expect(shown).toContain(part);
    expect(await casesOf('max')).toBe(before + 1);
  });

  test('times out for as long as asked, and lets talk again', async () => {
    expect(await mod('margaret', 'timeout', { user: 'max', duration: '2h30m', reason: 'cool down' })).toContain(
      'was timed out until',
    );
    const until1 = Date.parse((await member('max_lurks'))?.communication_disabled_until ?? '');
    const now = Date.parse((await app.get<{ now: string }>('world')).now);
    expect(Math.abs(until1 - now - 2.5 * 3_600_000)).toBeLessThan(60_000);
    expect(await mod('margaret', 'untimeout', { user: 'max' })).toContain('let talk again');
    expect((await member('max_lurks'))?.communication_disabled_until ?? null).toBeNull();
    expect(await mod('margaret', 'untimeout', { user: 'max' })).toContain('is not timed out');
  });

  test.each([
    ['0m', 'too short'],
    ['-5m', 'is no duration'],
    ['29d', 'too long'],
    ['soon', 'is no duration'],
    ['9s', 'too short'],
    ['99999999999999999999d', 'is no duration'],
  ])('refuses a timeout of %s', async (duration, sentence) => {
    expect(await mod('margaret', 'timeout', { user: 'max', duration })).toContain(sentence);
  });

  test.each([
    ['the owner', 'margaret', 'grace', 'owns the server'],
    ['a peer', 'margaret', 'dennis', 'is not below yours'],
    ['oneself', 'margaret', 'margaret', 'moderate yourself'],
    ['the bot', 'margaret', 'Smarter Dev', 'nothing to myself'],
  ])('does nothing against %s', async (_whom, as, user, sentence) => {
    expect(await mod(as, 'warn', { user, reason: 'no' })).toContain(sentence);
    expect(await mod(as, 'timeout', { user, duration: '10m' })).toContain(sentence);
  });

  test('is not for everybody, whatever the command’s own permissions say', async () => {
    const tried = app.command('ada', 'mod warn', { user: 'max', reason: 'no' });
    expect(await tried.then(({ replies }) => replies.map(textOf).join(), String)).toMatch(
      /missing_permission|may not use|needs the permission|not offered|unknown_command|does not exist/i,
    );
  });

  test('bans for a while, tells before, and lifts the ban when its time is over, once', async () => {
    const before = await casesOf('sam');
    expect(
      await sure('grace', 'ban', { user: 'sam', duration: '1h', reason: 'spam', delete_messages: 3600 }),
    ).toContain('was banned until');
    expect(await isBanned('sam.codes')).toBe(true);
    expect(await sure('grace', 'ban', { user: 'sam', reason: 'again' })).toContain('banned already');
    await app.advance('61m');
    await until(async () => ((await isBanned('sam.codes')) ? undefined : true), 20_000);
    expect(await casesOf('sam')).toBe(before + 1);
  });

  test('asks before it kicks; cancelled, or answered twice, it does no more than was said', async () => {
    const before = await casesOf('leila');
    const ask = () => app.command('margaret', 'mod kick', { user: 'leila', reason: '*loud* @everyone' });
    const [cancelled] = (await ask()).replies;
    if (!cancelled) throw new Error('nothing was asked');
    expect(textOf(cancelled)).toContain('Kick this person?');
    await app.press('margaret', cancelled, 'Cancel');
    expect(await member('leila')).toBeDefined();
    const [question] = (await ask()).replies;
    if (!question) throw new Error('nothing was asked');
    const pressed = await Promise.allSettled([1, 2].map(() => app.press('margaret', question, 'Kick')));
    expect(pressed.map(({ status }) => status)).toContain('fulfilled');
    expect(await member('leila')).toBeUndefined();
    const history = await mod('margaret', 'history', { user: 'leila' });
    expect(casesIn(history)).toBe(before + 1);
    expect(history).toContain('\\*loud\\* @\u200beveryone');
  });

  test('keeps trying while Discord is away', async () => {
    await sure('grace', 'ban', { user: 'yuki', duration: '1h', reason: 'test' });
    await app.post('faults', { refuse: [{ match: '/bans/', status: 500, code: 0 }] });
    await app.advance('61m');
    await Bun.sleep(200);
    expect(await isBanned('yuki')).toBe(true);
    await app.post('faults', { clear: true });
    await app.advance('5m');
    await until(async () => ((await isBanned('yuki')) ? undefined : true), 20_000);
  });

  test('says that Discord refused, and keeps that', async () => {
    await app.post('faults', { refuse: [{ match: 'PATCH /guilds', status: 403, code: 50013 }] });
    const text = await mod('margaret', 'timeout', { user: 'max', duration: '10m' });
    await app.post('faults', { clear: true });
    expect(text).toContain('was not timed out');
    expect(await mod('margaret', 'history', { user: 'max' })).toContain('(failed)');
  });

  test('one interaction delivered twice is one case', async () => {
    const before = await casesOf('priya');
    await app.post('faults', { duplicateInteractions: 2 });
    const text = await mod('margaret', 'warn', { user: 'priya', reason: 'twice' });
    await app.post('faults', { clear: true });
    expect(numberIn(text)).toBeGreaterThan(0);
    expect(await casesOf('priya')).toBe(before + 1);
  });

  test('a reason cannot ping or turn the writing round', async () => {
    const text = await mod('margaret', 'warn', { user: 'priya', reason: '@everyone \u202Eyellow\u0000 **bold**' });
    expect(text).not.toContain('\u202E');
    expect(text).toContain('> @\u200beveryone yellow  \\*\\*bold');
    const { replies } = await app.command('margaret', 'mod warn', { user: 'priya', reason: '@everyone' });
    for (const { mentions, mention_everyone } of replies) {
      expect(mentions).toEqual([]);
      expect(mention_everyone).toBe(false);
    }
  });
});

describe('what moderators do by Discord’s own menus', () => {
  test('becomes one case; what the bot does is not a second one', async () => {
    const before = numberIn(await mod('grace', 'note', { user: 'max', text: 'counting' }));
    await app.post('moderate', { as: 'margaret', member: 'bjorn', action: 'kick', reason: 'by hand' });
    const history = await until(async () => {
      const text = await mod('grace', 'history', { user: 'bjorn' });
      return text.includes('by hand') ? text : undefined;
    });
    expect(history).toContain('1 kick');
    await sure('grace', 'ban', { user: 'tomas', reason: 'by command' });
    const after = numberIn(await mod('grace', 'note', { user: 'max', text: 'counting' }));
    // The kick, the ban, and the note itself.
    expect(after - before).toBe(3);
  });

  test('a timeout and its end by hand are two cases; the first is lifted', async () => {
    await app.post('moderate', { as: 'margaret', member: 'noor', action: 'timeout', duration: '1h' });
    await app.post('moderate', { as: 'margaret', member: 'noor', action: 'untimeout' });
    const history = await until(async () => {
      const text = await mod('grace', 'history', { user: 'noor' });
      return text.includes('Timeout lifted') ? text : undefined;
    });
    expect(history).toContain('Timeout 1 hour');
    const first = Number(/#(\d+)\*\* Timeout 1 hour/.exec(history)?.[1]);
    expect(await mod('grace', 'case', { number: first })).toContain('over');
  });

  test('what was done while the bot was away is taken in at the next start', async () => {
    await app.post('faults', { gatewayDown: true });
    await app.post('moderate', { as: 'grace', member: 'sofia', action: 'ban', reason: 'while away' });
    await app.post('faults', { gatewayDown: false });
    await app.stop();
    app = await startTestApp({}, app.dataDir);
    await until(async () =>
      (await mod('grace', 'history', { user: 'sofia' }).catch(() => '')).includes('while away') ? true : undefined,
    );
  });
});
