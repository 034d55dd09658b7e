import type { Bus } from '../../platform/bus/bus.ts';
import { createCache } from '../../platform/cache.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Snowflake } from '../../shared/ids.ts';
import type { Economy } from '../economy/service/index.ts';
import type { Guilds } from '../guilds/service.ts';
import type { Squads } from '../squads/service/index.ts';
import type { PublicGuild, SiteFigures } from './model.ts';
import { sumGuilds } from './store.ts';

export interface SiteDeps {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly guilds: Pick<Guilds, 'publicGuilds'>;
  readonly economy: Pick<Economy, 'ranking'>;
  readonly squads: Pick<Squads, 'standings'>;
  /** `guild` throws while Discord is away. */
  readonly directory: { guild(guildId: Snowflake): Promise<{ readonly name: string } | null> };
  /** For figures that cannot wait for Discord. */
  readonly discord: { memberCount(guildId: Snowflake): Promise<number | null | 'unseen' | 'away'> };
}

export type Site = ReturnType<typeof createSite>;

const TTL = 30_000;
const LEADERS = 10;
const NAMELESS = 'A member';

/** What the public pages say of guilds whose managers opted in. Whoever opted out is on no list. */
export function createSite({ db, bus, clock, guilds, economy, squads, directory, discord }: SiteDeps) {
  const remembered = createCache<SiteFigures>({ max: 1, ttl: TTL, clock });
  const end = bus.subscribe('config.changed', ({ feature }) => {
    if (feature === 'guilds') remembered.clear();
  });

  async function read(): Promise<SiteFigures> {
    const ids = await guilds.publicGuilds();
    const [sums, counts] = await Promise.all([
      sumGuilds(db, ids),
      Promise.all(ids.map((id) => discord.memberCount(id))),
    ]);
    const known = counts.filter((count) => typeof count === 'number');
    const members = known.length < ids.length ? null : known.reduce((sum, count) => sum + count, 0);
    return { guilds: ids.length, members, ...sums, at: clock.now() };
  }

  async function show(id: Snowflake): Promise<PublicGuild | null> {
    const guild = await directory.guild(id);
    if (!guild) return null;
    const [board, standings] = await Promise.all([economy.ranking(id, 0, LEADERS), squads.standings(id)]);
    return {
      id,
      name: guild.name,
      leaders: board.rows.map(({ rank, username, balance }) => ({ rank, name: username ?? NAMELESS, balance })),
      ranked: board.total,
      squads: standings.rows.map(({ rank, name, members, total, weeklyChange }) => ({
        ...{ rank, name, members, total, weeklyChange },
      })),
    };
  }

  return {
    /** Of all guilds that opted in, at most half a minute old; an opt-out counts at once. */
    figures: (): Promise<SiteFigures> => remembered.through('all', read),

    /** Every guild that opted in and that the bot is in. @throws DiscordAway */
    async community(): Promise<PublicGuild[]> {
      const shown = await Promise.all((await guilds.publicGuilds()).map(show));
      return shown.filter((guild) => guild !== null).sort((one, other) => one.name.localeCompare(other.name, 'en'));
    },

    close: (): void => end(),
  };
}
