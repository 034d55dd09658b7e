import type { Snowflake } from '../../../shared/ids.ts';
import { checkedBy, type Issue } from '../../../shared/issues.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { GuildConfigPart } from '../../history/service/parts.ts';
import { actionsWords, triggerForm } from '../model/form.ts';
import {
  type AutomodConfig,
  type AutomodState,
  automodConfig,
  bodyOf,
  type ConfiguredRule,
  inputOf,
  type RuleInput,
} from '../model/index.ts';
import { type Action, MOST_PATTERNS, TRIGGERS, type TriggerKind } from '../rules.ts';
import { triggers } from '../triggers/index.ts';
import type { Automod } from './index.ts';
import { tooManyPatterns } from './rules.ts';

type Listed = readonly { readonly id: Snowflake }[] | 'unseen' | 'away';

interface PartDeps {
  readonly automod: Pick<Automod, 'readConfig' | 'writeConfig' | 'configWritten'>;
  readonly discord: {
    roles(guildId: Snowflake): Promise<Listed>;
    channels(guildId: Snowflake): Promise<Listed>;
  };
}

const FIELDS: Readonly<Record<keyof ConfiguredRule, string>> = {
  id: 'Id',
  name: 'Name',
  rule_type: 'Looks at',
  config: 'Settings',
  actions: 'Actions',
  mode: 'Mode',
  exempt_roles: 'Exempt roles',
  exempt_channels: 'Exempt channels',
  exempt_staff: 'Staff exempt',
  cooldown_seconds: 'Seconds of rest after it acted',
  stop_on_match: 'Later rules left out',
};

function labels(): Record<string, string> {
  const settings = TRIGGERS.flatMap((kind) => triggerForm(kind).fields);
  return {
    alert_channel_id: 'Channel for alerts',
    alert_role_id: 'Role that alerts call',
    ...Object.fromEntries(Object.entries(FIELDS).map(([field, label]) => [`rules.${field}`, label])),
    ...Object.fromEntries(settings.map(({ name, label }) => [`rules.config.${name}`, label])),
  };
}

/** A guild's rules and where their alerts go, for history, export and import. The emergency stop is no setting. */
export function createAutomodPart({ automod, discord }: PartDeps): GuildConfigPart {
  /** Roles and channels that are not there; of what is as it was nothing is asked. */
  async function unknownIn(
    guildId: Snowflake,
    wanted: AutomodConfig,
    now: AutomodConfig,
  ): Promise<Issue[] | Refusal<'discord_away' | 'guild_unseen'>> {
    const named = namesIn(wanted).filter((one) => !namesIn(now).some(({ id, of }) => id === one.id && of === one.of));
    if (named.length === 0) return [];
    const [roles, channels] = await Promise.all([discord.roles(guildId), discord.channels(guildId)]);
    if (roles === 'away' || channels === 'away') return refuse('discord_away');
    if (roles === 'unseen' || channels === 'unseen') return refuse('guild_unseen');
    const there = { role: new Set(roles.map(({ id }) => id)), channel: new Set(channels.map(({ id }) => id)) };
    return named
      .filter(({ kind, id }) => !there[kind].has(id))
      .map(({ kind, id, path, of }) => ({
        path,
        message: `${of === '' ? '' : `${of}: `}there is no ${kind} ${id} in this server. Take it out, or choose another one`,
      }));
  }

  return {
    name: 'automod',
    title: 'Auto-moderation',
    action: 'automod.config.changed',
    steps: {
      'automod.rule.created': ({ target, after }) => ({ ...rule(target), before: null, after: body(after) }),
      'automod.rule.changed': ({ target, before, after }) => ({
        ...rule(target),
        before: body(before),
        after: body(after),
      }),
      'automod.rule.deleted': ({ target, before }) => ({ ...rule(target), before: body(before), after: null }),
      'automod.rules.ordered': ({ before, after }) => ({
        list: 'rules',
        order: { before: idsIn(before), after: idsIn(after) },
      }),
      'automod.alerts.changed': ({ before, after }) => ({ fields: { before: alerts(before), after: alerts(after) } }),
    },
    lists: { rules: 'rule' },
    labels: labels(),
    words: {
      'rules.rule_type': (kind) => triggers[kind as TriggerKind].title,
      'rules.actions': (actions) => actionsWords(actions as readonly Action[]),
    },
    read: automod.readConfig,
    async check(guildId, given) {
      const checked = checkedBy(automodConfig, given);
      if ('issues' in checked) return checked;
      const { value } = checked;
      const { value: now } = await automod.readConfig(guildId);
      const twice = sameNames(value.rules);
      if (twice.length > 0) return { issues: twice };
      const crowded = tooManyPatterns(value.rules);
      if (crowded) return { issues: [{ path: 'rules', message: CROWDED[crowded.refused] }] };
      const unknown = await unknownIn(guildId, value, now);
      if ('refused' in unknown) return unknown;
      return unknown.length > 0 ? { issues: unknown } : { value, notes: notesOn(now.rules, value.rules) };
    },
    write: (tx, { guildId, value, version, actor, target }) =>
      automod.writeConfig(tx, guildId, value as AutomodConfig, { actor, version, target }),
    written: automod.configWritten,
  };
}

const CROWDED = {
  automod_patterns_limit: `have more than ${MOST_PATTERNS} name patterns together. Leave some out, or join them with |`,
  automod_patterns_large: 'have name patterns that are too large together. Repeat less in some, or leave some out',
};

const rule = (target: string | null) => ({ list: 'rules', id: target ?? '' });
const body = (noted: object | null) => noted && bodyOf(noted as RuleInput);

function alerts(noted: object | null): object {
  const { alertChannelId = null, alertRoleId = null } = (noted ?? {}) as Partial<AutomodState>;
  return { alert_channel_id: alertChannelId, alert_role_id: alertRoleId };
}

function idsIn(noted: object | null): readonly string[] {
  return (noted as { readonly order?: readonly string[] } | null)?.order ?? [];
}

interface Name {
  readonly kind: 'role' | 'channel';
  readonly id: Snowflake;
  readonly path: string;
  /** The rule's name; empty for alerts. */
  readonly of: string;
}

/** Every role and channel that settings name. */
function namesIn({ alert_channel_id: channel, alert_role_id: role, rules }: AutomodConfig): Name[] {
  const list = (kind: Name['kind'], ids: readonly Snowflake[], path: string, of: string): Name[] =>
    ids.map((id, at) => ({ kind, id, path: `${path}.${at}`, of }));
  return [
    ...(channel === null ? [] : [{ kind: 'channel' as const, id: channel, path: 'alert_channel_id', of: '' }]),
    ...(role === null ? [] : [{ kind: 'role' as const, id: role, path: 'alert_role_id', of: '' }]),
    ...rules.flatMap((one, at) => {
      const { channels } = one.config as { readonly channels?: readonly Snowflake[] };
      return [
        ...list('channel', channels ?? [], `rules.${at}.config.channels`, one.name),
        ...list('role', one.exempt_roles, `rules.${at}.exempt_roles`, one.name),
        ...list('channel', one.exempt_channels, `rules.${at}.exempt_channels`, one.name),
      ];
    }),
  ];
}

function sameNames(rules: readonly ConfiguredRule[]): Issue[] {
  const name = (rule: ConfiguredRule | undefined) => rule?.name.toLowerCase();
  return rules.flatMap((one, at) => {
    const isTaken = rules.slice(0, at).some((earlier) => name(earlier) === name(one));
    return isTaken ? [{ path: `rules.${at}.name`, message: `is ${one.name} once more. Choose another name` }] : [];
  });
}

/** What becomes of people: which rules act from then on, and which are gone. */
function notesOn(now: readonly ConfiguredRule[], wanted: readonly ConfiguredRule[]): string[] {
  const known = new Map(now.map((one) => [one.id, one]));
  const kept = new Set(wanted.map(({ id }) => id));
  const live = wanted.filter((one) => one.mode === 'live' && known.get(one.id)?.mode !== 'live');
  return [
    ...live.map((one) => `${one.name} acts live from then on: ${actionsWords(inputOf(one).actions)}.`),
    ...now.filter(({ id }) => !kept.has(id)).map(({ name }) => `${name} is deleted. What it did stays in the log.`),
  ];
}
