import { describe, expect, test } from 'bun:test';
import { compilePatterns, patternProblem } from '../../../../src/features/automod/triggers/patterns.ts';

describe('a pattern', () => {
  test.each([
    ['', 'is empty'],
    ['(?=a)b', 'look-around'],
    ['(?<!a)b', 'look-around'],
    ['(a)\\1', 'refers back'],
    ['a\\y', 'means nothing'],
    ['(a', 'never closed'],
    ['[a', 'never closed'],
    ['a)', 'never opened'],
    ['*a', 'nothing before it'],
    ['a**', 'repeats a repetition'],
    ['[z-a]', 'backwards'],
    ['a{1001}', 'too often'],
    ['(a{100}){11}', 'too often'],
    ['\\pL{900}', 'too large'],
    ['a*', 'matches an empty text'],
    ['a\\', 'backslash'],
    ['a\ud800', 'half a character'],
    [`${'('.repeat(99)}a`, 'never closed'],
    ['a'.repeat(201), '201 characters'],
    ['(?P<a', 'cannot be read'],
  ])('%s is refused with a sentence', (pattern, part) => {
    const problem = patternProblem(pattern);
    expect(problem).toContain(part);
    expect(problem).toMatch(/^[a-z].*\.$/);
  });

  test.each(['free.?nitro', '^(?i:discord) support$', '\\p{Cyrillic}', '(?<name>a+)b', '\\bpython\\b'])(
    '%s is fine',
    (pattern) => {
      expect(patternProblem(pattern)).toBeNull();
    },
  );

  test('is found among others, the first in the list', () => {
    const find = compilePatterns(['zebra', 'a+b', 'ab']);
    expect([find('nothing'), find('xxAB'), find('zebra ab')]).toEqual([-1, 1, 0]);
    expect([compilePatterns(['a+b'])('caab'), compilePatterns(['a+b'])('b')]).toEqual([0, -1]);
  });
});

test('large patterns are found beside small ones, the first in the list', () => {
  const find = compilePatterns(['zebra', '(?:a?){60}b', '(?:[c-e]{1,20}){5}x', 'ab']);
  expect([find('aab'), find('xzebra'), find('CDECDEx'), find('nothing')]).toEqual([1, 0, 2, -1]);
});

/** Numbers that look random and are the same in each run (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const CLASSICS = [
  '(a+)+$',
  '(a|a)*$x',
  '(a|aa)+$',
  '(x+x+)+y',
  '([a-zA-Z]+)*$1',
  '(.*?,){11}P',
  '(a*)*b',
  '(?:a?){50}a{50}',
  '\\pL{300}',
  '(.{1,20}){1,15}z',
  '(\\w{1,9}){1,30}$',
  '((((a{2}){4}){4}){4})',
];
const ATOMS = [
  'a',
  'aa',
  '.',
  '\\w',
  '[^b]',
  '\\pL',
  '(a|a)',
  '(a+)',
  '(.*)',
  '(?:a?)',
  '(a|b|ab)',
  '[a-z]',
  '\\s',
  'а',
  '(?=a)',
  '\\1',
  '^',
  '$',
  '(',
  ')',
  '[',
  '\\',
  '|',
];
const REPEATS = ['', '', '+', '*', '?', '{2,9}', '{30}', '{1,50}', '{200}', '+?', '{1001}', '**'];

/** Patterns in the style of those that hang backtracking engines, and broken ones. */
function hostilePatterns(count: number): string[] {
  const pick = chance(4711);
  const one = (list: readonly string[]) => list[pick(list.length)] ?? '';
  const random = () => {
    const parts = Array.from({ length: 1 + pick(8) }, () => one(ATOMS) + one(REPEATS)).join('');
    return pick(2) === 0 ? `(${parts})${one(REPEATS)}${one(['$', 'x', '!', ''])}` : parts;
  };
  return [...CLASSICS, ...Array.from({ length: count - CLASSICS.length }, random)];
}

const LIMIT = 20;
const names = [
  'a'.repeat(64),
  'aа'.repeat(32),
  `${'ab'.repeat(31)}!`,
  'x'.repeat(64),
  ' '.repeat(64),
  '\ud800'.repeat(64),
];

describe('2,000 hostile patterns', () => {
  test('compile or are refused with a sentence, and none takes 20 ms of CPU for a name', () => {
    let [usable, worst] = [0, 0];
    for (const pattern of hostilePatterns(2_000)) {
      const problem = patternProblem(pattern);
      if (problem !== null) {
        expect(problem).toMatch(/^[a-z].*\.$/);
        continue;
      }
      usable += 1;
      worst = Math.max(worst, slowest([pattern]));
    }
    expect(usable).toBeGreaterThan(200);
    expect(worst).toBeLessThan(LIMIT);
  });

  test('twenty together in one rule are no slower', () => {
    const usable = hostilePatterns(2_000).filter((pattern) => patternProblem(pattern) === null);
    let worst = 0;
    for (let i = 0; i < usable.length; i += 20) {
      worst = Math.max(worst, slowest(usable.slice(i, i + 20)));
    }
    expect(worst).toBeLessThan(LIMIT);
  });
});

/**
 * Milliseconds of this process' own work, which other processes do not lengthen, for the first look at each name; the
 * states that the engine learns are thrown away in between. What is too slow is tried again, since memory may just have
 * been tidied up.
 */
function slowest(patterns: readonly string[], tries = 3): number {
  let worst = 0;
  for (const name of names) {
    const find = compilePatterns(patterns);
    const before = process.cpuUsage();
    find(name);
    const { user, system } = process.cpuUsage(before);
    worst = Math.max(worst, (user + system) / 1_000);
  }
  return worst < LIMIT || tries === 1 ? worst : slowest(patterns, tries - 1);
}
