import { describe, expect, test } from 'bun:test';
import { createClock } from '../../src/simulator/clock.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const DAY = 86_400_000;

function fixedClock(offset = 0) {
  return createClock(offset, { now: () => NOON });
}

describe('the simulated clock', () => {
  test('runs ahead of real time by its offset', () => {
    const clock = fixedClock(DAY);
    expect(clock.now()).toBe(NOON + DAY);
    clock.advance(DAY);
    expect({ now: clock.now(), offset: clock.offset }).toEqual({ now: NOON + 2 * DAY, offset: 2 * DAY });
  });

  test('wakes only those whose instant has come', async () => {
    const clock = fixedClock();
    const woken: string[] = [];
    const soon = clock.until(NOON + DAY).then(() => woken.push('soon'));
    const late = clock.until(NOON + 3 * DAY).then(() => woken.push('late'));
    clock.advance(DAY);
    await soon;
    expect(woken).toEqual(['soon']);
    clock.advance(2 * DAY);
    await late;
    expect(woken).toEqual(['soon', 'late']);
  });

  test('resolves at once for an instant that is past', () =>
    expect(fixedClock().until(NOON - 1)).resolves.toBeUndefined());

  test('waits for an instant further away than a timer reaches', async () => {
    const clock = fixedClock();
    const waiting = clock.until(NOON + 400 * DAY);
    clock.advance(400 * DAY);
    await waiting;
  });

  test('comes of itself as real time passes', async () => {
    const clock = createClock();
    await clock.until(clock.now() + 5);
  });

  test('stops waiting when aborted, before or meanwhile', async () => {
    const clock = fixedClock();
    const controller = new AbortController();
    const waiting = clock.until(NOON + DAY, controller.signal);
    controller.abort(new Error('enough'));
    expect(waiting).rejects.toThrow('enough');
    expect(clock.until(NOON + DAY, AbortSignal.abort(new Error('never began')))).rejects.toThrow('never began');
  });
});
