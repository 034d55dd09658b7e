import { Elysia } from 'elysia';
import { z } from 'zod';
import type { ApiActor } from '../../http/kit/guard.ts';
import type { ApiKit } from '../../http/kit/kit.ts';
import { operation } from '../../http/kit/operation.ts';
import { offsetPage } from '../../http/kit/page.ts';
import { Refused } from '../../http/kit/problem.ts';
import {
  count,
  described,
  guildId,
  instant,
  iso,
  maybeText,
  ofGuild,
  SAMPLE,
  text,
  userId,
} from '../../http/kit/shapes.ts';
import { pageLimit, queryNumber } from '../../http/kit/values.ts';
import type { Snowflake } from '../../shared/ids.ts';
import type { GuildFigures, Tally } from './model.ts';
import type { Stats } from './service/index.ts';
import type { GuildReadiness, Readiness } from './service/readiness.ts';

interface KnownGuild {
  readonly id: Snowflake;
  readonly name: string;
  readonly icon: string | null;
}

export interface StatsApiDeps {
  readonly stats: Pick<Stats, 'guild'>;
  readonly readiness: Readiness['readiness'];
  readonly directory: {
    guild(guildId: Snowflake): Promise<KnownGuild | null>;
    guilds(): Promise<readonly KnownGuild[]>;
  };
  readonly cdnUrl: string;
  readonly kit: ApiKit;
}

const named = {
  id: guildId,
  name: text('What it is called.', 'Python Builders'),
  icon_url: maybeText('Its picture; null without one.', null),
};
const guildRow = z.object(named);
const guildDetail = z.object({
  ...named,
  member_count: described(z.int().min(0).nullable(), 'About how many; null while Discord does not say.', 128),
  configured: described(z.boolean(), 'Whether somebody changed the standard settings of bytes.', true),
  role_rewards: count('How many roles are given for bytes.', 2),
  may_give_roles: described(
    z.boolean().nullable(),
    'Whether the bot may give roles; null where it does not matter, or while Discord does not say.',
    true,
  ),
  problems: z
    .array(text('What in the settings of bytes the guild does not allow.', 'Veteran: this role stands above the bot.'))
    .nullable()
    .meta({ description: 'Null while Discord does not say.', examples: [[]] }),
  failed_role_writes: count('Roles that could not be given and wait for a person.', 0),
});

const figures = {
  people: count('Members who earned a daily or took part in a transfer, each once a day.', 12),
  moved: count('Bytes from member to member.', 90),
  minted: count('Bytes that came into the world.', 240),
  burned: count('Bytes that left it.', 10),
  entries: count('Rows of the ledger.', 31),
};
const tally = z.object(figures);
const stats = z.object({
  at: instant('When this was read; at most half a minute ago.'),
  accounts: count('Accounts.', 140),
  present: count('Accounts of members who are there.', 128),
  balance: text('Bytes in all accounts, in digits: it may exceed a JSON number.', '51200'),
  today: tally.meta({ description: 'By the guild’s calendar.' }),
  last_week: tally.meta({ description: 'The same day a week ago, up to the same time of day.' }),
  days: z
    .array(z.object({ days_ago: count('0 is today.', 0), ...figures }))
    .meta({ description: 'Thirty days, oldest first.' }),
  top_receivers: z
    .array(
      z.object({
        user_id: userId,
        username: maybeText('As last seen.', 'priya'),
        received: count('Bytes that members and staff gave them in seven days.', 60),
      }),
    )
    .meta({ description: 'At most ten.' }),
  streak_tiers: z
    .array(
      z.object({
        name: text('What it is called.', 'CHAR'),
        days: count('From how many days on.', 8),
        members: count('Members whose streak is in it.', 7),
      }),
    )
    .meta({ description: 'Lowest first.' }),
});

const TALLY: Tally = { people: 12, moved: 90, minted: 240, burned: 10, entries: 31 };
const EXAMPLE_ROW = { id: SAMPLE.guild, name: 'Python Builders', icon_url: null };
const EXAMPLE = {
  list: { data: [EXAMPLE_ROW], page: { limit: 50, offset: 0, total: 1 } },
  detail: {
    ...{ ...EXAMPLE_ROW, member_count: 128, configured: true, role_rewards: 2, may_give_roles: true },
    ...{ problems: [], failed_role_writes: 0 },
  },
  stats: {
    ...{ at: SAMPLE.instant, accounts: 140, present: 128, balance: '51200', today: TALLY, last_week: TALLY },
    days: [{ days_ago: 0, ...TALLY }],
    top_receivers: [{ user_id: SAMPLE.user, username: 'priya', received: 60 }],
    streak_tiers: [{ name: 'CHAR', days: 8, members: 7 }],
  },
};

const listQuery = z.strictObject({
  limit: pageLimit(50),
  offset: queryNumber(0, 1_000_000)
    .meta({ description: 'How many to pass over.', examples: [0] })
    .optional(),
});
const READ = { scope: 'guilds:read', guild: 'guild_id' } as const;

/** Guilds over REST: which there are, how the bot fares in them, and their figures. */
export function statsApi({ stats: figuresOf, readiness, directory, cdnUrl, kit }: StatsApiDeps) {
  const rowOf = ({ id, name, icon }: KnownGuild) => ({
    ...{ id, name },
    icon_url: icon && `${cdnUrl}/icons/${id}/${icon}.png`,
  });

  async function seenBy({ guildIds }: ApiActor): Promise<readonly KnownGuild[]> {
    return (await directory.guilds()).filter(({ id }) => guildIds === null || guildIds.has(id));
  }

  async function known(id: Snowflake): Promise<KnownGuild> {
    const guild = await directory.guild(id);
    if (!guild) throw new Refused('guild_not_found');
    return guild;
  }

  return new Elysia({ prefix: '/guilds', tags: ['Guilds'] })
    .use(kit.plugin)
    .get(
      '',
      async ({ query: { limit, offset = 0 }, actor }) => {
        const all = await seenBy(actor);
        return { data: all.slice(offset, offset + limit).map(rowOf), page: { limit, offset, total: all.length } };
      },
      {
        right: { scope: 'guilds:read' },
        query: listQuery,
        detail: operation({
          id: 'listGuilds',
          summary: 'List guilds',
          description: 'Those that the bot is in and the key may see, by name.',
          answer: offsetPage(guildRow),
          example: EXAMPLE.list,
          errors: ['discord_away'],
        }),
      },
    )
    .get(
      '/:guild_id',
      async ({ params }) => {
        const guild = await known(params.guild_id);
        return { ...rowOf(guild), ...readinessOf(await readiness(guild.id)) };
      },
      {
        right: READ,
        params: ofGuild,
        detail: operation({
          id: 'getGuild',
          summary: 'Get a guild',
          description: 'With what keeps the bot from doing there what its settings promise.',
          answer: guildDetail,
          example: EXAMPLE.detail,
          errors: ['discord_away'],
        }),
      },
    )
    .get('/:guild_id/stats', async ({ params }) => statsOf(await figuresOf.guild(params.guild_id)), {
      right: READ,
      params: ofGuild,
      detail: operation({
        id: 'getGuildStats',
        summary: 'Get a guild’s figures',
        description: 'From the ledger alone; Discord is not asked.',
        answer: stats,
        example: EXAMPLE.stats,
      }),
    });
}

function readinessOf({ memberCount, configured, rewards, mayGiveRoles, problems, failedWrites }: GuildReadiness) {
  return {
    ...{ member_count: memberCount, configured, role_rewards: rewards, may_give_roles: mayGiveRoles },
    problems: problems?.map(({ sentence }) => sentence) ?? null,
    failed_role_writes: failedWrites,
  };
}

function tallyOf({ people, moved, minted, burned, entries }: Tally) {
  return { people, moved, minted, burned, entries };
}

function statsOf({ at, accounts, present, balance, today, lastWeek, days, topReceivers, tiers }: GuildFigures) {
  return {
    ...{ at: iso(at), accounts, present, balance: String(balance) },
    ...{ today: tallyOf(today), last_week: tallyOf(lastWeek) },
    days: days.map((day) => ({ days_ago: day.daysAgo, ...tallyOf(day) })),
    top_receivers: topReceivers.map(({ userId, username, received }) => ({ user_id: userId, username, received })),
    streak_tiers: tiers.map(({ name, days, members }) => ({ name, days, members })),
  };
}
