import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import type { Account, EconomyNo, Receipt } from '../model.ts';
import { BALANCE_LIMIT, checkAmount, tidyReason } from '../rules.ts';
import { adjust, type Moved } from '../store/movements.ts';
import { lockAccount, saveStreak } from '../store/people.ts';
import { type EconomyDeps, stampOf } from './context.ts';
import type { Members } from './members.ts';
import type { createMovements } from './movements.ts';
import type { Rewards } from './rewards.ts';

interface Correction {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  /** Why; for the audit log. */
  readonly reason: string;
  readonly actor: Actor;
}

/** What staff put right by hand; each leaves an audit entry. */
export function createCorrections(
  { db, clock, log, guilds }: Pick<EconomyDeps, 'db' | 'clock' | 'log' | 'guilds'>,
  members: Pick<Members, 'holder'>,
  { settle }: Pick<Rewards, 'settle'>,
  { announce }: Pick<ReturnType<typeof createMovements>, 'announce'>,
) {
  function entry({ guildId, userId, actor }: Correction, action: string, before: object, after: object) {
    const { id: actorId, name: actorName = null, requestId = null } = actor;
    return { guildId, target: userId, actorId, actorName, requestId, action, before, after };
  }

  /** Moves and notes in one transaction. */
  function moved(
    correction: Correction,
    { delta, key, username }: { delta: number; key: string; username: string | null },
  ): Promise<Moved | EconomyNo> {
    const { guildId, userId, actor } = correction;
    const reason = tidyReason(correction.reason);
    const user = { id: userId, username };
    return db.transaction(async (tx) => {
      const request = { guildId, user, delta, type: 'admin_adjust', reason, actorId: actor.id, key } as const;
      const result = await adjust(tx, request, stampOf(clock));
      if (isRefusal(result) || result.replayed) return result;
      const { id, giverBalance, receiverBalance } = result.transaction;
      const balance = giverBalance ?? receiverBalance ?? 0;
      const after = { balance, delta, reason, transactionId: id };
      await guilds.record(tx, entry(correction, 'economy.balance.adjusted', { balance: balance - delta }, after));
      return result;
    });
  }

  /** The correction stands whatever happens here; the nightly sweep makes up for it. */
  async function rolesEarned(guildId: Snowflake, userId: Snowflake): Promise<readonly Snowflake[]> {
    try {
      return await settle(guildId, userId);
    } catch (error) {
      log.error({ err: error, guildId, userId }, 'role rewards not settled');
      return [];
    }
  }

  return {
    /** Gives (positive `delta`) or takes, once per key. */
    async correct(request: Correction & { delta: number; key: string }): Promise<Receipt | EconomyNo> {
      const { guildId, userId, delta, key } = request;
      const amount = checkAmount(Math.abs(delta));
      if (isRefusal(amount)) return amount;
      if (amount > BALANCE_LIMIT) return refuse('amount_too_large', { max: BALANCE_LIMIT });
      const holder = await members.holder(guildId, userId);
      if (isRefusal(holder)) return holder as EconomyNo;
      const result = await moved(request, { delta, key, username: holder.username });
      if (isRefusal(result)) return result as EconomyNo;
      const { transaction, replayed, rewardsDue } = result;
      const roles = rewardsDue ? await rolesEarned(guildId, userId) : [];
      const receipt: Receipt = { guildId, transaction, replayed, rolesEarned: roles };
      announce(receipt);
      return receipt;
    },

    /** The next daily goes on from this streak: today's, or tomorrow's where today's was claimed. 0 ends it. */
    async setStreak(request: Correction & { streak: number }): Promise<Account | EconomyNo> {
      const { guildId, userId, streak, reason } = request;
      return db.transaction(async (tx) => {
        const before = await lockAccount(tx, guildId, userId);
        if (!before) return refuse('no_account', { userId });
        const account = await saveStreak(tx, guildId, userId, streak, stampOf(clock).now);
        const after = { streak, reason: tidyReason(reason) };
        await guilds.record(tx, entry(request, 'economy.streak.set', { streak: before.streak }, after));
        return account;
      });
    },
  };
}
