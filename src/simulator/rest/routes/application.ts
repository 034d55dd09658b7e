import { found } from '../access.ts';
import type { Call, Route } from '../call.ts';
import { applicationView, privateApplicationView } from '../views.ts';

export interface ApplicationRouteOptions {
  /** `ws://host:port/path`; a bot connects there. */
  gatewayUrl: string;
}

/** Gateway addresses, the application itself, voice regions. */
export function applicationRoutes({ gatewayUrl }: ApplicationRouteOptions): Route[] {
  const privately = ({ world }: Call) => privateApplicationView(world);
  return [
    { method: 'GET', path: '/gateway', auth: 'token', handle: () => ({ url: gatewayUrl }) },
    { method: 'GET', path: '/gateway/bot', handle: () => gatewayBot(gatewayUrl) },
    { method: 'GET', path: '/applications/@me', handle: privately },
    { method: 'GET', path: '/oauth2/applications/@me', handle: privately },
    { method: 'GET', path: '/oauth2/@me', auth: 'bearer', handle: authorization },
    { method: 'GET', path: '/voice/regions', handle: voiceRegions },
    { method: 'GET', path: '/guilds/:guild/regions', handle: voiceRegions },
    { method: 'GET', path: '/sticker-packs', handle: () => ({ sticker_packs: [] }) },
  ];
}

function gatewayBot(url: string) {
  const session_start_limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
  return { url, shards: 1, session_start_limit };
}

function authorization({ world, caller }: Call) {
  if (caller.kind !== 'bearer') return undefined;
  const { expiresAt, scopes } = caller.grant;
  return {
    application: applicationView(world),
    expires: new Date(expiresAt).toISOString(),
    scopes,
    ...(scopes.includes('identify') ? { user: found(world.state.users[caller.userId], 'unknown_user') } : {}),
  };
}

function voiceRegions() {
  return [{ id: 'simulated', name: 'Simulated', custom: false, deprecated: false, optimal: true }];
}
