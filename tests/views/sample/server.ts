import { securityHeaders } from '../../../src/http/security-headers.ts';
import { createStaticFiles } from '../../../src/http/static.ts';
import { createAssets } from '../../../src/platform/assets.ts';
import { FRAGMENTS, NEWS } from './fragments.tsx';
import { PAGES } from './pages.tsx';

/** What a page sent. */
interface Sent {
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
}

/** Serves every sample page at `/<name>`, below the headers of the real server, and remembers what is written. */
export function serveSamples() {
  const files = createStaticFiles(createAssets());
  const headers = Object.fromEntries(securityHeaders(new URL('http://localhost'), []));
  const sent: Sent[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/static/test/')) {
        const path = files.asset(pathname.slice('/static/test'.length));
        return files.plugin.handle(new Request(`http://localhost${path}`, request));
      }
      if (request.method === 'POST') sent.push({ path: pathname, fields: await fieldsOf(request) });
      if (pathname === '/stream') return stream();
      const page = PAGES[pathname.slice(1)] ?? FRAGMENTS[pathname];
      if (!page) return new Response(await PAGES['error-404']?.(), { status: 404, headers: HTML });
      return new Response(await page(), { headers: { ...headers, ...HTML } });
    },
  });
  return { origin: `http://127.0.0.1:${server.port}`, sent, stop: () => server.stop(true) };
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** An event stream that tells one thing and stays open. */
function stream(): Response {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(`data: ${NEWS.replaceAll('\n', ' ')}\n\n`)),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

async function fieldsOf(request: Request): Promise<[string, string][]> {
  return [...(await request.formData())].map(([name, value]) => [name, String(value)]);
}
