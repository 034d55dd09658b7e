import { expect, test } from 'bun:test';
import { cooldown } from '../../../src/discord/kit/preconditions.ts';

type Acting = Parameters<ReturnType<typeof cooldown>>[0];
const acting = (user: string, guildId = '1') => ({ guildId, user: { id: user } }) as unknown as Acting;

test('a cooldown holds for one member of one guild, until it is over', async () => {
  let time = 1_000;
  const check = cooldown({ now: () => time }, 500);
  expect(await check(acting('a'))).toBeNull();
  expect(await check(acting('a'))).toEqual({ refused: 'too_soon', context: { until: 1_500 } });
  expect(await check(acting('b'))).toBeNull();
  expect(await check(acting('a', '2'))).toBeNull();
  time = 1_500;
  expect(await check(acting('a'))).toBeNull();
});
