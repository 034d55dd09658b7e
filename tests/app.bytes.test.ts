import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { WireEntry } from '../src/simulator/types.ts';
import { startTestApp, type TestApp } from './harness/app.ts';
import { buttonId, type Reply, textOf } from './harness/control.ts';
import { violationsOf } from './harness/discord-schema.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
}, 60_000);
afterAll(async () => {
  await app.close();
}, 30_000);

async function ask(as: string, name: string, options: Record<string, unknown> = {}): Promise<Reply> {
  const { replies } = await app.command(as, name, options);
  const [reply] = replies;
  if (!reply) throw new Error(`/${name} was not answered`);
  return reply;
}

async function balanceOf(who: string): Promise<number> {
  const text = textOf(await ask(who, 'bytes balance'));
  return Number(/has \*\*([\d,]+) bytes?\*\*/.exec(text)?.[1]?.replaceAll(',', ''));
}

async function refusalOf(as: string, options: Record<string, unknown>): Promise<string> {
  const reply = await ask(as, 'bytes send', options);
  expect(reply.ephemeral_for).toBeDefined();
  return reply.embeds[0]?.footer?.text ?? '';
}

describe('a member', () => {
  test('earns the daily bytes with the first message of the day, once', async () => {
    const first = await app.say('leila', 'hello');
    expect(first.changes.map(({ type }) => type)).toContain('reaction_added');
    const earned = await balanceOf('leila');
    const second = await app.say('leila', 'hello again');
    expect(second.changes.map(({ type }) => type)).not.toContain('reaction_added');
    expect(await balanceOf('leila')).toBe(earned);
  });

  test('sends 50 bytes at once', async () => {
    const [before, receiverBefore] = [await balanceOf('ada'), await balanceOf('noor')];
    expect(textOf(await ask('ada', 'bytes send', { user: 'noor', amount: 50, reason: 'nice talk' }))).toContain(
      '50 bytes',
    );
    expect(await balanceOf('ada')).toBe(before - 50);
    expect(await balanceOf('noor')).toBe(receiverBefore + 50);
  });

  test('confirms 500 bytes before they move; nobody else can, and a second press moves nothing', async () => {
    const [before, receiverBefore] = [await balanceOf('ada'), await balanceOf('noor')];
    const asked = await ask('ada', 'bytes send', { user: 'noor', amount: 500 });
    const custom_id = buttonId(asked, 'Send 500');
    const other = await app.post('press', { as: 'noor', message: asked.id, custom_id });
    expect(textOf(other.replies[0])).toContain('not_yours');
    expect(await balanceOf('ada')).toBe(before);
    await Promise.allSettled([1, 2, 3].map(() => app.post('press', { as: 'ada', message: asked.id, custom_id })));
    expect(await balanceOf('ada')).toBe(before - 500);
    expect(await balanceOf('noor')).toBe(receiverBefore + 500);
  });

  test('hears that an offer is over after its deadline', async () => {
    const before = await balanceOf('grace');
    const asked = await ask('grace', 'bytes send', { user: 'noor', amount: 200 });
    await app.advance('2m');
    const late = await app.press('grace', asked, 'Send 200');
    expect(late.replies.map(textOf).join()).toContain('expired');
    expect(await balanceOf('grace')).toBe(before);
  });

  test('gets one sentence and a code for every nonsense', async () => {
    expect(await refusalOf('ada', { user: 'noor', amount: 0 })).toBe('amount_not_positive');
    expect(await refusalOf('ada', { user: 'noor', amount: -5 })).toBe('amount_not_positive');
    expect(await refusalOf('ada', { user: 'noor', amount: 1.5 })).toBe('amount_not_whole');
    expect(await refusalOf('ada', { user: 'noor', amount: '9'.repeat(30) })).toBe('amount_too_large');
    expect(await refusalOf('ada', { user: 'noor', amount: 'a lot' })).toBe('amount_not_a_number');
    expect(await refusalOf('ada', { user: 'ada', amount: 5 })).toBe('self_transfer');
    expect(await refusalOf('ada', { user: 'buildbot', amount: 5 })).toBe('receiver_is_bot');
    expect(await refusalOf('pia', { user: 'ada', amount: 900 })).toBe('insufficient_balance');
  });

  test('cannot be pinged or faked by what somebody writes', async () => {
    const reason = '@everyone <@&1036927578931200101> **bold** [x](https://evil.example) ```';
    const reply = await ask('kwame', 'bytes send', { user: 'ada', amount: 1, reason });
    expect(reply.mention_everyone).toBe(false);
    expect(reply.mentions).toEqual([]);
    expect(reply.mention_roles).toEqual([]);
    expect(textOf(reply)).not.toContain('@everyone');
    expect(textOf(reply)).not.toContain('[x](');
  });

  test('pages through the leaderboard and the history', async () => {
    const first = await ask('pia', 'bytes leaderboard');
    expect(textOf(first)).toContain('🥇');
    expect(textOf(first)).toContain('Your rank');
    const { replies } = await app.press('pia', first, 'Next');
    expect(textOf(replies[0])).toContain('11');
    const history = await ask('ada', 'bytes history');
    const older = await app.press('ada', history, 'Next');
    expect(older.replies[0]?.id).toBe(history.id);
    expect(textOf(older.replies[0])).not.toBe(textOf(history));
  });

  test('reaches CHAR on the eighth day in a row', async () => {
    await app.post('join', { username: 'newcomer' });
    for (let day = 1; day < 8; day++) {
      expect((await app.say('newcomer', `day ${day}`)).replies).toEqual([]);
      await app.advance('1d');
    }
    const { replies } = await app.say('newcomer', 'day 8');
    expect(textOf(replies[0])).toContain('CHAR streak');
    expect(await balanceOf('newcomer')).toBe(100 + 7 * 10 + 20);
  });
});

describe('what Discord delivers twice', () => {
  test('moves bytes once', async () => {
    const before = await balanceOf('yuki');
    await app.post('faults', { duplicateInteractions: 2 });
    await app.command('yuki', 'bytes send', { user: 'noor', amount: 7 });
    await app.post('faults', { duplicateInteractions: 1 });
    expect(await balanceOf('yuki')).toBe(before - 7);
  });
});

describe('many at once', () => {
  test('send the last byte once, and the sum stays', async () => {
    const people = ['dennis', 'margaret', 'sofia'];
    const sum = async () => (await Promise.all(people.map(balanceOf))).reduce((total, one) => total + one, 0);
    const before = await sum();
    const sends = Array.from({ length: 60 }, (_, n) => {
      const [from, to] = [people[n % 3] ?? '', people[(n + 1) % 3] ?? ''];
      return app.command(from, 'bytes send', { user: to, amount: 90 });
    });
    const answers = await Promise.all(sends);
    for (const { replies } of answers) expect(textOf(replies[0])).toMatch(/90 bytes|insufficient_balance/);
    expect(await sum()).toBe(before);
  }, 60_000);
});

describe('after a restart', () => {
  test('balances stand, an open offer can still be confirmed, and the ledger is proved', async () => {
    const before = await balanceOf('tomas');
    const asked = await ask('tomas', 'bytes send', { user: 'noor', amount: 150 });
    expect(violations(await wire())).toEqual([]);
    await app.stop();
    app = await startTestApp({}, app.dataDir);
    expect(await balanceOf('tomas')).toBe(before);
    expect(textOf((await app.press('tomas', asked, 'Send 150')).replies[0])).toContain('150 bytes');
    expect(await balanceOf('tomas')).toBe(before - 150);
    const registered = (await wire()).filter(({ method, path }) => method === 'PUT' && path?.endsWith('/commands'));
    expect(registered).toEqual([]);
    await app.stop();
    const { ok, differences } = await app.verifyLedger();
    expect(differences).toEqual([]);
    expect(ok).toBe(true);
  }, 60_000);
});

async function wire(): Promise<WireEntry[]> {
  return (await app.get<{ entries: WireEntry[] }>('wire?since=0')).entries;
}

/** What Discord's published schema finds wrong in the REST calls of the wire log. */
function violations(entries: readonly WireEntry[]): string[] {
  const calls = entries.filter(({ kind }) => kind === 'rest');
  expect(calls.length).toBeGreaterThan(50);
  return calls.flatMap(({ method = '', path = '', status = 0, ms = 0, request, response }) =>
    violationsOf({ method, path, status, ms, request, response }),
  );
}
