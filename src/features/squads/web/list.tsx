import { Elysia } from 'elysia';
import { ConfirmPage } from '../../../../views/dashboard/confirm.tsx';
import { deletionText } from '../../../../views/dashboard/guild/squad-line.tsx';
import { SquadsPage } from '../../../../views/dashboard/guild/squads.tsx';
import { isConfirmed } from '../../../http/kit/pages/confirmation.ts';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf } from '../../../http/kit/pages/visit.ts';
import { includes } from '../../../shared/rights.ts';
import { type Squad, settingsOf } from '../model.ts';
import { orderVersion } from '../rules.ts';
import { boardOf } from './cards.ts';
import { follow, seenVersion } from './live.tsx';
import {
  MANAGED,
  PATH,
  pathOf,
  READ,
  type SquadContext,
  type SquadsContext,
  type SquadsWebDeps,
  turnBack,
} from './parts.ts';

/** The squads of a guild in their order, how they stand, and what is done with them there. */
export function listPages(deps: SquadsWebDeps) {
  const { squads, pages } = deps;

  async function show(context: SquadsContext): Promise<Response> {
    const { guild, right } = context.place;
    const { away, cards, standings } = await boardOf(deps, guild.id);
    const shell = await pages.shell(context, `${pathOf(context.place)}/live?seen=${seenVersion(cards)}`);
    const page = SquadsPage({
      ...{ shell, guild, away, standings, squads: cards },
      orderVersion: orderVersion(cards.map(({ id }) => id)),
      manages: includes(right, 'manager'),
    });
    return htmlResponse(await page);
  }

  /** The order of the form, after the button that was pressed. */
  async function sort(context: SquadsContext): Promise<Response> {
    const { viewer, visit, place } = context;
    const ids = moved(visit.fields.getAll('squad').map(textOf), textOf(visit.fields.get('move')));
    const version = Number(textOf(visit.fields.get('version')) || Number.NaN);
    const sorted = await squads.order(place.guild.id, ids, actorOf(viewer, visit), version);
    return 'refused' in sorted ? turnBack(deps, context, sorted) : pages.redirect(context, pathOf(place));
  }

  async function switchOver(context: SquadContext): Promise<Response> {
    const { viewer, visit, place, params } = context;
    const found = await squads.find(place.guild.id, params.squad_id);
    if ('refused' in found) return turnBack(deps, context, found);
    const isActive = visit.fields.get('active') === 'on';
    const saved = await squads.edit(
      place.guild.id,
      found.id,
      { ...settingsOf(found), isActive },
      {
        actor: actorOf(viewer, visit),
        expectedVersion: Number(textOf(visit.fields.get('version')) || Number.NaN),
      },
    );
    if ('refused' in saved) return turnBack(deps, context, saved);
    const text = isActive
      ? `${saved.name} takes members.`
      : `${saved.name} takes nobody from now on. Members stay in it.`;
    return pages.redirect(context, pathOf(place), { kind: 'success', text });
  }

  async function remove(context: SquadContext): Promise<Response> {
    const { viewer, visit, place, params } = context;
    const found = await squads.find(place.guild.id, params.squad_id);
    if ('refused' in found) return turnBack(deps, context, found);
    if (!isConfirmed(visit)) return ask(context, found, { members: found.memberCount, departed: 0 });
    const force = visit.fields.get('force') === 'yes';
    const gone = await squads.remove(place.guild.id, found.id, { actor: actorOf(viewer, visit), force });
    if (!('refused' in gone))
      return pages.redirect(context, pathOf(place), { kind: 'success', text: `${found.name} is deleted.` });
    if (gone.refused !== 'squad_has_members') return turnBack(deps, context, gone);
    const { members, departed } = gone.context;
    return ask(context, found, { members: Number(members), departed: Number(departed) });
  }

  /** Says who loses what. A yes to it deletes the squad whoever is in it. */
  async function ask(context: SquadContext, { id, name }: Squad, counts: { members: number; departed: number }) {
    const { guild } = context.place;
    const home = pathOf(context.place);
    const page = ConfirmPage({
      shell: await pages.shell(context),
      crumbs: [
        { label: 'Guilds', href: '/admin/guilds' },
        { label: guild.name, href: `/admin/guilds/${guild.id}` },
        { label: 'Squads', href: home },
        { label: `Delete ${name}` },
      ],
      title: `Delete the squad ${name}?`,
      consequence: deletionText(counts.members, counts.departed),
      confirm: `Delete ${name}`,
      danger: true,
      action: `${home}/${id}/delete`,
      fields: counts.members + counts.departed > 0 ? { force: 'yes' } : {},
      cancel: home,
    });
    return htmlResponse(await page);
  }

  return new Elysia()
    .use(pages.plugin)
    .get(PATH, show, { mayIn: READ })
    .get(`${PATH}/live`, (context) => follow(deps, context, context.query.seen ?? ''), { mayIn: READ })
    .post(`${PATH}/order`, sort, { mayIn: MANAGED })
    .post(`${PATH}/:squad_id/active`, switchOver, { mayIn: MANAGED })
    .post(`${PATH}/:squad_id/delete`, remove, { mayIn: MANAGED });
}

/** `<id>.up` and `<id>.down` move a squad by one place; anything else moves none. */
function moved(ids: readonly string[], move: string): string[] {
  const [id = '', way = ''] = move.split('.');
  const from = ids.indexOf(id);
  const to = from + (way === 'up' ? -1 : 1);
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  return ids.toSpliced(from, 1).toSpliced(to, 0, id);
}
