import type { Queryable } from '../../../../platform/db/database.ts';
import type { ActivityKind, AuditActivity } from '../../model.ts';
import { NEWEST, type Stretch, WALK, walkFrom } from './stretch.ts';

/** The audit log's verbs by kind, as patterns of LIKE; what fits none is `other`. */
const ACTIONS: Partial<Record<ActivityKind, readonly string[]>> = {
  settings: ['%.config.changed', '%.settings.changed'],
  key: ['api\\_key.%'],
  sign_in: ['auth.%'],
};

const CASES = Object.entries(ACTIONS)
  .map(([kind, patterns]) => `WHEN action LIKE ANY (ARRAY['${patterns.join("', '")}']) THEN '${kind}'`)
  .join(' ');

interface Row {
  readonly id: string;
  readonly guildId: string | null;
  readonly kind: ActivityKind;
  readonly actorId: string;
  readonly actorName: string | null;
  readonly action: string;
  readonly target: string | null;
  readonly fields: string[];
  readonly at: number;
}

/** What was changed and done, newest first. */
export async function readAudit(db: Queryable, stretch: Stretch): Promise<AuditActivity[]> {
  const kinds = stretch.kinds?.filter((kind) => kind === 'other' || kind in ACTIONS);
  if (kinds?.length === 0 || stretch.userId !== undefined) return [];
  const rows = await db.rows<Row>(
    `SELECT id, guild_id AS "guildId", kind, actor_id AS "actorId", actor_name AS "actorName", action, target, epoch_ms(created_at) AS at,
       ARRAY(SELECT field.key FROM jsonb_each(CASE jsonb_typeof(before) WHEN 'object' THEN nullif(after, 'null') END) AS field
         WHERE before -> field.key IS DISTINCT FROM field.value) AS fields
     FROM (
       SELECT * FROM (SELECT *, CASE ${CASES} ELSE 'other' END AS kind FROM audit_log) AS entry
       WHERE ${WALK} AND (($4::text[] IS NULL AND guild_id IS NOT NULL) OR guild_id = ANY ($4::text[]) OR ($5::boolean AND guild_id IS NULL))
         AND ($6::text[] IS NULL OR kind = ANY ($6::text[])) ${NEWEST}
     ) AS entry ${NEWEST}`,
    [...walkFrom(stretch), stretch.guildIds, stretch.instance, kinds ?? null],
  );
  return rows.map(({ actorId, actorName, ...row }) => ({
    source: 'audit',
    actor: { id: actorId, name: actorName },
    ...row,
  }));
}
