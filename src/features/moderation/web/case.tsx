import { Elysia } from 'elysia';
import { CasePage, CaseSummary, CaseTimeline } from '../../../../views/dashboard/guild/moderation-case.tsx';
import type { CaseDraft } from '../../../../views/dashboard/guild/moderation-values.ts';
import { Partial } from '../../../../views/ui/partial.tsx';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { tellNews } from '../../../http/kit/pages/news.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { isUuid } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { CaseEdit, CaseWithEvents, ModerationNo } from '../model.ts';
import { detailsOf } from './lines.ts';
import { ACT, type CaseContext, type ModerationWebDeps, moderatorOf, PATH, pathOf, turnBack, worded } from './parts.ts';
import { toastOf } from './toast.ts';
import { readDuration, typedText } from './typed.ts';

const PULSE = 60_000;
const CASE = `${PATH}/cases/:number`;

/** One case: what happened to it, and what is added to it. */
export function casePages(deps: ModerationWebDeps) {
  const { moderation, pages } = deps;

  async function find({ place, params }: CaseContext): Promise<CaseWithEvents | ModerationNo> {
    const { number } = params;
    if (!/^[1-9]\d{0,8}$/.test(number)) return refuse('case_unknown', { number: legible(number).slice(0, 20) });
    return moderation.find(place.guild.id, Number(number));
  }

  async function withCase(context: CaseContext, work: (one: CaseWithEvents) => Promise<Response>): Promise<Response> {
    const found = await find(context);
    return 'refused' in found ? turnBack(deps, context, found) : work(found);
  }

  const hrefOf = ({ place }: CaseContext, { number }: { readonly number: number }) =>
    `${pathOf(place)}/cases/${number}`;

  async function show(context: CaseContext, one: CaseWithEvents, draft: CaseDraft | null = null, status = 200) {
    const page = CasePage({
      shell: await pages.shell(context, `${hrefOf(context, one)}/live`),
      guild: context.place.guild,
      one: detailsOf(deps, one),
      draft,
      key: crypto.randomUUID(),
    });
    return htmlResponse(await page, status);
  }

  /** Where the case says how it is now, or beside the field that is wrong. */
  async function answer(
    context: CaseContext,
    one: CaseWithEvents,
    { done, draft, text }: { done: CaseWithEvents | ModerationNo; draft: CaseDraft; text: string },
  ): Promise<Response> {
    if (!('refused' in done)) return pages.redirect(context, hrefOf(context, one), { kind: 'success', text });
    const field = FIELD_OF[done.refused];
    if (field) return show(context, one, { ...draft, errors: { [field]: worded(done) } }, 422);
    return turnBack(deps, context, done, hrefOf(context, one));
  }

  function note(context: CaseContext, one: CaseWithEvents): Promise<Response> {
    const text = typedText(context.visit.fields, 'text');
    return moderation
      .note(one.guildId, one.number, text, moderatorOf(context))
      .then((done) =>
        answer(context, one, { done, draft: { part: 'note', text, errors: {} }, text: 'The note is added.' }),
      );
  }

  async function edit(context: CaseContext, one: CaseWithEvents): Promise<Response> {
    const { fields } = context.visit;
    const [text, typed] = [typedText(fields, 'reason'), typedText(fields, 'duration')];
    const draft: CaseDraft = { part: 'edit', text, duration: typed, errors: {} };
    const duration = readDuration(one.action, typed);
    if (isRefusal(duration))
      return show(context, one, { ...draft, errors: { duration: worded(duration as ModerationNo) } }, 422);
    const wish: CaseEdit = {
      reason: text,
      ...(typed.trim() === '' ? {} : { duration }),
      expectedVersion: Number(textOf(fields.get('version')) || Number.NaN),
    };
    const done = await moderation.edit(one.guildId, one.number, wish, moderatorOf(context));
    if (!('refused' in done) || done.refused !== 'case_changed_meanwhile')
      return answer(context, one, { done, draft, text: 'The case is changed.' });
    const now = await find(context);
    if ('refused' in now) return turnBack(deps, context, now);
    const says = now.reason === null ? 'It has no reason now.' : `Its reason is now: “${legible(now.reason)}”`;
    const trouble = `Somebody changed this case meanwhile. ${says} Save again to write yours over it.`;
    return show(context, now, { ...draft, trouble }, 409);
  }

  async function resolve(context: CaseContext, one: CaseWithEvents): Promise<Response> {
    const { fields } = context.visit;
    const text = typedText(fields, 'text');
    const resolved = fields.get('resolved') !== 'no';
    const by = moderatorOf(context);
    const done = await moderation.resolve(one.guildId, one.number, { resolved, note: text }, by);
    const said = resolved ? `Case #${one.number} is resolved.` : `Case #${one.number} is open again.`;
    return answer(context, one, { done, draft: { part: 'resolve', text, errors: {} }, text: said });
  }

  /** A timeout or a ban that goes on is lifted, as a case of its own. */
  async function undo(context: CaseContext, one: CaseWithEvents): Promise<Response> {
    const typed = textOf(context.visit.fields.get('key'));
    const done = await moderation.act({
      ...{ guildId: one.guildId, action: one.action === 'ban' ? 'unban' : 'untimeout', source: 'dashboard' },
      target: { id: one.userId, name: one.userTag },
      moderator: moderatorOf(context),
      reason: `Lifted: case #${one.number}`,
      key: `dashboard:${context.viewer.id}:${isUuid(typed) ? typed : crypto.randomUUID()}`,
    });
    if ('refused' in done) return turnBack(deps, context, done, hrefOf(context, one));
    return pages.redirect(context, hrefOf(context, one), toastOf(deps, done));
  }

  return new Elysia()
    .use(pages.plugin)
    .get(CASE, (context) => withCase(context, (one) => show(context, one)), { mayIn: ACT })
    .get(
      `${CASE}/live`,
      (context) =>
        withCase(context, async ({ guildId, number }) =>
          tellNews(deps, context, {
            watch: (heard) => moderation.follow(guildId, heard),
            pulse: PULSE,
            async draw() {
              const one = await moderation.find(guildId, number);
              if ('refused' in one) return '';
              const details = detailsOf(deps, one);
              const [home, now] = [pathOf(context.place), Date.now()];
              return (
                <>
                  <Partial target="#case" swap="outerMorph">
                    <CaseSummary one={details} home={home} now={now} />
                  </Partial>
                  <Partial target="#timeline" swap="outerMorph">
                    <CaseTimeline one={details} home={home} now={now} />
                  </Partial>
                </>
              );
            },
          }),
        ),
      { mayIn: ACT },
    )
    .post(`${CASE}/notes`, (context) => withCase(context, (one) => note(context, one)), { mayIn: ACT })
    .post(`${CASE}/edit`, (context) => withCase(context, (one) => edit(context, one)), { mayIn: ACT })
    .post(`${CASE}/resolution`, (context) => withCase(context, (one) => resolve(context, one)), { mayIn: ACT })
    .post(`${CASE}/undo`, (context) => withCase(context, (one) => undo(context, one)), { mayIn: ACT });
}

/** The field that a refusal is about. */
const FIELD_OF: Readonly<Partial<Record<ModerationNo['refused'], string>>> = {
  note_empty: 'text',
  note_too_long: 'text',
  reason_too_long: 'reason',
  duration_needed: 'duration',
  duration_too_short: 'duration',
  duration_too_long: 'duration',
  duration_not_for_this: 'duration',
  case_not_running: 'duration',
};
