import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { etag, expectedVersion } from '../../../http/kit/version.ts';
import type { Squad, Standing } from '../model.ts';
import { orderVersion } from '../rules.ts';
import { EXAMPLE, ofGuild, PREFIX, READ, refused, type SquadsApiDeps, squadId, standing, WRITE } from './shapes.ts';

const order = z
  .strictObject({
    squad_ids: z
      .array(squadId)
      .max(500)
      .meta({ description: 'Every squad once, in order.', examples: [EXAMPLE.order.squad_ids] }),
  })
  .meta({ examples: [EXAMPLE.order] });

/** How squads stand, and in which order they are shown. */
export function boardsApi({ squads, kit }: SquadsApiDeps) {
  return new Elysia({ prefix: PREFIX, tags: ['Squads'] })
    .use(kit.plugin)
    .get(
      '/order',
      async ({ params: { guild_id: guildId }, set }) => {
        const ids = idsOf(await squads.list(guildId));
        set.headers.etag = etag(orderVersion(ids));
        return { squad_ids: ids };
      },
      {
        right: READ,
        params: ofGuild,
        detail: operation({
          id: 'getSquadOrder',
          summary: 'Get the order of squads',
          answer: order,
          example: EXAMPLE.order,
          versioned: 'reads',
        }),
      },
    )
    .put(
      '/order',
      async ({ params: { guild_id: guildId }, body, actor, request, set }) => {
        const expected = expectedVersion(request);
        const sorted = await squads.order(guildId, body.squad_ids, actor, expected);
        if ('refused' in sorted && sorted.refused === 'squad_changed_meanwhile') throw new Refused('version_mismatch');
        if ('refused' in sorted) return refused(request, sorted);
        const ids = idsOf(sorted);
        set.headers.etag = etag(orderVersion(ids));
        return { squad_ids: ids };
      },
      {
        right: WRITE,
        params: ofGuild,
        body: order,
        detail: operation({
          id: 'replaceSquadOrder',
          summary: 'Sort the squads',
          description: 'Every squad has to be named, once.',
          answer: order,
          example: EXAMPLE.order,
          versioned: 'writes',
          errors: ['squads_order_stale'],
        }),
      },
    )
    .get(
      '/standings',
      async ({ params }) => {
        const { rows, at } = await squads.standings(params.guild_id);
        return { data: rows.map(standingOf), as_of: new Date(at).toISOString() };
      },
      {
        right: READ,
        params: ofGuild,
        detail: operation({
          id: 'getSquadStandings',
          summary: 'Get the standings of squads',
          description: 'Most bytes first; at most a minute old.',
          answer: z.object({
            data: z.array(standing).meta({ description: 'One row a squad.' }),
            as_of: z.string().meta({
              format: 'date-time',
              description: 'When they were read.',
              examples: ['2026-11-20T12:00:00.000Z'],
            }),
          }),
          example: { data: [EXAMPLE.standing], as_of: '2026-11-20T12:00:00.000Z' },
        }),
      },
    );
}

function idsOf(all: readonly Squad[]): string[] {
  return all.map(({ id }) => id);
}

function standingOf({ rank, squadId: squad_id, name, total, members, perMember, weeklyChange }: Standing) {
  return { rank, squad_id, name, total, members, per_member: perMember, weekly_change: weeklyChange };
}
