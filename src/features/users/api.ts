import { Elysia } from 'elysia';
import { z } from 'zod';
import type { ApiActor } from '../../http/kit/guard.ts';
import type { ApiKit } from '../../http/kit/kit.ts';
import { operation } from '../../http/kit/operation.ts';
import { refusalResponse } from '../../http/kit/refusals.ts';
import {
  count,
  described,
  guildId,
  instant,
  iso,
  maybeInstant,
  maybeIso,
  maybeText,
  SAMPLE,
  userId,
} from '../../http/kit/shapes.ts';
import type { Snowflake } from '../../shared/ids.ts';
import { legible } from '../../shared/legible.ts';
import { refuse } from '../../shared/refusal.ts';
import type { Stats } from '../stats/service/index.ts';
import { usersWording } from './text.ts';

export interface UsersApiDeps {
  readonly stats: Pick<Stats, 'people' | 'person'>;
  readonly directory: { guilds(): Promise<readonly { readonly id: Snowflake }[]> };
  readonly kit: ApiKit;
}

const name = maybeText('As last seen; null where it is not known.', 'priya');
const guildIds = described(z.array(guildId), 'Where they are or have an account, of the guilds that the key may see.', [
  SAMPLE.guild,
]);
const account = z.object({
  guild_id: guildId,
  username: name,
  balance: count('Bytes.', 120),
  total_received: count('Bytes ever received.', 300),
  total_sent: count('Bytes ever sent.', 180),
  streak: count('Days in a row.', 4),
  longest_streak: count('The most days in a row.', 16),
  last_daily: maybeText('The guild’s date of the last daily.', '2026-11-20'),
  opted_out: described(z.boolean(), 'Whether they take no part in dailies and the leaderboard.', false),
  departed_at: maybeInstant('Since when they are gone; null for members.'),
  created_at: instant('Since when they have an account.'),
});
const profile = z.object({
  user_id: userId,
  username: name,
  display_name: maybeText('Their name in one of the guilds; null where Discord does not say.', 'Priya'),
  guild_ids: guildIds,
  accounts: z.array(account).meta({ description: 'Richest first.' }),
});
const found = z.object({ user_id: userId, username: name, guild_ids: guildIds });

const EXAMPLE = {
  profile: {
    ...{ user_id: SAMPLE.user, username: 'priya', display_name: 'Priya', guild_ids: [SAMPLE.guild] },
    accounts: [
      {
        ...{ guild_id: SAMPLE.guild, username: 'priya', balance: 120, total_received: 300, total_sent: 180 },
        ...{ streak: 4, longest_streak: 16, last_daily: '2026-11-20', opted_out: false },
        ...{ departed_at: null, created_at: SAMPLE.instant },
      },
    ],
  },
  found: { data: [{ user_id: SAMPLE.user, username: 'priya', guild_ids: [SAMPLE.guild] }] },
};

/** People over REST, as far as the key's guilds reach. */
export function usersApi({ stats, directory, kit }: UsersApiDeps) {
  const seenBy = async ({ guildIds }: ApiActor): Promise<readonly Snowflake[]> =>
    guildIds ? [...guildIds] : (await directory.guilds()).map(({ id }) => id);

  return new Elysia({ prefix: '/users', tags: ['People'] })
    .use(kit.plugin)
    .get(
      '',
      async ({ query, actor }) => {
        const people = await stats.people(legible(query.q).trim(), await seenBy(actor));
        return {
          data: people.map(({ userId, username, guildIds }) => ({ user_id: userId, username, guild_ids: guildIds })),
        };
      },
      {
        right: { scope: 'users:read' },
        query: z.strictObject({
          q: z
            .string()
            .min(1)
            .max(100)
            .meta({ description: 'A part of a username, an id, or a mention.', examples: ['priya'] }),
        }),
        detail: operation({
          id: 'findUsers',
          summary: 'Find people',
          description: 'At most twenty, the best first, in the guilds that the key may see.',
          answer: z.object({ data: z.array(found).meta({ description: 'Who fits.' }) }),
          example: EXAMPLE.found,
          errors: ['discord_away'],
        }),
      },
    )
    .get(
      '/:user_id',
      async ({ params, actor, request }) => {
        const person = await stats.person(params.user_id, await seenBy(actor));
        if (!person) return refusalResponse(request, refuse('user_unknown'), usersWording);
        return {
          ...{ user_id: person.userId, username: person.username, display_name: person.displayName },
          guild_ids: person.guildIds,
          accounts: person.accounts.map((one) => ({
            ...{ guild_id: one.guildId, username: one.username, balance: one.balance },
            ...{ total_received: one.totalReceived, total_sent: one.totalSent },
            ...{ streak: one.streak, longest_streak: one.longestStreak, last_daily: one.lastDaily },
            ...{ opted_out: one.optedOut, departed_at: maybeIso(one.departedAt), created_at: iso(one.createdAt) },
          })),
        };
      },
      {
        right: { scope: 'users:read' },
        params: z.object({ user_id: userId }),
        detail: operation({
          id: 'getUser',
          summary: 'Get a person',
          description: 'In the guilds that the key may see; elsewhere nobody is found.',
          answer: profile,
          example: EXAMPLE.profile,
          errors: ['user_unknown', 'discord_away'],
        }),
      },
    );
}
