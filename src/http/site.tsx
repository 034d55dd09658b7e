import { html } from '@elysiajs/html';
import { Elysia } from 'elysia';
import type { Asset } from '../../views/layouts/document.tsx';
import { type HomeLink, HomePage, type HomePart } from '../../views/pages/home.tsx';
import type { PageKit } from './kit/pages/pages.ts';

interface SiteOptions {
  pageKit: PageKit;
  asset: Asset;
  links: readonly HomeLink[];
  parts: readonly HomePart[] | null;
}

/** The public pages. */
export function createSite({ pageKit, ...options }: SiteOptions) {
  return new Elysia({ name: 'site' })
    .use(html({ contentType: 'text/html; charset=utf-8' }))
    .use(pageKit.plugin)
    .get('/', () => HomePage(options), { anyone: true, detail: { hide: true } });
}
