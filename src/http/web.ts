import type { Server } from 'bun';
import { Elysia } from 'elysia';
import type { Feature } from '../feature.ts';
import type { Log } from '../platform/log.ts';
import { createApi } from './api.ts';
import { compressed } from './compress.ts';
import { createErrorPages } from './errors.tsx';
import { createHealth, type HealthCheck } from './health.ts';
import type { ApiKit } from './kit/kit.ts';
import type { PageKit } from './kit/pages/pages.ts';
import { type GuardedRoute, guardedRoutes } from './kit/pages/rights.ts';
import type { StaticFiles } from './static.ts';

interface WebOptions {
  readonly features: readonly Feature[];
  readonly kit: ApiKit;
  readonly pageKit: PageKit;
  /** Further pages: the simulated Discord's. */
  readonly pages: readonly NonNullable<Feature['web']>[];
  readonly files: StaticFiles;
  readonly checks: readonly HealthCheck[];
  readonly draining: () => boolean;
  readonly devMode: boolean;
  /** Where browsers reach us, if not at the host and port themselves. */
  readonly baseUrl?: string | undefined;
  readonly version: string;
  readonly log: Log;
}

interface Web {
  /** Answers everything that came through the listener. */
  answer(request: Request, server: Server<unknown> | null): Promise<Response> | Response;
  /** Every page with what it asks of whoever opens it. */
  readonly pages: readonly GuardedRoute[];
}

/**
 * Everything the server serves, in one Elysia instance.
 * @throws when a page does not say who may open it
 */
export function createWeb(options: WebOptions): Web {
  const { features, kit, pageKit, pages, files, checks, draining, devMode, baseUrl, version, log } = options;
  const health = createHealth({
    checks,
    draining,
    version,
    startedAt: Date.now(),
    mayReadDetail: async (request, from) => devMode || (await pageKit.isAdmin(request, from)),
  });
  const app = new Elysia()
    .use(createErrorPages({ asset: files.asset, log, showDetail: devMode }))
    .use(health)
    .use(files.plugin)
    .use(createApi({ features, kit, asset: files.asset, version }));
  for (const feature of features) if (feature.web) app.use(feature.web);
  for (const page of pages) app.use(page);

  const guarded = guardedRoutes(app.routes);
  const open = guarded.filter(({ asks }) => asks === null).map(({ method, path }) => `${method} ${path}`);
  if (open.length > 0) throw new Error(`these pages do not say who may open them: ${open.join(', ')}`);

  return {
    pages: guarded,
    async answer(request, server) {
      if (isForeignWrite(request, baseUrl)) {
        return new Response('Pages of other sites may not do this.\n', { status: 403 });
      }
      app.server = server as typeof app.server;
      return compressed(request, await app.handle(request));
    },
  };
}

/**
 * A page of another site makes a browser write here. The API is safe from that by itself: it takes keys, no cookies.
 * Browsers say where a request comes from by Sec-Fetch-Site, older ones by Origin alone; other programs by neither.
 */
function isForeignWrite({ method, url, headers }: Request, baseUrl: string | undefined): boolean {
  const { pathname, host } = new URL(url);
  if (method === 'GET' || method === 'HEAD' || pathname.startsWith('/api/')) return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  if (origin === null) return false;
  const from = URL.parse(origin)?.host;
  return from !== host && (baseUrl === undefined || from !== new URL(baseUrl).host);
}
