import type { RuleLineValues, Standing } from '../../../../views/dashboard/guild/automod-values.ts';
import type { Halt } from '../../../../views/layouts/admin/props.ts';
import { isSnowflake, type Snowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import { sentenceOf } from '../model/form.ts';
import type { AutomodState, RuleReport } from '../model/index.ts';
import { type Rule, removes } from '../rules.ts';
import type { AutomodWebDeps } from './parts.ts';

const DAY = 24;

export interface HaltDeps {
  readonly automod: Pick<AutomodWebDeps['automod'], 'state'>;
  readonly discord: Pick<AutomodWebDeps['discord'], 'member'>;
}

type BoardDeps = Pick<AutomodWebDeps, 'automod' | 'discord'>;

/** What the pages of a guild show of its rules and of how they stand. */
export async function boardOf({ automod, discord }: BoardDeps, guildId: Snowflake) {
  const [rules, state, report, hours, problems] = await Promise.all([
    automod.rules(guildId),
    automod.state(guildId),
    automod.report(guildId, DAY),
    automod.hourly(guildId),
    problemsOf({ automod, discord }, guildId),
  ]);
  return {
    rules,
    state,
    standing: standingOf(rules, await named(discord, guildId, state), hours),
    lines: rules.map((rule) => lineOf(rule, report, problems.get(rule.id) ?? [])),
  };
}

/** What keeps each rule from its work, in sentences. */
async function problemsOf({ automod, discord }: BoardDeps, guildId: Snowflake) {
  const found = await automod.problems(guildId);
  const channels = found.some(({ channelId }) => channelId !== null) ? await discord.channels(guildId) : [];
  const nameOf = (id: Snowflake) => {
    const name = typeof channels === 'string' ? undefined : channels.find((one) => one.id === id)?.name;
    return name === undefined ? 'a channel that is gone' : `#${name}`;
  };
  const byRule = new Map<string, RuleLineValues['problems'][number][]>();
  for (const { ruleId, cannot, why, channelId } of found) {
    const where = channelId === null ? '' : ` in ${nameOf(channelId)}`;
    const problem = { stops: cannot === 'run', sentence: `It cannot ${cannot}${where}. ${why}` };
    byRule.set(ruleId, [...(byRule.get(ruleId) ?? []), problem]);
  }
  return byRule;
}

/** The same without the rules' lines, for pages beside the list. */
export async function standingIn({ automod, discord }: BoardDeps, guildId: Snowflake): Promise<Standing> {
  const [rules, state, hours] = await Promise.all([
    automod.rules(guildId),
    automod.state(guildId),
    automod.hourly(guildId),
  ]);
  return standingOf(rules, await named(discord, guildId, state), hours);
}

/** The emergency stop as every page of the guild shows it; null while rules run. */
export async function haltOf({ automod, discord }: HaltDeps, guildId: Snowflake): Promise<Halt | null> {
  const state = await automod.state(guildId);
  if (state.haltedAt === null) return null;
  const { haltedBy, haltReason } = await named(discord, guildId, state);
  return { at: state.haltedAt, by: haltedBy ?? 'somebody', reason: haltReason && legible(haltReason) };
}

/** Who stopped it, by the name that Discord knows them by; keys of the API are nobody there. */
async function named(discord: HaltDeps['discord'], guildId: Snowflake, state: AutomodState): Promise<AutomodState> {
  const { haltedBy } = state;
  if (haltedBy === null || !isSnowflake(haltedBy)) return state;
  const found = await discord.member(guildId, haltedBy);
  return { ...state, haltedBy: (typeof found === 'object' && found?.displayName) || haltedBy };
}

function standingOf(rules: readonly Rule[], state: AutomodState, hours: readonly number[]): Standing {
  const { haltedAt, haltedBy, haltReason } = state;
  const of = (mode: Rule['mode']) => rules.filter((rule) => rule.mode === mode).length;
  return { haltedAt, haltedBy, haltReason, hours, live: of('live'), shadow: of('shadow'), off: of('off') };
}

export function lineOf(
  rule: Rule,
  report: readonly RuleReport[],
  problems: RuleLineValues['problems'],
): RuleLineValues {
  const { id, version, mode } = rule;
  const name = legible(rule.name);
  const { events = 0, shadowed = 0, people = 0 } = report.find(({ ruleId }) => ruleId === id) ?? {};
  return {
    ...{ id, name, version, mode, events, shadowed, people, problems },
    sentence: legible(sentenceOf(rule)),
    tripped: rule.trippedAt !== null,
    grave: rule.actions.some(removes),
  };
}
