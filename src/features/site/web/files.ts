import { Elysia } from 'elysia';
import type { Asset } from '../../../../views/layouts/document.tsx';
import type { PageKit } from '../../../http/kit/pages/pages.ts';

interface FilesDeps {
  readonly pages: PageKit;
  readonly asset: Asset;
  readonly originOf: (request: Request) => string;
}

/** Pages that search engines may list. */
const LISTED = ['/', '/about', '/community', '/privacy', '/terms', '/api/docs'];
/** Of people who are signed in, or of no use in a list. */
const UNLISTED = ['/admin', '/me', '/login', '/logout', '/simulator', '/discord'];
/** Programs ask for these at the root, whatever a page says. */
const ICONS = { '/favicon.ico': '/img/favicon.ico', '/apple-touch-icon.png': '/img/icon-180.png' };

const OPEN = { anyone: true } as const;
const DAY = 86_400;

/** What browsers and search engines ask for by itself. */
export function filesForMachines({ pages, asset, originOf }: FilesDeps) {
  const app = new Elysia().use(pages.plugin);
  for (const [path, file] of Object.entries(ICONS)) {
    app.get(path, () => new Response(null, { status: 302, headers: { location: asset(file), ...kept() } }), OPEN);
  }
  return app
    .get('/robots.txt', ({ request }) => text('text/plain; charset=utf-8', robots(originOf(request))), OPEN)
    .get('/sitemap.xml', ({ request }) => text('application/xml; charset=utf-8', sitemap(originOf(request))), OPEN)
    .get('/manifest.webmanifest', () => text('application/manifest+json', manifest(asset)), OPEN);
}

function kept(): Record<string, string> {
  return { 'cache-control': `public, max-age=${DAY}` };
}

function text(type: string, body: string): Response {
  return new Response(body, { headers: { 'content-type': type, ...kept() } });
}

function robots(origin: string): string {
  const closed = UNLISTED.map((path) => `Disallow: ${path}\n`).join('');
  return `User-agent: *\n${closed}\nSitemap: ${origin}/sitemap.xml\n`;
}

function sitemap(origin: string): string {
  const urls = LISTED.map((path) => `  <url><loc>${Bun.escapeHTML(origin + path)}</loc></url>\n`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}</urlset>\n`;
}

function manifest(asset: Asset): string {
  return JSON.stringify({
    name: 'Smarter Dev',
    short_name: 'Smarter Dev',
    description: 'A community of developers who learn, code and grow together on Discord.',
    start_url: '/',
    display: 'browser',
    background_color: '#1a1a1a',
    theme_color: '#1a1a1a',
    icons: [
      { src: asset('/img/mark.svg'), sizes: 'any', type: 'image/svg+xml' },
      { src: asset('/img/icon-180.png'), sizes: '180x180', type: 'image/png' },
    ],
  });
}
