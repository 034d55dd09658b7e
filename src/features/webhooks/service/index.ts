import { createSeal } from '../../../platform/seal.ts';
import { createBook } from './book.ts';
import type { WebhooksDeps } from './context.ts';
import { createDelivering } from './delivering.ts';
import { createSources } from './sources.ts';

export type { WebhooksDeps } from './context.ts';

export type Webhooks = ReturnType<typeof createWebhooks>;

/** Outgoing webhooks: what happens in a guild, told to programs elsewhere. Refusals are returned, never thrown. */
export function createWebhooks(deps: WebhooksDeps) {
  const seal = createSeal<string>(deps.secret, 'webhook');
  return { ...createBook(deps, seal), ...createDelivering(deps, seal, createSources(deps)) };
}
