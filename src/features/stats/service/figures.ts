import { cacheKey, createCache } from '../../../platform/cache.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { DayTally, GuildFigures, Overview, Tally, TierCount } from '../model.ts';
import * as guilds from '../store/guilds.ts';
import * as hours from '../store/hours.ts';
import type { StatsDeps } from './context.ts';
import { createRollUp } from './roll-up.ts';

const TTL = 30_000;
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const OVERVIEW_DAYS = 14;
const GUILD_DAYS = 30;
const TOP = 10;

const NOTHING: Tally = { people: 0, moved: 0, minted: 0, burned: 0, entries: 0 };

/** Figures of guilds, at most half a minute old. */
export function createFigures({ db, clock, economy }: Pick<StatsDeps, 'db' | 'clock' | 'economy'>) {
  const overviews = createCache<Overview>({ max: 500, ttl: TTL, clock });
  const figures = createCache<GuildFigures>({ max: 500, ttl: TTL, clock });
  const rollUp = createRollUp({ db, clock });

  /** Today, the same part of the same day last week, and the days until today. */
  async function read(scope: hours.Scope, count: number) {
    const rolled = await rollUp();
    const now = clock.now();
    const weekAgo = now - WEEK;
    const lastHour = Math.floor(weekAgo / HOUR) * HOUR;
    const [days, live, before, rest] = await Promise.all([
      hours.tallyDays(db, scope, now, count),
      hours.tallyLedger(db, scope, Math.min(rolled, now), now + 1, now),
      hours.tallyUntil(db, scope, 7, lastHour, now),
      hours.tallyLedger(db, scope, lastHour, weekAgo, now),
    ]);
    const series = fill([...days, ...live], count);
    return {
      days: series,
      today: series.at(-1) ?? NOTHING,
      lastWeek: [before, ...rest.filter(({ daysAgo }) => daysAgo === 7)].reduce(add, NOTHING),
      at: now,
    };
  }

  return {
    rollUp,

    /** Of some guilds together, or of all (null). */
    overview(guildIds: readonly Snowflake[] | null): Promise<Overview> {
      const scope = guildIds && [...new Set(guildIds)].sort();
      return overviews.through(scope ? cacheKey(...scope) : 'all', async () => {
        const [sums, accounts, all] = await Promise.all([
          read(scope, OVERVIEW_DAYS),
          guilds.countAccounts(db, scope),
          scope ?? guilds.listGuilds(db),
        ]);
        return { guilds: all.length, accounts, ...sums, today: tallyOf(sums.today) };
      });
    },

    guild(guildId: Snowflake): Promise<GuildFigures> {
      return figures.through(guildId, async () => {
        const now = clock.now();
        const [sums, { accounts, present, balance }, topReceivers, streaks, tiers] = await Promise.all([
          read([guildId], GUILD_DAYS),
          guilds.sumAccounts(db, guildId),
          guilds.findReceivers(db, guildId, now - WEEK, TOP),
          guilds.countStreaks(db, guildId, now),
          economy.tiers(guildId),
        ]);
        const today = tallyOf(sums.today);
        return {
          accounts,
          present,
          balance: BigInt(balance),
          ...sums,
          today,
          topReceivers,
          tiers: distribute(streaks, tiers),
        };
      });
    },
  };
}

/** Every day once, oldest first. */
function fill(found: readonly DayTally[], count: number): DayTally[] {
  return Array.from({ length: count }, (_, index) => {
    const daysAgo = count - 1 - index;
    const sum = found.filter((day) => day.daysAgo === daysAgo).reduce<Tally>(add, NOTHING);
    return { daysAgo, ...sum };
  });
}

function add(left: Tally, right: Tally): Tally {
  const both = (name: keyof Tally) => Math.min(left[name] + right[name], Number.MAX_SAFE_INTEGER);
  return {
    people: both('people'),
    moved: both('moved'),
    minted: both('minted'),
    burned: both('burned'),
    entries: both('entries'),
  };
}

function tallyOf(day: Tally): Tally {
  return add(day, NOTHING);
}

function distribute(
  streaks: readonly { streak: number; members: number }[],
  tiers: readonly { readonly name: string; readonly days: number }[],
): TierCount[] {
  return tiers.map(({ name, days }, index) => {
    const end = tiers[index + 1]?.days ?? Number.POSITIVE_INFINITY;
    const inside = streaks.filter(({ streak }) => streak >= days && streak < end);
    return { name, days, members: inside.reduce((sum, { members }) => sum + members, 0) };
  });
}
