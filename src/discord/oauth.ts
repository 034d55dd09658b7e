import {
  AuthorizationResponseError,
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  processAuthorizationCodeResponse,
  protectedResourceRequest,
  ResponseBodyError,
  validateAuthResponse,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { z } from 'zod';
import { type Snowflake, snowflake } from '../shared/ids.ts';

interface OAuthOptions {
  /** The page that asks the person. */
  readonly authorizeUrl: string;
  /** Discord's API, without the version. */
  readonly apiUrl: string;
  readonly clientId: Snowflake;
  readonly clientSecret: string;
}

/** A person as Discord tells after he agreed. */
export interface SignedInPerson {
  readonly id: Snowflake;
  readonly username: string;
  readonly displayName: string;
  /** Hash of the picture, or null. */
  readonly avatar: string | null;
}

/** What only the browser that began may bring back. */
export interface PendingSignIn {
  readonly state: string;
  /** PKCE. */
  readonly verifier: string;
  /** Where Discord sends the person back to. */
  readonly redirectUri: string;
}

/**
 * Signing in with Discord: authorization code with PKCE. Nothing is kept of the tokens: one question is asked with the
 * access token, who the person is, and it is dropped.
 */
export interface DiscordSignIn {
  /** Where to send the person, and what to remember until he is back. */
  begin(redirectUri: string): Promise<PendingSignIn & { readonly url: string }>;
  /**
   * Who he is. `foreign`: the answer is not to what this browser asked; `refused`: Discord takes the code no more;
   * `away`: Discord does not answer, or not as it should.
   */
  finish(
    answer: URLSearchParams,
    pending: PendingSignIn,
  ): Promise<SignedInPerson | 'cancelled' | 'foreign' | 'refused' | 'away'>;
}

const SCOPE = 'identify';
const PATIENCE = 10_000;

const person = z.object({
  id: snowflake,
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
});

export function createDiscordSignIn({ authorizeUrl, apiUrl, clientId, clientSecret }: OAuthOptions): DiscordSignIn {
  const server: AuthorizationServer = {
    issuer: new URL(authorizeUrl).origin,
    authorization_endpoint: authorizeUrl,
    token_endpoint: `${apiUrl}/oauth2/token`,
  };
  const client = { client_id: clientId };
  const options = () => ({
    // The simulated Discord is on this machine, without TLS.
    [allowInsecureRequests]: apiUrl.startsWith('http:'),
    signal: AbortSignal.timeout(PATIENCE),
  });

  async function redeem(parameters: URLSearchParams, { redirectUri, verifier }: PendingSignIn): Promise<string> {
    const answer = await authorizationCodeGrantRequest(
      server,
      client,
      ClientSecretPost(clientSecret),
      parameters,
      redirectUri,
      verifier,
      options(),
    );
    return (await processAuthorizationCodeResponse(server, client, answer)).access_token;
  }

  async function whoIs(accessToken: string): Promise<SignedInPerson> {
    const url = new URL(`${apiUrl}/v10/users/@me`);
    const response = await protectedResourceRequest(accessToken, 'GET', url, undefined, undefined, options());
    const { id, username, global_name, avatar } = person.parse(await response.json());
    return { id, username, displayName: global_name || username, avatar: avatar ?? null };
  }

  return {
    async begin(redirectUri) {
      const [state, verifier] = [generateRandomState(), generateRandomCodeVerifier()];
      const url = new URL(authorizeUrl);
      const query = {
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return { url: url.href, state, verifier, redirectUri };
    },

    async finish(answer, pending) {
      let parameters: URLSearchParams;
      try {
        parameters = validateAuthResponse(server, client, answer, pending.state);
      } catch (error) {
        return error instanceof AuthorizationResponseError && error.error === 'access_denied' ? 'cancelled' : 'foreign';
      }
      if (parameters.getAll('code').length !== 1) return 'foreign';
      try {
        return await whoIs(await redeem(parameters, pending));
      } catch (error) {
        return isRefusal(error) ? 'refused' : 'away';
      }
    },
  };
}

function isRefusal(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant';
  return error instanceof WWWAuthenticateChallengeError;
}
