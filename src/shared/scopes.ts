/** What an API key may be allowed to do, as its maker reads it. */
export const SCOPES = {
  'guilds:read': 'Read guilds, their figures and all of their settings',
  'guilds:manage': 'Change and import settings of guilds, those of bytes included',
  'users:read': 'Look people up in the guilds that the key may see',
  'audit:read': 'Read the audit log',
  'keys:manage': 'List, make, replace and revoke API keys that may no more than this one',
  'bytes:read': 'Read balances, the ledger, the leaderboard and the settings of bytes',
  'bytes:write': 'Pay and transfer bytes, claim the daily',
  'bytes:manage': 'Adjust and erase balances, repair streaks, change the settings of bytes',
  'squads:read': 'Read squads, their members and standings',
  'squads:write': 'Make, change, sort and delete squads, put members into them and take them out',
  'automod:read': 'Read the rules of auto-moderation and what they did, test rules',
  'automod:manage': 'Change the rules of auto-moderation, stop and resume it, take back what it did',
  'moderation:read': 'Read cases of moderation with their history',
  'moderation:act': 'Warn, time out, kick and ban people, write on cases',
  'webhooks:read': 'Read webhooks and what became of their deliveries',
  'webhooks:manage': 'Make, change and delete webhooks, try them and send events again',
} as const;

export type Scope = keyof typeof SCOPES;

export const scopes = Object.keys(SCOPES) as readonly Scope[];

export function isScope(text: string): text is Scope {
  return Object.hasOwn(SCOPES, text);
}
