import type { HistoryRefusal } from './model.ts';

/** Why settings were not restored or imported. */
export const historyWording = {
  change_unknown: () => 'There is no such change of this server’s settings. Go back to the list.',
  nothing_to_restore: () => 'The settings are already as they were before this change.',
  config_changed_meanwhile: () => 'Somebody changed these settings meanwhile. Look at them again, then decide anew.',
  discord_away: () =>
    'Discord does not answer, so roles and channels cannot be checked. Nothing was changed; try again in a minute.',
  guild_unseen: () =>
    'The bot is not in this server, so roles and channels cannot be checked. Invite it, then try again.',
} satisfies Record<HistoryRefusal, () => string>;

/** A setting's value for people; null for nothing. */
export function inWords(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (typeof value === 'string') return value;
  const parts = Array.isArray(value)
    ? value.map((item) => inWords(item) ?? 'nothing')
    : Object.entries(value).map(([key, item]) => `${key} ${inWords(item) ?? 'nothing'}`);
  return parts.length === 0 ? null : parts.join(', ');
}
