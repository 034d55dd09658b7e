import { describe, expect, test } from 'bun:test';
import { DiscordAPIError, REST, RESTEvents } from 'discord.js';
import { createBreaker } from '../../src/discord/breaker.ts';

const GUILD = '100000000000000001';

function refused(status: number): DiscordAPIError {
  const body = { code: 50013, message: 'Missing Permissions' };
  return new DiscordAPIError(body, 50013, status, 'PUT', 'https://discord.com', { files: [], body: null });
}

function setUp() {
  let time = 0;
  const breaker = createBreaker({ now: () => time });
  return {
    breaker,
    advance: (ms: number) => (time += ms),
    fail: (times: number, error: unknown = refused(403)) => {
      for (let n = 0; n < times; n++) breaker.report(GUILD, 'roles', error);
    },
  };
}

describe('breaker', () => {
  test('opens after 20 refusals in a row, for that guild and kind', () => {
    const { breaker, fail } = setUp();
    fail(19);
    expect(breaker.openUntil(GUILD, 'roles')).toBeNull();
    fail(1);
    expect(breaker.openUntil(GUILD, 'roles')).toBe(300_000);
    expect(breaker.openUntil(GUILD, 'messages')).toBeNull();
    expect(breaker.open()).toEqual([{ guildId: GUILD, kind: 'roles', until: 300_000 }]);
  });

  test('a success in between starts the count anew', () => {
    const { breaker, fail } = setUp();
    fail(19);
    breaker.report(GUILD, 'roles', null);
    fail(19);
    expect(breaker.openUntil(GUILD, 'roles')).toBeNull();
  });

  test('lets one through after five minutes and opens again when that is refused', () => {
    const { breaker, fail, advance } = setUp();
    fail(20);
    advance(300_000);
    expect(breaker.openUntil(GUILD, 'roles')).toBeNull();
    fail(1);
    expect(breaker.openUntil(GUILD, 'roles')).toBe(600_000);
  });

  test('does not count what is not a refusal', () => {
    const { breaker, fail } = setUp();
    fail(30, refused(500));
    expect(breaker.openUntil(GUILD, 'roles')).toBeNull();
  });

  test('stops everything once the process has met 1,000 refusals', () => {
    const rest = new REST();
    const breaker = createBreaker({ now: () => 0 }, rest);
    rest.emit(RESTEvents.InvalidRequestWarning, { count: 500, remainingTime: 9_000 });
    expect(breaker.openUntil(GUILD, 'roles')).toBeNull();
    rest.emit(RESTEvents.InvalidRequestWarning, { count: 1_000, remainingTime: 8_000 });
    expect(breaker.openUntil(GUILD, 'anything')).toBe(8_000);
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  });
});
