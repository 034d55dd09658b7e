import type { Case } from '../model.ts';

const INSTANTS = ['expiresAt', 'endedAt', 'resolvedAt', 'createdAt', 'updatedAt'] as const;
/** A case as the database gives it. */
export type Row = Omit<Case, (typeof INSTANTS)[number]> & Record<(typeof INSTANTS)[number], Date | null>;

export const COLUMNS = `id, guild_id AS "guildId", number, action, user_id AS "userId", user_tag AS "userTag",
  moderator_id AS "moderatorId", moderator_tag AS "moderatorTag", reason, source, outcome, problem,
  expires_at AS "expiresAt", ended_at AS "endedAt", dm_delivered AS "dmDelivered", resolved, resolved_by AS "resolvedBy",
  resolved_at AS "resolvedAt", resolve_note AS "resolveNote", automod_event_id AS "automodEventId", version,
  created_at AS "createdAt", updated_at AS "updatedAt"`;

export function read(row: Row): Case {
  const instants = Object.fromEntries(INSTANTS.map((key) => [key, row[key]?.getTime() ?? null]));
  return { ...row, ...instants } as unknown as Case;
}

/** The only row, if any. */
export async function first(rows: Promise<Row[]>): Promise<Case | null> {
  const [row] = await rows;
  return row ? read(row) : null;
}
