import type { RuleLineValues, Standing } from '../../../../views/dashboard/guild/automod-values.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import { sentenceOf } from '../model/form.ts';
import type { AutomodState, RuleReport } from '../model/index.ts';
import { type Rule, removes } from '../rules.ts';
import type { AutomodWebDeps } from './parts.ts';

const DAY = 24;

type BoardDeps = Pick<AutomodWebDeps, 'automod' | 'directory'>;

/** What the pages of a guild show of its rules and of how they stand. */
export async function boardOf({ automod, directory }: BoardDeps, guildId: Snowflake) {
  const [rules, state, report, hours, unavailable] = await Promise.all([
    automod.rules(guildId),
    automod.state(guildId),
    automod.report(guildId, DAY),
    automod.hourly(guildId),
    automod.unavailable(guildId),
  ]);
  const problems = new Map(unavailable.map(({ ruleId, problem }) => [ruleId, problem]));
  return {
    rules,
    state,
    standing: standingOf(rules, named(directory, guildId, state), hours),
    lines: rules.map((rule) => lineOf(rule, report, problems.get(rule.id) ?? null)),
  };
}

/** The same without the rules' lines, for pages beside the list. */
export async function standingIn({ automod, directory }: BoardDeps, guildId: Snowflake): Promise<Standing> {
  const [rules, state, hours] = await Promise.all([
    automod.rules(guildId),
    automod.state(guildId),
    automod.hourly(guildId),
  ]);
  return standingOf(rules, named(directory, guildId, state), hours);
}

/** Who stopped it, by the name that the bot knows them by. */
function named(directory: AutomodWebDeps['directory'], guildId: Snowflake, state: AutomodState): AutomodState {
  const { haltedBy } = state;
  return haltedBy === null
    ? state
    : { ...state, haltedBy: directory.heard(guildId, haltedBy)?.displayName ?? haltedBy };
}

function standingOf(rules: readonly Rule[], state: AutomodState, hours: readonly number[]): Standing {
  const { haltedAt, haltedBy, haltReason } = state;
  const of = (mode: Rule['mode']) => rules.filter((rule) => rule.mode === mode).length;
  return { haltedAt, haltedBy, haltReason, hours, live: of('live'), shadow: of('shadow'), off: of('off') };
}

export function lineOf(rule: Rule, report: readonly RuleReport[], problem: string | null): RuleLineValues {
  const { id, version, mode } = rule;
  const name = legible(rule.name);
  const { events = 0, people = 0 } = report.find(({ ruleId }) => ruleId === id) ?? {};
  return {
    ...{ id, name, version, mode, events, people, problem },
    sentence: legible(sentenceOf(rule)),
    tripped: rule.trippedAt !== null,
    grave: rule.actions.some(removes),
  };
}
