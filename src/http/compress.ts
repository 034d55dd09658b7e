/** Below this (bytes) a page fits into one packet anyway. */
const WORTH_IT = 1_400;

/** Pages, and the source of the API's client. */
const COMPRESSED = /^text\/(?:html|typescript)\b/;

/**
 * A page in gzip for a browser that takes it; other answers as they are. What is secret in a page differs from one to the
 * next, so that its length tells nobody anything.
 */
export async function compressed({ headers: asked }: Request, response: Response): Promise<Response> {
  const { headers, status, statusText } = response;
  if (!COMPRESSED.test(headers.get('content-type') ?? '') || headers.has('content-encoding')) return response;
  headers.append('vary', 'accept-encoding');
  if (!response.body || !/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(asked.get('accept-encoding') ?? ''))
    return response;
  const page = await response.bytes();
  if (page.byteLength < WORTH_IT) return new Response(page, { status, statusText, headers });
  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  return new Response(Bun.gzipSync(page, { level: 5 }), { status, statusText, headers });
}
