import { Elysia } from 'elysia';
import { ConfirmPage } from '../../../../views/dashboard/confirm.tsx';
import { bytesValues } from '../../../../views/dashboard/guild/bytes-values.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf, type Place } from '../../../http/kit/pages/visit.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { EconomyConfigInput, EconomyNo, StoredConfig } from '../model.ts';
import type { ConfigProblem } from '../service/guild-fit.ts';
import { economyWording, figure } from '../text.ts';
import { checkForm } from './checked.ts';
import { differing } from './conflict.ts';
import { type BytesContext, bytesPage, pathOf } from './page.tsx';
import type { EconomyWebDeps } from './parts.ts';
import { rowsChanged, sentValues } from './typed.ts';

const PATH = '/admin/guilds/:guild_id/bytes';
const MANAGED = { guild: 'guild_id', right: 'manager' } as const;

/** The settings of bytes, what they will pay, and the ledger. */
export function bytesPages(deps: EconomyWebDeps) {
  const { economy, history, pages } = deps;
  const { around, show, preview } = bytesPage(deps);

  async function shown(context: BytesContext, stored?: StoredConfig) {
    const guildId = context.place.guild.id;
    const config = stored ?? (await economy.config(guildId));
    return { stored: config, around: await around(guildId, config) };
  }

  async function save(context: BytesContext): Promise<Response> {
    const { visit, place } = context;
    const values = sentValues(visit.fields);
    const page = await shown(context);
    const checked = checkForm(values);
    if (!checked.input) return show(context, { ...page, values, errors: checked.errors, status: 422 });
    const { input } = checked;
    const problems = await economy.configProblems(place.guild.id, input);
    if (isRefusal(problems)) return show(context, { ...page, values, trouble: worded(problems), status: 503 });
    if (problems.length > 0) {
      const errors = Object.fromEntries(problems.map((one) => problemOf(one, values.roleRewards)));
      return show(context, { ...page, values, errors, status: 422 });
    }
    return put(context, input);
  }

  async function put(context: BytesContext, input: EconomyConfigInput): Promise<Response> {
    const { viewer, visit, place } = context;
    const guildId = place.guild.id;
    const version = Number(visit.fields.get('version') ?? Number.NaN);
    const { stored } = await shown(context);
    if (version === stored.version && differing(stored, input, NAMELESS).length === 0)
      return pages.redirect(context, pathOf(place), {
        kind: 'info',
        text: 'Nothing was changed, so nothing was saved.',
      });
    const saved = await economy.putConfig(guildId, input, actorOf(viewer, visit), version);
    if (isRefusal(saved)) return overtaken(context, input);
    return pages.redirect(context, pathOf(place), { kind: 'success', text: 'Saved. The bot works by it from now on.' });
  }

  /** Both are shown, what was saved meanwhile and what was written here; saving again decides for the latter. */
  async function overtaken(context: BytesContext, input: EconomyConfigInput): Promise<Response> {
    const page = await shown(context);
    const { changes } = await history.changes({ guildId: context.place.guild.id, feature: 'economy', limit: 1 });
    return show(context, {
      ...page,
      values: bytesValues(input),
      conflict: {
        by: changes[0]?.actor.name ?? 'Somebody',
        changes: differing(page.stored, input, page.around),
      },
      status: 409,
    });
  }

  return new Elysia()
    .use(pages.plugin)
    .get(
      PATH,
      async (context) => {
        const page = await shown(context);
        return show(context, { ...page, values: bytesValues(page.stored) });
      },
      { mayIn: MANAGED },
    )
    .post(
      PATH,
      async (context) => {
        const values = rowsChanged(context.visit.fields);
        return values ? show(context, { ...(await shown(context)), values }) : save(context);
      },
      { mayIn: MANAGED },
    )
    .post(
      `${PATH}/preview`,
      async (context) =>
        preview(context.place.guild.id, sentValues(context.visit.fields), (await shown(context)).around),
      { mayIn: MANAGED },
    )
    .post(
      `${PATH}/verification`,
      async (context) => {
        const { ok, accounts, transactions, differences } = await economy.verifyLedger(context.place.guild.id);
        const text = ok
          ? `The ledger adds up: ${figure(accounts)} accounts, ${figure(transactions)} movements.`
          : `The ledger does not add up in ${figure(differences.length)} places. Tell whoever runs this instance.`;
        return pages.redirect(context, pathOf(context.place), { kind: ok ? 'success' : 'danger', text });
      },
      { mayIn: MANAGED },
    )
    .post(
      `${PATH}/backfill`,
      async (context) => {
        const { place, viewer, visit } = context;
        if (visit.fields.get('confirmed') !== 'yes') {
          return htmlResponse(await ConfirmPage({ shell: await pages.shell(context), ...backfillQuestion(place) }));
        }
        const { checked, granted } = await economy.backfillBy(place.guild.id, actorOf(viewer, visit));
        const text =
          granted === 0
            ? `Nobody was missing a role; ${figure(checked)} members were looked at.`
            : `${figure(granted)} roles are being given; ${figure(checked)} members were looked at.`;
        return pages.redirect(context, pathOf(place), { kind: 'success', text });
      },
      { mayIn: MANAGED },
    );
}

const NAMELESS = { roles: [], channels: [] };

function worded({ refused, context }: EconomyNo): string {
  return economyWording[refused](context);
}

/** The field of the form that a problem is about. */
function problemOf(
  { field, key, sentence }: ConfigProblem,
  rewards: readonly { readonly roleId: string }[],
): [string, string] {
  if (field !== 'roleRewards') return [field, sentence];
  return [`roleRewards.${rewards.findIndex(({ roleId }) => roleId === key)}.roleId`, sentence];
}

function backfillQuestion(place: Place) {
  const path = pathOf(place);
  const { id, name } = place.guild;
  return {
    crumbs: [
      { label: 'Guilds', href: '/admin/guilds' },
      { label: name, href: `/admin/guilds/${id}` },
      { label: 'Bytes', href: path },
      { label: 'Role rewards' },
    ],
    title: `Give every member of ${name} the roles they have earned?`,
    consequence: 'By the settings as they are saved. The bot gives the roles one after another; none is taken away.',
    confirm: 'Give the roles',
    action: `${path}/backfill`,
    cancel: path,
  };
}
