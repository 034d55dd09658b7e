import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { isKeyText, keyText, prefixOf, stateOf } from '../../../src/features/apikeys/rules.ts';

const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
const idOf = fc.string({ unit: fc.constantFrom(...letters), minLength: 8, maxLength: 8 });
const secretOf = fc.string({ unit: fc.constantFrom(...letters, '-', '_'), minLength: 43, maxLength: 43 });

describe('the text of a key', () => {
  test('is known again, and names its prefix', () => {
    fc.assert(
      fc.property(idOf, secretOf, (id, secret) => {
        const key = keyText(id, secret);
        expect(key).toHaveLength(62);
        expect(isKeyText(key)).toBe(true);
        expect(prefixOf(key)).toBe(`sd_${id}`);
      }),
    );
  });

  test('with any one character changed is no key', () => {
    const changes = fc.tuple(idOf, secretOf, fc.nat(61), fc.constantFrom(...letters, '-', '_', ' ', 'é'));
    fc.assert(
      fc.property(changes, ([id, secret, at, letter]) => {
        const key = keyText(id, secret);
        fc.pre(key[at] !== letter);
        expect(isKeyText(key.slice(0, at) + letter + key.slice(at + 1))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('has the checksum that others compute, CRC-32', () => {
    const key = keyText('ABCDEFGH', 'x'.repeat(43));
    const crc = Bun.hash.crc32(key.slice(0, 55));
    const digits = [...key.slice(56)].reduce(
      (sum, letter) => sum * 62 + '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(letter),
      0,
    );
    expect(digits).toBe(crc);
  });

  test.each([
    '',
    'sd_',
    'Bearer x',
    `${keyText('ABCDEFGH', 'x'.repeat(43))}\n`,
    ` ${keyText('ABCDEFGH', 'x'.repeat(43))}`,
  ])('%j is none', (text) => {
    expect(isKeyText(text)).toBe(false);
  });
});

describe('a key', () => {
  const never = { expiresAt: null, revokedAt: null, overlapUntil: null };
  test.each([
    [never, 'active'],
    [{ ...never, expiresAt: 101 }, 'active'],
    [{ ...never, expiresAt: 100 }, 'expired'],
    [{ ...never, revokedAt: 100 }, 'revoked'],
    [{ ...never, revokedAt: 50, expiresAt: 60 }, 'revoked'],
    [{ ...never, overlapUntil: 101 }, 'active'],
    [{ ...never, overlapUntil: 100 }, 'revoked'],
  ] as const)('with %j is %s at 100', (times, state) => {
    expect(stateOf(times, 100)).toBe(state);
  });
});
