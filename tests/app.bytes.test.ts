import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { WireEntry } from '../src/simulator/types.ts';
import { startTestApp, type TestApp } from './harness/app.ts';
import { type Reply, textOf } from './harness/control.ts';
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
