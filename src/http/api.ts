import { Elysia } from 'elysia';
import type { Asset } from '../../views/layouts/document.tsx';
import type { ApiDocument } from '../../views/pages/api-docs/document.ts';
import { ApiDocsPage } from '../../views/pages/api-docs/page.tsx';
import type { Feature } from '../feature.ts';
import type { ApiKit } from './kit/kit.ts';
import { unguardedRoutes } from './kit/rights.ts';
import { describeApi } from './openapi/document.ts';

interface ApiOptions {
  readonly features: readonly Feature[];
  readonly kit: ApiKit;
  readonly asset: Asset;
  readonly version: string;
  /** The source of the client that every instance serves. */
  readonly client: () => string;
}

/** Anew for each route: Elysia keeps what a route asks for in the object itself. */
const hidden = () => ({ right: 'public', detail: { hide: true } }) as const;

/**
 * Every REST route of the features, the document that describes them, and a page that shows it.
 * @throws when a route declares no right
 */
export function createApi({ features, kit, asset, version, client }: ApiOptions) {
  const api = new Elysia({ prefix: '/api' });
  for (const feature of features) if (feature.api) api.use(feature.api);
  let json: string | undefined;
  let page: string | undefined;
  const describe = () => describeApi(api, version);
  api.use(
    new Elysia()
      .use(kit.plugin)
      .get('/openapi.json', () => send((json ??= JSON.stringify(describe())), JSON_HEADERS), hidden())
      .get('/client.ts', () => send(client(), CLIENT_HEADERS), hidden())
      .get('/docs', async () => send((page ??= await draw()), PAGE_HEADERS), hidden()),
  );
  const unguarded = unguardedRoutes(api.routes);
  if (unguarded.length > 0) throw new Error(`these routes declare no right: ${unguarded.join(', ')}`);
  return api;

  async function draw(): Promise<string> {
    return ApiDocsPage({ asset, document: describe() as unknown as ApiDocument });
  }
}

const CLIENT_HEADERS = { 'content-type': 'text/typescript; charset=utf-8' };
const JSON_HEADERS = { 'content-type': 'application/json' };
const PAGE_HEADERS = { 'content-type': 'text/html; charset=utf-8' };

function send(body: string, headers: Record<string, string>): Response {
  return new Response(body, { headers });
}
