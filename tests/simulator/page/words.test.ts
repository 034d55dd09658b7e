import { describe, expect, test } from 'bun:test';
import { bytesOf, exact, hex, relative, spoken, timestamp } from '../../../src/simulator/page/words.ts';

const NOW = Date.parse('2026-11-22T14:05:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;

test.each([
  [NOW, 'now'],
  [NOW + 10 * MINUTE, 'in 10 minutes'],
  [NOW - 3 * 3_600_000, '3 hours ago'],
  [NOW + DAY, 'tomorrow'],
  [NOW + 3_599_000, 'in 1 hour'],
  [NOW + 3_540_000, 'in 59 minutes'],
  [NOW - 400 * DAY, 'last year'],
])('relative %p', (at, words) => expect(relative(at, NOW)).toBe(words));

test.each([
  ['t', '14:05'],
  ['T', '14:05:00'],
  ['d', '22/11/2026'],
  ['D', '22 November 2026'],
  ['f', '22 November 2026 at 14:05'],
  ['F', 'Sunday, 22 November 2026 at 14:05'],
  ['R', 'now'],
  ['?', '22 November 2026 at 14:05'],
])('timestamp in style %p', (style, words) => expect(timestamp(NOW, style, NOW)).toBe(words));

test('instants beyond the calendar are named, not thrown', () => {
  expect(timestamp(Number.NaN, 'f', NOW)).toBe('Invalid date');
  expect(exact(9e15)).toBe('Invalid date');
});

test.each([
  [NOW - MINUTE, 'Today at 14:04'],
  [NOW - DAY, 'Yesterday at 14:05'],
  [NOW - 3 * DAY, '19 November 2026 at 14:05'],
])('spoken %p', (at, words) => expect(spoken(at, NOW)).toBe(words));

test('exact', () => expect(exact(NOW)).toBe('2026-11-22 14:05:00 UTC'));

test.each([
  [0, '0 B'],
  [820, '820 B'],
  [86_000, '86.0 KB'],
  [1_300_000, '1.3 MB'],
])('%p bytes', (size, words) => expect(bytesOf(size)).toBe(words));

describe('colours', () => {
  test('are six digits', () => expect(hex(0x00ff)).toBe('0000ff'));
  test('none is none', () => expect(hex(0)).toBeNull());
});
