import { Elysia } from 'elysia';
import { SquadMembersPage } from '../../../../views/dashboard/guild/squad-members.tsx';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { isSnowflake } from '../../../shared/ids.ts';
import { includes } from '../../../shared/rights.ts';
import type { Membership } from '../model.ts';
import { boardOf } from './cards.ts';
import { PATH, pathOf, READ, type SquadContext, type SquadsWebDeps, turnBack } from './parts.ts';

const PAGE = 50;

/** Who is in a squad. */
export function memberPages(deps: SquadsWebDeps) {
  const { squads, pages, directory, cdnUrl } = deps;

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
      members: found.members.map((one) => ({ joinedAt: one.joinedAt, member: faceOf(guildId, one) })),
      first: after ? here : null,
      next: found.next ? `${here}?after=${found.next.joinedAt}-${found.next.userId}` : null,
      manages: includes(place.right, 'manager'),
    });
    return htmlResponse(await page);
  }

  function faceOf(guildId: string, { userId: id, username }: Membership) {
    const heard = directory.heard(guildId, id);
    const avatarUrl = heard?.avatar ? `${cdnUrl}/avatars/${id}/${heard.avatar}.png?size=64` : null;
    return { id, name: heard?.displayName ?? username ?? id, avatarUrl, color: null };
  }

  return new Elysia().use(pages.plugin).get(`${PATH}/:squad_id`, show, { mayIn: READ });
}

/** `<epoch milliseconds>-<user>`; anything else is the first page. */
function placeIn(text: string | null): { joinedAt: number; userId: string } | undefined {
  const [, joinedAt, userId = ''] = /^(\d{1,13})-(\d+)$/.exec(text ?? '') ?? [];
  return joinedAt && isSnowflake(userId) ? { joinedAt: Number(joinedAt), userId } : undefined;
}
