import { BREAKER_LIMIT, BREAKER_WINDOW, BURST, LONGEST_WINDOW } from '../rules.ts';

/** The most pairs of rule and member of one guild; the longest untouched go first. About 2 MB. */
const MOST_MARKS = 10_000;

interface Mark {
  /** When the rule last acted. */
  readonly firedAt: number;
  /** When it last matched; epoch milliseconds. */
  readonly lastAt: number;
}

export type Timing = { readonly kind: 'first' | 'burst' } | { readonly kind: 'cooling'; readonly until: number };

/** When each rule last fired at whom, and whom rules removed within the last minute. */
export class Marks {
  #marks = new Map<string, Mark>();
  #removed: { userId: string; at: number }[] = [];
  /** Rules that were tripped here and may not be stored as such yet, with the version that was. */
  #tripped = new Map<string, number>();

  /** Notes a hit: the first, one of a burst (within ten seconds of the last, for at most five minutes), or one too soon. */
  hit(ruleId: string, userId: string, at: number, cooldown: number): Timing {
    const key = `${ruleId}:${userId}`;
    const mark = this.#marks.get(key);
    if (mark && at - mark.lastAt < BURST && at - mark.firedAt < LONGEST_WINDOW * 1_000) {
      this.#put(key, { firedAt: mark.firedAt, lastAt: at });
      return { kind: 'burst' };
    }
    const until = mark ? mark.firedAt + cooldown * 1_000 : 0;
    if (at < until) return { kind: 'cooling', until };
    this.#put(key, { firedAt: at, lastAt: at });
    return { kind: 'first' };
  }

  /** Whether the guild may lose one more person now; notes it if so. */
  mayRemove(userId: string, at: number): boolean {
    this.#removed = this.#removed.filter((one) => at - one.at < BREAKER_WINDOW);
    if (this.#removed.some((one) => one.userId === userId)) return true;
    if (this.#removed.length >= BREAKER_LIMIT) return false;
    this.#removed.push({ userId, at });
    return true;
  }

  trip(ruleId: string, version: number): void {
    this.#tripped.set(ruleId, version);
  }

  /** A newer version of the rule is one that somebody has looked at. */
  isTripped(ruleId: string, version: number): boolean {
    return this.#tripped.size > 0 && this.#tripped.get(ruleId) === version;
  }

  get size(): number {
    return this.#marks.size;
  }

  #put(key: string, mark: Mark): void {
    this.#marks.delete(key);
    this.#marks.set(key, mark);
    if (this.#marks.size > MOST_MARKS) this.#marks.delete(this.#marks.keys().next().value ?? '');
  }
}
