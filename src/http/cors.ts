const ANSWERED = 'ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, Server-Timing, X-Request-Id';
const SENT = 'Authorization, Content-Type, Idempotency-Key, If-Match, X-Request-Id';
const MAX_AGE = '600';

/**
 * Lets pages of listed origins read the answers of the API. Never with credentials: a key is sent by whoever holds one,
 * and no cookie counts here.
 * @param origins `https://example.com`, exactly as browsers send them
 */
export function createCors(origins: readonly string[]) {
  const listed = new Set(origins);

  return {
    /** Adds to an answer what its reader's browser needs to know. */
    mark(request: Request, response: Response): void {
      if (listed.size === 0) return;
      const { headers } = response;
      headers.append('vary', 'Origin');
      const origin = request.headers.get('origin');
      if (origin === null || !listed.has(origin)) return;
      headers.set('access-control-allow-origin', origin);
      headers.set('access-control-expose-headers', ANSWERED);
    },

    /** The answer to OPTIONS: which methods there are, and to a listed origin that it may use them. */
    options(request: Request, methods: readonly string[]): Response {
      const headers = new Headers({ allow: methods.join(', ') });
      const asksFor = request.headers.get('access-control-request-method');
      if (asksFor !== null && listed.has(request.headers.get('origin') ?? '')) {
        headers.set('access-control-allow-methods', methods.join(', '));
        headers.set('access-control-allow-headers', SENT);
        headers.set('access-control-max-age', MAX_AGE);
      }
      return new Response(null, { status: 204, headers });
    },
  };
}
