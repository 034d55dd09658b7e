import { expect, test } from 'bun:test';
import { pathOf } from '../../src/shared/path.ts';

test.each([
  'http://localhost/',
  'http://127.0.0.1:3000/api/me?limit=1',
  'https://bytes.example/api/guilds/1/bytes/leaderboard?next=/admin',
  'http://[::1]:3000/a%2Fb//c?',
  'http://localhost/api/../admin?x=//',
])('of an address as requests carry it: %s', (url) => {
  const request = new Request(url);
  expect(pathOf(request)).toBe(new URL(request.url).pathname);
});
