import type { Queryable } from '../../../../platform/db/database.ts';
import type { ActivityKind, LedgerActivity } from '../../model.ts';
import { NEWEST, type Stretch, WALK, walkFrom } from './stretch.ts';

/** The ledger's types by kind. */
const TYPES: Partial<Record<ActivityKind, readonly string[]>> = {
  transfer: ['transfer'],
  daily: ['daily'],
  reward: ['reward', 'admin_adjust', 'squad_fee', 'refund'],
  account: ['starting'],
};

const KINDS = new Map(
  Object.entries(TYPES).flatMap(([kind, types]) => types.map((type) => [type, kind as ActivityKind])),
);

interface Row {
  readonly id: string;
  readonly guildId: string;
  readonly type: string;
  readonly amount: number;
  readonly giverId: string;
  readonly giverName: string | null;
  readonly receiverId: string;
  readonly receiverName: string | null;
  readonly actorId: string;
  readonly reason: string | null;
  readonly at: number;
}

/** Bytes that moved, newest first. */
export async function readLedger(db: Queryable, stretch: Stretch): Promise<LedgerActivity[]> {
  const types = stretch.kinds?.flatMap((kind) => TYPES[kind] ?? []);
  if (types?.length === 0 || stretch.guildIds?.length === 0) return [];
  const { source, parameters } = sourceOf(stretch, types);
  const rows = await db.rows<Row>(
    `SELECT id, guild_id AS "guildId", type, amount, giver_id AS "giverId", giver_username AS "giverName", receiver_id AS "receiverId",
       receiver_username AS "receiverName", actor_id AS "actorId", reason, epoch_ms(created_at) AS at
     FROM ${source} ${NEWEST}`,
    [...walkFrom(stretch), ...parameters],
  );
  return rows.map(toActivity);
}

const GUILDS =
  '(SELECT guild_id FROM bytes_configs WHERE $4::text[] IS NULL UNION SELECT unnest($4::text[])) AS wanted (guild)';

/** Types that hardly occur have an index of their own; a walk through the others in search of one would be long. */
const COMMON = ['daily', 'transfer'];

/** Either one walk down the whole ledger, or one for each guild and type or side; each down an index. */
function sourceOf({ guildIds, userId }: Stretch, types: readonly string[] | undefined) {
  if (!guildIds && !types && !userId) return { source: `bytes_transactions WHERE ${WALK}`, parameters: [] };
  const walks = userId ? ['giver_id', 'receiver_id'].map((side) => walkOfPerson(side, types)) : walksOf(types);
  return {
    source: `(SELECT entry.* FROM ${GUILDS} CROSS JOIN LATERAL (${walks.join(' UNION ALL ')}) AS entry) AS entries`,
    parameters: [guildIds, ...(userId ? [userId] : [])],
  };
}

function walkOfPerson(side: string, types: readonly string[] | undefined): string {
  const typed = types ? `type IN (${types.map((type) => `'${type}'`).join(', ')})` : 'true';
  return `(SELECT * FROM bytes_transactions WHERE guild_id = wanted.guild AND ${side} = $5 AND ${WALK} AND ${typed} ${NEWEST})`;
}

function walksOf(types: readonly string[] | undefined): string[] {
  if (!types) return [walk(['guild_id'], ['wanted.guild'], 'true')];
  return types.map((type) =>
    COMMON.includes(type)
      ? walk(['guild_id'], ['wanted.guild'], `type = '${type}'`)
      : walk(['guild_id', 'type'], ['wanted.guild', `'${type}'`], `type = '${type}'`),
  );
}

/** Compared and sorted as rows, so that the planner takes the index that begins with these columns and none by id alone. */
function walk(columns: readonly string[], values: readonly string[], condition: string): string {
  const place = (id: string) => `(${[...values, id].join(', ')})`;
  const row = `(${[...columns, 'id'].join(', ')})`;
  const order = [...columns, 'id'].map((column) => `${column} DESC`).join(', ');
  return `(SELECT * FROM bytes_transactions WHERE ${row} > ${place('$1::uuid')} AND ${row} < ${place('$2::uuid')} AND ${condition}
    ORDER BY ${order} LIMIT $3::integer)`;
}

function toActivity({ giverId, giverName, receiverId, receiverName, ...row }: Row): LedgerActivity {
  return {
    source: 'ledger',
    kind: KINDS.get(row.type) ?? 'other',
    giver: { id: giverId, name: giverName },
    receiver: { id: receiverId, name: receiverName },
    ...row,
  };
}
