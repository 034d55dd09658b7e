import type { Snowflake } from '../../shared/ids.ts';
import type { Grants } from './grants.ts';

interface TokenEndpointOptions {
  grants: Grants;
  clientId: () => Snowflake;
  clientSecret: string;
}

type OAuthError = 'invalid_client' | 'invalid_grant' | 'invalid_request' | 'unsupported_grant_type';

/** The token endpoint: form-urlencoded only, the client known by Basic or by its form fields. */
export function createTokenEndpoint({ grants, clientId, clientSecret }: TokenEndpointOptions) {
  /** The form of a known client, or what is wrong. */
  async function read(request: Request): Promise<URLSearchParams | OAuthError> {
    const type = request.headers.get('content-type') ?? '';
    if (!type.startsWith('application/x-www-form-urlencoded')) return 'invalid_request';
    const form = new URLSearchParams(await request.text());
    const [id, secret] = credentials(request, form);
    return id === clientId() && secret === clientSecret ? form : 'invalid_client';
  }

  function pairFor(form: URLSearchParams) {
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return grants.redeem(form.get('code') ?? '', form.get('redirect_uri') ?? '', form.get('code_verifier'));
      case 'refresh_token':
        return grants.refresh(form.get('refresh_token') ?? '');
      default:
        return 'unsupported_grant_type';
    }
  }

  return {
    async exchange(request: Request): Promise<Response> {
      const form = await read(request);
      if (typeof form === 'string') return refusal(form);
      const pair = pairFor(form);
      if (pair === 'unsupported_grant_type') return refusal(pair);
      return pair ? Response.json(pair, { headers: { 'cache-control': 'no-store' } }) : refusal('invalid_grant');
    },
    async revoke(request: Request): Promise<Response> {
      const form = await read(request);
      if (typeof form === 'string') return refusal(form);
      grants.revoke(form.get('token') ?? '');
      return Response.json({});
    },
  };
}

function credentials(request: Request, form: URLSearchParams): (string | null | undefined)[] {
  const basic = /^Basic (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (!basic) return [form.get('client_id'), form.get('client_secret')];
  return Buffer.from(basic, 'base64').toString('utf8').split(':', 2);
}

const DESCRIPTIONS: Readonly<Record<OAuthError, string>> = {
  invalid_client: 'Unknown client or wrong secret.',
  invalid_grant: 'Invalid "code" or "refresh_token" in request.',
  invalid_request: 'The form is missing or not application/x-www-form-urlencoded.',
  unsupported_grant_type: 'The grant_type must be authorization_code or refresh_token.',
};

function refusal(error: OAuthError): Response {
  return Response.json(
    { error, error_description: DESCRIPTIONS[error] },
    { status: error === 'invalid_client' ? 401 : 400 },
  );
}
