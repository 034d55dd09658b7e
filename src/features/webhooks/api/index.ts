import { Elysia } from 'elysia';
import { deliveriesApi } from './deliveries.ts';
import type { WebhooksApiDeps } from './shapes.ts';
import { webhooksApi } from './webhooks.ts';

/** Webhooks over REST, below `/guilds/{guild_id}/webhooks`. */
export function createWebhooksApi(deps: WebhooksApiDeps) {
  return new Elysia().use(webhooksApi(deps)).use(deliveriesApi(deps));
}
