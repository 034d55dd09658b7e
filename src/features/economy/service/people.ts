import { randomInt } from 'node:crypto';
import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import type { EconomyNo } from '../model.ts';
import * as store from '../store/people.ts';
import { removeGrants } from '../store/rewards.ts';
import { type EconomyDeps, stampOf } from './context.ts';
import type { Members } from './members.ts';
import type { Rewards } from './rewards.ts';

/** Members who come, go, hide, or want to see or lose what is kept about them. */
export function createPeople(
  { db, clock, guilds }: Pick<EconomyDeps, 'db' | 'clock' | 'guilds'>,
  rewards: Rewards,
  members: Pick<Members, 'holder'>,
  forgetBoard: (guildId: Snowflake) => void,
) {
  async function markDeparted(guildId: Snowflake, userId: Snowflake): Promise<void> {
    if (await store.setDeparted(db, guildId, userId, stampOf(clock).now)) forgetBoard(guildId);
  }

  async function markReturned(guildId: Snowflake, userId: Snowflake): Promise<void> {
    const returned = await db.transaction(async (tx) => {
      if (!(await store.setDeparted(tx, guildId, userId, null))) return false;
      await removeGrants(tx, guildId, userId);
      return true;
    });
    if (!returned) return;
    forgetBoard(guildId);
    await rewards.settle(guildId, userId);
  }

  return {
    /** Their bytes stay, out of sight, for when they return. */
    markDeparted,

    /** Discord took their roles when they left, so earned ones are given again. */
    markReturned,

    /** Makes up for comings and goings that nobody heard of, given everybody who is there now. */
    async reconcileMembers(guildId: Snowflake, memberIds: readonly Snowflake[]): Promise<void> {
      for (const { userId, isMember } of await store.findMisplaced(db, guildId, memberIds)) {
        await (isMember ? markReturned : markDeparted)(guildId, userId);
      }
    },

    /** Off the leaderboard and without daily bytes, or back. By somebody else it leaves an audit entry. */
    async setOptOut(
      guildId: Snowflake,
      userId: Snowflake,
      optedOut: boolean,
      actor: Actor = { id: userId },
    ): Promise<EconomyNo | null> {
      const holder = optedOut && actor.id !== userId ? await members.holder(guildId, userId) : null;
      if (isRefusal(holder)) return holder as EconomyNo;
      await db.transaction(async (tx) => {
        const changed = await store.setOptedOut(tx, guildId, userId, optedOut, stampOf(clock).now);
        if (!changed || actor.id === userId) return;
        const facts = { action: 'economy.opt_out.changed', target: userId, before: { optedOut: !optedOut } };
        await guilds.record(tx, { guildId, ...authorship(actor), ...facts, after: { optedOut } });
      });
      forgetBoard(guildId);
      return null;
    },

    /** A person's accounts in every guild, those that he left included. */
    holdings: (userId: Snowflake) => store.findHoldings(db, userId),

    /** Everything the economy keeps about a person, in every guild. */
    exportUser: (userId: Snowflake) => store.readPerson(db, userId),

    /** Puts a pseudonym in the person's place; amounts stay, so that every other balance can still be proved. */
    async eraseUser(userId: Snowflake): Promise<void> {
      const { accounts } = await store.readPerson(db, userId);
      await db.transaction(async (tx) => {
        await store.waitForErasures(tx);
        await store.erasePerson(tx, userId, pseudonym(), stampOf(clock).now);
      });
      for (const { guildId } of accounts) forgetBoard(guildId);
    },

    /** The same in one guild. The audit entry names the pseudonym alone. @returns whether there was anything to erase */
    async eraseHere(guildId: Snowflake, userId: Snowflake, actor: Actor): Promise<boolean> {
      const target = pseudonym();
      const erased = await db.transaction(async (tx) => {
        await store.waitForErasures(tx);
        const found = await store.erasePersonHere(tx, guildId, userId, target, stampOf(clock).now);
        if (found) await guilds.record(tx, { guildId, ...authorship(actor), action: 'economy.person.erased', target });
        return found;
      });
      if (erased) forgetBoard(guildId);
      return erased;
    },
  };
}

/** Twenty digits beyond what 64 bits hold: no Discord id will ever look like it. */
function pseudonym(): string {
  return `99${String(randomInt(1e9)).padStart(9, '0')}${String(randomInt(1e9)).padStart(9, '0')}`;
}
