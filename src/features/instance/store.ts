import type { Queryable } from '../../platform/db/database.ts';
import { FIRST_UUID, LAST_UUID } from '../../shared/ids.ts';
import type { TrailEntry, TrailKind } from './model.ts';

const COLUMNS = `id, epoch_ms(created_at) AS at, guild_id AS "guildId", actor_id AS "actorId", actor_name AS "actorName",
  action, target, before, after, request_id AS "requestId", ip`;

const ACTIONS = {
  settings: `action LIKE ANY (ARRAY['%.config.changed', '%.settings.changed'])`,
  key: `action LIKE 'api\\_key.%'`,
  sign_in: `action LIKE 'auth.%'`,
} as const;

const KINDS: Readonly<Record<TrailKind, string>> = {
  all: 'true',
  ...ACTIONS,
  other: `NOT (${Object.values(ACTIONS).join(' OR ')})`,
};

interface Stretch {
  readonly kind: TrailKind;
  readonly text: string;
  readonly guildIds?: readonly string[] | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly limit: number;
}

/** Nearest to the place first: newest first, but oldest first with `after`. */
export function list(
  db: Queryable,
  { kind, text, guildIds = null, before, after, limit }: Stretch,
): Promise<TrailEntry[]> {
  return db.rows<TrailEntry>(
    `SELECT ${COLUMNS} FROM audit_log
     WHERE ${KINDS[kind]} AND id < $1::uuid AND id > $2::uuid
       AND ($5::text[] IS NULL OR guild_id = ANY ($5::text[]))
       AND ($3 = '' OR strpos(lower(coalesce(actor_name, '')), $3) > 0 OR strpos(action, $3) > 0
         OR $3 IN (actor_id, request_id, target, guild_id, ip))
     ORDER BY id ${after === null ? 'DESC' : 'ASC'} LIMIT $4::integer`,
    [before ?? LAST_UUID, after ?? FIRST_UUID, text.toLowerCase(), limit, guildIds],
  );
}

export function listOf(db: Queryable, actorId: string, limit: number): Promise<TrailEntry[]> {
  return db.rows<TrailEntry>(
    `SELECT ${COLUMNS} FROM audit_log WHERE actor_id = $1 ORDER BY id DESC LIMIT $2::integer`,
    [actorId, limit],
  );
}
