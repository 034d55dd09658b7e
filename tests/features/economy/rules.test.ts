import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import {
  BALANCE_LIMIT,
  checkAmount,
  checkParties,
  DEFAULT_CONFIG,
  earnedRoles,
  forecast,
  multiplierOf,
  newTier,
  nextTier,
  parseAmount,
  rewardMetric,
  tidyReason,
  tierOf,
} from '../../../src/features/economy/rules.ts';
import { refuse } from '../../../src/shared/refusal.ts';

const bonuses = DEFAULT_CONFIG.streakBonuses;

describe('streak tiers', () => {
  test.each([
    [1, 'BIT', 1],
    [7, 'BIT', 1],
    [8, 'CHAR', 2],
    [15, 'CHAR', 2],
    [16, 'SHORT', 4],
    [31, 'SHORT', 4],
    [32, 'INT', 16],
    [63, 'INT', 16],
    [64, 'LONG', 256],
    [1000, 'LONG', 256],
  ])('day %i is %s and pays ×%i', (streak, name, multiplier) => {
    expect(tierOf(streak, bonuses).name).toBe(name);
    expect(multiplierOf(streak, DEFAULT_CONFIG)).toBe(multiplier);
  });

  test.each([
    [1, 1],
    [8, 2],
    [9, 1],
    [16, 4],
    [24, 2],
    [32, 16],
    [48, 4],
    [64, 256],
    [96, 16],
    [128, 256],
  ])('in milestone mode day %i pays ×%i', (streak, multiplier) => {
    expect(multiplierOf(streak, { ...DEFAULT_CONFIG, streakMode: 'milestone' })).toBe(multiplier);
  });

  test('a tier is new on its first day only', () => {
    expect([7, 8, 9].map((streak) => newTier(streak, bonuses)?.name ?? null)).toEqual([null, 'CHAR', null]);
  });

  test('the next tier is the lowest above, and none above the highest', () => {
    expect([1, 8, 63, 64].map((streak) => nextTier(streak, bonuses)?.name ?? null)).toEqual([
      'CHAR',
      'SHORT',
      'LONG',
      null,
    ]);
  });
});

describe('forecast', () => {
  test('a year of the defaults pays 779,110 bytes by tiers', () => {
    expect(forecast(DEFAULT_CONFIG).at(-1)?.total).toBe(779_110);
  });

  test('a year of doubling milestones pays 5,380 bytes', () => {
    const milestones = [2, 4, 8, 16].map((multiplier, index) => ({
      name: `M${index}`,
      days: 8 * 2 ** index,
      multiplier,
    }));
    expect(forecast({ ...DEFAULT_CONFIG, streakMode: 'milestone', streakBonuses: milestones }).at(-1)?.total).toBe(
      5_380,
    );
  });

  test('no day pays more than the cap, and the total is the sum of the days', () => {
    const config = { ...DEFAULT_CONFIG, dailyCap: 150 };
    const days = forecast(config, 100);
    expect(Math.max(...days.map(({ amount }) => amount))).toBe(150);
    expect(days.at(-1)?.total).toBe(days.reduce((sum, { amount }) => sum + amount, 0));
    expect(days.map(({ day }) => day)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });
});

describe('amounts', () => {
  test.each([
    ['1', 1],
    [' 50 ', 50],
    ['+7', 7],
    ['1,000', 1000],
    ['1 000', 1000],
    ['1_000_000', 1_000_000],
    ['5.0', 5],
    ['007', 7],
  ])('%p is %i', (typed, amount) => {
    expect(parseAmount(typed)).toBe(amount);
  });

  test.each([
    ['0', 'amount_not_positive'],
    ['-5', 'amount_not_positive'],
    ['-0.5', 'amount_not_positive'],
    ['1.5', 'amount_not_whole'],
    ['0.1', 'amount_not_whole'],
    ['', 'amount_not_a_number'],
    ['all', 'amount_not_a_number'],
    ['1e3', 'amount_not_a_number'],
    ['0x10', 'amount_not_a_number'],
    ['1,00', 'amount_not_a_number'],
    ['Infinity', 'amount_not_a_number'],
    ['NaN', 'amount_not_a_number'],
    ['٣', 'amount_not_a_number'],
    ['1\n2', 'amount_not_a_number'],
  ])('%p is refused: %s', (typed, code) => {
    expect(parseAmount(typed)).toMatchObject({ refused: code });
  });

  test('whatever is typed gives a whole number of at least 1 or a refusal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.bigInt().map(String)), (typed) => {
        const amount = parseAmount(typed);
        if (typeof amount === 'number') expect(Number.isInteger(amount) && amount >= 1).toBe(true);
        else expect(amount.refused).toStartWith('amount_');
      }),
    );
  });

  test('beyond every balance it is still a number, for the guild to refuse', () => {
    expect(checkAmount(BALANCE_LIMIT * 10)).toBe(BALANCE_LIMIT * 10);
    expect(checkAmount(Number.NaN)).toEqual(refuse('amount_not_a_number'));
  });
});

describe('reasons', () => {
  test.each([
    [null, null],
    ['', null],
    ['  \n\t ', null],
    [' for\nthe  help\u0000 ', 'for the help'],
  ])('%p becomes %p', (given, kept) => {
    expect(tidyReason(given)).toBe(kept);
  });

  test('is one line of at most 200 characters, and tidying again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const reason = tidyReason(text);
        expect([...(reason ?? '')].length).toBeLessThanOrEqual(200);
        expect(reason ?? '').not.toMatch(/[\n\r\u2028]/);
        expect(tidyReason(reason)).toBe(reason);
      }),
    );
  });
});

test('nobody sends to themselves or to a bot', () => {
  expect(checkParties('1', { id: '1' })).toEqual(refuse('self_transfer'));
  expect(checkParties('1', { id: '2', bot: true })).toMatchObject({ refused: 'receiver_is_bot' });
  expect(checkParties('1', { id: '2' })).toBeNull();
});

describe('role rewards', () => {
  const pingPong = {
    received: 1_250,
    pairs: [
      { received: 1_000, sent: 1_000 },
      { received: 150, sent: 50 },
    ],
  };

  test.each([
    ['all', 1_250],
    ['net', 200],
    ['none', 100],
  ] as const)('counting %s transfers gives %i', (counting, metric) => {
    expect(rewardMetric(pingPong, counting)).toBe(metric);
  });

  test('net never exceeds all and never falls below none', () => {
    const pair = fc.record({ received: fc.nat(10_000), sent: fc.nat(10_000) });
    fc.assert(
      fc.property(fc.array(pair), fc.nat(10_000), (pairs, own) => {
        const receipts = { received: own + pairs.reduce((sum, { received }) => sum + received, 0), pairs };
        const net = rewardMetric(receipts, 'net');
        expect(net).toBeLessThanOrEqual(rewardMetric(receipts, 'all'));
        expect(net).toBeGreaterThanOrEqual(rewardMetric(receipts, 'none'));
      }),
    );
  });

  test('roles are earned at their threshold, lowest first', () => {
    const rewards = { '300000000000000003': 500, '300000000000000001': 100, '300000000000000002': 501 };
    expect(earnedRoles(500, rewards)).toEqual(['300000000000000001', '300000000000000003']);
    expect(earnedRoles(99, rewards)).toEqual([]);
  });
});
