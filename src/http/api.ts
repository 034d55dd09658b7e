import { Elysia } from 'elysia';
import type { Asset } from '../../views/layouts/document.tsx';
import { ApiDocsPage } from '../../views/pages/api-docs.tsx';
import type { Feature } from '../feature.ts';
import type { ApiKit } from './kit/kit.ts';
import { closeQueries, unguardedRoutes } from './kit/rights.ts';
import { describeApi } from './openapi/document.ts';

interface ApiOptions {
  readonly features: readonly Feature[];
  readonly kit: ApiKit;
  readonly asset: Asset;
  readonly version: string;
  /** The source of the client that every instance serves. */
  readonly client: () => string;
}

/** The page of the API document styles itself while it runs; scripts come from here alone as everywhere. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Anew for each route: Elysia keeps what a route asks for in the object itself. */
const hidden = () => ({ right: 'public', detail: { hide: true } }) as const;

/**
 * Every REST route of the features, the document that describes them, and a page that shows it.
 * @throws when a route declares no right
 */
export function createApi({ features, kit, asset, version, client }: ApiOptions) {
  const api = new Elysia({ prefix: '/api' });
  for (const feature of features) if (feature.api) api.use(feature.api);
  let document: string | undefined;
  api.use(
    new Elysia()
      .use(kit.plugin)
      .get(
        '/openapi.json',
        () => send((document ??= JSON.stringify(describeApi(api, version))), JSON_HEADERS),
        hidden(),
      )
      .get('/client.ts', () => send(client(), CLIENT_HEADERS), hidden())
      .get('/docs', async () => send(await ApiDocsPage({ asset }), PAGE_HEADERS), hidden()),
  );
  const unguarded = unguardedRoutes(api.routes);
  if (unguarded.length > 0) throw new Error(`these routes declare no right: ${unguarded.join(', ')}`);
  closeQueries(api.routes);
  return api;
}

const CLIENT_HEADERS = { 'content-type': 'text/typescript; charset=utf-8' };
const JSON_HEADERS = { 'content-type': 'application/json' };
const PAGE_HEADERS = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': DOCS_POLICY };

function send(body: string, headers: Record<string, string>): Response {
  return new Response(body, { headers });
}
