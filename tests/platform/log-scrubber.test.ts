import { describe, expect, test } from 'bun:test';
import { createScrubber } from '../../src/platform/log-scrubber.ts';

const scrub = createScrubber(['known-secret', 'quo"te\\secret', 'root']);

describe('by its key', () => {
  test.each([
    'token',
    'access_token',
    'refreshToken',
    'botToken',
    'client_secret',
    'clientSecret',
    'secret',
    'sessionSecret',
    'password',
    'Authorization',
    'cookie',
    'set-cookie',
    'x-auth-token',
    'databaseUrl',
    'redis_url',
    'DISCORD_TOKEN',
  ])('%s', (key) => {
    const line = JSON.stringify({ a: [{ [key]: 'canary', other: 'kept' }] });
    expect(JSON.parse(scrub(line))).toEqual({ a: [{ [key]: '[redacted]', other: 'kept' }] });
  });

  test.each(['can"ary', 'canary\\', 'can\\"ary', '"', '\\\\"canary', 'ca\nnary', ''])(
    'whatever stands in it: %j',
    (value) => {
      const line = JSON.stringify({ token: value, other: 'kept' });
      expect(JSON.parse(scrub(line))).toEqual({ token: '[redacted]', other: 'kept' });
    },
  );

  test('a list of them', () => {
    const line = JSON.stringify({ 'set-cookie': ['a]="canary"', 'b=canary; Path=/'], other: ['kept'] });
    expect(JSON.parse(scrub(line))).toEqual({ 'set-cookie': '[redacted]', other: ['kept'] });
  });

  test.each(['canary', 'can"ary', 'can\\ary'])('in JSON that was logged as text: %j', (value) => {
    const line = JSON.stringify({ body: JSON.stringify({ token: value, other: 'kept' }) });
    const { body } = JSON.parse(scrub(line));
    expect(JSON.parse(body)).toEqual({ token: '[redacted]', other: 'kept' });
  });

  test.each([{ tokens: 'kept' }, { tokenized: 'kept' }, { token: 5 }, { cookies_eaten: 'kept' }, { author: 'kept' }])(
    'not %j',
    (value) => {
      expect(JSON.parse(scrub(JSON.stringify(value)))).toEqual(value);
    },
  );
});

describe('by its form', () => {
  test.each([
    ['postgres://user:canary@host/db', 'postgres://user:[redacted]@host/db'],
    ['redis://:canary@host', 'redis://:[redacted]@host'],
    ['Authorization: Bearer canarycanarycanary', 'Authorization: Bearer [redacted]'],
    ['Bot canary.canary.canary', 'Bot [redacted]'],
    [
      'POST /interactions/100000000000000001/canarycanarycanarycanary/callback',
      'POST /interactions/100000000000000001/[redacted]/callback',
    ],
    [
      'PATCH /webhooks/100000000000000001/canarycanarycanarycanary/messages/@original',
      'PATCH /webhooks/100000000000000001/[redacted]/messages/@original',
    ],
  ])('%s', (text, clean) => {
    expect(JSON.parse(scrub(JSON.stringify({ text })))).toEqual({ text: clean });
  });

  test.each(['http://host:3000/path', 'mailto:me@host', 'a Bot that says hello', '12:30 @home'])('not %s', (text) => {
    expect(JSON.parse(scrub(JSON.stringify({ text })))).toEqual({ text });
  });
});

describe('by its value', () => {
  test('wherever it stands, however it is spelt', () => {
    const line = JSON.stringify({
      msg: 'a known-secret b',
      other: 'quo"te\\secret',
      url: encodeURIComponent('quo"te\\secret'),
    });
    expect(JSON.parse(scrub(line))).toEqual({ msg: 'a [redacted] b', other: '[redacted]', url: '[redacted]' });
  });

  test('a short one does not blot out ordinary words', () => {
    expect(scrub('{"path":"/root"}')).toBe('{"path":"/root"}');
  });
});

test('a long hostile line takes no time to speak of', () => {
  const line = JSON.stringify({ a: '\\"'.repeat(50_000), b: 'token":"'.repeat(10_000), c: 'x-'.repeat(50_000) });
  expect(JSON.parse(scrub(line))).toBeDefined();
});
