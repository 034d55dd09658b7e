import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { cursorPage } from '../../../http/kit/page.ts';
import { cursorText, pageLimit } from '../../../http/kit/values.ts';
import {
  EXAMPLE,
  membership,
  membershipOf,
  ofMember,
  ofSquad,
  PREFIX,
  READ,
  refused,
  type SquadsApiDeps,
  WRITE,
} from './shapes.ts';

const listQuery = z.strictObject({ limit: pageLimit(50), cursor: cursorText.optional() });

/** Who is in a squad. */
export function membersApi({ squads, kit }: SquadsApiDeps) {
  return new Elysia({ prefix: `${PREFIX}/:squad_id/members`, tags: ['Squads'] })
    .use(kit.plugin)
    .get(
      '',
      async ({ params: { guild_id: guildId, squad_id: squadId }, query: { limit, cursor }, request }) => {
        const list = JSON.stringify(['squad members', guildId, squadId]);
        const after = cursor === undefined ? undefined : placeOf(kit.cursors.read(list, cursor));
        const found = await squads.members({ guildId, squadId, after, limit });
        if ('refused' in found) return refused(request, found);
        const { members, next } = found;
        const next_cursor = next && kit.cursors.write(list, [next.joinedAt, next.userId]);
        return { data: members.map(membershipOf), page: { next_cursor } };
      },
      {
        right: READ,
        params: ofSquad,
        query: listQuery,
        detail: operation({
          id: 'listSquadMembers',
          summary: 'List a squad’s members',
          description: 'Who is in it and in the server, longest first.',
          answer: cursorPage(membership),
          example: { data: [EXAMPLE.membership], page: { next_cursor: null } },
          errors: ['invalid_cursor', 'squad_unknown'],
        }),
      },
    )
    .put(
      '/:user_id',
      async ({ params: { guild_id: guildId, squad_id: squadId, user_id: userId }, actor, request }) => {
        const placed = await squads.place({ guildId, squadId, userId, actor });
        return 'refused' in placed ? refused(request, placed) : membershipOf(placed);
      },
      {
        right: WRITE,
        params: ofMember,
        detail: operation({
          id: 'placeSquadMember',
          summary: 'Put somebody into a squad',
          description: 'Out of any other, free of charge and whatever the squad asks. The role follows.',
          answer: membership,
          example: EXAMPLE.membership,
          errors: [
            'squad_unknown',
            'squad_role_problem',
            'member_unknown',
            'member_is_bot',
            'guild_unseen',
            'discord_away',
          ],
        }),
      },
    )
    .delete(
      '/:user_id',
      async ({ params: { guild_id: guildId, squad_id: squadId, user_id: userId }, actor, request }) => {
        const gone = await squads.takeOut({ guildId, squadId, userId, actor });
        return 'refused' in gone ? refused(request, gone) : new Response(null, { status: 204 });
      },
      {
        right: WRITE,
        params: ofMember,
        detail: operation({
          id: 'removeSquadMember',
          summary: 'Take somebody out of a squad',
          answer: null,
          errors: ['not_in_this_squad'],
        }),
      },
    );
}

function placeOf([joinedAt, userId]: readonly (string | number)[]) {
  return { joinedAt: Number(joinedAt), userId: String(userId) };
}
