import type { ApiKeyRefusal } from './model.ts';

/** One sentence for every refusal about keys. */
export const apiKeysWording = {
  api_key_unknown: () => 'There is no such API key. List them with smarter-dev api-key list.',
  api_key_not_active: () => 'This API key was revoked or has expired, so it cannot be replaced. Create a new one.',
  api_key_replaced: () => 'This API key has been replaced already. Rotate the one that replaced it.',
  expiry_past: () => 'The key would have expired already. Choose a time to come.',
} satisfies Record<ApiKeyRefusal, () => string>;
