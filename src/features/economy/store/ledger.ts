import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';

export async function listGuilds(db: Queryable): Promise<Snowflake[]> {
  const rows = await db.rows<{ guild_id: string }>(
    `SELECT guild_id FROM bytes_balances UNION SELECT guild_id FROM bytes_transactions ORDER BY guild_id`,
  );
  return rows.map((row) => row.guild_id);
}

/** Decimal strings: a guild's sums may exceed what a number holds. */
export interface GuildFigures {
  readonly accounts: number;
  readonly transactions: number;
  readonly balances: string;
  readonly minted: string;
  readonly burned: string;
}

export async function readFigures(db: Queryable, guildId: Snowflake): Promise<GuildFigures> {
  const [row] = await db.rows<GuildFigures>(
    `SELECT a.accounts, a.balances, t.transactions, t.minted, t.burned
     FROM (SELECT count(*) AS accounts, coalesce(sum(balance), 0)::text AS balances FROM bytes_balances WHERE guild_id = $1) AS a,
       (SELECT count(*) AS transactions,
          coalesce(sum(amount) FILTER (WHERE giver_id = 'SYSTEM'), 0)::text AS minted,
          coalesce(sum(amount) FILTER (WHERE receiver_id = 'SYSTEM'), 0)::text AS burned
        FROM bytes_transactions WHERE guild_id = $1) AS t`,
    [guildId],
  );
  if (!row) throw new Error(`no figures for guild ${guildId}`);
  return row;
}

export interface AccountFigures {
  readonly userId: Snowflake;
  readonly balance: string;
  readonly received: string;
  readonly sent: string;
  readonly ledgerBalance: string;
  readonly ledgerReceived: string;
  readonly ledgerSent: string;
}

/** Accounts beside what their rows add up to, of one moment; in order of id. */
export function readAccounts(
  db: Queryable,
  guildId: Snowflake,
  after: string,
  limit: number,
): Promise<AccountFigures[]> {
  return db.rows<AccountFigures>(
    `SELECT account.user_id AS "userId", account.balance::text AS balance, account.total_received::text AS received,
       account.total_sent::text AS sent, (gains.all_in - losses.all_out)::text AS "ledgerBalance",
       gains.counted::text AS "ledgerReceived", losses.transferred::text AS "ledgerSent"
     FROM (SELECT * FROM bytes_balances WHERE guild_id = $1 AND user_id > $2 ORDER BY user_id LIMIT $3::integer) AS account
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(amount), 0) AS all_in,
         coalesce(sum(amount) FILTER (WHERE type NOT IN ('starting', 'refund')), 0) AS counted
       FROM bytes_transactions WHERE guild_id = $1 AND receiver_id = account.user_id) AS gains
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(amount), 0) AS all_out, coalesce(sum(amount) FILTER (WHERE type = 'transfer'), 0) AS transferred
       FROM bytes_transactions WHERE guild_id = $1 AND giver_id = account.user_id) AS losses
     ORDER BY account.user_id`,
    [guildId, after, limit],
  );
}

/** People in the ledger without an account. */
export async function findOrphans(db: Queryable, guildId: Snowflake, limit: number): Promise<string[]> {
  const rows = await db.rows<{ party: string }>(
    `SELECT DISTINCT party FROM (
       SELECT giver_id AS party FROM bytes_transactions WHERE guild_id = $1
       UNION SELECT receiver_id FROM bytes_transactions WHERE guild_id = $1) AS parties
     WHERE party <> 'SYSTEM' AND NOT EXISTS (SELECT FROM bytes_balances WHERE guild_id = $1 AND user_id = party) LIMIT $2::integer`,
    [guildId, limit],
  );
  return rows.map((row) => row.party);
}
