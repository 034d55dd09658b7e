import { Elysia } from 'elysia';
import type { Asset } from '../../views/layouts/document.tsx';
import { type HomeLink, HomePage, type HomePart } from '../../views/pages/home.tsx';

interface SiteOptions {
  asset: Asset;
  links: readonly HomeLink[];
  parts: readonly HomePart[] | null;
}

/** The public pages. */
export function createSite({ asset, links, parts }: SiteOptions) {
  return new Elysia({ name: 'site' }).get(
    '/',
    async () =>
      new Response(await HomePage({ asset, links, parts }), {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      }),
    { detail: { hide: true } },
  );
}
