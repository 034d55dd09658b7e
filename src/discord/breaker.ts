import { DiscordAPIError, type REST, RESTEvents } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../platform/clock.ts';
import type { Snowflake } from '../shared/ids.ts';

/** What a call is for: `roles`, `timeout`, `messages`. */
export type CallKind = string;

export interface Breaker {
  /** Epoch milliseconds until which such calls are pointless, or null when they may be made. */
  openUntil(guildId: Snowflake, kind: CallKind): number | null;
  /** Tells what became of a call. Anything but a refusal (401, 403) closes the breaker. */
  report(guildId: Snowflake, kind: CallKind, error: unknown): void;
  /** Which breakers are open now: what the dashboard warns about. */
  open(): { guildId: Snowflake; kind: CallKind; until: number }[];
}

interface Count {
  refusals: number;
  openUntil: number;
}

const REFUSALS = 20;
const PAUSE = 5 * 60_000;
/** Of the whole process, in Discord's ten minutes. */
const ALL_REFUSALS = 1_000;
const WATCHED = 10_000;

/**
 * Stops calls that Discord is known to refuse: after 20 refusals in a row it opens for five minutes, then lets one
 * through. All stop when the process has met 1,000 in ten minutes: Discord bans an address after 10,000.
 */
export function createBreaker(clock: Clock, rest?: Pick<REST, 'on'>): Breaker {
  let allUntil = 0;
  rest?.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    if (count >= ALL_REFUSALS) allUntil = clock.now() + remainingTime;
  });
  const counts = new LRUCache<string, Count>({ max: WATCHED });
  const key = (guildId: Snowflake, kind: CallKind) => `${guildId} ${kind}`;

  return {
    openUntil(guildId, kind) {
      const until = Math.max(allUntil, counts.get(key(guildId, kind))?.openUntil ?? 0);
      return clock.now() < until ? until : null;
    },
    report(guildId, kind, error) {
      if (!isRefused(error)) {
        counts.delete(key(guildId, kind));
        return;
      }
      const refusals = (counts.get(key(guildId, kind))?.refusals ?? 0) + 1;
      counts.set(key(guildId, kind), { refusals, openUntil: refusals >= REFUSALS ? clock.now() + PAUSE : 0 });
    },
    open() {
      return [...counts.entries()].flatMap(([name, { openUntil }]) => {
        const [guildId = '', kind = ''] = name.split(' ');
        return clock.now() < openUntil ? [{ guildId, kind, until: openUntil }] : [];
      });
    },
  };
}

function isRefused(error: unknown): boolean {
  return error instanceof DiscordAPIError && (error.status === 401 || error.status === 403);
}
