import { describe, expect, test } from 'bun:test';
import { DEFAULT_CONFIG } from '../../../src/features/economy/rules.ts';
import { bytes, days, economyWording, relative, streakLine } from '../../../src/features/economy/text.ts';

describe('wording', () => {
  const context = { balance: 3, needed: 5, max: 1000, until: 1_700_000_000_001, nextAt: 1_700_000_000_000, below: 1 };

  test.each(Object.entries(economyWording))('%s is told in plain sentences', (_code, word) => {
    const text = word(context);
    expect(text).toMatch(/^[A-Z].*[.>]$/);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    expect(text.length).toBeLessThanOrEqual(160);
  });

  test('figures and times are the reader’s', () => {
    expect(economyWording.insufficient_balance(context)).toContain('You have 3 bytes, but this takes 5 bytes.');
    expect(economyWording.cooldown_active(context)).toContain('<t:1700000001:R>');
    expect(economyWording.amount_not_whole({ below: 0 })).toContain('such as 1.');
  });
});

test('counts are worded', () => {
  expect([bytes(1), bytes(0), bytes(1234567)]).toEqual(['1 byte', '0 bytes', '1,234,567 bytes']);
  expect([days(1), days(5)]).toEqual(['1 day', '5 days']);
  expect(relative(1_000)).toBe('<t:1:R>');
});

test.each([
  [1, 'BIT ▱▱▱▱▱▱▱ 7 days to CHAR'],
  [7, 'BIT ▰▰▰▰▰▰▱ 1 day to CHAR'],
  [8, 'CHAR ▱▱▱▱▱▱▱ 8 days to SHORT'],
  [12, 'CHAR ▰▰▰▱▱▱▱ 4 days to SHORT'],
  [63, 'INT ▰▰▰▰▰▰▱ 1 day to LONG'],
  [70, 'LONG ▰▰▰▰▰▰▰ day 70'],
])('day %i of a streak reads %p', (streak, line) => {
  expect(streakLine(streak, DEFAULT_CONFIG.streakBonuses)).toBe(line);
});
