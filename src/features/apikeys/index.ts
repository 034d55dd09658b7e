import type { Feature } from '../../feature.ts';
import type { Idempotency } from '../../platform/idempotency.ts';
import type { ApiKeys } from './service.ts';

export { type ApiKeys, createApiKeys } from './service.ts';
export { apiKeysWording } from './text.ts';

interface ApiKeysFeatureDeps {
  readonly apiKeys: ApiKeys;
  readonly idempotency: Idempotency;
}

export function apiKeysFeature({ apiKeys, idempotency }: ApiKeysFeatureDeps): Feature {
  return {
    name: 'apikeys',
    jobs: [{ name: 'idempotency.sweep', cron: '0 17 * * * *', run: async () => void (await idempotency.sweep()) }],
    close: async () => apiKeys.close(),
  };
}
