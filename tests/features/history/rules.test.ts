import { expect, test } from 'bun:test';
import { differences } from '../../../src/features/history/rules.ts';

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
  const found = differences(before, after, LABELS);
  expect(found.map(({ path, label, before, after }) => [path, label, before, after])).toEqual(
    expected as unknown as unknown[][],
  );
});
