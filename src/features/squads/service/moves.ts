import type { Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { Person, Squad } from '../model.ts';
import type { HistoryKind } from '../rules.ts';
import * as history from '../store/history.ts';
import * as memberships from '../store/memberships.ts';
import { BOT, type SquadsDeps, stampOf } from './context.ts';

type Receipt = Exclude<Awaited<ReturnType<SquadsDeps['economy']['refund']>>, { refused: unknown }>;

/** What is left to do once a move is committed. */
export interface Aftermath {
  readonly receipts: readonly Receipt[];
}

/** Somebody's way into a squad. */
export interface Entry {
  readonly guildId: Snowflake;
  readonly user: Person;
  readonly squad: Squad;
  readonly kind: HistoryKind;
  readonly from: memberships.HeldMembership | null;
  readonly charge: { readonly id: string; readonly amount: number } | null;
  readonly actorId: string;
  readonly key: string | null;
}

export type Moves = ReturnType<typeof createMoves>;

/**
 * The writes of every change of membership, inside the caller's transaction. Membership, history, fee and the wish for
 * roles stand or fall together; `finish` after the commit.
 */
export function createMoves({
  roles,
  economy,
  clock,
  log,
  changed,
}: SquadsDeps & { changed: (guildId: Snowflake) => void }) {
  /** A paid move that never got its role is given back when another one takes its place. */
  async function supersede(tx: Tx, guildId: Snowflake, userId: Snowflake): Promise<Receipt[]> {
    const waiting = await history.findWaiting(tx, guildId, userId);
    const receipts = waiting?.awaitsAdd ? await giveBack(tx, waiting, 'The role was never given') : [];
    await history.stopWaiting(tx, guildId, userId);
    return receipts;
  }

  /** @returns the refund's receipt, if there was a charge that it could give back */
  async function giveBack(tx: Tx, { id, guildId, chargeId }: history.Waiting, reason: string): Promise<Receipt[]> {
    if (chargeId === null) return [];
    const refunded = await economy.refund(tx, { guildId, transactionId: chargeId, reason, actorId: BOT });
    if (isRefusal(refunded))
      log.error({ guild_id: guildId, chargeId, refused: refunded.refused }, 'squad fee not refunded');
    const receipt = isRefusal(refunded) ? null : (refunded as Receipt);
    await history.markReverted(tx, id, receipt?.transaction.id ?? null, stampOf(clock).now);
    return receipt ? [receipt] : [];
  }

  return {
    /** Puts a person into a squad, out of the one they are in. */
    async enter(tx: Tx, { guildId, user, squad, kind, from, charge, actorId, key }: Entry): Promise<Aftermath> {
      const receipts = await supersede(tx, guildId, user.id);
      const { id, now } = stampOf(clock);
      const old = from && from.roleId !== squad.roleId ? from.roleId : null;
      await memberships.putMembership(tx, { guildId, user, squadId: squad.id, roleId: squad.roleId, joinedAt: now });
      await history.addEntry(tx, {
        ...{ id, guildId, userId: user.id, kind, toSquadId: squad.id, actorId, key, now },
        fromSquadId: from?.squadId ?? null,
        fromJoinedAt: from ? new Date(from.joinedAt).toISOString() : null,
        cost: charge?.amount ?? 0,
        chargeId: charge?.id ?? null,
        awaitsAdd: squad.roleId,
        awaitsRemove: old,
      });
      const wish = { add: [squad.roleId], remove: old ? [old] : [], reason: `Squad ${squad.name}` };
      await roles.enqueue(tx, { guildId, userId: user.id, ...wish });
      return { receipts };
    },

    /** Notes somebody as a member who has the role already. */
    async settle(
      tx: Tx,
      { guildId, user, squadId, roleId, actorId }: Omit<memberships.Place, 'joinedAt'> & Pick<Entry, 'actorId'>,
    ): Promise<void> {
      const { id, now } = stampOf(clock);
      await memberships.putMembership(tx, { guildId, user, squadId, roleId, joinedAt: now });
      await history.addEntry(tx, {
        ...{ id, guildId, userId: user.id, kind: 'assign', toSquadId: squadId, actorId, key: null, now },
        ...{ fromSquadId: null, fromJoinedAt: null, cost: 0, chargeId: null, awaitsAdd: null, awaitsRemove: null },
      });
    },

    /** Takes a person out of the squad they are in. */
    async exit(
      tx: Tx,
      from: memberships.HeldMembership,
      { guildId, kind, actorId, key }: Pick<Entry, 'guildId' | 'kind' | 'actorId' | 'key'>,
    ): Promise<Aftermath> {
      const receipts = await supersede(tx, guildId, from.userId);
      await memberships.deleteMembership(tx, guildId, from.userId);
      const { id, now } = stampOf(clock);
      await history.addEntry(tx, {
        ...{ id, guildId, userId: from.userId, kind, actorId, key, now, cost: 0, chargeId: null },
        fromSquadId: from.squadId,
        toSquadId: null,
        fromJoinedAt: new Date(from.joinedAt).toISOString(),
        awaitsAdd: null,
        awaitsRemove: null,
      });
      await roles.enqueue(tx, {
        guildId,
        userId: from.userId,
        remove: [from.roleId],
        reason: `No longer in squad ${from.squadName}`,
      });
      return { receipts };
    },

    /** Undoes a move whose role Discord does not give: the fee comes back, and the squad before it. */
    async revert(tx: Tx, move: history.Waiting, before: Squad | null, reason: string): Promise<Aftermath> {
      const { guildId, userId } = move;
      const current = await memberships.findMembership(tx, guildId, userId);
      const receipts = await giveBack(tx, move, reason);
      const { id, now } = stampOf(clock);
      if (receipts.length === 0) await history.markReverted(tx, move.id, null, now);
      const joinedAt = move.fromJoinedAt?.toISOString() ?? now;
      const user = { id: userId, username: current?.username ?? null };
      if (before)
        await memberships.putMembership(tx, { guildId, user, squadId: before.id, roleId: before.roleId, joinedAt });
      else await memberships.deleteMembership(tx, guildId, userId);
      await history.addEntry(tx, {
        ...{ id, guildId, userId, kind: 'revert', actorId: BOT, key: null, now, cost: 0, chargeId: null },
        ...{ fromSquadId: move.toSquadId, toSquadId: before?.id ?? null, fromJoinedAt: null },
        ...{ awaitsAdd: null, awaitsRemove: null },
      });
      const lost = current && current.roleId !== before?.roleId ? [current.roleId] : [];
      await roles.enqueue(tx, {
        guildId,
        userId,
        add: before ? [before.roleId] : [],
        remove: lost,
        reason: 'Joining a squad was taken back',
      });
      return { receipts };
    },

    /** After the commit. */
    finish(guildId: Snowflake, { receipts }: Aftermath): void {
      for (const receipt of receipts) economy.announce(receipt);
      roles.wake(guildId);
      changed(guildId);
    },
  };
}
