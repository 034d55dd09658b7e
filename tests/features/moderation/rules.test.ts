import { describe, expect, test } from 'bun:test';
import {
  ACTIONS,
  type CaseAction,
  checkDuration,
  fitDuration,
  judge,
  LONGEST_TIMEOUT,
  parseDuration,
  type Scene,
  type Standing,
  tidyReason,
} from '../../../src/features/moderation/rules.ts';
import { ADMIN, dice, grow, mayBeDone, type Tree } from './tree.ts';

const DAY = 86_400_000;

describe('durations', () => {
  test.each([
    ['10m', 600_000],
    ['2h30m', 9_000_000],
    ['7d', 7 * DAY],
    ['1w 2D', 9 * DAY],
  ])('%s is read', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds));

  test.each(['', '-5m', '10', 'm', '1.5h', '٣d', '10m!', `${'9'.repeat(30)}d`])('%p is not', (text) => {
    expect(parseDuration(text)).toMatchObject({ refused: 'duration_unreadable' });
  });

  test.each<[CaseAction, number | null, string | null]>([
    ['timeout', 28 * DAY, null],
    ['timeout', 28 * DAY + 1, 'duration_too_long'],
    ['timeout', 29 * DAY, 'duration_too_long'],
    ['timeout', 0, 'duration_too_short'],
    ['timeout', -1, 'duration_too_short'],
    ['timeout', Number.NaN, 'duration_too_short'],
    ['timeout', null, 'duration_needed'],
    ['ban', null, null],
    ['ban', 365 * DAY, null],
    ['ban', 366 * DAY, 'duration_too_long'],
    ['kick', 60_000, 'duration_not_for_this'],
    ['kick', null, null],
  ])('a %s of %p', (action, duration, code) => {
    expect(checkDuration(action, fitDuration(action, duration))?.refused ?? null).toBe(code as never);
  });

  test('four weeks become what Discord takes', () => {
    expect(fitDuration('timeout', 28 * DAY)).toBe(LONGEST_TIMEOUT);
    expect(fitDuration('ban', 28 * DAY)).toBe(28 * DAY);
  });
});

test('a reason is one readable line that a database takes', () => {
  expect(tidyReason(' a\u0000b\n\u202Ec ')).toBe('a b c');
  expect(tidyReason('half \uD800')?.isWellFormed()).toBe(true);
  expect(tidyReason(' \n ')).toBeNull();
  expect(tidyReason(null)).toBeNull();
});

const EVERYTHING = (1n << 53n) - 1n;

const idOf = (who: number): string => `20000000000000000${who}`;

function standingOf({ owner, roles, allowed }: Tree, who: number): Standing | null {
  const own = roles[who];
  if (!own) return null;
  const granted = own.reduce((all, role) => all | (allowed[role] ?? 0n), 0n);
  const permissions = who === owner || granted & ADMIN ? EVERYTHING : granted;
  return { userId: idOf(who), top: Math.max(0, ...own), permissions };
}

describe('who may do what to whom', () => {
  test('holds for twenty thousand random trees of roles', () => {
    const roll = dice(20_261_123);
    const seen = { yes: 0, no: 0 };
    for (let turn = 0; turn < 20_000; turn++) {
      const tree = grow(roll);
      const action = ACTIONS[roll(ACTIONS.length)] ?? 'warn';
      const target = roll(4);
      const [bot, actor] = [standingOf(tree, 0), standingOf(tree, 1)];
      if (!bot || !actor) throw new Error('they are always there');
      const scene: Scene = {
        ownerId: idOf(tree.owner),
        bot,
        actor,
        targetId: idOf(target),
        target: standingOf(tree, target),
      };
      const allowed = judge(action, scene) === null;
      if (allowed !== mayBeDone(action, tree, 1, target))
        throw new Error(
          `turn ${turn}: ${action} on ${target}: ${JSON.stringify(judge(action, scene))} ${JSON.stringify(tree, (_, value) => (typeof value === 'bigint' ? String(value) : value))}`,
        );
      seen[allowed ? 'yes' : 'no']++;
    }
    expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(1_000);
  });
});
