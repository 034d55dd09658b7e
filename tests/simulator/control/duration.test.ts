import { expect, test } from 'bun:test';
import { parseDuration } from '../../../src/simulator/control/duration.ts';

test.each([
  ['30s', 30_000],
  ['15m', 900_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
  ['1w', 604_800_000],
  ['1d12h', 129_600_000],
  ['1D 1s', 86_401_000],
])('%s is %d ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['', '1', 'd', '1x', '-1d', '1.5h', '1d-1h', 'Infinityd', '1000000000w', '1d; rm'])('%p is none', (text) => {
  expect(parseDuration(text)).toBeNull();
});
