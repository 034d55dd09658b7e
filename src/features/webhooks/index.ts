import type { Feature } from '../../feature.ts';
import { createWebhooksApi } from './api/index.ts';
import type { WebhooksApiDeps } from './api/shapes.ts';
import { webhooksJobs } from './jobs.ts';
import { type WebhooksWebDeps, webhooksWeb } from './web/index.ts';

export { createWebhooks } from './service/index.ts';

export function webhooksFeature(deps: WebhooksApiDeps & WebhooksWebDeps): Feature {
  return {
    name: 'webhooks',
    api: createWebhooksApi(deps),
    web: webhooksWeb(deps),
    jobs: webhooksJobs(deps.webhooks),
  };
}
