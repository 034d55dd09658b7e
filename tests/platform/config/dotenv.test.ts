import { expect, test } from 'bun:test';
import { parseDotenv } from '../../../src/platform/config/dotenv.ts';

test.each([
  ['A=1', { A: '1' }],
  ['export A=1', { A: '1' }],
  ['  A = 1  ', { A: '1' }],
  ['A=1 # note', { A: '1' }],
  ['A=x#y', { A: 'x#y' }],
  ['A="x # y"', { A: 'x # y' }],
  ["A='$HOME' # note", { A: '$HOME' }],
  ['A=', { A: '' }],
  ['A=a=b', { A: 'a=b' }],
  ['# A=1', {}],
  ['not a line', {}],
  ['A=1\r\nB=2', { A: '1', B: '2' }],
  ['A=1\nA=2', { A: '2' }],
  ['\uFEFFA=1', { A: '1' }],
  ['A=${B}', { A: '${B}' }],
])('%j', (text, values) => {
  expect(parseDotenv(text)).toEqual(values as Record<string, string>);
});
