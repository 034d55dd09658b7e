import { Elysia } from 'elysia';
import { ConfirmPage } from '../../../../views/dashboard/confirm.tsx';
import { liveText, ruleDeletionText } from '../../../../views/dashboard/guild/automod-line.tsx';
import { PresetsPage } from '../../../../views/dashboard/guild/automod-presets.tsx';
import { isConfirmed } from '../../../http/kit/pages/confirmation.ts';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf } from '../../../http/kit/pages/visit.ts';
import { isUuid } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { sentenceOf } from '../model/form.ts';
import type { AutomodNo, RuleInput } from '../model/index.ts';
import { presetNames, presetRules, presets } from '../model/presets.ts';
import { MODES, NAME_LIMIT, type Rule } from '../rules.ts';
import { lineOf, standingIn } from './board.ts';
import {
  type AutomodContext,
  type AutomodWebDeps,
  crumbsTo,
  MANAGED,
  PATH,
  pathOf,
  type RuleContext,
  turnBack,
} from './parts.ts';

interface Question {
  readonly title: string;
  readonly consequence: string;
  readonly confirm: string;
  readonly danger: boolean;
  readonly action: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** What is done with a rule of the list, and rules to begin with. */
export function rulePages(deps: AutomodWebDeps) {
  const { automod, pages } = deps;

  async function ask(context: AutomodContext, question: Question): Promise<Response> {
    const cancel = pathOf(context.place);
    const crumbs = crumbsTo(context.place, question.title);
    return htmlResponse(await ConfirmPage({ shell: await pages.shell(context), crumbs, cancel, ...question }));
  }

  async function withRule(context: RuleContext, work: (rule: Rule) => Promise<Response>): Promise<Response> {
    const { place, params } = context;
    const found = isUuid(params.rule_id) ? await automod.rule(place.guild.id, params.rule_id) : null;
    return found ? work(found) : turnBack(deps, context, { refused: 'automod_rule_unknown', context: {} });
  }

  /** Live only after a yes to what it would have done. */
  async function setMode(context: RuleContext, rule: Rule): Promise<Response> {
    const { viewer, visit, place } = context;
    const mode = MODES.find((one) => one === textOf(visit.fields.get('mode')));
    if (!mode) return pages.redirect(context, pathOf(place), { kind: 'warning', text: 'Choose live, shadow or off.' });
    const version = Number(textOf(visit.fields.get('version')) || rule.version);
    if (mode === 'live' && !isConfirmed(visit)) {
      const line = lineOf(rule, await automod.report(place.guild.id, 24), []);
      return ask(context, {
        title: `Make “${legible(rule.name)}” live?`,
        consequence: liveText(line),
        confirm: `Make ${legible(rule.name)} live`,
        danger: line.grave,
        action: `${pathOf(place)}/rules/${rule.id}/mode`,
        fields: { mode, version: String(version) },
      });
    }
    const input = { ...inputPart(rule), mode };
    const saved = await automod.putRule(place.guild.id, rule.id, { input, version }, actorOf(viewer, visit));
    if (isRefusal(saved)) return turnBack(deps, context, saved as AutomodNo);
    return pages.redirect(context, pathOf(place), { kind: 'success', text: `${legible(rule.name)} ${NOW[mode]}` });
  }

  async function copy(context: RuleContext, rule: Rule): Promise<Response> {
    const { viewer, visit, place } = context;
    const names = new Set((await automod.rules(place.guild.id)).map(({ name }) => name.toLowerCase()));
    const nameAt = (number: number) => {
      const end = number === 1 ? ' (copy)' : ` (copy ${number})`;
      return `${[...rule.name].slice(0, NAME_LIMIT - end.length).join('')}${end}`;
    };
    let number = 1;
    while (names.has(nameAt(number).toLowerCase())) number += 1;
    const input: RuleInput = { ...inputPart(rule), name: nameAt(number), mode: 'shadow' };
    const added = await automod.addRule(place.guild.id, input, actorOf(viewer, visit));
    if (isRefusal(added)) return turnBack(deps, context, added as AutomodNo);
    const text = `${legible(added.name)} is there, in shadow.`;
    return pages.redirect(context, pathOf(place), { kind: 'success', text });
  }

  async function remove(context: RuleContext, rule: Rule): Promise<Response> {
    const { viewer, visit, place } = context;
    if (!isConfirmed(visit)) {
      return ask(context, {
        title: `Delete the rule “${legible(rule.name)}”?`,
        consequence: ruleDeletionText(lineOf(rule, await automod.report(place.guild.id, 24), [])),
        confirm: `Delete ${legible(rule.name)}`,
        danger: true,
        action: `${pathOf(place)}/rules/${rule.id}/delete`,
      });
    }
    const gone = await automod.removeRule(place.guild.id, rule.id, actorOf(viewer, visit));
    if (isRefusal(gone)) return turnBack(deps, context, gone as AutomodNo);
    return pages.redirect(context, pathOf(place), { kind: 'success', text: `${legible(rule.name)} is deleted.` });
  }

  async function showPresets(context: AutomodContext): Promise<Response> {
    const { guild } = context.place;
    const there = new Set((await automod.rules(guild.id)).map(({ name }) => name.toLowerCase()));
    const page = PresetsPage({
      shell: await pages.shell(context),
      guild,
      standing: await standingIn(deps, guild.id),
      presets: presetNames.map((name) => ({
        name,
        title: presets[name].title,
        description: presets[name].description,
        rules: presetRules(name).map((rule) => ({
          name: rule.name,
          sentence: sentenceOf(rule),
          there: there.has(rule.name.toLowerCase()),
        })),
      })),
    });
    return htmlResponse(await page);
  }

  async function addPreset(
    context: AutomodContext & { readonly params: { readonly preset: string } },
  ): Promise<Response> {
    const { viewer, visit, place, params } = context;
    const name = presetNames.find((one) => one === params.preset);
    if (!name)
      return pages.redirect(context, `${pathOf(place)}/presets`, { kind: 'warning', text: 'Choose one of these.' });
    const added = await automod.applyPreset(place.guild.id, name, actorOf(viewer, visit));
    if (isRefusal(added)) return turnBack(deps, context, added as AutomodNo);
    const text = `${added.length} rules are there, in shadow. Their reports say when they are right.`;
    return pages.redirect(context, pathOf(place), { kind: 'success', text });
  }

  return new Elysia()
    .use(pages.plugin)
    .get(`${PATH}/presets`, showPresets, { mayIn: MANAGED })
    .post(`${PATH}/presets/:preset`, addPreset, { mayIn: MANAGED })
    .post(`${PATH}/rules/:rule_id/mode`, (context) => withRule(context, (rule) => setMode(context, rule)), {
      mayIn: MANAGED,
    })
    .post(`${PATH}/rules/:rule_id/copy`, (context) => withRule(context, (rule) => copy(context, rule)), {
      mayIn: MANAGED,
    })
    .post(`${PATH}/rules/:rule_id/delete`, (context) => withRule(context, (rule) => remove(context, rule)), {
      mayIn: MANAGED,
    });
}

const NOW = {
  live: 'is live: it acts from now on.',
  shadow: 'is in shadow: it only reports.',
  off: 'is off.',
} as const;

function inputPart(rule: Rule): RuleInput {
  const { id, guildId, priority, trippedAt, version, ...input } = rule;
  return input;
}
