import type { ApiKeyBook } from '../cli/context.ts';
import { type ApiKeys, apiKeysWording } from '../features/apikeys/index.ts';
import { newApiKey } from '../features/apikeys/model.ts';
import type { Clock } from '../platform/clock.ts';
import { isRefusal, type Refusal } from '../shared/refusal.ts';
import { StartFailure } from '../shared/start-failure.ts';

const OPERATOR = { id: 'operator', name: 'command line' };

/** API keys as the operator handles them: what is refused is a sentence. */
export function createApiKeyBook(apiKeys: ApiKeys, clock: Clock): ApiKeyBook {
  return {
    now: () => clock.now(),
    list: () => apiKeys.list(),
    async create(wish) {
      const parsed = newApiKey.safeParse(wish);
      if (parsed.success) return granted(await apiKeys.create(parsed.data, OPERATOR));
      throw new StartFailure(
        parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`).join('\n'),
      );
    },
    rotate: async (name) => granted(await apiKeys.rotate(name, OPERATOR)),
    revoke: async (name) => granted(await apiKeys.revoke(name, OPERATOR)),
  };
}

function granted<Result extends object>(result: Result | Refusal): Result {
  if (!isRefusal(result)) return result;
  const word = apiKeysWording[result.refused as keyof typeof apiKeysWording];
  throw new StartFailure(word());
}
