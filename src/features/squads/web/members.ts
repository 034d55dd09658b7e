import { Elysia } from 'elysia';
import { SquadMembersPage } from '../../../../views/dashboard/guild/squad-members.tsx';
import { faceOf } from '../../../http/kit/pages/faces.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { isSnowflake } from '../../../shared/ids.ts';
import { includes } from '../../../shared/rights.ts';
import { boardOf } from './cards.ts';
import { PATH, pathOf, READ, type SquadContext, type SquadsWebDeps, turnBack } from './parts.ts';

const PAGE = 50;

/** Who is in a squad. */
export function memberPages(deps: SquadsWebDeps) {
  const { squads, pages } = deps;

  async function show(context: SquadContext): Promise<Response> {
    const { place, params, request } = context;
    const guildId = place.guild.id;
    const after = placeIn(new URL(request.url).searchParams.get('after'));
    const found = await squads.members({ guildId, squadId: params.squad_id, after, limit: PAGE });
    if ('refused' in found) return turnBack(deps, context, found);
    const { cards } = await boardOf(deps, guildId);
    const squad = cards.find(({ id }) => id === params.squad_id.toLowerCase());
    if (!squad) return pages.redirect(context, pathOf(place));
    const here = `${pathOf(place)}/${squad.id}`;
    const page = SquadMembersPage({
      ...{ shell: await pages.shell(context), guild: place.guild, squad },
      members: found.members.map((one) => ({
        joinedAt: one.joinedAt,
        member: faceOf(deps, guildId, one.userId, one.username),
      })),
      first: after ? here : null,
      next: found.next ? `${here}?after=${found.next.joinedAt}-${found.next.userId}` : null,
      manages: includes(place.right, 'manager'),
    });
    return htmlResponse(await page);
  }

  return new Elysia().use(pages.plugin).get(`${PATH}/:squad_id`, show, { mayIn: READ });
}

/** `<epoch milliseconds>-<user>`; anything else is the first page. */
function placeIn(text: string | null): { joinedAt: number; userId: string } | undefined {
  const [, joinedAt, userId = ''] = /^(\d{1,13})-(\d+)$/.exec(text ?? '') ?? [];
  return joinedAt && isSnowflake(userId) ? { joinedAt: Number(joinedAt), userId } : undefined;
}
