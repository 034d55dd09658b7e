import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Account } from '../model.ts';
import { ACCOUNT } from './columns.ts';

type AccountOrder = 'balance' | 'user_id';

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

const COLUMNS = `${ACCOUNT}, (extract(epoch FROM updated_at) * 1000000)::bigint AS "updatedMicros"`;
const ORDER = { balance: 'ORDER BY balance DESC, updated_at, user_id', user_id: 'ORDER BY user_id' } as const;
/** The two halves of a guild, each with an index in the order of balances. */
const HALVES = ['departed_at IS NULL AND NOT opted_out', '(departed_at IS NOT NULL OR opted_out)'];
/** Two ranges of that index, where one condition would read all that have the same balance. */
const TIED =
  "balance = $3::bigint AND (updated_at, user_id) > (timestamptz 'epoch' + $5::bigint * interval '1 microsecond', $4)";
const POORER = 'balance < $3::bigint';

/** Every account, whoever left or opted out included. */
export function listAccounts(db: Queryable, query: AccountsQuery): Promise<ListedAccount[]> {
  const { guildId, order, search, after, limit } = query;
  const place = after ? [after.balance, after.userId, after.updatedMicros] : [];
  if (search !== undefined) return searchAccounts(db, query, place);
  if (order === 'user_id') {
    return db.rows<ListedAccount>(
      // By pairs, or the planner may go along the index of users alone.
      `SELECT ${COLUMNS} FROM bytes_balances WHERE (guild_id, user_id) > ($1, $3) AND guild_id <= $1
       ORDER BY guild_id, user_id LIMIT $2::integer`,
      [guildId, limit, after?.userId ?? ''],
    );
  }
  const ranges = after ? [TIED, POORER] : ['true'];
  const parts = HALVES.flatMap((half) => ranges.map((range) => part(half, range)));
  return db.rows<ListedAccount>(
    `SELECT ${COLUMNS} FROM (${parts.join(' UNION ALL ')}) AS account ${ORDER.balance} LIMIT $2::integer`,
    [guildId, limit, ...place],
  );
}

function part(half: string, range: string): string {
  return `(SELECT * FROM bytes_balances WHERE guild_id = $1 AND ${half} AND ${range} ${ORDER.balance} LIMIT $2::integer)`;
}

/** Looks at the guild's accounts as they lie: in order of balances they would be fetched one by one. */
function searchAccounts(
  db: Queryable,
  { guildId, order, search = '', after, limit }: AccountsQuery,
  place: readonly (string | number)[],
): Promise<ListedAccount[]> {
  const behind = order === 'balance' ? `(${POORER} OR (${TIED}))` : 'user_id > $3';
  const values = order === 'balance' ? place : after ? [after.userId] : [];
  return db.rows<ListedAccount>(
    `SELECT ${COLUMNS} FROM (
       SELECT * FROM bytes_balances WHERE guild_id = $1 AND lower(username) LIKE $${values.length + 3} OFFSET 0) AS found
     ${after ? `WHERE ${behind}` : ''} ${ORDER[order]} LIMIT $2::integer`,
    [guildId, limit, ...values, startingWith(search)],
  );
}

function startingWith(text: string): string {
  return `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
