import { expect, test } from 'bun:test';
import { legible } from '../../src/shared/legible.ts';

test.each([
  ['Ada Lovelace', 'Ada Lovelace'],
  ['abc\u202egnp.exe', 'abcgnp.exe'],
  ['\u2067one\u2069 \u202atwo\u202c', 'one two'],
  ['two\nlines\u2028three', 'two lines three'],
  ['עדה \u200fלאבלייס', 'עדה \u200fלאבלייס'],
  ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
  ['\u202e', '?'],
  ['', ''],
])('%j reads %j', (written, read) => {
  expect(legible(written)).toBe(read);
});
