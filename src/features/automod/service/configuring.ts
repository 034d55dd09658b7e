import { createHash } from 'node:crypto';
import type { Tx } from '../../../platform/db/database.ts';
import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import {
  type AutomodConfig,
  type AutomodState,
  bodyOf,
  type ConfiguredRule,
  inputOf,
  NO_STATE,
  settingsOf,
} from '../model/index.ts';
import type { Rule } from '../rules.ts';
import * as store from '../store/rules.ts';
import { type AutomodDeps, idAt, instant } from './context.ts';
import type { LiveRules } from './live.ts';

interface ConfigWrite {
  readonly actor: Actor;
  /** From `readConfig`: written only while the rules are these. */
  readonly version: string;
  /** For the audit log. */
  readonly target: string;
}

type Found = Readonly<{ rules: readonly Rule[]; state: AutomodState }>;

/** All rules of a guild at once, for their history and for files. */
export function createConfiguring({ db, clock, guilds }: AutomodDeps, live: LiveRules) {
  /** @returns the ids, in this order */
  async function save(tx: Tx, guildId: Snowflake, before: readonly Rule[], wanted: readonly ConfiguredRule[]) {
    const now = instant(clock.now());
    const known = new Map(before.map((rule) => [rule.id, rule]));
    const kept = new Set(wanted.map(({ id }) => id));
    for (const { id } of before) if (!kept.has(id)) await store.deleteRule(tx, guildId, id);
    const changed = wanted.filter(({ id = '', ...body }) => {
      const was = known.get(id);
      return was && !Bun.deepEquals(settingsOf(was), inputOf(body));
    });
    await store.freeNames(
      tx,
      guildId,
      changed.map(({ id = '' }) => id),
    );
    for (const { id = '', ...body } of changed) await store.saveRule(tx, { id, guildId, now }, inputOf(body));
    const ids: string[] = [];
    for (const { id = idAt(clock.now()), ...body } of wanted) {
      const place = { id, guildId, priority: ids.length + 1, now };
      if (!known.has(id)) await store.addRule(tx, place, inputOf(body));
      ids.push(id);
    }
    return ids;
  }

  /** Where alerts go; the emergency stop stays as it is. */
  async function saveAlerts(tx: Tx, guildId: Snowflake, state: AutomodState, wanted: AutomodConfig): Promise<void> {
    const { alert_channel_id: alertChannelId, alert_role_id: alertRoleId } = wanted;
    if (state.alertChannelId === alertChannelId && state.alertRoleId === alertRoleId) return;
    const haltedAt = state.haltedAt === null ? null : instant(state.haltedAt);
    await store.saveState(tx, guildId, { ...state, haltedAt, alertChannelId, alertRoleId });
  }

  return {
    async readConfig(guildId: Snowflake): Promise<{ readonly value: AutomodConfig; readonly version: string }> {
      const [rules, found] = await Promise.all([store.listRules(db, guildId), store.findState(db, guildId)]);
      const now = { rules, state: found ?? NO_STATE };
      return { value: configOf(now), version: versionOf(now) };
    },

    /** All of it with one audit entry, inside the caller's transaction. Rules that are left out are deleted. */
    async writeConfig(
      tx: Tx,
      guildId: Snowflake,
      wanted: AutomodConfig,
      { actor, version, target }: ConfigWrite,
    ): Promise<Refusal<'config_changed_meanwhile'> | null> {
      const state = await store.lockState(tx, guildId);
      const before = { rules: await store.listRules(tx, guildId), state };
      if (versionOf(before) !== version) return refuse('config_changed_meanwhile');
      await store.saveOrder(tx, guildId, await save(tx, guildId, before.rules, wanted.rules));
      await saveAlerts(tx, guildId, state, wanted);
      const after = { rules: await store.listRules(tx, guildId), state: await store.lockState(tx, guildId) };
      await guilds.record(tx, {
        guildId,
        ...authorship(actor),
        action: 'automod.config.changed',
        target,
        before: configOf(before),
        after: configOf(after),
      });
      return null;
    },

    /** After the commit: in force everywhere. */
    configWritten: live.changed,
  };
}

function configOf({ rules, state }: Found): AutomodConfig {
  return {
    alert_channel_id: state.alertChannelId,
    alert_role_id: state.alertRoleId,
    rules: rules.map((rule) => ({ id: rule.id, ...bodyOf(settingsOf(rule)) })),
  };
}

/** Names the rules, what is set of each, their order, and where alerts go. */
function versionOf({ rules, state }: Found): string {
  const told = [state.alertChannelId, state.alertRoleId, ...rules.map(({ id, version }) => `${id}:${version}`)].join();
  return createHash('sha256').update(told).digest('base64url').slice(0, 22);
}
