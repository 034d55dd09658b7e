import { cacheKey, createCache } from '../../../platform/cache.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { ClaimRequest, DailyReceipt, EconomyNo } from '../model.ts';
import type { EconomyDeps } from './context.ts';
import type { createMovements } from './movements.ts';

/** Why a member has nothing to earn, and until when (epoch milliseconds). */
interface Rest {
  readonly no: EconomyNo;
  readonly until: number;
}

/** No daily is further away. */
const REMEMBERED = { max: 50_000, ttl: 48 * 3_600_000 };

/** Refusals that hold for the member's next message too; what a channel or a role explains may not. */
const LASTING: readonly string[] = ['economy_disabled', 'daily_off', 'opted_out'];
const WHILE_REFUSED = 60_000;

/** The day's bytes of whoever says or asks something; the database is asked once a day where it can be. */
export function createEarning(
  { bus, clock }: Pick<EconomyDeps, 'bus' | 'clock'>,
  { claimDaily }: Pick<ReturnType<typeof createMovements>, 'claimDaily'>,
) {
  const resting = createCache<Rest>({ ...REMEMBERED, clock });
  // A change of time zone or of the settings may bring the next daily nearer.
  const stop = bus.subscribe('config.changed', () => resting.clear());

  function restOf(guildId: Snowflake, userId: Snowflake): EconomyNo | null {
    const rest = resting.get(cacheKey(guildId, userId));
    return rest && rest.until > clock.now() ? rest.no : null;
  }

  return {
    stop,

    /** Whether a member has nothing to earn for now, as far as that is remembered. */
    rests: (guildId: Snowflake, userId: Snowflake): boolean => restOf(guildId, userId) !== null,

    /** Pays the day's bytes. @returns the daily, or why there is none */
    async earn(request: ClaimRequest): Promise<DailyReceipt | EconomyNo> {
      const { guildId, user } = request;
      const no = restOf(guildId, user.id);
      if (no?.refused === 'already_claimed') return no;
      const daily = await claimDaily(request);
      const rest = restAfter(daily, clock.now());
      if (rest) resting.set(cacheKey(guildId, user.id), rest);
      return daily;
    },
  };
}

function restAfter(daily: DailyReceipt | EconomyNo, now: number): Rest | null {
  if (!isRefusal(daily)) {
    const { nextAt, streak } = daily;
    return { no: refuse('already_claimed', { nextAt, streak }), until: nextAt };
  }
  if (daily.refused === 'already_claimed') return { no: daily, until: Number(daily.context.nextAt) };
  return LASTING.includes(daily.refused) ? { no: daily, until: now + WHILE_REFUSED } : null;
}
