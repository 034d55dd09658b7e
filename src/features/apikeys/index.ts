import type { Feature } from '../../feature.ts';
import type { Idempotency } from '../../platform/idempotency.ts';
import { type ApiKeysApiDeps, apiKeysApi } from './api.ts';
import { type ApiKeysWebDeps, apiKeysWeb } from './web/index.ts';

export { type ApiKeys, createApiKeys } from './service.ts';
export { apiKeysWording } from './text.ts';

interface ApiKeysFeatureDeps extends ApiKeysWebDeps, Pick<ApiKeysApiDeps, 'kit'> {
  readonly idempotency: Idempotency;
}

export function apiKeysFeature(deps: ApiKeysFeatureDeps): Feature {
  const { apiKeys, idempotency } = deps;
  return {
    name: 'apikeys',
    api: apiKeysApi(deps),
    web: apiKeysWeb(deps),
    jobs: [{ name: 'idempotency.sweep', cron: '0 17 * * * *', run: async () => void (await idempotency.sweep()) }],
    close: async () => apiKeys.close(),
  };
}
