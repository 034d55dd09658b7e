import { Elysia } from 'elysia';
import { PreviewCard } from '../../../../views/dashboard/guild/automod-preview.tsx';
import { RulePage } from '../../../../views/dashboard/guild/automod-rule.tsx';
import type { RulePreview, RuleValues } from '../../../../views/dashboard/guild/automod-values.ts';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf } from '../../../http/kit/pages/visit.ts';
import { isUuid } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { sentenceOf, type TriggerForm, triggerForm, triggerKinds } from '../model/form.ts';
import type { AutomodNo, Impact, RuleInput } from '../model/index.ts';
import { type Rule, TRIGGERS, type TriggerKind } from '../rules.ts';
import {
  type AutomodContext,
  type AutomodWebDeps,
  MANAGED,
  PATH,
  pathOf,
  type RuleContext,
  turnBack,
  worded,
} from './parts.ts';
import { surroundingsOf } from './surroundings.ts';
import { tried } from './trial.ts';
import { blankValues, checkRule, rowsChanged, typedValues, valuesOf } from './typed.ts';

interface Shown {
  readonly kind: TriggerKind;
  /** Null: a new one. */
  readonly rule: Rule | null;
  readonly values: RuleValues;
  readonly errors?: Readonly<Record<string, string>>;
  readonly trouble?: string;
  readonly status?: number;
}

/** What people wrote, so that it turns no text round. */
function readable(impact: Impact): Impact {
  const examples = impact.examples.map((one) => ({
    ...one,
    ...{ username: legible(one.username), reason: legible(one.reason), content: one.content && legible(one.content) },
  }));
  return { ...impact, examples };
}

/** The field that a refusal is about. */
const FIELD_OF: Readonly<Partial<Record<AutomodNo['refused'], string>>> = {
  automod_rule_name_taken: 'name',
  automod_patterns_limit: 'config.patterns',
  automod_patterns_large: 'config.patterns',
};

/** A rule is written, and changed; what it would have done is shown beside it. */
export function editorPages(deps: AutomodWebDeps) {
  const { automod, clock, pages } = deps;

  async function previewOf(guildId: string, form: TriggerForm, values: RuleValues): Promise<RulePreview> {
    const hasPatterns = form.fields.some(({ name }) => name === 'patterns');
    const { input } = checkRule(form.kind, values);
    if (!input) return { sentence: null, impact: null, trouble: null, tried: null, hasPatterns };
    const sample = values.sample.trim();
    const happening = tried(form.kind, form.aboutMessages, sample, clock.now());
    const evaluation = sample === '' ? null : await automod.test(guildId, { input, happening, times: 1 });
    const impact = await automod.impact(guildId, input);
    return {
      sentence: legible(sentenceOf(input)),
      ...(isRefusal(impact) ? { impact: null, trouble: worded(impact) } : { impact: readable(impact), trouble: null }),
      tried: evaluation?.verdicts[0] ?? null,
      hasPatterns,
    };
  }

  async function show(context: AutomodContext, { kind, rule, values, errors = {}, trouble, status }: Shown) {
    const { guild } = context.place;
    const form = triggerForm(kind);
    const channels = [values.config.channels, values.exemptChannels].flatMap((list) =>
      Array.isArray(list) ? list : [],
    );
    const surroundings = await surroundingsOf(deps, guild.id, { roles: values.exemptRoles, channels });
    const home = pathOf(context.place);
    const page = RulePage({
      shell: await pages.shell(context),
      ...{ guild, kind, kinds: triggerKinds, rule: rule && { id: rule.id, name: legible(rule.name) } },
      preview: await previewOf(guild.id, form, values),
      form: {
        action: rule ? `${home}/rules/${rule.id}/edit` : `${home}/new/${kind}`,
        ...{ values, errors, surroundings, fields: form.fields, aboutMessages: form.aboutMessages },
        version: rule?.version ?? null,
        trouble: trouble ?? (surroundings.away ? AWAY : null),
        hasPatterns: kind === 'username_regex',
      },
    });
    return htmlResponse(await page, status);
  }

  /** Checks what was typed, then writes it. */
  async function save(
    context: AutomodContext,
    { kind, rule }: Pick<Shown, 'kind' | 'rule'>,
    write: (input: RuleInput) => Promise<Rule | AutomodNo>,
  ): Promise<Response> {
    const { visit, place } = context;
    const values = typedValues(visit.fields, triggerForm(kind));
    const changed = rowsChanged(visit.fields, values);
    if (changed) return show(context, { kind, rule, values: changed });
    const { input, errors } = checkRule(kind, values);
    if (visit.fields.get('intent') === 'preview') return show(context, { kind, rule, values, errors: errors ?? {} });
    if (!input) return show(context, { kind, rule, values, errors, status: 422 });
    const saved = await write(input);
    if (isRefusal(saved)) return refuse(context, { kind, rule, values }, saved as AutomodNo);
    const text = `${legible(saved.name)} is saved. ${AFTER[saved.mode]}`;
    return pages.redirect(context, pathOf(place), { kind: 'success', text });
  }

  async function refuse(
    context: AutomodContext,
    shown: Pick<Shown, 'kind' | 'rule' | 'values'>,
    no: AutomodNo,
  ): Promise<Response> {
    if (no.refused === 'automod_rule_unknown') return turnBack(deps, context, no);
    const field = FIELD_OF[no.refused];
    if (field) return show(context, { ...shown, errors: { [field]: worded(no) }, status: 422 });
    const now = shown.rule ? await automod.rule(context.place.guild.id, shown.rule.id) : null;
    if (no.refused !== 'automod_rule_changed' || !now)
      return show(context, { ...shown, trouble: worded(no), status: 409 });
    const trouble = `Somebody saved this rule meanwhile: ${legible(sentenceOf(now))} Save again to replace it with yours.`;
    return show(context, { ...shown, rule: now, trouble, status: 409 });
  }

  async function withRule(context: RuleContext, work: (rule: Rule) => Promise<Response>): Promise<Response> {
    const { place, params } = context;
    const found = isUuid(params.rule_id) ? await automod.rule(place.guild.id, params.rule_id) : null;
    if (found) return work(found);
    return turnBack(deps, context, { refused: 'automod_rule_unknown', context: {} });
  }

  async function preview(context: AutomodContext, kind: TriggerKind): Promise<Response> {
    const form = triggerForm(kind);
    const shown = await previewOf(context.place.guild.id, form, typedValues(context.visit.fields, form));
    return htmlResponse(await PreviewCard({ preview: shown, now: Date.now() }));
  }

  return new Elysia()
    .use(pages.plugin)
    .get(
      `${PATH}/new`,
      (context) => {
        const kind = kindOf(new URL(context.request.url).searchParams.get('trigger'));
        return show(context, { kind, rule: null, values: blankValues(triggerForm(kind)) });
      },
      { mayIn: MANAGED },
    )
    .post(
      `${PATH}/new/:trigger`,
      (context) => {
        const { place, viewer, visit, params } = context;
        return save(context, { kind: kindOf(params.trigger), rule: null }, (input) =>
          automod.addRule(place.guild.id, input, actorOf(viewer, visit)),
        );
      },
      { mayIn: MANAGED },
    )
    .post(`${PATH}/new/:trigger/preview`, (context) => preview(context, kindOf(context.params.trigger)), {
      mayIn: MANAGED,
    })
    .get(
      `${PATH}/rules/:rule_id/edit`,
      (context) =>
        withRule(context, (rule) =>
          show(context, { kind: rule.trigger, rule, values: valuesOf(rule, triggerForm(rule.trigger)) }),
        ),
      { mayIn: MANAGED },
    )
    .post(
      `${PATH}/rules/:rule_id/edit`,
      (context) =>
        withRule(context, (rule) => {
          const { place, viewer, visit } = context;
          const version = Number(textOf(visit.fields.get('version')) || Number.NaN);
          return save(context, { kind: rule.trigger, rule }, (input) =>
            automod.putRule(place.guild.id, rule.id, { input, version }, actorOf(viewer, visit)),
          );
        }),
      { mayIn: MANAGED },
    )
    .post(
      `${PATH}/rules/:rule_id/edit/preview`,
      (context) => withRule(context, ({ trigger }) => preview(context, trigger)),
      { mayIn: MANAGED },
    );
}

const AWAY = 'Discord does not answer right now, so roles and channels cannot be chosen. What was chosen stays.';

const AFTER = {
  live: 'It acts from now on.',
  shadow: 'It watches and touches nobody; make it live when its report is right.',
  off: 'It is switched off.',
} as const;

/** The kind that an address asks for, or the one that most begin with. */
function kindOf(text: string | null): TriggerKind {
  return TRIGGERS.find((kind) => kind === text) ?? 'message_rate';
}
