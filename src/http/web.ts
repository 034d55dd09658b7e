import type { Server } from 'bun';
import { Elysia } from 'elysia';
import type { Feature } from '../feature.ts';
import type { Log } from '../platform/log.ts';
import type { HttpUse } from '../platform/metrics.ts';
import type { UptimeReport } from '../platform/uptime.ts';
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
    const response = await answerMethod(request);
    cors.mark(request, response);
    return response;
  }

  async function answerMethod(request: Request): Promise<Response> {
    const { method } = request;
    if (method === 'OPTIONS') {
      const methods = methodsOf(pathOf(request));
      if (methods.length > 0) return cors.options(request, methods);
    }
    const response = await app.handle(request);
    if (response.status !== 404) return response;
    const methods = methodsOf(pathOf(request));
    if (methods.length === 0 || methods.includes(method)) return response;
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
    if (isForeignWrite(request, baseUrl)) {
      return new Response('Pages of other sites may not do this.\n', { status: 403 });
    }
    app.server = server as typeof app.server;
    return compressed(request, await (isApi(request) ? answerApi(request) : app.handle(request)));
  }
}

/**
 * A page of another site makes a browser write here. The API is safe from that by itself: it takes keys, no cookies.
 * Browsers say where a request comes from by Sec-Fetch-Site, older ones by Origin alone; other programs by neither.
 */
function isForeignWrite({ method, url, headers }: Request, baseUrl: string | undefined): boolean {
  if (method === 'GET' || method === 'HEAD' || isApi({ url })) return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  if (origin === null) return false;
  const { host } = new URL(url);
  const from = URL.parse(origin)?.host;
  return from !== host && (baseUrl === undefined || from !== new URL(baseUrl).host);
}

function isApi({ url }: Pick<Request, 'url'>): boolean {
  return new URL(url).pathname.startsWith('/api/');
}

function pathOf({ url }: Request): string {
  return new URL(url).pathname;
}
