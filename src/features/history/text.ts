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
