/** A fingerprint of a table's rows that does not depend on their order. */
export interface Digest {
  add(row: string): void;
  rows(): number;
  /** 64 hexadecimal digits; the same for the same rows in any order. */
  hex(): string;
}

const MODULUS = 1n << 256n;

/** The sum of the rows' SHA-256: engines and collations sort differently, so no order may be asked for. */
export function createDigest(): Digest {
  const sums = new Array<number>(8).fill(0);
  let rows = 0;

  return {
    add(row) {
      const hash = new Bun.CryptoHasher('sha256').update(row).digest();
      for (let word = 0; word < 8; word += 1) sums[word] = (sums[word] ?? 0) + hash.readUInt32BE(word * 4);
      rows += 1;
    },
    rows: () => rows,
    hex() {
      const total = sums.reduce((sum, word) => (sum << 32n) + BigInt(word), 0n) % MODULUS;
      return total.toString(16).padStart(64, '0');
    },
  };
}
