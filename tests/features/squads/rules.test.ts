import { describe, expect, test } from 'bun:test';
import {
  checkRequirements,
  LEAVE_REMEMBERED,
  moveTo,
  named,
  orderVersion,
  type Past,
  RETURN_FREE,
  SWITCH_COOLDOWN,
  search,
  unmet,
} from '../../../src/features/squads/rules.ts';
import { snowflakeAt } from '../../../src/shared/ids.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const DAY = 86_400_000;
const gophers = { id: 'g', name: 'Gophers', switchCost: 75 };
const nobody: Past = { squadId: null, left: null, switchedAt: null };
const left = (squadId: string, ago: number): Past => ({ ...nobody, left: { squadId, at: NOW - ago } });

describe('joining', () => {
  test.each([
    ['the first squad is free', nobody, { kind: 'join', cost: 0 }],
    ['another squad costs the destination’s price', { ...nobody, squadId: 'r' }, { kind: 'switch', cost: 75 }],
    ['leaving first does not make it free', left('r', 1), { kind: 'switch', cost: 75 }],
    ['nor a moment before thirty days', left('r', LEAVE_REMEMBERED - 1), { kind: 'switch', cost: 75 }],
    ['after thirty days it is free', left('r', LEAVE_REMEMBERED), { kind: 'join', cost: 0 }],
    ['the same squad within a day is free', left('g', RETURN_FREE - 1), { kind: 'join', cost: 0 }],
    ['later the same squad costs as well', left('g', RETURN_FREE), { kind: 'switch', cost: 75 }],
  ])('%s', (_what, past, expected) => {
    expect(moveTo(gophers, past, NOW)).toEqual(expected as never);
  });

  test('the squad one is in is refused', () => {
    expect(moveTo(gophers, { ...nobody, squadId: 'g' }, NOW)).toMatchObject({ refused: 'already_member' });
  });

  test('switching again has to wait for a day, by way of leaving too', () => {
    for (const past of [{ ...nobody, squadId: 'r' }, left('r', 1)]) {
      const soon = { ...past, switchedAt: NOW - SWITCH_COOLDOWN + 1 };
      expect(moveTo(gophers, soon, NOW)).toEqual({ refused: 'switch_cooldown', context: { until: NOW + 1 } });
      expect(moveTo(gophers, { ...past, switchedAt: NOW - SWITCH_COOLDOWN }, NOW)).toMatchObject({ kind: 'switch' });
    }
  });
});

describe('requirements', () => {
  const all = { maxMembers: 3, minReceived: 100, minAccountDays: 7, requiredRoleId: '1' };
  const who = { userId: snowflakeAt(NOW - 7 * DAY, 0), received: 100, roleIds: ['1'] };

  test('are met at the limit', () => {
    const found = checkRequirements(all, who, 2, NOW);
    expect(found.map(({ met }) => met)).toEqual([true, true, true, true]);
    expect(unmet(found, 'Gophers')).toBeNull();
  });

  test.each([
    ['squad_full', who, 3],
    ['too_few_received', { ...who, received: 99 }, 2],
    ['account_too_young', { ...who, userId: snowflakeAt(NOW - 7 * DAY + 1000, 0) }, 2],
    ['role_required', { ...who, roleIds: [] }, 2],
  ])('%s', (code, candidate, members) => {
    expect(unmet(checkRequirements(all, candidate, members, NOW), 'Gophers')).toMatchObject({ refused: code as never });
  });

  test('that are not set are not there', () => {
    const none = { maxMembers: null, minReceived: null, minAccountDays: null, requiredRoleId: null };
    expect(checkRequirements(none, who, 9, NOW)).toEqual([]);
  });
});

test('a part of the name finds squads, whatever its capitals; those that begin with it come first', () => {
  const squads = ['Pythonistas', 'Monty', 'ON TIME'].map((name) => ({ name }));
  expect(search(squads, 'on').map(({ name }) => name)).toEqual(['ON TIME', 'Pythonistas', 'Monty']);
  expect(search(squads, '').length).toBe(3);
  expect(named(squads, ' monty ')?.name).toBe('Monty');
  expect(named(squads, 'mont')).toBeNull();
});

test('another order has another version', () => {
  expect(orderVersion(['a', 'b'])).not.toBe(orderVersion(['b', 'a']));
  expect(orderVersion(['a', 'b'])).toBe(orderVersion(['a', 'b']));
});
