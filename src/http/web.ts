import type { Server } from 'bun';
import { Elysia } from 'elysia';
import type { Feature } from '../feature.ts';
import type { Log } from '../platform/log.ts';
import type { HttpUse } from '../platform/metrics.ts';
import type { UptimeReport } from '../platform/uptime.ts';
import { pathOf } from '../shared/path.ts';
import { createApi } from './api.ts';
import { compressed } from './compress.ts';
import { createCors } from './cors.ts';
import { createErrorPages } from './errors.tsx';
import { createHealth, type HealthCheck } from './health.ts';
import type { ApiKit } from './kit/kit.ts';
import type { PageKit } from './kit/pages/pages.ts';
import { type GuardedRoute, guardedRoutes } from './kit/pages/rights.ts';
import { problem, problemResponse } from './kit/problem.ts';
import { createMethods } from './methods.ts';
import { createMetricsRoute } from './metrics.ts';
import type { StaticFiles } from './static.ts';
import { createStatus } from './status.ts';

interface WebOptions {
  readonly features: readonly Feature[];
  readonly kit: ApiKit;
  readonly pageKit: PageKit;
  /** Further pages: the simulated Discord's. */
  readonly pages: readonly NonNullable<Feature['web']>[];
  readonly files: StaticFiles;
  readonly checks: readonly HealthCheck[];
  /** Without it there is no `/status`. */
  readonly uptime?: () => UptimeReport;
  /** Without them nothing is counted, and there is no `/metrics`. */
  readonly metrics?: Parameters<typeof createMetricsRoute>[0] & { readonly use: HttpUse };
  readonly draining: () => boolean;
  readonly devMode: boolean;
  /** Where browsers reach us, if not at the host and port themselves. */
  readonly baseUrl?: string | undefined;
  /** The source of the API's client. */
  readonly client: () => string;
  /** Origins whose pages may use the API. */
  readonly corsOrigins?: readonly string[];
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
  const { features, kit, pageKit, pages, files, checks, metrics, uptime, draining, devMode, baseUrl, version, log } =
    options;
  const health = createHealth({
    checks,
    draining,
    version,
    startedAt: Date.now(),
    mayReadDetail: async (request, from) => devMode || (await pageKit.isAdmin(request, from)),
  });
  const api = createApi({ features, kit, asset: files.asset, version, client: options.client });
  const methodsOf = createMethods(api.routes);
  const cors = createCors(options.corsOrigins ?? []);
  const patterns = new WeakMap<Request, string>();
  const app = new Elysia()
    .onTransform({ as: 'global' }, ({ request, route }) => {
      patterns.set(request, route);
    })
    .use(createErrorPages({ asset: files.asset, log, showDetail: devMode }))
    .use(health)
    .use(files.plugin)
    .use(api);
  if (metrics) app.use(createMetricsRoute(metrics));
  if (uptime) app.use(createStatus(uptime));
  for (const feature of features) if (feature.web) app.use(feature.web);
  for (const page of pages) app.use(page);

  const guarded = guardedRoutes(app.routes);
  const open = guarded.filter(({ asks }) => asks === null).map(({ method, path }) => `${method} ${path}`);
  if (open.length > 0) throw new Error(`these pages do not say who may open them: ${open.join(', ')}`);

  async function answerApi(request: Request): Promise<Response> {
    const response = offered(request) ?? unlessMethod(request, await app.handle(request));
    cors.mark(request, response);
    return response;
  }

  /** The answer to OPTIONS, where anything is. */
  function offered(request: Request): Response | null {
    if (request.method !== 'OPTIONS') return null;
    const methods = methodsOf(pathOf(request));
    return methods.length > 0 ? cors.options(request, methods) : null;
  }

  /** The answer, unless only its method kept the request from being found. */
  function unlessMethod(request: Request, response: Response): Response {
    if (response.status !== 404) return response;
    const methods = methodsOf(pathOf(request));
    if (methods.length === 0 || methods.includes(request.method)) return response;
    return problemResponse(problem('method_not_allowed', request), { allow: methods.join(', ') });
  }

  return {
    pages: guarded,
    async answer(request, server) {
      const startedAt = performance.now();
      metrics?.use.begun();
      let status = 500;
      try {
        const response = await reply(request, server);
        status = response.status;
        return response;
      } finally {
        const route = patterns.get(request) ?? 'none';
        metrics?.use.answered({
          method: request.method,
          route,
          status,
          seconds: (performance.now() - startedAt) / 1000,
        });
      }
    },
  };

  async function reply(request: Request, server: Server<unknown> | null): Promise<Response> {
    app.server = server as typeof app.server;
    const path = pathOf(request);
    // The API is safe from other sites by itself: it takes keys, no cookies.
    if (path.startsWith('/api/')) {
      const response = await answerApi(request);
      return TEXTS.has(path) ? compressed(request, response) : response;
    }
    if (isForeignWrite(request, baseUrl)) {
      return new Response('Pages of other sites may not do this.\n', { status: 403 });
    }
    return compressed(request, await app.handle(request));
  }
}

/** What the API has of pages and sources; its other answers are never compressed. */
const TEXTS = new Set(['/api/docs', '/api/client.ts']);

/**
 * A page of another site makes a browser write here.
 * Browsers say where a request comes from by Sec-Fetch-Site, older ones by Origin alone; other programs by neither.
 */
function isForeignWrite({ method, url, headers }: Request, baseUrl: string | undefined): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  if (origin === null) return false;
  const { host } = new URL(url);
  const from = URL.parse(origin)?.host;
  return from !== host && (baseUrl === undefined || from !== new URL(baseUrl).host);
}
