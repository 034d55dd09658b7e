import type { CaseAction } from '../../../src/features/moderation/rules.ts';

/** Repeatable numbers below `limit`. */
export function dice(seed: number) {
  let state = seed;
  return (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const KICK = 2n;
const BAN = 4n;
export const ADMIN = 8n;
const MODERATE = 1_099_511_627_776n;

export interface Tree {
  readonly owner: number;
  /** The roles of each of four people by their place, the bot being the first; null for who is not there. */
  readonly roles: readonly (readonly number[] | null)[];
  /** What each role allows; its place in the list is its place in the guild. */
  readonly allowed: readonly bigint[];
}

export function grow(roll: (limit: number) => number): Tree {
  const allowed = Array.from({ length: 6 }, (_, at) =>
    at === 0 ? 0n : ([0n, MODERATE, KICK | MODERATE, BAN, KICK | BAN | MODERATE, ADMIN][roll(6)] ?? 0n),
  );
  const some = () => [1, 2, 3, 4, 5].filter(() => roll(3) === 0);
  const roles = [0, 1, 2, 3].map((who) => (who > 1 && roll(5) === 0 ? null : some()));
  return { owner: roll(4), roles, allowed };
}

/** Discord's rule as its help pages put it, told role by role and without a look at the program's. */
export function mayBeDone(action: CaseAction, { owner, roles, allowed }: Tree, actor: number, target: number): boolean {
  const BOT = 0;
  const has = (who: number, bit: bigint) =>
    who === owner || (roles[who] ?? []).some((role) => ((allowed[role] ?? 0n) & (ADMIN | bit)) > 0n);
  const bit = { kick: KICK, ban: BAN, softban: BAN, unban: BAN }[action as 'kick'] ?? MODERATE;
  const bothMay = has(actor, bit) && (action === 'warn' || action === 'note' || has(BOT, bit));
  if (action === 'note' || action === 'unban') return bothMay;
  if (!bothMay || target === actor || target === BOT || target === owner) return false;
  const theirs = roles[target];
  if (!theirs) return action === 'ban' || action === 'softban';
  if (theirs.some((role) => (allowed[role] ?? 0n) & ADMIN)) return false;
  const outranks = (who: number) =>
    theirs.length === 0
      ? (roles[who] ?? []).length > 0
      : (roles[who] ?? []).some((mine) => theirs.every((role) => role < mine));
  return (actor === owner || outranks(actor)) && (action === 'warn' || outranks(BOT));
}
