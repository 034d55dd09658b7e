import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { grouped } from '../../scripts/test/groups.ts';
import { buildSmallHouse, type SmallHouse } from './small-house.ts';

const DEADLINE = 60_000;

let house: SmallHouse;
beforeAll(async () => {
  house = await buildSmallHouse();
});
afterAll(() => house.close());

function lastLine(output: string): string | undefined {
  return output.trimEnd().split('\n').at(-1);
}

interface Case {
  readonly what: string;
  readonly text: string;
  readonly ends: string;
  readonly code: number;
}

const cases: readonly Case[] = [
  { what: 'a test that passes', text: `test('one', () => {});`, ends: '2 passed, 0 failed', code: 0 },
  {
    what: 'a test that fails',
    text: `test('one', () => { throw new Error('planted'); });`,
    ends: '1 passed, 1 failed',
    code: 1,
  },
  { what: 'a process that ends itself', text: 'process.exit(0);', ends: '0 passed, 1 failed', code: 1 },
  {
    what: 'a process that crashes',
    text: `process.kill(process.pid, 'SIGKILL');`,
    ends: '0 passed, 1 failed',
    code: 1,
  },
  {
    what: 'an error between tests',
    text: `test('one', () => {});\nthrow new Error('planted');`,
    ends: '1 passed, 1 failed',
    code: 1,
  },
];

describe('the run of all tests counts', () => {
  for (const { what, text, ends, code } of cases) {
    test(
      what,
      async () => {
        const files = { 'tests/shared/planted.test.ts': `import { test } from 'bun:test';\n\n${text}\n` };
        const finished = await house.test('tests/shared', files);
        expect(lastLine(finished.output)).toBe(ends);
        expect(finished.code).toBe(code);
      },
      DEADLINE,
    );
  }

  test(
    'nothing, when no test has such a path',
    async () => {
      const { code, output } = await house.test('no/such/path');
      expect(output).toContain('no test has no/such/path in its path');
      expect(code).toBe(2);
    },
    DEADLINE,
  );
});

test('a folder is a group, the largest first', () => {
  expect(grouped(['tests/b/1.test.ts', 'tests/a/2.test.ts', 'tests/a/1.test.ts'])).toEqual([
    { folder: 'tests/a', files: ['tests/a/1.test.ts', 'tests/a/2.test.ts'] },
    { folder: 'tests/b', files: ['tests/b/1.test.ts'] },
  ]);
});
