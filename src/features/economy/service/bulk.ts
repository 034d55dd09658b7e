import type { EconomyNo, Receipt } from '../model.ts';
import type { PaymentRequest, Payments } from './payments.ts';

/** One row of a bulk payment; it shares guild, actor and key with the others. */
export type BulkRow = Pick<PaymentRequest, 'giverId' | 'receiverId' | 'amount' | 'reason'>;

export type BulkRequest = Pick<PaymentRequest, 'guildId' | 'actorId' | 'key'> & { readonly rows: readonly BulkRow[] };

export function createBulk({ pay }: Payments) {
  return {
    /** Pays every row for itself, each once per key and place in the list. @returns what became of them, in order */
    payAll({ rows, key, ...shared }: BulkRequest): Promise<(Receipt | EconomyNo)[]> {
      return Promise.all(rows.map((row, index) => pay({ ...shared, ...row, key: `${key}:${index}` })));
    },
  };
}
