import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Actor } from '../../guilds/service.ts';
import { DEFAULT_CONFIG, earnedRoles, rewardMetric } from '../rules.ts';
import { findConfig } from '../store/config.ts';
import * as store from '../store/rewards.ts';
import { type EconomyDeps, stampOf } from './context.ts';

export type Rewards = ReturnType<typeof createRewards>;

const BATCH = 200;

/** Roles for lifetime bytes received. Spending never takes one away. */
export function createRewards({ db, clock, roles }: Pick<EconomyDeps, 'db' | 'clock' | 'roles'>) {
  /** Hands the member's newly earned roles to the role queue. @returns those roles, lowest threshold first */
  async function settle(guildId: Snowflake, userId: Snowflake): Promise<Snowflake[]> {
    const granted = await db.transaction(async (tx) => {
      const config = (await findConfig(tx, guildId)) ?? DEFAULT_CONFIG;
      const metric = rewardMetric(await store.readReceipts(tx, guildId, userId), config.rewardCounting);
      const earned = earnedRoles(metric, config.roleRewards);
      if (earned.length === 0) return [];
      const fresh = new Set(await store.addGrants(tx, guildId, userId, earned, stampOf(clock).now));
      const add = earned.filter((roleId) => fresh.has(roleId));
      if (add.length > 0)
        await roles.enqueue(tx, { guildId, userId, add, reason: 'Reached the bytes that this role takes' });
      return add;
    });
    if (granted.length > 0) roles.wake(guildId);
    return granted;
  }

  /** Gives everyone what they have earned and do not have yet: after thresholds changed, or a crash at the wrong moment. */
  async function backfill(guildId: Snowflake): Promise<{ checked: number; granted: number }> {
    const thresholds = Object.values((await findConfig(db, guildId))?.roleRewards ?? {});
    if (thresholds.length === 0) return { checked: 0, granted: 0 };
    let [checked, granted, after] = [0, 0, ''];
    for (;;) {
      const members = await store.findRewardable(db, guildId, Math.min(...thresholds), after, BATCH);
      for (const userId of members) granted += (await settle(guildId, userId)).length;
      checked += members.length;
      after = members.at(-1) ?? '';
      if (members.length < BATCH) return { checked, granted };
    }
  }

  return {
    settle,
    backfill,
    async backfillAll(): Promise<void> {
      for (const guildId of await store.findRewardingGuilds(db)) await backfill(guildId);
    },
  };
}

/** The backfill that a person asks for, with an audit entry. */
export function createBackfill({ db, guilds }: Pick<EconomyDeps, 'db' | 'guilds'>, rewards: Rewards) {
  return async function backfillBy(guildId: Snowflake, actor: Actor): Promise<{ checked: number; granted: number }> {
    const done = await rewards.backfill(guildId);
    await db.transaction((tx) =>
      guilds.record(tx, {
        guildId,
        ...authorship(actor),
        action: 'economy.rewards.backfilled',
        after: done,
      }),
    );
    return done;
  };
}
