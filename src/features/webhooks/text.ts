import type { Refusal } from '../../shared/refusal.ts';
import type { WebhooksRefusal } from './model.ts';
import { MOST_WEBHOOKS } from './rules.ts';

/** One sentence of what is wrong and what to do; API and dashboard use it alike. */
export const webhooksWording = {
  webhook_unknown: () => 'There is no such webhook in this server. Look at the list.',
  webhook_changed_meanwhile: () => 'Somebody changed this webhook meanwhile. Load it again, then make your change.',
  webhooks_limit: () => `A server has at most ${MOST_WEBHOOKS} webhooks. Delete one first.`,
  webhook_url_refused: ({ problem }) => String(problem),
  webhook_off: () => 'This webhook is switched off. Switch it on, then try again.',
  delivery_unknown: () => 'There is no such delivery. They are kept for 30 days.',
} satisfies Record<WebhooksRefusal, (context: Refusal['context']) => string>;
