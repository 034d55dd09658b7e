import type { Scope } from '../../../shared/scopes.ts';

interface Tried {
  readonly key: string;
  readonly scopes: readonly Scope[];
  readonly guildId: string;
  /** Somebody who may be paid a byte for trial. */
  readonly userId: string;
  /** `https://bytes.example` */
  readonly origin: string;
}

/** A request that this very key may make, for a shell. */
export function exampleRequest({ key, scopes, guildId, userId, origin }: Tried): string {
  const bytes = `${origin}/api/guilds/${guildId}/bytes`;
  const curl = `curl -H 'Authorization: Bearer ${key}'`;
  if (scopes.includes('bytes:read')) return `${curl} ${bytes}/leaderboard`;
  if (!scopes.includes('bytes:write')) return `${curl} -X DELETE ${bytes}/balances/${userId}/opt-out -i`;
  const payment = JSON.stringify({ receiver_id: userId, amount: 1, reason: 'Trying the key' });
  return `${curl} -H 'Content-Type: application/json' -H 'Idempotency-Key: first-try' -d '${payment}' ${bytes}/transactions`;
}
