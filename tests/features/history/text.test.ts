import { expect, test } from 'bun:test';
import { historyWording, inWords } from '../../../src/features/history/text.ts';

test.each([
  [undefined, null],
  [null, null],
  ['', null],
  [[], null],
  [true, 'on'],
  [false, 'off'],
  [1234, '1,234'],
  ['tier', 'tier'],
  [['1', '2'], '1, 2'],
  [{ name: 'CHAR', days: 8 }, 'name CHAR, days 8'],
])('%j is worded %p', (value, words) => {
  expect(inWords(value)).toBe(words);
});

test('every refusal is a sentence that says what to do', () => {
  for (const sentence of Object.values(historyWording)) expect(sentence()).toMatch(/^[A-Z].*\.$/);
});
