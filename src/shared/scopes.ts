/** What an API key may be allowed to do, as its maker reads it. */
export const SCOPES = {
  'bytes:read': 'Read balances, the ledger, the leaderboard and the settings of bytes',
  'bytes:write': 'Pay and transfer bytes, claim the daily',
  'bytes:manage': 'Adjust and erase balances, repair streaks, change the settings of bytes',
} as const;

export type Scope = keyof typeof SCOPES;

export const scopes = Object.keys(SCOPES) as readonly Scope[];

export function isScope(text: string): text is Scope {
  return Object.hasOwn(SCOPES, text);
}
