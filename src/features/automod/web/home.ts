import { Elysia } from 'elysia';
import { AutomodPage } from '../../../../views/dashboard/guild/automod.tsx';
import { HaltLine } from '../../../../views/layouts/admin/banner.tsx';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf } from '../../../http/kit/pages/visit.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { includes } from '../../../shared/rights.ts';
import { HALT_REASON_LIMIT } from '../model/index.ts';
import { presetNames, presets } from '../model/presets.ts';
import { boardOf, haltOf } from './board.ts';
import { followBanner, followRules } from './live.tsx';
import { type AutomodContext, type AutomodWebDeps, MANAGED, PATH, pathOf, READ, turnBack } from './parts.ts';
import { surroundingsOf } from './surroundings.ts';

/** The rules of a guild in their order, the emergency stop, and where alerts go. */
export function homePages(deps: AutomodWebDeps) {
  const { automod, pages } = deps;

  async function show(context: AutomodContext): Promise<Response> {
    const { guild, right } = context.place;
    const { lines, standing, state } = await boardOf(deps, guild.id);
    const { alertChannelId: channelId, alertRoleId: roleId, version } = state;
    const chosen = { channels: channelId ? [channelId] : [], roles: roleId ? [roleId] : [] };
    const page = AutomodPage({
      shell: await pages.shell(context, `${pathOf(context.place)}/live`),
      guild,
      standing,
      rules: lines,
      presets: presetNames.map((name) => ({ name, ...presets[name] })),
      manages: includes(right, 'manager'),
      alerts: {
        ...{ version, channelId: channelId ?? '', roleId: roleId ?? '' },
        surroundings: await surroundingsOf(deps, guild.id, chosen),
      },
    });
    return htmlResponse(await page);
  }

  /** The emergency stop by itself, for pages that are open. */
  async function banner(context: AutomodContext): Promise<Response> {
    const { place, viewer, visit } = context;
    if (!visit.partial) return pages.redirect(context, pathOf(place));
    const { id: guildId } = place.guild;
    const halt = await haltOf(deps, guildId);
    return htmlResponse(await HaltLine({ guildId, halt, csrf: viewer.csrf, now: Date.now() }));
  }

  async function halt(context: AutomodContext): Promise<Response> {
    const { viewer, visit, place } = context;
    const reason = [...textOf(visit.fields.get('reason')).trim()].slice(0, HALT_REASON_LIMIT).join('');
    await automod.halt(place.guild.id, reason === '' ? null : reason, actorOf(viewer, visit));
    return pages.redirect(context, pathOf(place), {
      kind: 'warning',
      text: 'Auto-moderation is stopped everywhere. No rule does anything until somebody resumes it.',
    });
  }

  async function resume(context: AutomodContext): Promise<Response> {
    const { viewer, visit, place } = context;
    await automod.resume(place.guild.id, actorOf(viewer, visit));
    return pages.redirect(context, pathOf(place), { kind: 'success', text: 'The rules work again.' });
  }

  /** The order of the form, after the button that was pressed. */
  async function sort(context: AutomodContext): Promise<Response> {
    const { viewer, visit, place } = context;
    const ids = moved(visit.fields.getAll('rule').map(textOf), textOf(visit.fields.get('move')));
    const sorted = await automod.orderRules(place.guild.id, ids, actorOf(viewer, visit));
    return isRefusal(sorted) ? turnBack(deps, context, sorted) : pages.redirect(context, pathOf(place));
  }

  async function putAlerts(context: AutomodContext): Promise<Response> {
    const { viewer, visit, place } = context;
    const [channel, role] = ['alertChannelId', 'alertRoleId'].map((name) => textOf(visit.fields.get(name)));
    const { channels, roles } = await surroundingsOf(deps, place.guild.id);
    const before = await automod.state(place.guild.id);
    const known = (id: string | undefined, list: readonly { readonly id: string }[], kept: string | null) =>
      id === '' || id === kept || list.some((one) => one.id === id);
    if (!known(channel, channels, before.alertChannelId) || !known(role, roles, before.alertRoleId)) {
      const text = 'This server has no such channel or role. Choose one of the list.';
      return pages.redirect(context, pathOf(place), { kind: 'warning', text });
    }
    const wanted = { alertChannelId: channel || null, alertRoleId: role || null };
    const version = Number(textOf(visit.fields.get('version')) || Number.NaN);
    const saved = await automod.putAlerts(place.guild.id, wanted, actorOf(viewer, visit), version);
    if (isRefusal(saved)) return turnBack(deps, context, saved);
    return pages.redirect(context, pathOf(place), { kind: 'success', text: 'Saved where alerts go.' });
  }

  return new Elysia()
    .use(pages.plugin)
    .get(PATH, show, { mayIn: READ })
    .get(`${PATH}/live`, (context) => followRules(deps, context), { mayIn: READ })
    .get(`${PATH}/banner`, banner, { mayIn: READ })
    .get(`${PATH}/banner/live`, (context) => followBanner(deps, context), { mayIn: READ })
    .post(`${PATH}/halt`, halt, { mayIn: READ })
    .post(`${PATH}/resume`, resume, { mayIn: READ })
    .post(`${PATH}/order`, sort, { mayIn: MANAGED })
    .post(`${PATH}/alerts`, putAlerts, { mayIn: MANAGED });
}

/** `<id>.up` and `<id>.down` move a rule by one place; anything else moves none. */
function moved(ids: readonly string[], move: string): string[] {
  const [id = '', way = ''] = move.split('.');
  const from = ids.indexOf(id);
  const to = from + (way === 'up' ? -1 : 1);
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  return ids.toSpliced(from, 1).toSpliced(to, 0, id);
}
