import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { buttonId, type Reply, type Settled, textOf } from '../../harness/control.ts';
import { until } from '../../harness/until.ts';

setDefaultTimeout(30_000);

interface World {
  guilds: {
    id: string;
    roles: { id: string; name: string }[];
    members: { user: { id: string; username: string }; roles: string[] }[];
  }[];
}

/** The whole product with the seeded guild and its three squads. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
}, 60_000);
afterAll(() => app?.close());

const squads = (as: string, name: string, options: Record<string, unknown> = {}): Promise<Settled> =>
  app.command(as, `squads ${name}`, options);

const replyOf = ({ replies }: Settled): Reply => {
  const [reply] = replies;
  if (!reply) throw new Error('the bot said nothing');
  return reply;
};
const said = async (settled: Promise<Settled>): Promise<string> => (await settled).replies.map(textOf).join('\n');

/** The squads' roles that somebody has at Discord, by name. */
async function rolesOf(username: string): Promise<string[]> {
  const [guild] = (await app.get<World>('world')).guilds;
  const member = guild?.members.find(({ user }) => user.username === username);
  const names = (member?.roles ?? []).map((id) => guild?.roles.find((role) => role.id === id)?.name ?? id);
  return names.filter((name) => ['Rustaceans', 'Pythonistas', 'Gophers'].includes(name)).toSorted();
}

const hasRoles = (username: string, names: readonly string[]) =>
  until(async () => ((await rolesOf(username)).join() === names.join() ? true : undefined));

async function balanceOf(user: string): Promise<number> {
  const text = await said(app.command('dennis', 'bytes balance', { user }));
  return Number(/has \*\*([\d,]+) byte/.exec(text)?.[1]?.replaceAll(',', ''));
}

async function refuseRoles(status: number, code: number): Promise<void> {
  await app.post('faults', { refuse: [{ match: '/roles/', status, code }] });
}

describe('list', () => {
  test('shows each squad with members, cost and requirements, to its reader alone', async () => {
    const reply = replyOf(await squads('leila', 'list'));
    const text = textOf(reply);
    expect(reply.ephemeral_for).toBeDefined();
    expect(text).toContain('You are in no squad yet');
    expect(text).toContain('**Gophers** · 2 members · ✓ 2 of 40 places taken · ✓ account of 7 days or more');
    for (const name of ['Rustaceans', 'Pythonistas', 'Gophers']) expect(buttonId(reply, name)).not.toBe('');
  });

  test('marks one’s own squad and says what a switch costs', async () => {
    const text = textOf(replyOf(await squads('tomas', 'list')));
    expect(text).toMatch(/▸ .*Pythonistas.*your squad/);
    expect(text).toMatch(/Rustaceans.*50 bytes to switch/);
  });
});

describe('join', () => {
  test('is free for the first squad; the role follows', async () => {
    const before = await balanceOf('leila');
    const list = replyOf(await squads('leila', 'list'));
    expect(await said(app.press('leila', list, 'Rustaceans'))).toContain('The borrow checker is your friend now');
    await hasRoles('leila', ['Rustaceans']);
    expect(await balanceOf('leila')).toBe(before);
    expect(await said(squads('leila', 'join', { squad: 'rust' }))).toContain('You are in Rustaceans already');
  });

  test('asks before a switch, takes the price once, and changes the role', async () => {
    const before = await balanceOf('noor');
    const question = replyOf(await squads('noor', 'join', { squad: 'Gophers' }));
    expect(textOf(question)).toContain('costs **75 bytes**');
    const pressed = await Promise.all([1, 2, 3].map(() => app.press('noor', question, 'Switch for 75 bytes')));
    expect(pressed.map((one) => one.replies.map(textOf).join()).join()).toContain('You switched from');
    await hasRoles('noor', ['Gophers']);
    expect(await balanceOf('noor')).toBe(before - 75);
    expect(await said(squads('noor', 'join', { squad: 'Rustaceans' }))).toContain(
      'switched squads within the last day',
    );
  });

  test.each([
    ['nothing of that name', 'haskellers', 'no such squad'],
    ['what fits several', 'o', 'no such squad'],
  ])('refuses %s', async (_what, squad, sentence) => {
    expect(await said(squads('priya', 'join', { squad }))).toContain(sentence);
  });

  test('shows and refuses what somebody does not meet', async () => {
    expect(textOf(replyOf(await squads('pia', 'list')))).toContain('✗ account of 7 days or more');
    expect(await said(squads('pia', 'join', { squad: 'gophers' }))).toContain(
      'takes Discord accounts of 7 days or more',
    );
  });

  test('is taken back, with the price, when Discord refuses the role', async () => {
    const before = await balanceOf('bjorn');
    await refuseRoles(403, 50013);
    const question = replyOf(await squads('bjorn', 'join', { squad: 'Pythonistas' }));
    await app.press('bjorn', question, 'Switch for 50 bytes');
    await until(async () => ((await balanceOf('bjorn')) === before ? true : undefined));
    await app.post('faults', { refuse: [] });
    expect(await said(squads('bjorn', 'info'))).toContain('is in <@&');
    expect(await rolesOf('bjorn')).toEqual(['Rustaceans']);
  });

  test('is taken back within a minute when Discord does not answer', async () => {
    const before = await balanceOf('tomas');
    await app.post('faults', { refuse: [{ match: '/roles/', status: 500, code: 0 }] });
    const question = replyOf(await squads('tomas', 'join', { squad: 'Rustaceans' }));
    await app.press('tomas', question, 'Switch for 50 bytes');
    expect(await balanceOf('tomas')).toBe(before - 50);
    await app.advance('50s');
    await until(async () => ((await balanceOf('tomas')) === before ? true : undefined));
    await app.post('faults', { refuse: [] });
    await app.advance('2m');
    await hasRoles('tomas', ['Pythonistas']);
  });

  test('buttons end after a minute, and are their owner’s alone', async () => {
    const list = replyOf(await squads('priya', 'list'));
    expect(
      await said(app.press('sofia', list, 'Rustaceans').catch((error: Error) => ({ replies: [], changes: [], error }))),
    ).not.toContain('Welcome');
    await app.advance('61s');
    expect(await said(app.press('priya', list, 'Rustaceans'))).not.toContain('Welcome to your squad');
    expect(await rolesOf('priya')).toEqual([]);
  });
});

describe('leave', () => {
  test('is asked about; coming back within a day is free, another squad costs', async () => {
    const before = await balanceOf('leila');
    const question = replyOf(await squads('leila', 'leave'));
    expect(textOf(question)).toContain('Joining another squad within 30 days costs its price');
    expect(await said(app.press('leila', question, 'Leave Rustaceans'))).toContain('You left');
    await hasRoles('leila', []);
    expect(await said(squads('leila', 'leave'))).toContain('You are in no squad');
    expect(textOf(replyOf(await squads('leila', 'join', { squad: 'Pythonistas' })))).toContain('costs **50 bytes**');
    expect(await said(squads('leila', 'join', { squad: 'Rustaceans' }))).toContain('You joined');
    await hasRoles('leila', ['Rustaceans']);
    expect(await balanceOf('leila')).toBe(before);
  });
});

describe('info and members', () => {
  test('tell squad, standing and members', async () => {
    expect(await said(squads('ada', 'info', { user: 'leila' }))).toMatch(/is in <@&\d+> since[\s\S]*#\d of 3/);
    expect(await said(squads('ada', 'info', { user: 'yuki' }))).toContain('is in no squad');
    const members = textOf(replyOf(await squads('ada', 'members', { squad: 'rust' })));
    expect(members).toMatch(/members?\n\n<@\d+> · since/);
  });
});

describe('roles that were changed by hand', () => {
  test('a member who leaves and comes back gets the squad’s role again', async () => {
    await app.post('leave', { member: 'sofia' });
    expect(await said(squads('ada', 'members', { squad: 'Gophers' }))).not.toContain('3 members');
  });
});
