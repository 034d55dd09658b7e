import { expect, test } from 'bun:test';
import { identified, type Step, sidesOf, undone } from '../../../../src/features/history/rules/steps.ts';

const [a, b, c] = [
  { id: 'a', name: 'Ants', cost: 1 },
  { id: 'b', name: 'Bees', cost: 2 },
  { id: 'c', name: 'Crabs', cost: 3 },
];
const NOW = { rows: [a, b], zone: 'UTC' };
const READING = { labels: {}, lists: { rows: 'row' } };

test.each<[string, Step, object]>([
  ['made', { list: 'rows', id: 'b', before: null, after: b }, { rows: [a] }],
  ['made and gone again', { list: 'rows', id: 'c', before: null, after: c }, { rows: [a, b] }],
  ['deleted', { list: 'rows', id: 'c', before: c, after: null }, { rows: [a, b, c] }],
  [
    'deleted and made again',
    { list: 'rows', id: 'x', before: { ...b, cost: 9 }, after: null },
    { rows: [a, { ...b, cost: 9 }] },
  ],
  ['changed', { list: 'rows', id: 'a', before: { ...a, name: 'Old' }, after: a }, { rows: [{ ...a, name: 'Old' }, b] }],
  ['sorted', { list: 'rows', order: { before: ['b', 'x', 'a'], after: ['a', 'b'] } }, { rows: [b, a] }],
  [
    'a field',
    { fields: { before: { zone: 'Asia/Tokyo' }, after: { zone: 'UTC' } } },
    { rows: [a, b], zone: 'Asia/Tokyo' },
  ],
])('without the step: %s', (_what, step, expected) => {
  expect(undone(step, NOW)).toEqual({ ...NOW, ...expected });
});

test('what was sorted is named as it is called now; what is gone is left out', () => {
  const step = { list: 'rows', order: { before: ['b', 'x', 'a'], after: ['a', 'b', 'x'] } };
  const named = (ids: string[]) => ({ rows: ids.map((id) => expect.objectContaining({ id })) });
  expect(sidesOf(step, NOW)).toEqual({ before: named(['b', 'a']), after: named(['a', 'b']) });
});

test.each([
  ['by its id, whatever its name', [{ id: 'A', name: 'Renamed' }], ['a']],
  ['by its name, whatever its id', [{ id: 'elsewhere', name: ' bees' }], ['b']],
  ['by its id before another takes it by name', [{ name: 'Ants' }, { id: 'a', name: 'x' }], [undefined, 'a']],
  [
    'once',
    [
      { id: 'a', name: 'x' },
      { id: 'a', name: 'y' },
    ],
    ['a', undefined],
  ],
  ['new', [{ id: 'q', name: 'Quokkas' }], [undefined]],
])('an entry is known %s', (_what, given, ids) => {
  const { rows } = identified({ rows: given }, NOW, READING) as { rows: { id?: string }[] };
  expect(rows.map(({ id }) => id)).toEqual(ids);
});

test('what is no list of entries is left for the schema to refuse', () => {
  for (const odd of [null, 'x', 7, { rows: 'x' }, { rows: [null, 3, []] }, {}])
    expect(identified(odd, NOW, READING)).toEqual(odd);
});
