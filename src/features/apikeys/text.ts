import type { ApiKeyRefusal, GuildKeyRefusal } from './model.ts';
import { OF_GUILD } from './rules.ts';

/** One sentence for every refusal about keys. */
export const apiKeysWording = {
  api_key_unknown: () => 'There is no such API key. List them, and check the id.',
  api_key_not_active: () => 'This API key was revoked or has expired, so it cannot be replaced. Create a new one.',
  api_key_replaced: () => 'This API key has been replaced already. Rotate the one that replaced it.',
  api_key_exceeds: () =>
    'This API key may do more, more often or for longer than yours, so yours cannot replace it. Use one that may no less.',
  api_key_oneself: () => 'A key cannot revoke itself. Use another one, or the dashboard.',
  expiry_past: () => 'The key would have expired already. Choose a time to come.',
} satisfies Record<ApiKeyRefusal, () => string>;

/** The same for a guild's managers. */
export const guildKeysWording = {
  ...apiKeysWording,
  api_key_exceeds: () =>
    'This key may do more, more often or for longer than a guild’s own, so it cannot be replaced here. Revoke it, or ask who administers the instance.',
  api_keys_enough: () =>
    `This guild has ${OF_GUILD.most} keys that work, which is the most. Revoke one that nobody needs.`,
} satisfies Record<GuildKeyRefusal, () => string>;
