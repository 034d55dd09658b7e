import type { Server } from 'bun';
import { Elysia } from 'elysia';
import type { Feature } from '../feature.ts';
import type { Log } from '../platform/log.ts';
import { createApi } from './api.ts';
import { createErrorPages } from './errors.tsx';
import { createHealth, type HealthCheck } from './health.ts';
import type { ApiKit } from './kit/kit.ts';
import { createSite } from './site.tsx';
import type { StaticFiles } from './static.ts';

interface WebOptions {
  readonly features: readonly Feature[];
  readonly kit: ApiKit;
  /** Further pages: the simulated Discord's. */
  readonly pages: readonly NonNullable<Feature['web']>[];
  readonly site: Parameters<typeof createSite>[0];
  readonly files: StaticFiles;
  readonly checks: readonly HealthCheck[];
  readonly draining: () => boolean;
  readonly devMode: boolean;
  readonly version: string;
  readonly log: Log;
}

/** Everything the server serves, in one Elysia instance. */
export function createWeb({ features, kit, pages, site, files, checks, draining, devMode, version, log }: WebOptions) {
  const app = new Elysia()
    .use(createErrorPages({ asset: files.asset, log, showDetail: devMode }))
    .use(createHealth({ checks, draining, version, startedAt: Date.now(), mayReadDetail: () => devMode }))
    .use(files.plugin)
    .use(createSite(site))
    .use(createApi({ features, kit, asset: files.asset, version }));
  for (const feature of features) if (feature.web) app.use(feature.web);
  for (const page of pages) app.use(page);

  return (request: Request, server: Server<unknown> | null): Promise<Response> | Response => {
    if (isForeignWrite(request)) return new Response('Pages of other sites may not do this.\n', { status: 403 });
    app.server = server as typeof app.server;
    return app.handle(request);
  };
}

/**
 * A page of another site makes a browser write here. The API is safe from that by itself: it takes keys, no cookies.
 */
function isForeignWrite({ method, url, headers }: Request): boolean {
  if (method === 'GET' || method === 'HEAD' || new URL(url).pathname.startsWith('/api/')) return false;
  const site = headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}
