import { expect, test } from 'bun:test';
import { figure, table } from '../../../bench/report/rows.ts';

test('a row says what holds and what falls short', () => {
  const row = { work: 'transfer', reached: '1/s', goal: '≥ 2/s' };
  const lines = table([
    { ...row, holds: true },
    { ...row, holds: false },
    { ...row, holds: null },
  ]).split('\n');
  expect(lines[2]).toBe('| transfer | – | 1/s | ≥ 2/s | holds |  |');
  expect(lines[3]).toContain('**falls short**');
  expect(lines[4]).toBe('| transfer | – | 1/s | ≥ 2/s |  |  |');
});

test('figures keep the digits that matter', () => {
  expect([12345.6, 99.94, 0.01234, Number.NaN].map(figure)).toEqual(['12,346', '99.9', '0.0123', '–']);
});
