import type { Server } from 'bun';
import { Elysia } from 'elysia';
import type { Feature } from '../feature.ts';
import type { Log } from '../platform/log.ts';
import type { HttpUse } from '../platform/metrics.ts';
import type { UptimeReport } from '../platform/uptime.ts';
import { after } from '../shared/after.ts';
import { pathOf } from '../shared/path.ts';
import { createApi } from './api.ts';
import { compressed } from './compress.ts';
import { createCors } from './cors.ts';
import { createDispatch } from './dispatch.ts';
import { createErrorPages, createProblems } from './errors.tsx';
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
  /** Headers that every answer has; those of the API are built with them. */
  readonly common?: Readonly<Record<string, string>>;
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
 * Everything the server serves: the API by its own dispatch, anything else by one Elysia instance.
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
  const dispatch = createDispatch({
    routes: api.routes,
    guard: kit.guard,
    failed: createProblems(log),
    common: options.common ?? {},
  });
  const patterns = new WeakMap<Request, string>();
  const app = new Elysia()
    .onTransform({ as: 'global' }, ({ request, route }) => {
      patterns.set(request, route);
    })
    .use(createErrorPages({ asset: files.asset, log, showDetail: devMode }))
    .use(health)
    .use(files.plugin);
  if (metrics) app.use(createMetricsRoute(metrics));
  if (uptime) app.use(createStatus(uptime));
  for (const feature of features) if (feature.web) app.use(feature.web);
  for (const page of pages) app.use(page);

  const guarded = guardedRoutes(app.routes);
  const open = guarded.filter(({ asks }) => asks === null).map(({ method, path }) => `${method} ${path}`);
  if (open.length > 0) throw new Error(`these pages do not say who may open them: ${open.join(', ')}`);

  /** The API is safe from other sites by itself: it takes keys, no cookies. */
  function answerApi(request: Request, path: string, server: Server<unknown> | null): Response | Promise<Response> {
    const at = performance.now();
    metrics?.use.begun();
    const found = dispatch.find(request, path);
    const answer = found ? dispatch.run(found, { request, path, source: server, at }) : unrouted(request, path);
    return after(answer, (response) => {
      cors.mark(request, response);
      counted(request, response.status, at, found?.lane.pattern);
      return TEXTS.has(path) ? compressed(request, response) : response;
    });
  }

  /** Where no route is: what else the address takes, if anything. */
  function unrouted(request: Request, path: string): Response {
    const methods = methodsOf(path);
    if (methods.length === 0) return problemResponse(problem('not_found', request));
    if (request.method === 'OPTIONS') return cors.options(request, methods);
    return problemResponse(problem('method_not_allowed', request), { allow: methods.join(', ') });
  }

  function counted({ method }: Request, status: number, since: number, route = 'none'): void {
    metrics?.use.answered({ method, route, status, seconds: (performance.now() - since) / 1000 });
  }

  async function answerPage(request: Request, server: Server<unknown> | null): Promise<Response> {
    const at = performance.now();
    metrics?.use.begun();
    let status = 500;
    try {
      const response = await page(request, server);
      status = response.status;
      return response;
    } finally {
      counted(request, status, at, patterns.get(request));
    }
  }

  async function page(request: Request, server: Server<unknown> | null): Promise<Response> {
    if (isForeignWrite(request, baseUrl)) {
      return new Response('Pages of other sites may not do this.\n', { status: 403 });
    }
    app.server = server as typeof app.server;
    return compressed(request, await app.handle(request));
  }

  return {
    pages: guarded,
    answer(request, server) {
      const path = pathOf(request);
      return path.startsWith('/api/') ? answerApi(request, path, server) : answerPage(request, server);
    },
  };
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
