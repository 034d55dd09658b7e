import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Account } from '../model.ts';
import { ACCOUNT } from './columns.ts';

export const ACCOUNT_ORDERS = ['balance', 'user_id'] as const;
export type AccountOrder = (typeof ACCOUNT_ORDERS)[number];

/** An account with its place in the order of balances; instants there are microseconds. */
export interface ListedAccount extends Account {
  readonly updatedMicros: number;
}

/** Behind this account; in order of id only `userId` counts. */
export type AccountPlace = Pick<ListedAccount, 'balance' | 'updatedMicros' | 'userId'>;

export interface AccountsQuery {
  readonly guildId: Snowflake;
  readonly order: AccountOrder;
  /** How the username begins, letter case aside. */
  readonly search?: string | undefined;
  readonly after?: AccountPlace | undefined;
  readonly limit: number;
}

/** The two halves of a guild, each with an index in the order of balances. */
const HALVES = ['departed_at IS NULL AND NOT opted_out', '(departed_at IS NOT NULL OR opted_out)'];
const BY_BALANCE = 'ORDER BY balance DESC, updated_at, user_id LIMIT $3::integer';
const MICROS = "timestamptz 'epoch' + $6::bigint * interval '1 microsecond'";
/** Two ranges of the index, where one condition would read all that have the same balance. */
const BEHIND = [`balance = $4::bigint AND (updated_at, user_id) > (${MICROS}, $5)`, 'balance < $4::bigint'];
const NAMED = '($2::text IS NULL OR lower(username) LIKE $2::text)';

/** Every account, whoever left or opted out included. */
export function listAccounts(db: Queryable, query: AccountsQuery): Promise<ListedAccount[]> {
  const { guildId, order, search, after, limit } = query;
  const first = [guildId, search === undefined ? null : startingWith(search), limit];
  const columns = `${ACCOUNT}, (extract(epoch FROM updated_at) * 1000000)::bigint AS "updatedMicros"`;
  if (order === 'user_id') {
    return db.rows<ListedAccount>(
      `SELECT ${columns} FROM bytes_balances WHERE guild_id = $1 AND user_id > $4 AND ${NAMED} ORDER BY user_id LIMIT $3::integer`,
      [...first, after?.userId ?? ''],
    );
  }
  const parts = HALVES.flatMap((half) => (after ? BEHIND : ['true']).map((range) => part(half, range)));
  return db.rows<ListedAccount>(
    `SELECT ${columns} FROM (${parts.join(' UNION ALL ')}) AS account ${BY_BALANCE}`,
    after ? [...first, after.balance, after.userId, after.updatedMicros] : first,
  );
}

function part(half: string, range: string): string {
  return `(SELECT * FROM bytes_balances WHERE guild_id = $1 AND ${half} AND ${range} AND ${NAMED} ${BY_BALANCE})`;
}

function startingWith(text: string): string {
  return `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
