import { AuthorizePage } from '../../../views/simulator/authorize.tsx';
import { type Clock, systemClock } from '../../platform/clock.ts';
import type { Snowflake } from '../../shared/ids.ts';
import type { Grant } from '../rest/call.ts';
import type { World } from '../world/world.ts';
import { candidates } from './candidates.ts';
import { createGrants } from './grants.ts';
import { type AuthorizationRequest, installableGuilds, readAuthorization } from './request.ts';
import { createTokenEndpoint } from './token.ts';

export interface OAuthOptions {
  world: World;
  clientSecret: string;
  /** Turns the path of a static file into the address it is served at. */
  asset: (path: string) => string;
  realClock?: Clock;
}

/** Discord's OAuth2: the page that asks a person, and the tokens that follow. */
export interface OAuth {
  /** Answers `…/oauth2/authorize`, `…/oauth2/token` and `…/oauth2/token/revoke`; null for other paths. */
  handle(method: string, path: string, request: Request): Promise<Response> | null;
  /** Who an access token stands for; null when it is unknown, revoked or expired. */
  resolve(accessToken: string): Grant | null;
}

export function createOAuth({ world, clientSecret, asset, realClock = systemClock }: OAuthOptions): OAuth {
  const application = () => world.state.application;
  const grants = createGrants({ simulated: world.clock, real: realClock });
  const tokens = createTokenEndpoint({ grants, clientId: () => application().id, clientSecret });

  async function show(fields: URLSearchParams, error: string | null = null): Promise<Response> {
    const wanted = readAuthorization(fields, application().id);
    const problem = typeof wanted === 'string' ? wanted : error;
    const page = await AuthorizePage({
      asset,
      cdn: world.cdn,
      application: application().name,
      request: typeof wanted === 'string' ? null : wanted,
      fields,
      people: candidates(world),
      guilds: Object.values(world.state.guilds).map(({ guild }) => guild),
      chosen: fields.get('user'),
      problem,
    });
    return html(page, problem ? 400 : 200, typeof wanted === 'string' ? null : wanted.redirectUri);
  }

  async function decide(request: Request): Promise<Response> {
    const fields = new URLSearchParams(await request.text());
    const wanted = readAuthorization(fields, application().id);
    if (typeof wanted === 'string') return show(fields);
    if (fields.get('decision') === 'cancel') {
      return leave(wanted, {
        error: 'access_denied',
        error_description: 'The resource owner or authorization server denied the request',
      });
    }
    const userId = fields.get('user') ?? '';
    if (!world.state.users[userId] || world.state.users[userId]?.bot) return show(fields, 'Choose who you are.');
    const installed = wanted.install ? install(wanted, userId) : {};
    if (typeof installed === 'string') return show(fields, installed);
    return leave(wanted, { code: codeFor(wanted, userId), ...installed });
  }

  function codeFor({ scopes, redirectUri, challenge }: AuthorizationRequest, userId: Snowflake): string {
    return grants.issueCode({ userId, scopes, redirectUri: redirectUri ?? '', ...(challenge ? { challenge } : {}) });
  }

  function install({ install: wanted }: AuthorizationRequest, userId: Snowflake): Record<string, string> | string {
    const places = installableGuilds(world, userId);
    const place = wanted?.guildId ? places.find(({ guild }) => guild.id === wanted.guildId) : places[0];
    if (!place) return 'This person may not add a bot there: it takes the permission to manage the guild.';
    const permissions = wanted?.permissions ?? 0n;
    world.addBot(place.guild.id, { permissions, by: userId });
    return { guild_id: place.guild.id, permissions: String(permissions) };
  }

  return {
    handle(method, path, request) {
      if (path.endsWith('/oauth2/authorize') && method === 'GET') return show(new URL(request.url).searchParams);
      if (path.endsWith('/oauth2/authorize') && method === 'POST') return decide(request);
      if (path.endsWith('/oauth2/token') && method === 'POST') return tokens.exchange(request);
      if (path.endsWith('/oauth2/token/revoke') && method === 'POST') return tokens.revoke(request);
      return null;
    },
    resolve: grants.resolve,
  };
}

function leave({ redirectUri, state }: AuthorizationRequest, answer: Record<string, string>): Response {
  if (!redirectUri)
    return html('<!doctype html><title>Authorized</title><p>Done. You may close this page.</p>', 200, null);
  const url = new URL(redirectUri);
  for (const [key, value] of Object.entries({ ...answer, ...(state === null ? {} : { state }) }))
    url.searchParams.set(key, value);
  return new Response(null, { status: 302, headers: { location: url.href, 'cache-control': 'no-store' } });
}

/** `form-action` governs the redirect after the form too, so it has to name where that leads. */
function html(page: string, status: number, redirectUri: string | null): Response {
  const target = redirectUri ? new URL(redirectUri).origin : '';
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self' ${target}; base-uri 'none'; frame-ancestors 'none'`;
  return new Response(page, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policy,
    },
  });
}
