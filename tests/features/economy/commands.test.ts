import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { WireEntry } from '../../../src/simulator/types.ts';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { buttonId, type Reply, type Settled, textOf } from '../../harness/control.ts';

/** The whole product with the seeded guild: Ada, Leila and the others have a past. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  // Nothing here is to happen across midnight.
  if (new Date().getUTCHours() === 23) await app.advance('1h');
  for (const sender of ['ada', 'grace', 'margaret']) await bytes(sender, 'info');
}, 60_000);
afterAll(() => app.close());

interface World {
  guilds: { id: string; members: { user: { id: string; username: string } }[] }[];
}

async function idOf(username: string): Promise<string> {
  const { guilds } = await app.get<World>('world');
  return guilds[0]?.members.find(({ user }) => user.username === username)?.user.id ?? '';
}

const replyOf = ({ replies }: Settled): Reply => {
  const [reply] = replies;
  if (!reply) throw new Error('the bot said nothing');
  return reply;
};
const textsOf = (settled: Settled): string => settled.replies.map(textOf).join('\n');
function bytes(as: string, name: string, options: Record<string, unknown> = {}): Promise<Settled> {
  return app.command(as, `bytes ${name}`, options);
}

async function balanceOf(user: string): Promise<number> {
  const text = textsOf(await bytes('dennis', 'balance', { user }));
  return Number(/has \*\*([\d,]+) byte/.exec(text)?.[1]?.replaceAll(',', ''));
}

describe('balance', () => {
  test('pays the day’s bytes on the first command, and says when the next ones come', async () => {
    const first = textsOf(await bytes('yuki', 'balance'));
    expect(first).toContain('Daily bytes');
    expect(first).toMatch(/The next daily bytes come <t:\d+:R>/);
    expect(textsOf(await bytes('yuki', 'balance'))).not.toContain('Daily bytes\n');
  });

  test('of somebody else opens no account for them', async () => {
    const text = textsOf(await bytes('ada', 'balance', { user: 'pia' }));
    expect(text).toContain('No bytes yet');
    expect(textsOf(await bytes('ada', 'balance', { user: 'pia' }))).toContain('No bytes yet');
  });
});

describe('send', () => {
  test('moves bytes at once up to a hundred, and tells everyone without pinging', async () => {
    const [before, other] = [await balanceOf('ada'), await balanceOf('leila')];
    const reply = replyOf(
      await bytes('ada', 'send', { user: 'leila', amount: 50, reason: 'for *bold* help @everyone' }),
    );
    expect(reply.ephemeral_for).toBeUndefined();
    expect(textOf(reply)).toContain('sent **50 bytes**');
    expect(textOf(reply)).toContain('for \\*bold\\* help');
    expect(reply.mention_everyone).toBe(false);
    expect(reply.mentions).toEqual([]);
    expect([(await balanceOf('ada')) - before, (await balanceOf('leila')) - other]).toEqual([-50, 50]);
  });

  test.each([
    [0, 'amount_not_positive'],
    [-3, 'amount_not_positive'],
    [1.5, 'amount_not_whole'],
    ['all', 'amount_not_a_number'],
    [1001, 'amount_too_large'],
    ['9'.repeat(30), 'amount_too_large'],
  ])('%p bytes: %s', async (amount, code) => {
    const before = await balanceOf('ada');
    const reply = replyOf(await bytes('ada', 'send', { user: 'leila', amount }));
    expect(reply.ephemeral_for).toBe(await idOf('ada'));
    expect(reply.embeds[0]?.footer?.text).toBe(code);
    expect(await balanceOf('ada')).toBe(before);
  });

  test.each([
    ['ada', 'self_transfer'],
    ['buildbot', 'receiver_is_bot'],
  ])('to %s: %s', async (user, code) => {
    expect(replyOf(await bytes('ada', 'send', { user, amount: 5 })).embeds[0]?.footer?.text).toBe(code);
  });

  test('to somebody who left, by their id', async () => {
    const id = await idOf('tomas');
    await app.post('leave', { member: 'tomas' });
    const reply = replyOf(await bytes('ada', 'send', { user: id, amount: 5 }));
    expect(reply.embeds[0]?.footer?.text).toBe('receiver_departed');
  });

  test('an interaction that Discord delivers twice moves bytes once', async () => {
    const before = await balanceOf('grace');
    await app.post('faults', { duplicateInteractions: 3 });
    await bytes('grace', 'send', { user: 'leila', amount: 7 });
    await app.post('faults', { clear: true });
    expect(await balanceOf('grace')).toBe(before - 7);
  });
});

describe('send above a hundred', () => {
  const ask = async (as: string, amount: number, reason = 'a *big* [thank](http://x) you') =>
    replyOf(await bytes(as, 'send', { user: 'leila', amount, reason }));

  test('asks first, then moves once, however often the button is pressed', async () => {
    const before = await balanceOf('grace');
    const question = await ask('grace', 300);
    expect(textOf(question)).toContain('Send **300 bytes**');
    expect(await balanceOf('grace')).toBe(before);
    const press = (): Promise<Settled> =>
      app.post('press', { as: 'grace', message: question.id, custom_id: buttonId(question, 'Send 300 bytes') });
    const done = replyOf(await press());
    expect(done.id).toBe(question.id);
    expect(textOf(done)).toContain('sent **300 bytes**');
    expect(textOf(done)).toContain('a \\*big\\*');
    expect(done.components).toEqual([]);
    await press().catch(() => {});
    expect(await balanceOf('grace')).toBe(before - 300);
  });

  test('two presses at once move bytes once', async () => {
    const before = await balanceOf('grace');
    const question = await ask('grace', 200);
    const press = { as: 'grace', message: question.id, custom_id: buttonId(question, 'Send 200 bytes') };
    await Promise.allSettled([app.post('press', press), app.post('press', press)]);
    expect(await balanceOf('grace')).toBe(before - 200);
  });

  test('is nobody else’s button', async () => {
    const before = await balanceOf('grace');
    const question = await ask('grace', 150);
    const answer = replyOf(await app.press('dennis', question, 'Send 150 bytes'));
    expect(answer.ephemeral_for).toBe(await idOf('dennis'));
    expect(answer.embeds[0]?.footer?.text).toBe('not_yours');
    expect(await balanceOf('grace')).toBe(before);
  });

  test('can be cancelled', async () => {
    const before = await balanceOf('grace');
    expect(textsOf(await app.press('grace', await ask('grace', 150), 'Cancel'))).toContain('Cancelled');
    expect(await balanceOf('grace')).toBe(before);
  });

  test('what could not be paid is refused before it is asked', async () => {
    expect((await ask('yuki', 1000)).embeds[0]?.footer?.text).toBe('insufficient_balance');
  });

  test('what can no longer be paid is refused when pressed', async () => {
    const balance = await balanceOf('yuki');
    const question = await ask('yuki', balance - 50);
    const label = `Send ${balance - 50} bytes`;
    await bytes('yuki', 'send', { user: 'leila', amount: 100 });
    const answer = replyOf(await app.press('yuki', question, label));
    expect(answer.embeds[0]?.footer?.text).toBe('insufficient_balance');
    expect(await balanceOf('yuki')).toBe(balance - 100);
  });
});

describe('the menu', () => {
  test('on a person opens a form that sends', async () => {
    const before = await balanceOf('sofia');
    const opened = await app.post('command', {
      as: 'margaret',
      channel: 'bot',
      name: 'Send bytes',
      target: 'sofia',
      options: {},
    });
    const form = opened.changes.find(({ type }) => type === 'modal_opened') as
      | { custom_id?: string; title?: string }
      | undefined;
    expect(form?.title).toBe('Send bytes to sofia');
    const submit = { as: 'margaret', custom_id: form?.custom_id, fields: { amount: '1,0', reason: '' } };
    expect(replyOf(await app.post('submit', submit)).embeds[0]?.footer?.text).toBe('amount_not_a_number');
    const again = await app.post('command', {
      as: 'margaret',
      channel: 'bot',
      name: 'Send bytes',
      target: 'sofia',
      options: {},
    });
    const custom_id = again.changes.find(({ type }) => type === 'modal_opened')?.custom_id;
    const sent = replyOf(
      await app.post('submit', { as: 'margaret', custom_id, fields: { amount: '25', reason: 'nice talk' } }),
    );
    expect(textOf(sent)).toContain('nice talk');
    expect(await balanceOf('sofia')).toBe(before + 25);
  });

  test('on oneself refuses without a form', async () => {
    const answer = await app.post('command', {
      as: 'ada',
      channel: 'bot',
      name: 'Send bytes',
      target: 'ada',
      options: {},
    });
    expect(replyOf(answer).embeds[0]?.footer?.text).toBe('self_transfer');
  });
});

describe('leaderboard and history', () => {
  test('the leaderboard has ten a page, medals, one’s own rank and working buttons', async () => {
    const first = replyOf(await bytes('ada', 'leaderboard'));
    expect(textOf(first)).toMatch(/🥇.*🥈.*🥉/s);
    expect(first.embeds[0]?.description?.split('\n')).toHaveLength(10);
    expect(first.embeds[0]?.footer?.text).toMatch(/^Your rank: #\d+ of \d+ · [\d,]+ bytes$/);
    const second = replyOf(await app.press('ada', first, 'Next ▶'));
    expect(second.id).toBe(first.id);
    expect(textOf(second)).toContain('` 11`');
    const back = replyOf(await app.press('ada', second, '◀ Previous'));
    expect(textOf(back)).toBe(textOf(first));
    expect(replyOf(await app.press('leila', back, 'Next ▶')).embeds[0]?.footer?.text).toBe('not_yours');
  });

  test('history is one’s own business, and pages both ways', async () => {
    const first = replyOf(await bytes('ada', 'history'));
    expect(first.ephemeral_for).toBe(await idOf('ada'));
    expect(textOf(first)).toContain('newest first');
    const second = replyOf(await app.press('ada', first, 'Next ▶'));
    expect(textOf(second)).not.toBe(textOf(first));
    expect(textOf(replyOf(await app.press('ada', second, '◀ Previous')))).toBe(textOf(first));
  });

  test('info tells the rules of this server', async () => {
    const text = textsOf(await bytes('ada', 'info'));
    for (const part of [
      '10 bytes a day',
      'CHAR: ×2 from day 8',
      'LONG: ×256 from day 64',
      'at most 1,000 bytes at once',
    ]) {
      expect(text).toContain(part);
    }
  });
});

/** Last, since time only goes on. */
describe('with time', () => {
  test('a confirm button is over after a minute, and says so', async () => {
    const before = await balanceOf('grace');
    const question = replyOf(await bytes('grace', 'send', { user: 'leila', amount: 150 }));
    await app.advance('61s');
    const answers = (await app.press('grace', question, 'Send 150 bytes')).replies;
    expect(answers.map((reply) => reply.embeds[0]?.footer?.text)).toContain('expired');
    expect(await balanceOf('grace')).toBe(before);
  });

  test('the first message of each day earns a coin, and the eighth in a row makes the streak CHAR', async () => {
    const coins = async () => {
      const { entries } = await app.get<{ entries: WireEntry[] }>('wire');
      const reactions = entries.filter(
        ({ kind, method, path = '' }) => kind === 'rest' && method === 'PUT' && path.includes('/reactions/'),
      );
      return reactions.filter(({ status }) => status === 204).length;
    };
    const start = await coins();
    const said: Settled[] = [];
    for (let day = 1; day <= 8; day++) {
      await app.advance('1d');
      said.push(await app.say('pia', 'good morning'));
      await app.say('pia', 'and another one');
    }
    expect((await coins()) - start).toBe(8);
    expect(said.slice(0, 7).flatMap(({ replies }) => replies)).toEqual([]);
    expect(textOf(said[7]?.replies[0])).toContain('CHAR streak');
    const balance = textsOf(await bytes('pia', 'balance'));
    expect(balance).toContain('CHAR ▱▱▱▱▱▱▱ 8 days to SHORT');
    expect(balance).toContain(`has **${100 + 7 * 10 + 20} bytes**`);
  }, 60_000);

  test('who earned by a command earns nothing by a message of the same day', async () => {
    await bytes('noor', 'balance');
    const text = textsOf(await bytes('noor', 'history'));
    await app.say('noor', 'hello');
    expect(textsOf(await bytes('noor', 'history'))).toBe(text);
  });
});

test('a confirm button still works after a restart', async () => {
  const question = replyOf(await bytes('margaret', 'send', { user: 'leila', amount: 101 }));
  const before = await balanceOf('margaret');
  await app.stop();
  app = await startTestApp({}, app.dataDir);
  expect(textOf(replyOf(await app.press('margaret', question, 'Send 101 bytes')))).toContain('sent **101 bytes**');
  expect(await balanceOf('margaret')).toBe(before - 101);
}, 60_000);
