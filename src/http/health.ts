import { Elysia } from 'elysia';

/** How one thing that we depend on is doing. */
export interface DependencyHealth {
  status: 'ok' | 'degraded' | 'down';
  /** Milliseconds that the check took. */
  ms?: number;
  /** What a person should know: one sentence. */
  note?: string;
  /** Figures for those who may see them. */
  detail?: Record<string, unknown>;
}

export interface HealthCheck {
  name: string;
  /** Without it no request can be served; the others only degrade the product. */
  essential: boolean;
  check(): Promise<DependencyHealth>;
}

/** Knows where a request came from. */
type Server = { requestIP(request: Request): { address: string } | null } | null;

interface HealthOptions {
  checks: readonly HealthCheck[];
  draining(): boolean;
  version: string;
  startedAt: number;
  /** Who may see figures at `/health`. */
  mayReadDetail(request: Request, server: Server): boolean | Promise<boolean>;
}

const LIMIT = 2_500;

/** `/healthz` the process is alive · `/readyz` it may take traffic · `/health` the same with figures, for admins. */
export function createHealth({ checks, draining, version, startedAt, mayReadDetail }: HealthOptions) {
  async function report(detailed: boolean) {
    const results = await Promise.all(checks.map(async (one) => ({ ...one, ...(await examine(one)) })));
    const ready = !draining() && results.every((result) => !result.essential || result.status !== 'down');
    const degraded = results.some((result) => result.status !== 'ok');
    const dependencies = Object.fromEntries(
      results.map(({ name, status, ms, note, detail }) => [
        name,
        { status, ms, note, ...(detailed ? { detail } : {}) },
      ]),
    );
    const status = draining() ? 'draining' : !ready ? 'down' : degraded ? 'degraded' : 'ok';
    return { httpStatus: ready ? 200 : 503, body: { status, dependencies } };
  }

  return new Elysia({ name: 'health' })
    .get('/healthz', () => Response.json({ status: 'ok' }), { detail: { hide: true } })
    .get(
      '/readyz',
      async () => {
        const { httpStatus, body } = await report(false);
        return Response.json(body, { status: httpStatus, headers: { 'cache-control': 'no-store' } });
      },
      { detail: { hide: true } },
    )
    .get(
      '/health',
      async ({ request, server }) => {
        const detailed = await mayReadDetail(request, server);
        const { httpStatus, body } = await report(detailed);
        const process_ = detailed
          ? {
              version,
              uptime_s: Math.round((Date.now() - startedAt) / 1000),
              rss_mb: Math.round(process.memoryUsage.rss() / 1_048_576),
            }
          : { version };
        return Response.json(
          { ...body, process: process_ },
          { status: httpStatus, headers: { 'cache-control': 'no-store' } },
        );
      },
      { detail: { hide: true } },
    );
}

/** How a part is doing, within a bounded time; never throws. */
export async function examine(one: HealthCheck): Promise<DependencyHealth> {
  const startedAt = performance.now();
  const late = Bun.sleep(LIMIT).then(
    (): DependencyHealth => ({ status: 'down', note: `No answer within ${LIMIT} ms.` }),
  );
  const result = await Promise.race([one.check(), late]).catch(
    (error: unknown): DependencyHealth => ({
      status: 'down',
      note: 'The check failed.',
      detail: { cause: error instanceof Error ? error.message : String(error) },
    }),
  );
  return { ms: Math.round(performance.now() - startedAt), ...result };
}
