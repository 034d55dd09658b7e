import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { EconomyNo, Person, Receipt } from '../model.ts';
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

export function createPayments(
  { db }: Pick<EconomyDeps, 'db'>,
  members: Pick<Members, 'giver' | 'receiver'>,
  { transfer, adjust }: Pick<ReturnType<typeof createMovements>, 'transfer' | 'adjust'>,
) {
  async function parties({ guildId, giverId, receiverId }: PaymentRequest) {
    if (giverId === receiverId) return refuse('self_transfer');
    const [giver, receiver] = await Promise.all([
      giverId === null ? null : members.giver(guildId, giverId),
      members.receiver(guildId, receiverId),
    ]);
    if (isRefusal(giver)) return giver;
    return isRefusal(receiver) ? receiver : { giver, receiver };
  }

  function move(request: PaymentRequest, giver: Person | null, receiver: Person): Promise<Receipt | EconomyNo> {
    const { guildId, amount, reason, actorId, key } = request;
    if (giver) return transfer({ guildId, giver, receiver, amount, reason, actorId, key });
    return adjust({ guildId, user: receiver, delta: amount, type: 'reward', reason, actorId, key });
  }

  return {
    /** Pays a member, once per key; whoever left since a payment was made does not make its repetition fail. */
    async pay(request: PaymentRequest): Promise<Receipt | EconomyNo> {
      const who = await parties(request);
      if (!isRefusal(who)) return move(request, who.giver, who.receiver);
      if (!(await isKeyUsed(db, request.guildId, request.key))) return who as EconomyNo;
      const { giverId, receiverId } = request;
      return move(request, giverId === null ? null : nameless(giverId), nameless(receiverId));
    },
  };
}

function nameless(id: Snowflake): Person {
  return { id, username: null };
}
