import { Elysia } from 'elysia';
import { Checks, GuildOverviewPage } from '../../../../views/dashboard/guild/overview.tsx';
import { Stats } from '../../../../views/ui/stat.tsx';
import { faceOf } from '../../../http/kit/pages/faces.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Sight } from '../model.ts';
import { feedOf, placeIn } from './feed.ts';
import { statsOf } from './figures.ts';
import { checksOf } from './findings.ts';
import { follow } from './follow.tsx';
import type { StatsWebDeps } from './parts.ts';

const TOP = 10;
const NO_NAMES: ReadonlyMap<Snowflake, string> = new Map();

/** `/admin/guilds/:guild_id`: how a guild is doing. */
export function guildPages(deps: StatsWebDeps) {
  const { pages } = deps;
  return new Elysia()
    .use(pages.plugin)
    .get(
      '/admin/guilds/:guild_id',
      async (context) => {
        const { guild } = context.place;
        const sight = sightIn(guild.id);
        const path = `/admin/guilds/${guild.id}`;
        const [{ live, ...feed }, parts, top] = await Promise.all([
          feedOf({ ...deps, sight, place: placeIn(context.query, sight), path, names: NO_NAMES }),
          partsOf(deps, guild.id),
          topOf(deps, guild.id),
        ]);
        const shell = await pages.shell(context, live);
        return htmlResponse(await (<GuildOverviewPage shell={shell} guild={guild} top={top} {...feed} {...parts} />));
      },
      { mayIn: { guild: 'guild_id', right: 'moderator' } },
    )
    .get(
      '/admin/guilds/:guild_id/live',
      (context) => {
        const { place } = context;
        const sight = sightIn(place.guild.id);
        return follow(deps, context, {
          sight,
          filter: placeIn(context.query, sight).filter,
          names: NO_NAMES,
          place,
          same: async () => true,
          async render() {
            const { stats, checks } = await partsOf(deps, place.guild.id);
            return {
              stats: await (<Stats stats={stats} label="Today" />),
              checks: await (<Checks guildId={place.guild.id} checks={checks} />),
            };
          },
        });
      },
      { mayIn: { guild: 'guild_id', right: 'moderator' } },
    );
}

function sightIn(guildId: Snowflake): Sight {
  return { guildIds: [guildId], instance: false };
}

async function partsOf({ stats, readiness }: StatsWebDeps, guildId: Snowflake) {
  const [figures, ready] = await Promise.all([stats.guild(guildId), readiness(guildId)]);
  return { stats: statsOf(figures), checks: checksOf(ready), memberCount: ready.memberCount };
}

async function topOf(deps: StatsWebDeps, guildId: Snowflake) {
  const { rows } = await deps.economy.ranking(guildId, 0, TOP);
  return rows.map(({ rank, userId, username, balance }) => ({
    rank,
    member: faceOf(deps, guildId, userId, username),
    balance,
  }));
}
