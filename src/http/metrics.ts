import { createHash, timingSafeEqual } from 'node:crypto';
import { Elysia } from 'elysia';

interface MetricsOptions {
  /** Who names it may read; without one only this machine may. */
  readonly token: string | undefined;
  readonly contentType: string;
  text(): Promise<string>;
}

/** Where a request came from, as far as the connection tells. */
type Server = { requestIP(request: Request): { address: string } | null } | null;

const LOOPBACK = /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/;
const LOOPBACK_HOST = /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})(?::\d+)?$/;
/** A reverse proxy on this machine speaks for others, so that what it passes on does not count as from here. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'] as const;

/** `/metrics` for Prometheus: with METRICS_TOKEN for whoever has it, otherwise for programs on this machine alone. */
export function createMetricsRoute({ token, contentType, text }: MetricsOptions) {
  return new Elysia({ name: 'metrics' }).get(
    '/metrics',
    async ({ request, server }) => {
      const refused = token === undefined ? fromElsewhere(request, server) : withoutToken(request, token);
      if (refused) return refused;
      return new Response(await text(), { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
    },
    { detail: { hide: true } },
  );
}

function withoutToken({ headers }: Request, token: string): Response | null {
  const [, given = ''] = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (timingSafeEqual(digest(given), digest(token))) return null;
  return new Response('Send METRICS_TOKEN: Authorization: Bearer <token>.\n', {
    status: 401,
    headers: { 'www-authenticate': 'Bearer' },
  });
}

function fromElsewhere(request: Request, server: Server): Response | null {
  const peer = server?.requestIP(request)?.address ?? '';
  const direct = FORWARDED.every((name) => !request.headers.has(name));
  if (direct && LOOPBACK.test(peer) && LOOPBACK_HOST.test(request.headers.get('host') ?? '')) return null;
  return new Response('Figures are for programs on this machine. Set METRICS_TOKEN to read them from another one.\n', {
    status: 403,
  });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
