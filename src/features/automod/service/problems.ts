import { createCache } from '../../../platform/cache.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { whyUnavailable } from '../engine/index.ts';
import type { AutomodState, RuleProblem } from '../model/index.ts';
import { type ActionKind, LACKING, NEEDED_PERMISSIONS, type NeededPermission, type Rule } from '../rules.ts';
import * as events from '../store/events.ts';
import { type AutomodDeps, instant } from './context.ts';
import type { Ears } from './ears.ts';
import type { LiveRules } from './live.ts';

const DAY = 24 * 3_600_000;
const MOST = 2_000;
/** Overviews ask every few seconds. */
const TTL = 5_000;

interface Deps extends Pick<AutomodDeps, 'db' | 'bus' | 'clock' | 'discord' | 'logChannel'> {
  readonly live: LiveRules;
  readonly ears: Ears;
}

type Problem = Omit<RuleProblem, 'ruleId' | 'ruleName'>;

/** What keeps rules from doing what they promise, each with the way to mend it. */
export function createProblems({ db, bus, clock, discord, logChannel, live, ears }: Deps) {
  const found = createCache<readonly RuleProblem[]>({ max: MOST, ttl: TTL, clock });
  const stop = bus.subscribe('automod.changed', ({ guildId }) => found.delete(guildId));

  /** Nothing is said against a rule while nobody knows. */
  async function lackingIn(guildId: Snowflake): Promise<readonly string[]> {
    const told = await ears.ask(guildId, { kind: 'lacking' });
    return told === 'silent' ? [] : told;
  }

  async function permissionsLacking(guildId: Snowflake, rules: readonly Rule[]): Promise<readonly NeededPermission[]> {
    const needed = rules.flatMap(({ actions }) => actions.flatMap(({ kind }) => NEEDED_PERMISSIONS[kind] ?? []));
    if (needed.length === 0) return [];
    const answer = await discord.botLacks(guildId, [...new Set(needed)]);
    return typeof answer === 'string' ? [] : answer;
  }

  /** Where alerts go; `gone`: that channel is not there any more. */
  async function alertsTo(
    guildId: Snowflake,
    { alertChannelId }: AutomodState,
  ): Promise<'somewhere' | 'nowhere' | 'gone'> {
    const channelId = alertChannelId ?? (await logChannel(guildId));
    if (channelId === null) return 'nowhere';
    const channels = await discord.channels(guildId);
    return typeof channels === 'string' || channels.some(({ id }) => id === channelId) ? 'somewhere' : 'gone';
  }

  async function look(guildId: Snowflake): Promise<readonly RuleProblem[]> {
    const { guild, state } = await live.inForce(guildId);
    const rules = guild.rules.map(({ rule }) => rule).filter(({ mode }) => mode !== 'off');
    if (rules.length === 0) return [];
    const alerting = rules.some(({ actions }) => actions.some(({ kind }) => kind === 'alert'));
    const [intents, permissions, alerts, refusals] = await Promise.all([
      lackingIn(guildId),
      permissionsLacking(guildId, rules),
      alerting ? alertsTo(guildId, state) : ('somewhere' as const),
      events.listRefusals(db, guildId, instant(clock.now() - DAY)),
    ]);
    return rules.flatMap((rule) => {
      const { id: ruleId, name: ruleName } = rule;
      const problems = [
        ...stopped(rule, intents),
        ...unpermitted(rule, permissions),
        ...unheard(rule, alerts),
        ...refused(refusals.find((one) => one.ruleId === ruleId)),
      ];
      const first = (one: Problem, at: number) => problems.findIndex(({ cannot }) => cannot === one.cannot) === at;
      return problems.filter(first).map((one) => ({ ruleId, ruleName, ...one }));
    });
  }

  return {
    stopProblems: stop,

    /** Of rules that are live or in shadow, in their order; what keeps a whole rule from running first. */
    problems: (guildId: Snowflake): Promise<readonly RuleProblem[]> => found.through(guildId, () => look(guildId)),

    /** Rules that cannot run now, each with the sentence that says why. */
    async unavailable(guildId: Snowflake): Promise<{ ruleId: string; ruleName: string; problem: string }[]> {
      const [{ guild }, intents] = await Promise.all([live.inForce(guildId), lackingIn(guildId)]);
      return guild.rules.flatMap(({ rule }) => {
        const problem = whyUnavailable(rule, intents);
        return problem === null ? [] : [{ ruleId: rule.id, ruleName: rule.name, problem }];
      });
    },
  };
}

function stopped(rule: Rule, intents: readonly string[]): Problem[] {
  const why = whyUnavailable(rule, intents);
  return why === null ? [] : [{ cannot: 'run', why, channelId: null }];
}

function unpermitted({ actions }: Rule, lacking: readonly NeededPermission[]): Problem[] {
  return actions.flatMap(({ kind }) => {
    const permission = NEEDED_PERMISSIONS[kind];
    if (!permission || !lacking.includes(permission)) return [];
    const why = `The bot lacks the permission “${LACKING[permission]}”. Give it to the bot’s role in Discord, under Server Settings, Roles.`;
    return [{ cannot: DEEDS[kind], why, channelId: null }];
  });
}

function unheard({ actions }: Rule, alerts: 'somewhere' | 'nowhere' | 'gone'): Problem[] {
  if (alerts === 'somewhere' || !actions.some(({ kind }) => kind === 'alert')) return [];
  const what = alerts === 'nowhere' ? 'No channel is chosen for alerts.' : 'The channel for alerts is gone.';
  return [{ cannot: DEEDS.alert, why: `${what} Choose one under Alerts, below the rules.`, channelId: null }];
}

/** What Discord refused of late, and would refuse again. */
function refused(event: events.RefusedEvent | undefined): Problem[] {
  if (!event) return [];
  return event.results.flatMap(({ kind, note, lasting }) => {
    if (lasting !== true) return [];
    const why = `Discord refused it lately: ${note ?? 'it may not.'} ${kind === 'delete' ? HERE : 'Look at the bot’s role.'}`;
    return [{ cannot: DEEDS[kind], why, channelId: kind === 'delete' ? event.channelId : null }];
  });
}

const HERE = 'Look at what the channel’s own permissions say of the bot.';

const DEEDS: Readonly<Record<ActionKind, RuleProblem['cannot']>> = {
  delete: 'delete messages',
  timeout: 'time people out',
  kick: 'kick people',
  ban: 'ban people',
  warn: 'warn people',
  alert: 'alert anybody',
};
