import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps a value in somebody else's hands: unread, unchanged, and for a time only. */
export interface Seal<Value> {
  /** @param until epoch milliseconds */
  close(value: Value, until: number): string;
  /** Null when it was changed, was sealed for something else, or its time is over. */
  open(sealed: string, now: number): Value | null;
}

const NONCE = 12;
const TAG = 16;

/** @param purpose no two kinds of values share one, so that neither passes for the other */
export function createSeal<Value>(secret: string, purpose: string): Seal<Value> {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `smarter-dev seal ${purpose}`, 32));

  function decrypt(sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  }

  return {
    close(value, until) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
      const text = Buffer.concat([cipher.update(JSON.stringify({ value, until }), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(sealed, now) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length <= NONCE + TAG) return null;
      try {
        const { value, until } = JSON.parse(decrypt(bytes)) as { value: Value; until: number };
        return now < until ? value : null;
      } catch {
        return null;
      }
    },
  };
}
