import { Elysia } from 'elysia';
import { ActPage, type Asking } from '../../../../views/dashboard/guild/moderation-act.tsx';
import { BulkPage } from '../../../../views/dashboard/guild/moderation-bulk.tsx';
import type { ActKind, ActValues, BulkLine } from '../../../../views/dashboard/guild/moderation-values.ts';
import { faceOf } from '../../../http/kit/pages/faces.ts';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import type { ActRequest, ModerationNo, Outlook } from '../model.ts';
import { ACTIONS } from '../rules.ts';
import type { BulkRow } from '../service/bulk.ts';
import { actionNames, actWords } from '../text.ts';
import { ACT, type ModerationContext, type ModerationWebDeps, moderatorOf, PATH, pathOf, worded } from './parts.ts';
import { createFinder, faceNow, isIdle, partsOf } from './people.ts';
import { outcomeOf, toastOf } from './toast.ts';
import { type ActInput, blankAct, checkAct, DELETIONS, GRAVE, MOST_PEOPLE, typedAct } from './typed.ts';

interface Shown {
  readonly values: ActValues;
  readonly errors?: Readonly<Record<string, string>>;
  readonly trouble?: string;
  readonly asking?: Asking;
  readonly status?: number;
}

/** Something is done to one person or to many. */
export function actPages(deps: ModerationWebDeps) {
  const { moderation, pages } = deps;
  const { find } = createFinder(deps);

  /** How the one person stands whom the form is about. */
  async function outlookOf(context: ModerationContext, user: Snowflake): Promise<Outlook | ModerationNo | null> {
    if (user === '') return null;
    const guildId = context.place.guild.id;
    return moderation.outlook({ guildId, target: { id: user }, moderator: moderatorOf(context) });
  }

  async function show(context: ModerationContext, { values, errors = {}, trouble, asking, status }: Shown) {
    const { guild } = context.place;
    const outlook = await outlookOf(context, values.user);
    const unreachable = outlook && 'refused' in outlook ? worded(outlook) : null;
    const known = outlook && !('refused' in outlook) ? outlook : null;
    const target = values.user === '' ? null : await faceNow(deps, guild.id, values.user, known?.name ?? null);
    const kinds = ACTIONS.filter((action) => action === values.action || !isIdle(known, action)).map(
      (action): ActKind & { unavailable: string | null } => {
        const no = known?.no[action] ?? null;
        const { verb, order, consequence } = actWords[action];
        return { action, verb, consequence, order: target ? order(target.name) : verb, unavailable: no && worded(no) };
      },
    );
    const page = ActPage({
      ...{ shell: await pages.shell(context), guild, values, errors, kinds, deletions: DELETIONS },
      target,
      trouble: trouble ?? unreachable,
      asking: asking ?? null,
    });
    return htmlResponse(await page, status);
  }

  /** Whom the form names, or what is wrong with that. */
  async function meant(guildId: Snowflake, values: ActValues): Promise<Snowflake[] | string> {
    if (values.user !== '') return [values.user];
    const parts = partsOf(values.people);
    if (parts.length === 0) return 'Say who: a username, an id or a mention; several one a line.';
    if (parts.length > MOST_PEOPLE) return `At most ${MOST_PEOPLE} people at once; these are ${parts.length}.`;
    const found = await Promise.all(parts.map((part) => find(guildId, part)));
    const problems = found.flatMap((one) => ('problem' in one ? [one.problem] : []));
    if (problems.length > 0) return problems.slice(0, 5).join(' ');
    return [...new Set(found.flatMap((one) => ('id' in one ? [one.id] : [])))];
  }

  function requestOf(context: ModerationContext, values: ActValues, input: ActInput): Omit<ActRequest, 'target'> {
    const { place, viewer } = context;
    return {
      ...{ ...input, guildId: place.guild.id, source: 'dashboard' },
      moderator: moderatorOf(context),
      key: `dashboard:${viewer.id}:${values.key}`,
    };
  }

  async function send(context: ModerationContext): Promise<Response> {
    const { visit, place } = context;
    const values = typedAct(visit.fields);
    const { input, errors } = checkAct(values);
    const people = await meant(place.guild.id, values);
    const wrong = typeof people === 'string' ? { people, ...errors } : errors;
    if (typeof people === 'string' || Object.keys(wrong).length > 0)
      return show(context, { values, errors: wrong, status: 422 });
    return carryOut(context, values, { input, people });
  }

  async function carryOut(
    context: ModerationContext,
    values: ActValues,
    { input, people }: { input: ActInput; people: readonly Snowflake[] },
  ): Promise<Response> {
    // A yes holds for what was asked, not for what was changed since.
    const sign = `${values.action}:${people.join(',')}`;
    const confirmed = !GRAVE.includes(values.action) || textOf(context.visit.fields.get('confirmed')) === sign;
    const asking = async () =>
      show(context, { values, asking: await askingOf(context.place.guild.id, values, people, sign) });
    const [id, ...others] = people;
    if (id === undefined || others.length > 0) return confirmed ? many(context, { values, input, people }) : asking();
    const request = { ...requestOf(context, values, input), target: { id } };
    if (confirmed) return one(context, values, request);
    const no = await moderation.whyNot(request);
    return no ? refuse(context, values, no) : asking();
  }

  async function askingOf(
    guildId: Snowflake,
    { action }: ActValues,
    people: readonly Snowflake[],
    sign: string,
  ): Promise<Asking> {
    const { order, consequence } = actWords[action];
    const faces = await Promise.all(people.slice(0, 10).map((id) => faceNow(deps, guildId, id, null)));
    const names = faces.map(({ name }) => name);
    const more = people.length > names.length ? ` and ${people.length - names.length} more` : '';
    const [only = ''] = names;
    const whom = people.length === 1 ? only : `${people.length} people`;
    const listed = people.length === 1 ? '' : ` These are ${names.join(', ')}${more}.`;
    return { title: `${order(whom)}?`, consequence: `${consequence}${listed}`, confirm: order(whom), sign };
  }

  async function one(context: ModerationContext, values: ActValues, request: ActRequest): Promise<Response> {
    const done = await moderation.act(request);
    if ('refused' in done) return refuse(context, values, done);
    return pages.redirect(context, `${pathOf(context.place)}/cases/${done.number}`, toastOf(deps, done));
  }

  function refuse(context: ModerationContext, values: ActValues, no: ModerationNo): Promise<Response> {
    const status = no.refused === 'discord_away' ? 503 : 409;
    return show(context, { values, trouble: worded(no), status });
  }

  async function many(
    context: ModerationContext,
    { values, input, people }: { values: ActValues; input: ActInput; people: readonly Snowflake[] },
  ): Promise<Response> {
    const { guild } = context.place;
    const rows = await moderation.bulk(requestOf(context, values, input), people);
    const lines = await Promise.all(rows.map((row) => bulkLine(guild.id, row)));
    const left = rows.flatMap(({ userId }, at) => (lines[at]?.word === 'Done' ? [] : [userId]));
    const again = new URLSearchParams({ action: values.action, people: left.join(' ') });
    const page = BulkPage({
      ...{ shell: await pages.shell(context), guild, lines, noun: actionNames[values.action].noun },
      again: left.length === 0 ? null : `${pathOf(context.place)}/new?${again}`,
    });
    return htmlResponse(await page);
  }

  async function bulkLine(guildId: Snowflake, { userId, result }: BulkRow): Promise<BulkLine> {
    if ('refused' in result) {
      const member = await faceNow(deps, guildId, userId, null);
      return { member, tone: 'warning', word: 'Refused', detail: worded(result), number: null };
    }
    const member = faceOf(deps, guildId, userId, result.userTag && legible(result.userTag));
    const failed = result.outcome === 'failed';
    return {
      ...{ member, detail: outcomeOf(result, member.name), number: result.number },
      ...(failed ? { tone: 'danger', word: 'Failed' } : { tone: 'success', word: 'Done' }),
    };
  }

  return new Elysia()
    .use(pages.plugin)
    .get(`${PATH}/new`, (context) => show(context, { values: blankAct(new URL(context.request.url).searchParams) }), {
      mayIn: ACT,
    })
    .post(`${PATH}/new`, send, { mayIn: ACT });
}
