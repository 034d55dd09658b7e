import { expect, test } from 'bun:test';
import { differences, inWords } from '../../../../src/features/history/rules/differences.ts';

const LABELS = { dailyAmount: 'Daily bytes', streakBonuses: 'Streak bonuses', roleRewards: 'Role rewards' };

test.each([
  ['nothing', { a: 1 }, { a: 1 }, []],
  ['a value', { dailyAmount: 10 }, { dailyAmount: 25 }, [['dailyAmount', 'Daily bytes', 10, 25]]],
  ['null', { a: null }, { a: 0 }, [['a', 'a', null, 0]]],
  ['a new field', {}, { a: 1 }, [['a', 'a', undefined, 1]]],
  ['a list of ids', { a: ['1', '2'] }, { a: ['2'] }, [['a', 'a', ['1', '2'], ['2']]]],
  [
    'a key of a record',
    { roleRewards: { '300000000000000001': 5 } },
    { roleRewards: {} },
    [['roleRewards.300000000000000001', 'Role rewards › 300000000000000001', 5, undefined]],
  ],
  [
    'a row of a list',
    { streakBonuses: [{ days: 8 }, { days: 16 }] },
    { streakBonuses: [{ days: 8 }, { days: 17 }] },
    [['streakBonuses.1.days', 'Streak bonuses › 2 › days', 16, 17]],
  ],
  ['another kind', { a: { b: 1 } }, { a: 'x' }, [['a', 'a', { b: 1 }, 'x']]],
] as const)('%s', (_what, before, after, expected) => {
  const found = differences(before, after, { labels: LABELS });
  expect(found.map(({ path, label, before, after }) => [path, label, before, after])).toEqual(
    expected as unknown as unknown[][],
  );
});

const ROWS = {
  labels: { 'rows.cost': 'Cost', 'rows.deep.inner': 'Inside' },
  lists: { rows: 'row' },
  words: { 'rows.kind': (kind: unknown) => `kind ${String(kind)}` },
};
const row = (id: string | undefined, name: string, more: object = {}) => ({
  ...(id && { id }),
  name,
  cost: 5,
  ...more,
});

test.each([
  [
    'a row that stands elsewhere',
    [row('a', 'A'), row('b', 'B')],
    [row('b', 'B'), row('a', 'A')],
    [['rows.order', 'Order']],
  ],
  ['a row that has another name', [row('a', 'A')], [row('a', 'Z')], [['rows.a.name', 'Z › name']]],
  ['a field', [row('a', 'A')], [row('a', 'A', { cost: 6 })], [['rows.a.cost', 'A › Cost']]],
  [
    'a field within',
    [row('a', 'A', { deep: { inner: 1 } })],
    [row('a', 'A', { deep: { inner: 2 } })],
    [['rows.a.deep.inner', 'A › deep › Inside']],
  ],
  ['a new row behind all', [row('a', 'A')], [row('a', 'A'), row(undefined, 'N')], [['rows.N', 'N']]],
  [
    'a new row in front',
    [row('a', 'A')],
    [row(undefined, 'N'), row('a', 'A')],
    [
      ['rows.N', 'N'],
      ['rows.order', 'Order'],
    ],
  ],
  ['a row that is gone', [row('a', 'A'), row('b', 'B')], [row('b', 'B')], [['rows.a', 'A']]],
  [
    'the order of an object’s fields',
    [row('a', 'A', { deep: [{ x: 1, y: 2 }] })],
    [row('a', 'A', { deep: [{ y: 2, x: 1 }] })],
    [],
  ],
] as const)('of a list: %s', (_what, before, after, expected) => {
  const found = differences({ rows: before }, { rows: after }, ROWS);
  expect(found.map(({ path, label }) => [path, label])).toEqual(expected as unknown as string[][]);
});

test('a row reads as what it holds; one that goes is said to be deleted', () => {
  const one = row('a', 'A', { kind: 'x', open: true, note: '' });
  const [gone] = differences({ rows: [one] }, { rows: [] }, ROWS);
  expect(gone?.words).toEqual({ before: 'Cost: 5; kind: kind x; open: on', after: 'deleted' });
  const [made] = differences({ rows: [] }, { rows: [one] }, ROWS);
  expect(made?.words?.before).toBeNull();
  const [kind] = differences({ rows: [one] }, { rows: [{ ...one, kind: 'y' }] }, ROWS);
  expect(kind).toMatchObject({ before: 'x', after: 'y', words: { before: 'kind x', after: 'kind y' } });
});

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
