import type { Feature } from '../../feature.ts';
import { createWebhooksApi } from './api/index.ts';
import type { WebhooksApiDeps } from './api/shapes.ts';
import { webhooksJobs } from './jobs.ts';

export { createWebhooks } from './service/index.ts';

export function webhooksFeature(deps: WebhooksApiDeps): Feature {
  return { name: 'webhooks', api: createWebhooksApi(deps), jobs: webhooksJobs(deps.webhooks) };
}
