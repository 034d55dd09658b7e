import type { Queryable } from '../../../platform/db/database.ts';
import { earliestId, FIRST_UUID, LAST_UUID, type Snowflake } from '../../../shared/ids.ts';
import type { LedgerEntry } from '../model.ts';
import type { TransactionType } from '../rules.ts';
import { ENTRY } from './columns.ts';

export async function isKeyUsed(db: Queryable, guildId: Snowflake, key: string): Promise<boolean> {
  const rows = await db.rows('SELECT 1 FROM bytes_transactions WHERE guild_id = $1 AND idempotency_key = $2', [
    guildId,
    key,
  ]);
  return rows.length > 0;
}

export async function findTransaction(db: Queryable, guildId: Snowflake, id: string): Promise<LedgerEntry | null> {
  const rows = await db.rows<LedgerEntry>(
    `SELECT ${ENTRY} FROM bytes_transactions WHERE guild_id = $1 AND id = $2::uuid`,
    [guildId, id],
  );
  return rows[0] ?? null;
}

/** Which rows of a guild's ledger; everything left out fits. Times in epoch milliseconds. */
export interface TransactionFilter {
  readonly guildId: Snowflake;
  readonly userId?: Snowflake | undefined;
  readonly type?: TransactionType | undefined;
  readonly minAmount?: number | undefined;
  readonly maxAmount?: number | undefined;
  /** At this instant or later. */
  readonly from?: number | undefined;
  /** Before this instant. */
  readonly to?: number | undefined;
  /** Older than this entry's id. */
  readonly before?: string | undefined;
}

/** The most rows that are looked at for one page, so that a filter that nothing fits costs no more than any other. */
const STRETCH = 20_000;
/** Types that have an index of their own; the others are most of every ledger. */
const RARE: readonly TransactionType[] = ['starting', 'squad_fee', 'refund', 'admin_adjust', 'reward'];

/** The next rows in sequence, at most `STRETCH`, newest first. */
interface Stretch {
  readonly rows: string;
  readonly order: string;
}

const BETWEEN = 'guild_id = $1 AND id < $2::uuid AND id >= $3::uuid';
const BY_ID = 'ORDER BY id DESC';

function stretch({ userId, type }: TransactionFilter): Stretch {
  const rare = type && RARE.includes(type) ? `AND type = '${type}' AND type NOT IN ('daily', 'transfer')` : '';
  const rows = (where: string) =>
    `SELECT * FROM bytes_transactions WHERE ${BETWEEN} ${where} ${BY_ID} LIMIT ${STRETCH}`;
  if (userId !== undefined) {
    const sides = `(${rows(`AND giver_id = $4 ${rare}`)}) UNION ALL (${rows(`AND receiver_id = $4 ${rare}`)})`;
    return { rows: `SELECT * FROM (${sides}) AS sides ${BY_ID} LIMIT ${STRETCH}`, order: BY_ID };
  }
  return rare ? { rows: rows(rare), order: BY_ID } : whole;
}

/** By pairs, or a small guild beside a big one might be looked for along the primary key. */
const PAIRS = 'ORDER BY guild_id DESC, id DESC';
const whole: Stretch = {
  rows: `SELECT * FROM bytes_transactions
    WHERE (guild_id, id) < ($1, $2::uuid) AND (guild_id, id) >= ($1, $3::uuid) ${PAIRS} LIMIT ${STRETCH}`,
  order: PAIRS,
};

function bounds({ guildId, userId, before, from, to }: TransactionFilter): unknown[] {
  const upper = to === undefined ? LAST_UUID : earliestId(to + SLACK);
  const oldest = from === undefined ? FIRST_UUID : earliestId(from - SLACK);
  const newest = before !== undefined && before < upper ? before : upper;
  return [guildId, newest, oldest, ...(userId === undefined ? [] : [userId])];
}

/** Newest first, at most `limit` of the next stretch. */
export function readTransactions(db: Queryable, filter: TransactionFilter, limit: number): Promise<LedgerEntry[]> {
  const first = bounds(filter);
  const { rows, order } = stretch(filter);
  const at = (offset: number) => `$${first.length + offset}`;
  return db.rows<LedgerEntry>(
    `SELECT ${ENTRY} FROM (${rows}) AS entry
     WHERE (${at(1)}::text IS NULL OR type = ${at(1)}) AND amount BETWEEN ${at(2)}::bigint AND ${at(3)}::bigint
       AND (${at(4)}::bigint IS NULL OR created_at >= ${instant(at(4))})
       AND (${at(5)}::bigint IS NULL OR created_at < ${instant(at(5))})
     ${order} LIMIT ${at(6)}::integer`,
    [
      ...first,
      filter.type ?? null,
      filter.minAmount ?? 0,
      filter.maxAmount ?? Number.MAX_SAFE_INTEGER,
      filter.from ?? null,
      filter.to ?? null,
      limit,
    ],
  );
}

/** What was written after an id, oldest first. */
export function readSince(db: Queryable, guildId: Snowflake, after: string, limit: number): Promise<LedgerEntry[]> {
  return db.rows<LedgerEntry>(
    `SELECT ${ENTRY} FROM bytes_transactions WHERE guild_id = $1 AND id > $2::uuid ORDER BY id LIMIT $3::integer`,
    [guildId, after, limit],
  );
}

/** The last id of the next stretch when there may be rows beyond it, or null. */
export async function findStretchEnd(db: Queryable, filter: TransactionFilter): Promise<string | null> {
  const { rows, order } = stretch(filter);
  const [row] = await db.rows<{ id: string }>(
    `SELECT id FROM (${rows}) AS entry ${order} OFFSET ${STRETCH - 1} LIMIT 1`,
    bounds(filter),
  );
  return row?.id ?? null;
}

/** Ids sort by time to a millisecond or so; exact times are compared beside them. */
const SLACK = 1_000;

/** Years beyond four digits included, which no text of an instant could say alike in both worlds. */
function instant(milliseconds: string): string {
  return `timestamptz 'epoch' + ${milliseconds}::bigint * interval '1 millisecond'`;
}
