import { hkdfSync } from 'node:crypto';

/** Tokens that only a page of ours, shown to the same browser session, can have. */
export interface CsrfTokens {
  /** @param holder the session, or whatever else tells this browser from others */
  issue(holder: string): string;
  verify(token: string, holder: string): boolean;
}

/** As long as a session lasts at most. */
const LIFE = 24 * 3_600_000;

export function createCsrfTokens(secret: string): CsrfTokens {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'smarter-dev csrf', 32)).toString('base64url');
  return {
    issue: (holder) => Bun.CSRF.generate(key, { sessionId: holder, expiresIn: LIFE }),
    verify: (token, holder) => token !== '' && Bun.CSRF.verify(token, { secret: key, sessionId: holder }),
  };
}
