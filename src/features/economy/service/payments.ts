import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { EconomyNo, EconomyRefusal, Person, Receipt } from '../model.ts';
import { isKeyUsed } from '../store/transactions.ts';
import type { EconomyDeps } from './context.ts';
import type { Members } from './members.ts';
import type { createMovements } from './movements.ts';

/** A payment as a program asks for it: of people it knows no more than their ids. */
export interface PaymentRequest {
  readonly guildId: Snowflake;
  /** Null: the guild pays a reward. */
  readonly giverId: Snowflake | null;
  readonly receiverId: Snowflake;
  readonly amount: number;
  readonly reason: string | null;
  readonly actorId: string;
  /** The same key pays once. */
  readonly key: string;
}

export type Payments = ReturnType<typeof createPayments>;

/** What a person's absence is answered with; the repetition of a payment that was made is not refused for it. */
const ABSENT: readonly EconomyRefusal[] = ['giver_unknown', 'receiver_unknown', 'receiver_departed', 'discord_away'];

export function createPayments(
  { db }: Pick<EconomyDeps, 'db'>,
  { giver, receiver, proven }: Pick<Members, 'giver' | 'receiver' | 'proven'>,
  { transfer, adjust }: Pick<ReturnType<typeof createMovements>, 'transfer' | 'adjust'>,
) {
  async function send(request: PaymentRequest, giverId: Snowflake): Promise<Receipt | EconomyNo> {
    const { guildId, receiverId, amount, reason, actorId, key } = request;
    if (giverId === receiverId) return refuse('self_transfer');
    const [from, to] = await Promise.all([giver(guildId, giverId), receiver(guildId, receiverId)]);
    if (isRefusal(from)) return from;
    if (isRefusal(to)) return to;
    return transfer({ guildId, giver: from, receiver: to, amount, reason, actorId, key });
  }

  async function reward(request: PaymentRequest): Promise<Receipt | EconomyNo> {
    const { guildId, receiverId, amount, reason, actorId, key } = request;
    const told = await receiver(guildId, receiverId);
    const user = isRefusal(told) ? told : await proven(guildId, told);
    if (isRefusal(user)) return user;
    return adjust({ guildId, user, delta: amount, type: 'reward', reason, actorId, key });
  }

  /** The payment that was made, when it is the same. */
  function repeat(request: PaymentRequest): Promise<Receipt | EconomyNo> {
    const { giverId, receiverId, ...shared } = request;
    if (giverId !== null) return transfer({ ...shared, giver: nameless(giverId), receiver: nameless(receiverId) });
    const { amount, ...rest } = shared;
    return adjust({ ...rest, user: nameless(receiverId), delta: amount, type: 'reward' });
  }

  return {
    /** Pays a member, once per key; whoever left since a payment was made does not make its repetition fail. */
    async pay(request: PaymentRequest): Promise<Receipt | EconomyNo> {
      const paid = await (request.giverId === null ? reward(request) : send(request, request.giverId));
      if (!isRefusal(paid) || !ABSENT.includes(paid.refused)) return paid;
      return (await isKeyUsed(db, request.guildId, request.key)) ? repeat(request) : paid;
    },
  };
}

function nameless(id: Snowflake): Person {
  return { id, username: null };
}
