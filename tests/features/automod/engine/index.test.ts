import { describe, expect, test } from 'bun:test';
import { createEngine, prepareRules } from '../../../../src/features/automod/engine/index.ts';
import type { Happening, Rule } from '../../../../src/features/automod/rules.ts';
import { DAY, GUILD, joined, judging, mallory, NOON, newId, nobody, postOf, ruleOf, SECOND, said } from '../scene.ts';

const files = (change: Partial<Rule> = {}) => ruleOf('file_extension', {}, change);
const exe = (at = NOON, subject = mallory): Happening =>
  said({ attachments: [{ name: 'a.exe', size: 1 }] }, { at, subject });

describe('several rules', () => {
  test('are judged by priority, and the first live hit stops the rest; each says why', () => {
    const { evaluate } = judging(
      files({ name: 'third', priority: 3 }),
      files({ name: 'first', priority: 1, mode: 'shadow' }),
      files({ name: 'second', priority: 2 }),
      ruleOf('account_age', {}, { name: 'fourth', priority: 4 }),
    );
    expect(evaluate(exe()).verdicts.map(({ ruleName, outcome, reason }) => [ruleName, outcome, reason])).toEqual([
      ['first', 'shadow', 'the file “a.exe” has .exe'],
      ['second', 'fired', 'the file “a.exe” has .exe'],
      ['third', 'stopped', '“second” fired before it and stops the rest'],
      ['fourth', 'other_event', 'does not look at new messages'],
    ]);
  });

  test('go on where the hit does not stop them', () => {
    const { evaluate } = judging(files({ priority: 1, stopOnMatch: false }), files({ priority: 2 }));
    expect(evaluate(exe()).verdicts.map(({ outcome }) => outcome)).toEqual(['fired', 'fired']);
  });

  test('say what they cannot do without', () => {
    const rules = [
      files(),
      ruleOf('message_rate', {}, { priority: 1 }),
      { ...files(), priority: 2, config: { listed: 'perhaps' } },
    ];
    const { verdicts } = createEngine().evaluate(prepareRules(GUILD, rules, { lacking: ['MessageContent'] }), exe());
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['unavailable', 'missed', 'unavailable']);
    expect(verdicts[0]?.reason).toBe(
      'Needs the “Message Content Intent”. Switch it on in Discord’s developer portal, under Bot, and start the bot again.',
    );
    expect(verdicts[2]?.reason).toBe('Its settings cannot be read. Open it and save it again.');
  });

  test('rest while everything is stopped', () => {
    const { verdicts } = createEngine().evaluate(prepareRules(GUILD, [files()], { halted: true }), exe());
    expect(verdicts).toMatchObject([{ outcome: 'halted', actions: [] }]);
  });
});

describe('hits one after another', () => {
  const twice: Partial<Rule> = { actions: [{ kind: 'delete' }, { kind: 'timeout', seconds: 600 }, { kind: 'alert' }] };

  test('within ten seconds are one burst: only the messages go', () => {
    const { evaluate } = judging(files(twice));
    const at = (second: number) => evaluate(exe(NOON + second * SECOND)).verdicts[0];
    expect(at(0)).toMatchObject({ burst: false, actions: twice.actions });
    expect(at(9)).toMatchObject({ burst: true, actions: [{ kind: 'delete' }] });
    expect(at(18)).toMatchObject({ burst: true });
    expect(at(29)).toMatchObject({ burst: false, actions: twice.actions });
    expect(evaluate(exe(NOON + 30 * SECOND, nobody())).verdicts[0]).toMatchObject({ burst: false });
  });

  test('a burst that never ends is acted on again after five minutes', () => {
    const { evaluate } = judging(files());
    const bursts = Array.from({ length: 70 }, (_, i) => evaluate(exe(NOON + i * 5 * SECOND)).verdicts[0]?.burst);
    expect(bursts.flatMap((burst, i) => (burst ? [] : [i]))).toEqual([0, 60]);
  });

  test('rest for the cooldown, and say how long', () => {
    const { ask } = judging(files({ cooldown: 60 }));
    const at = (second: number) => ask(exe(NOON + second * SECOND));
    expect(at(0).outcome).toBe('fired');
    expect(at(20)).toEqual({
      outcome: 'cooling',
      reason: 'the file “a.exe” has .exe, but it fired at them lately and rests for 40 s more',
    });
    expect(at(60).outcome).toBe('fired');
  });
});

describe('the breaker', () => {
  const banning = (change: Partial<Rule> = {}) =>
    ruleOf('account_age', {}, { actions: [{ kind: 'ban', delete_seconds: 0 }], ...change });
  const raid = (rule: Rule, every: number, people = 14) => {
    const { evaluate } = judging(rule);
    return Array.from({ length: people }, (_, i) => evaluate(joined({ createdAt: NOON }, NOON + i * every)));
  };

  test('lets ten go within a minute, and makes the rule alert-only at the eleventh', () => {
    const rule = banning();
    const evaluations = raid(rule, SECOND);
    const outcomes = evaluations.map(({ verdicts }) => verdicts[0]?.outcome);
    expect(outcomes).toEqual([...Array(10).fill('fired'), ...Array(4).fill('alert_only')]);
    expect(evaluations.map(({ tripped }) => tripped)).toEqual([...Array(10).fill([]), [rule.id], [], [], []]);
    expect(evaluations[10]?.verdicts[0]).toMatchObject({
      actions: [{ kind: 'alert' }],
      reason:
        'the account is 10 s old, less than 60 min; only an alert, since more than 10 people a minute would have gone',
    });
  });

  test('does not mind ten a minute, nor rules that remove nobody', () => {
    expect(raid(banning(), 6 * SECOND).every(({ tripped }) => tripped.length === 0)).toBe(true);
    const timeouts = banning({ actions: [{ kind: 'timeout', seconds: 60 }] });
    expect(raid(timeouts, 1).every(({ tripped }) => tripped.length === 0)).toBe(true);
    expect(raid(banning({ mode: 'shadow' }), 1).every(({ tripped }) => tripped.length === 0)).toBe(true);
  });

  test('holds until somebody changes the rule', () => {
    const rule = banning();
    const { engine, evaluate } = judging(rule);
    const outcomeAt = (guild: ReturnType<typeof prepareRules>, at: number) =>
      engine.evaluate(guild, joined({ createdAt: at }, at)).verdicts[0]?.outcome;
    for (let i = 0; i < 11; i += 1) evaluate(joined({ createdAt: NOON }, NOON + i));
    const later = NOON + DAY;
    const same = prepareRules(GUILD, [{ ...rule, trippedAt: NOON }]);
    expect(outcomeAt(same, NOON + 100)).toBe('alert_only');
    expect(outcomeAt(same, later)).toBe('alert_only');
    expect(outcomeAt(prepareRules(GUILD, [{ ...rule, version: 2 }]), later)).toBe('fired');
  });
});

describe('memory', () => {
  const text = 'How do I read a file line by line in Python without loading all of it at once?';

  test('of one guild is bounded, whatever is written, and shrinks when it falls silent', () => {
    const { engine, evaluate } = judging(ruleOf('duplicate', { copies: 20 }), ruleOf('message_rate'));
    for (let i = 0; i < 60_000; i += 1) {
      const subject = { ...mallory, id: String(200_000_000_000_000_000n + BigInt(i % 10_000)) };
      evaluate({ ...said({ content: `${text} ${i}` }, { at: NOON + i, subject }) });
    }
    const { members, messages, bytes } = engine.figures();
    expect(members).toBe(10_000);
    expect(messages).toBe(32_768);
    expect(bytes).toBeLessThan(25_000_000);
    engine.evaluate(prepareRules('100000000000000002', [ruleOf('message_rate')]), said({}, { at: NOON + DAY }));
    expect(engine.figures()).toMatchObject({ guilds: 1, messages: 1 });
  });

  test('is taken for what running rules need alone', () => {
    const { engine, evaluate } = judging(files(), ruleOf('duplicate', {}, { mode: 'off' }));
    evaluate(said());
    expect(engine.figures().messages).toBe(0);
  });

  test('grows without losing what was said', () => {
    const { evaluate } = judging(ruleOf('duplicate', { copies: 2, seconds: 300 }));
    const last = Array.from({ length: 1_000 }, (_, i) => {
      const subject = { ...mallory, id: String(200_000_000_000_000_000n + BigInt(i % 500)) };
      return evaluate(said({ content: `${text} ${'#'.repeat(i % 500)}` }, { at: NOON + i, subject })).verdicts[0]
        ?.outcome;
    });
    expect(last.slice(0, 500).every((outcome) => outcome === 'missed')).toBe(true);
    expect(last.slice(500).every((outcome) => outcome === 'fired')).toBe(true);
  });
});

test('a name or a text of any kind is judged, and never throws', () => {
  const { evaluate } = judging(
    ruleOf('username_regex', { patterns: ['a', 'b+c', '\\pL\\d'] }),
    ruleOf('duplicate'),
    ruleOf('invite_link'),
    files(),
  );
  const odd = [
    '',
    '\ud800',
    '`'.repeat(4_000),
    'discord'.repeat(600),
    '\u0301'.repeat(4_000),
    '﷽'.repeat(2_000),
    '```'.repeat(999),
    '.'.repeat(4_000),
    '👩‍👩‍👧‍👦'.repeat(500),
  ];
  for (const content of odd) {
    const post = postOf({ content, attachments: [{ name: content, size: -1 }], id: newId() });
    const subject = { ...mallory, username: content, nickname: content };
    for (const kind of ['message', 'edit', 'join', 'profile'] as const) {
      const { verdicts } = evaluate({ kind, guildId: GUILD, subject, post: kind.length > 4 ? post : null, at: NOON });
      expect(verdicts).toHaveLength(4);
    }
  }
});
