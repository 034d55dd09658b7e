import type { Tx } from '../../../platform/db/database.ts';
import { SqlError } from '../../../platform/db/errors.ts';
import { createGrouping } from '../../../platform/grouping.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type {
  AdjustRequest,
  ClaimRequest,
  DailyReceipt,
  EconomyNo,
  Receipt,
  TransferPreview,
  TransferRequest,
} from '../model.ts';
import { BALANCE_LIMIT, checkAmount, checkParties, DEFAULT_CONFIG, tidyReason } from '../rules.ts';
import { findAccount } from '../store/boards.ts';
import { findConfig } from '../store/config.ts';
import * as store from '../store/movements.ts';
import { type EconomyDeps, stampOf } from './context.ts';
import type { Members } from './members.ts';
import type { Rewards } from './rewards.ts';

export type ChargeRequest = Omit<AdjustRequest, 'delta' | 'type'> & { readonly amount: number };

export interface RefundRequest {
  readonly guildId: Snowflake;
  /** The charge's ledger id. */
  readonly transactionId: string;
  readonly reason: string | null;
  readonly actorId: string;
}

/** The most movements of a guild in one commit, such commits at a time, and milliseconds that one may hold up other guilds. */
const COMMITS = { size: 128, abreast: 1, patience: 20 };

/** Everything that changes a balance. The database decides; what is said here is only what it cannot know. */
export function createMovements(
  { db, bus, clock, log }: EconomyDeps,
  rewards: Rewards,
  members: Pick<Members, 'proven'>,
) {
  const transfers = createGrouping<store.StampedTransfer, store.Moved | EconomyNo>({
    ...COMMITS,
    keyOf: ({ request }) => request.key,
    isLone: () => false,
    one: async ({ request, stamp }) => (await doubt(request)) ?? store.transfer(db, request, stamp),
    many: (guildId, group) => store.transferGroup(db, guildId, group).catch(apart),
  });

  const claims = createGrouping<store.StampedClaim, store.Moved<DailyReceipt> | EconomyNo>({
    ...COMMITS,
    keyOf: ({ request }) => request.user.id,
    isLone: ({ request: { user } }) => !user.unproven,
    one: async ({ request, stamp }) => {
      const found = await members.proven(request.guildId, request.user);
      return isRefusal(found) ? found : store.claimDaily(db, request, stamp);
    },
    many: (guildId, group) => store.claimDailyGroup(db, guildId, group).catch(apart),
  });

  /** Asked where a group has not found both accounts open: it moves bytes between accounts that are there, which proves their owners. */
  async function doubt({ guildId, giver, receiver }: TransferRequest): Promise<EconomyNo | null> {
    for (const person of [giver, receiver]) {
      const found = await members.proven(guildId, person);
      if (isRefusal(found)) return found;
    }
    return null;
  }

  /** A group that the database refuses has done nothing; each of it is then tried alone. */
  function apart(error: unknown): never[] {
    if (!(error instanceof SqlError)) throw error;
    log.warn({ err: error }, 'movements could not be committed together');
    return [];
  }

  /** Tells everyone of a movement that is committed. */
  function announce({ guildId, transaction, replayed }: Receipt): void {
    if (replayed) return;
    const { id: transactionId, type, giverId, receiverId, amount } = transaction;
    bus.publish('bytes.moved', { guildId, transactionId, type, giverId, receiverId, amount });
  }

  /** The movement stands whatever happens here; a role that could not be granted is caught up by the nightly sweep. */
  async function rolesEarned(guildId: Snowflake, userId: Snowflake): Promise<readonly Snowflake[]> {
    try {
      return await rewards.settle(guildId, userId);
    } catch (error) {
      log.error({ err: error, guildId, userId }, 'role rewards not settled');
      return [];
    }
  }

  /** What follows a committed movement: the roles it earned, and the news of it. */
  async function completed(guildId: Snowflake, moved: store.Moved) {
    const { transaction, replayed, rewardsDue } = moved;
    const roles = rewardsDue ? await rolesEarned(guildId, transaction.receiverId) : [];
    const receipt: Receipt = { guildId, transaction, replayed, rolesEarned: roles };
    announce(receipt);
    return receipt;
  }

  /** More than the database could read; it decides about all that it can. */
  async function tooLarge(guildId: Snowflake): Promise<EconomyNo> {
    const { maxTransfer } = (await findConfig(db, guildId)) ?? DEFAULT_CONFIG;
    return refuse('amount_too_large', { max: maxTransfer });
  }

  async function checked(request: TransferRequest): Promise<TransferRequest | EconomyNo> {
    const amount = checkAmount(request.amount);
    if (isRefusal(amount)) return amount;
    if (amount > BALANCE_LIMIT) return tooLarge(request.guildId);
    const no = checkParties(request.giver.id, request.receiver);
    if (no) return no;
    if (request.receiver.member === false) {
      const known = await findAccount(db, request.guildId, request.receiver.id);
      return refuse(known ? 'receiver_departed' : 'receiver_unknown', { userId: request.receiver.id });
    }
    return { ...request, reason: tidyReason(request.reason) };
  }

  async function adjustIn(target: Tx | typeof db, request: AdjustRequest): Promise<store.Moved | EconomyNo> {
    const amount = checkAmount(Math.abs(request.delta));
    if (isRefusal(amount)) return amount;
    if (amount > BALANCE_LIMIT) return refuse('amount_too_large', { max: BALANCE_LIMIT });
    return store.adjust(target, { ...request, reason: tidyReason(request.reason) }, stampOf(clock));
  }

  return {
    announce,

    /** Moves bytes from member to member, once per key. */
    async transfer(request: TransferRequest): Promise<Receipt | EconomyNo> {
      const ready = await checked(request);
      if (isRefusal(ready)) return ready;
      const moved = await transfers.run(request.guildId, { request: ready, stamp: stampOf(clock) });
      return isRefusal(moved) ? moved : completed(request.guildId, moved);
    },

    /** Whether a transfer would go through now, and what it would leave its giver. Moves nothing. */
    async previewTransfer(request: TransferRequest): Promise<TransferPreview | EconomyNo> {
      const ready = await checked(request);
      if (isRefusal(ready)) return ready;
      const preview = await store.previewTransfer(db, ready, stampOf(clock));
      if (isRefusal(preview) || 'after' in preview) return preview;
      return { balance: preview.transaction.giverBalance ?? 0, after: preview.transaction.giverBalance ?? 0 };
    },

    /** Pays today's bytes by the guild's calendar, at most once a day. */
    async claimDaily(request: ClaimRequest): Promise<DailyReceipt | EconomyNo> {
      const moved = await claims.run(request.guildId, { request, stamp: stampOf(clock) });
      if (isRefusal(moved)) return moved;
      const { rewardsDue: _, ...daily } = moved;
      return { ...daily, ...(await completed(request.guildId, moved)) };
    },

    /** Staff corrections and rewards, once per key. */
    async adjust(request: AdjustRequest): Promise<Receipt | EconomyNo> {
      const moved = await adjustIn(db, request);
      return isRefusal(moved) ? moved : completed(request.guildId, moved);
    },

    /** Takes a fee inside the caller's transaction; `announce` the receipt after its commit. */
    async charge(tx: Tx, { amount, ...request }: ChargeRequest): Promise<Receipt | EconomyNo> {
      const moved = await adjustIn(tx, { ...request, type: 'squad_fee', delta: -amount });
      return isRefusal(moved) ? moved : receiptOf(request.guildId, moved);
    },

    /** Gives a charge back, once, inside the caller's transaction; `announce` the receipt after its commit. */
    async refund(tx: Tx, { guildId, transactionId, reason, actorId }: RefundRequest): Promise<Receipt | EconomyNo> {
      const charge = await store.findCharge(tx, guildId, transactionId);
      if (!charge) return refuse('nothing_to_refund', { transactionId });
      const moved = await adjustIn(tx, {
        guildId,
        user: { id: charge.userId, username: charge.username },
        type: 'refund',
        delta: charge.amount,
        reason,
        actorId,
        key: `refund:${transactionId}`,
        detail: { refunds: transactionId },
      });
      return isRefusal(moved) ? moved : receiptOf(guildId, moved);
    },
  };
}

function receiptOf(guildId: Snowflake, { transaction, replayed }: store.Moved): Receipt {
  return { guildId, transaction, replayed, rolesEarned: [] };
}
