import { describe, expect, test } from 'bun:test';
import { isOver, localPath, rightFrom, sameNetwork } from '../../../src/features/auth/rules.ts';

const HOUR = 3_600_000;

test.each([
  ['fresh', 0, 0, 0, false],
  ['idle for less than two hours', 0, 0, 2 * HOUR - 1, false],
  ['idle for two hours', 0, 0, 2 * HOUR, true],
  ['in use for less than a day', 0, 23 * HOUR, 24 * HOUR - 1, false],
  ['in use for a day', 0, 24 * HOUR - 1, 24 * HOUR, true],
])('a session that is %s', (_name, createdAt, seenAt, now, over) => {
  expect(isOver({ createdAt, seenAt }, now)).toBe(over);
});

test.each([
  ['192.0.2.1', '192.0.2.200', true],
  ['192.0.2.1', '192.0.3.1', false],
  ['2001:db8:1:2::1', '2001:0db8:1:2:ffff::9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['2001:db8::1', '2001:db8:0:0:5::', true],
  ['::1', '::1', true],
  ['192.0.2.1', '2001:db8::1', false],
])('%s and %s are of one network: %p', (one, other, same) => {
  expect(sameNetwork(one, other)).toBe(same);
});

test.each([
  [0n, 'member'],
  [1n << 40n, 'moderator'],
  [(1n << 40n) | (1n << 5n), 'manager'],
  [1n << 5n, 'manager'],
  [1n << 3n, 'manager'],
  [(1n << 1n) | (1n << 2n) | (1n << 28n), 'member'],
] as const)('permissions %p make a %s', (permissions, right) => {
  expect(rightFrom(permissions)).toBe(right);
});

describe('where to go after signing in', () => {
  test.each(['/admin', '/admin/guilds/1?tab=bytes#daily', '/me', '/', '/a%20b', '/x?next=//evil.example'])(
    '%s is a page of ours',
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );

  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/a/../..//evil.example',
    '/%2e//evil.example',
    'https:evil.example',
    'https://evil.example',
    'https:/evil.example',
    'http://localhost@evil.example',
    '@evil.example',
    'evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '',
    '?x',
    '#x',
    '/login',
    '/login?next=/login',
    '/logout',
    '/auth/callback?code=x',
    `/${'a'.repeat(2001)}`,
  ])('%p leads nowhere', (path) => {
    expect(localPath(path)).toBeNull();
  });

  test('whatever it takes stays here', () => {
    const pieces = ['/', '\\', '.', '..', '%09', '%2f', '%5c', '@', ':', 'evil.example', 'https:', '\t', '?', '#', ' '];
    const pairs = pieces.flatMap((one) => pieces.map((other) => one + other));
    const paths = pairs.flatMap((one) => pairs.map((other) => localPath(`/${one}${other}`)));
    const taken = paths.filter((path) => path !== null);
    for (const path of taken) expect(new URL(path, 'http://ours.example/login').origin).toBe('http://ours.example');
    expect(taken.length).toBeGreaterThan(1000);
  });
});
