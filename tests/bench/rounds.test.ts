import { describe, expect, test } from 'bun:test';
import { type Contender, interleave, median, middle, percentile, ratio } from '../../bench/rounds.ts';

function contender(name: string, rates: number[], turns: string[]): Contender {
  return {
    name,
    turn: async () => {
      turns.push(name);
      return { rate: rates[turns.filter((one) => one === name).length - 1] ?? 0 };
    },
  };
}

describe('rounds', () => {
  test('warm everyone up, then go forwards and backwards in turn', async () => {
    const turns: string[] = [];
    const all = [contender('a', [], turns), contender('b', [], turns)];
    await interleave(all, { rounds: 2, seconds: 1 }, () => {});
    expect(turns).toEqual(['a', 'b', 'a', 'b', 'b', 'a']);
  });

  test('compare within a round: a slow minute hits both alike', async () => {
    const turns: string[] = [];
    const all = [contender('ours', [0, 50, 5, 60], turns), contender('baseline', [0, 100, 10, 100], turns)];
    const samples = await interleave(all, { rounds: 3, seconds: 1 }, () => {});
    expect(ratio(samples, 'ours', 'baseline')).toBe(0.5);
    expect(middle(samples, 'ours', 'rate')).toBe(50);
  });

  test('a figure that nobody measured is no number', async () => {
    const samples = await interleave([contender('a', [1, 1], [])], { rounds: 1, seconds: 1 }, () => {});
    expect(middle(samples, 'a', 'p99')).toBeNaN();
    expect(ratio(samples, 'a', 'nobody')).toBeNaN();
  });
});

test('the median of an even count is between the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([9, 1, 5])).toBe(5);
});

test('a percentile is a value that occurred', () => {
  const figures = Array.from({ length: 200 }, (_, n) => n + 1);
  expect(percentile(figures, 0.5)).toBe(101);
  expect(percentile(figures, 0.99)).toBe(199);
  expect(percentile([7], 0.99)).toBe(7);
});
