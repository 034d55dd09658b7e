import { expect, test } from 'bun:test';
import { createSeal } from '../../src/platform/seal.ts';

const SECRET = 's'.repeat(32);
const seal = createSeal<{ verifier: string }>(SECRET, 'test');
const sealed = seal.close({ verifier: 'abc' }, 1000);

test('what was sealed comes out, and cannot be read meanwhile', () => {
  expect(seal.open(sealed, 999)).toEqual({ verifier: 'abc' });
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('abc');
  expect(seal.close({ verifier: 'abc' }, 1000)).not.toBe(sealed);
});

test('not after its time, not for another purpose, not with another secret', () => {
  expect(seal.open(sealed, 1000)).toBeNull();
  expect(createSeal(SECRET, 'other').open(sealed, 0)).toBeNull();
  expect(createSeal('t'.repeat(32), 'test').open(sealed, 0)).toBeNull();
});

test('not when a single bit was changed', () => {
  const bytes = Buffer.from(sealed, 'base64url');
  for (let i = 0; i < bytes.length; i += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8((changed[i] ?? 0) ^ 1, i);
    expect(seal.open(changed.toString('base64url'), 0)).toBeNull();
  }
});

test.each(['', 'x', '!!!', 'a'.repeat(40)])('nonsense is nothing: %p', (text) => {
  expect(seal.open(text, 0)).toBeNull();
});
