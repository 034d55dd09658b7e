import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import { type AutomodState, NO_STATE } from '../model/index.ts';
import * as store from '../store/rules.ts';
import { type AutomodDeps, instant } from './context.ts';
import type { LiveRules } from './live.ts';

type AlertSettings = Pick<AutomodState, 'alertChannelId' | 'alertRoleId'>;

/** The emergency stop, and where alerts go. */
export function createState({ db, clock, guilds }: AutomodDeps, live: LiveRules) {
  /** Changes the state with an audit entry, or refuses; null from `next` changes nothing. */
  async function change(
    guildId: Snowflake,
    { action, actor }: { action: string; actor: Actor },
    next: (before: AutomodState) => AutomodState | null | Refusal<'automod_state_changed'>,
  ): Promise<AutomodState | Refusal<'automod_state_changed'>> {
    const saved = await db.transaction(async (tx) => {
      const before = await store.lockState(tx, guildId);
      const after = next(before);
      if (after === null) return before;
      if (isRefusal(after)) return after;
      const haltedAt = after.haltedAt === null ? null : instant(after.haltedAt);
      await store.saveState(tx, guildId, { ...after, haltedAt });
      await guilds.record(tx, {
        guildId,
        ...authorship(actor),
        action,
        before: without(before),
        after: without(after),
      });
      return { ...after, version: before.version + 1 };
    });
    if (!isRefusal(saved)) live.changed(guildId);
    return saved;
  }

  return {
    state: async (guildId: Snowflake): Promise<AutomodState> => (await store.findState(db, guildId)) ?? NO_STATE,

    /** The emergency stop: no rule acts any more, in any process, within a second. Stopping twice changes nothing. */
    async halt(guildId: Snowflake, reason: string | null, actor: Actor): Promise<AutomodState> {
      const at = clock.now();
      const halted = await change(guildId, { action: 'automod.halted', actor }, (before) =>
        before.haltedAt === null ? { ...before, haltedAt: at, haltedBy: actor.id, haltReason: reason } : null,
      );
      return halted as AutomodState;
    },

    async resume(guildId: Snowflake, actor: Actor): Promise<AutomodState> {
      const resumed = await change(guildId, { action: 'automod.resumed', actor }, (before) =>
        before.haltedAt === null ? null : { ...before, haltedAt: null, haltedBy: null, haltReason: null },
      );
      return resumed as AutomodState;
    },

    /** @param expectedVersion written only while the state is of this version */
    putAlerts(guildId: Snowflake, alerts: AlertSettings, actor: Actor, expectedVersion: number) {
      return change(guildId, { action: 'automod.alerts.changed', actor }, (before) =>
        before.version === expectedVersion ? { ...before, ...alerts } : refuse('automod_state_changed'),
      );
    },
  };
}

function without({ version, ...state }: AutomodState): object {
  return state;
}
