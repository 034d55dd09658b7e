import { html } from '@elysiajs/html';
import { Elysia } from 'elysia';
import type { Asset } from '../../views/layouts/document.tsx';
import { type HomeLink, HomePage, type HomePart } from '../../views/pages/home.tsx';

interface SiteOptions {
  asset: Asset;
  links: readonly HomeLink[];
  parts: readonly HomePart[] | null;
}

/** The public pages. */
export function createSite(options: SiteOptions) {
  return new Elysia({ name: 'site' })
    .use(html({ contentType: 'text/html; charset=utf-8' }))
    .get('/', () => HomePage(options), { detail: { hide: true } });
}
