import type { Clock } from '../../platform/clock.ts';
import type { Snowflake } from '../../shared/ids.ts';
import type { Grant } from '../rest/call.ts';

/** What a person agreed to; a code stands for it for a minute. */
export interface Consent {
  userId: Snowflake;
  scopes: readonly string[];
  redirectUri: string;
  /** PKCE. */
  challenge?: { value: string; method: 'S256' | 'plain' };
}

export interface TokenPair {
  token_type: 'Bearer';
  access_token: string;
  /** Seconds. */
  expires_in: number;
  refresh_token: string;
  scope: string;
}

const CODE_LIFE = 60_000;
const ACCESS_LIFE_SECONDS = 604_800;

interface Session extends Grant {
  refresh: string;
}

export interface GrantsOptions {
  /** Access tokens expire by this one, which a person can move forward. */
  simulated: Clock;
  /** Codes expire by this one. */
  real: Clock;
}

/** Authorization codes and tokens, in memory: they end with the process, as the bot's token does. */
export function createGrants({ simulated, real }: GrantsOptions) {
  const codes = new Map<string, { consent: Consent; expiresAt: number }>();
  const sessions = new Map<string, Session>();

  function issueCode(consent: Consent): string {
    for (const [code, { expiresAt }] of codes) if (expiresAt <= real.now()) codes.delete(code);
    const code = secret(24);
    codes.set(code, { consent, expiresAt: real.now() + CODE_LIFE });
    return code;
  }

  /** Turns a code into tokens, once; null when code, redirect or verifier do not fit. */
  function redeem(code: string, redirectUri: string, verifier: string | null): TokenPair | null {
    const issued = codes.get(code);
    codes.delete(code);
    if (!issued || issued.expiresAt <= real.now()) return null;
    const { consent } = issued;
    if (consent.redirectUri !== redirectUri || !proves(consent, verifier)) return null;
    return open(consent.userId, consent.scopes);
  }

  /** Turns a refresh token into new ones; the old ones are void. */
  function refresh(token: string): TokenPair | null {
    const found = [...sessions].find(([, session]) => session.refresh === token);
    if (!found) return null;
    sessions.delete(found[0]);
    return open(found[1].userId, found[1].scopes);
  }

  function open(userId: Snowflake, scopes: readonly string[]): TokenPair {
    const access = secret(32);
    const session = { userId, scopes, refresh: secret(32), expiresAt: simulated.now() + ACCESS_LIFE_SECONDS * 1000 };
    sessions.set(access, session);
    return {
      token_type: 'Bearer',
      access_token: access,
      expires_in: ACCESS_LIFE_SECONDS,
      refresh_token: session.refresh,
      scope: scopes.join(' '),
    };
  }

  /** Voids an access or refresh token with its twin. */
  function revoke(token: string): void {
    for (const [access, { refresh: twin }] of sessions) if (token === access || token === twin) sessions.delete(access);
  }

  function resolve(access: string): Grant | null {
    const session = sessions.get(access);
    return session && session.expiresAt > simulated.now() ? session : null;
  }

  return { issueCode, redeem, refresh, revoke, resolve };
}

export type Grants = ReturnType<typeof createGrants>;

function proves({ challenge }: Consent, verifier: string | null): boolean {
  if (!challenge) return true;
  if (!verifier) return false;
  if (challenge.method === 'plain') return challenge.value === verifier;
  return new Bun.CryptoHasher('sha256').update(verifier).digest('base64url') === challenge.value;
}

/** Recognizable as no real secret. */
function secret(bytes: number): string {
  return `simulated.${Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url')}`;
}
