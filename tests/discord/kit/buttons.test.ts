import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createSigner } from '../../../src/discord/kit/buttons.ts';
import { isRefusal } from '../../../src/shared/refusal.ts';

const ADA = '100000000000000001';
const BOB = '100000000000000002';
const NOW = Date.UTC(2026, 10, 22);
const signer = createSigner('a secret of the session');

const ids = fc.bigInt({ min: 10n ** 16n, max: 10n ** 19n }).map(String);
const args = fc.array(
  fc.oneof(ids, fc.nat().map(String), fc.string({ maxLength: 5 }), fc.constantFrom('007', '-1', '%7C', '=')),
  {
    maxLength: 3,
  },
);

function sign(overrides: Partial<Parameters<typeof signer.sign>[0]> = {}): string {
  return signer.sign({ action: 'bytes.send', owner: ADA, expiresAt: NOW + 60_000, args: ['1', 'x'], ...overrides });
}

describe('signed custom_id', () => {
  test('gives back what was signed, whatever the arguments', () => {
    fc.assert(
      fc.property(ids, args, (owner, given) => {
        const id = sign({ owner, args: given, action: 'a' });
        expect(signer.read(id, owner, NOW)).toEqual({ action: 'a', args: given });
      }),
    );
  });

  test('is forged once any character is changed, dropped or added', () => {
    const id = sign();
    fc.assert(
      fc.property(fc.nat(id.length - 1), fc.string({ maxLength: 2 }), (at, put) => {
        fc.pre(put !== id[at]);
        expect(signer.read(id.slice(0, at) + put + id.slice(at + 1), ADA, NOW)).toMatchObject({ refused: 'forged' });
      }),
    );
  });

  test('is forged when another secret signed it', () => {
    expect(createSigner('another').read(sign(), ADA, NOW)).toMatchObject({ refused: 'forged' });
  });

  test.each(['', '|', 'x', 'confirm', '||||', 'unused:label'])('%p is forged', (id) => {
    expect(signer.read(id, ADA, NOW)).toMatchObject({ refused: 'forged' });
  });

  test('refuses another member', () => {
    expect(signer.read(sign(), BOB, NOW)).toEqual({ refused: 'not_yours', context: { owner: ADA } });
  });

  test('lets anyone press what belongs to anyone', () => {
    expect(isRefusal(signer.read(sign({ owner: 'anyone' }), BOB, NOW))).toBe(false);
  });

  test('expires at its deadline, not before', () => {
    expect(isRefusal(signer.read(sign(), ADA, NOW + 59_999))).toBe(false);
    expect(signer.read(sign(), ADA, NOW + 60_000)).toMatchObject({ refused: 'expired' });
    expect(isRefusal(signer.read(sign({ expiresAt: null }), ADA, NOW + 1e12))).toBe(false);
  });

  test('fits a transfer with the longest ids and amount', () => {
    const longest = {
      action: 'bytes.confirm',
      owner: '9'.repeat(20),
      args: ['9'.repeat(20), '9'.repeat(20), '9007199254740991'],
    };
    expect(sign(longest).length).toBeLessThanOrEqual(100);
  });

  test('throws rather than make an id that Discord refuses', () => {
    expect(() => sign({ args: ['x'.repeat(80)] })).toThrow(RangeError);
  });
});
