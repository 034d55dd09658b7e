import { Elysia } from 'elysia';
import { deliveryPages } from './deliveries.ts';
import { editorPages } from './editor.ts';
import { homePages } from './home.ts';
import type { WebhooksWebDeps } from './parts.ts';

export type { WebhooksWebDeps } from './parts.ts';

/** Webhooks of a guild in the dashboard, for its managers. */
export function webhooksWeb(deps: WebhooksWebDeps) {
  return new Elysia({ detail: { hide: true } }).use(homePages(deps)).use(editorPages(deps)).use(deliveryPages(deps));
}
