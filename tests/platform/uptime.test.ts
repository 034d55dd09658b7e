import { expect, test } from 'bun:test';
import { createStatus } from '../../src/http/status.ts';
import { createUptime } from '../../src/platform/uptime.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2027, 2, 14, 10, 30);

test('hour by hour, for a day, and no longer', async () => {
  let now = START;
  const uptime = createUptime({ now: () => now });
  for (let minute = 0; minute < 30 * 60; minute += 1) {
    uptime.note('database', true);
    uptime.note('discord', minute < 6 * 60 || minute >= 7 * 60 ? true : minute % 2 === 0);
    now += 60_000;
  }
  const { since, parts } = uptime.report();
  expect(since).toBe(now - (now % HOUR) - 23 * HOUR);
  expect(parts.database?.up).toBe(1);
  expect(parts.database?.hours.length).toBeLessThanOrEqual(24);
  expect(parts.discord?.hours.map(({ up }) => up).filter((up) => up < 1).length).toBeGreaterThan(0);
  expect(parts.discord?.up).toBeLessThan(1);

  const answer = await createStatus(uptime.report).handle(new Request('http://localhost/status'));
  const body = (await answer.json()) as { parts: Record<string, { up: number; hours: { at: string; up: number }[] }> };
  expect(body.parts.discord?.up).toBeCloseTo(parts.discord?.up ?? 0, 3);
  expect(body.parts.database?.hours[0]).toEqual({ at: new Date(since).toISOString(), up: 1 });
});

test('before the first look nothing is claimed', () => {
  const uptime = createUptime({ now: () => START });
  expect(uptime.report()).toEqual({ since: START, parts: {} });
});
