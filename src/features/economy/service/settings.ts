import { createCache } from '../../../platform/cache.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import type { EconomyConfigInput, StoredConfig } from '../model.ts';
import { DEFAULT_CONFIG, FIRST_TIER, type StreakBonus } from '../rules.ts';
import * as store from '../store/config.ts';
import { type EconomyDeps, stampOf } from './context.ts';

const REMEMBERED = 5_000;
const MINUTE = 60_000;

interface ConfigWrite {
  readonly actor: Actor;
  /** Written only while the settings are of this version. */
  readonly expectedVersion?: number | undefined;
  /** For the audit log. */
  readonly target?: string | null;
}

/** A guild's economy settings: cached for showing, never for deciding. */
export function createSettings({ db, bus, clock, guilds }: EconomyDeps) {
  const cache = createCache<StoredConfig>({ max: REMEMBERED, ttl: MINUTE, clock });
  const stop = bus.subscribe('config.changed', ({ guildId, feature }) => {
    if (feature === 'economy') cache.delete(guildId);
  });

  const config = (guildId: Snowflake): Promise<StoredConfig> =>
    cache.through(guildId, async () => (await store.findConfig(db, guildId)) ?? { ...DEFAULT_CONFIG, version: 0 });

  /** The same inside the caller's transaction; `configWritten` after its commit. */
  async function writeConfig(
    tx: Tx,
    guildId: Snowflake,
    input: EconomyConfigInput,
    { actor, expectedVersion, target = null }: ConfigWrite,
  ): Promise<StoredConfig | Refusal<'config_changed_meanwhile'>> {
    const { version, ...before } = await store.lockConfig(tx, guildId);
    if (expectedVersion !== undefined && expectedVersion !== version) return refuse('config_changed_meanwhile');
    await store.saveConfig(tx, guildId, input, stampOf(clock).now);
    await guilds.record(tx, {
      guildId,
      ...authorship(actor),
      action: 'economy.config.changed',
      target,
      before,
      after: input,
    });
    return { ...input, version: version + 1 };
  }

  function configWritten(guildId: Snowflake): void {
    cache.delete(guildId);
    bus.publish('config.changed', { guildId, feature: 'economy' });
  }

  return {
    stop,

    /** The defaults until somebody changes something. */
    config,

    /** Every tier of a streak, from the first day on. */
    async tiers(guildId: Snowflake): Promise<readonly StreakBonus[]> {
      return [FIRST_TIER, ...(await config(guildId)).streakBonuses];
    },

    /** Replaces the settings, with an audit entry. `expectedVersion` guards against overwriting somebody else's change. */
    async putConfig(
      guildId: Snowflake,
      input: EconomyConfigInput,
      actor: Actor,
      expectedVersion?: number,
    ): Promise<StoredConfig | Refusal<'config_changed_meanwhile'>> {
      const saved = await db.transaction((tx) => writeConfig(tx, guildId, input, { actor, expectedVersion }));
      if (!isRefusal(saved)) configWritten(guildId);
      return saved;
    },

    writeConfig,
    configWritten,
  };
}
