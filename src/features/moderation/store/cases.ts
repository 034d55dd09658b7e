import type { Queryable, Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Case, CaseFilter, PersonSummary } from '../model.ts';
import type { CaseAction, CaseOutcome, CaseSource } from '../rules.ts';
import { COLUMNS, first, type Row, read } from './rows.ts';

/** A case, to be written. Instants are ISO. */
export interface NewCase {
  readonly id: string;
  readonly guildId: Snowflake;
  readonly action: CaseAction;
  readonly userId: Snowflake;
  readonly userTag: string | null;
  readonly moderatorId: string;
  readonly moderatorTag: string | null;
  readonly reason: string | null;
  readonly source: CaseSource;
  readonly outcome: CaseOutcome;
  readonly expiresAt: string | null;
  readonly dmDelivered?: boolean | null;
  readonly key?: string | null;
  readonly auditEntryId?: Snowflake | null;
  readonly automodEventId?: string | null;
  readonly now: string;
}

/** Takes the guild's counter until the transaction ends; whoever holds it sees every case there is. */
export async function lockGuild(tx: Tx, guildId: Snowflake): Promise<void> {
  await tx.rows('INSERT INTO moderation_guilds (guild_id) VALUES ($1) ON CONFLICT DO NOTHING', [guildId]);
  await tx.rows('SELECT 1 FROM moderation_guilds WHERE guild_id = $1 FOR UPDATE', [guildId]);
}

/** Under the guild's lock. A number is used up only when the transaction commits. */
export async function addCase(tx: Tx, one: NewCase): Promise<Case> {
  const [counted] = await tx.rows<{ number: number }>(
    'UPDATE moderation_guilds SET last_number = last_number + 1 WHERE guild_id = $1 RETURNING last_number AS number',
    [one.guildId],
  );
  const [row] = await tx.rows<Row>(
    `INSERT INTO moderation_cases (guild_id, number, id, action, user_id, user_tag, moderator_id, moderator_tag, reason, source,
       outcome, expires_at, due_at, dm_delivered, key, audit_entry_id, automod_event_id, created_at, updated_at)
     VALUES ($1, $2::integer, $3::uuid, $4, $5, $6, $7, $8, $9, $10, $11, $12::timestamptz,
       CASE WHEN $11 = 'applied' THEN $12::timestamptz END, $13::boolean, $14, $15, $16::uuid, $17::timestamptz, $17::timestamptz)
     RETURNING ${COLUMNS}`,
    [
      one.guildId,
      counted?.number,
      one.id,
      one.action,
      one.userId,
      one.userTag,
      one.moderatorId,
      one.moderatorTag,
      one.reason,
      one.source,
      one.outcome,
      one.expiresAt,
      one.dmDelivered ?? null,
      one.key ?? null,
      one.auditEntryId ?? null,
      one.automodEventId ?? null,
      one.now,
    ],
  );
  if (!row) throw new Error('a case was not written');
  return read(row);
}

export function findCase(db: Queryable, guildId: Snowflake, number: number): Promise<Case | null> {
  return first(
    db.rows(`SELECT ${COLUMNS} FROM moderation_cases WHERE guild_id = $1 AND number = $2::integer`, [guildId, number]),
  );
}

export async function findCases(db: Queryable, guildId: Snowflake, numbers: readonly number[]): Promise<Case[]> {
  const rows = await db.rows<Row>(
    `SELECT ${COLUMNS} FROM moderation_cases WHERE guild_id = $1 AND number = ANY ($2::integer[])`,
    [guildId, numbers],
  );
  return rows.map(read);
}

export function lockCase(tx: Tx, guildId: Snowflake, number: number): Promise<Case | null> {
  return first(
    tx.rows(`SELECT ${COLUMNS} FROM moderation_cases WHERE guild_id = $1 AND number = $2::integer FOR UPDATE`, [
      guildId,
      number,
    ]),
  );
}

export function findById(db: Queryable, id: string): Promise<Case | null> {
  return first(db.rows(`SELECT ${COLUMNS} FROM moderation_cases WHERE id = $1::uuid`, [id]));
}

export function findByKey(db: Queryable, guildId: Snowflake, key: string): Promise<Case | null> {
  return first(db.rows(`SELECT ${COLUMNS} FROM moderation_cases WHERE guild_id = $1 AND key = $2`, [guildId, key]));
}

export function findByEntry(db: Queryable, guildId: Snowflake, entryId: Snowflake): Promise<Case | null> {
  return first(
    db.rows(`SELECT ${COLUMNS} FROM moderation_cases WHERE guild_id = $1 AND audit_entry_id = $2`, [guildId, entryId]),
  );
}

export function findByAutomodEvent(db: Queryable, guildId: Snowflake, eventId: string): Promise<Case | null> {
  return first(
    db.rows(`SELECT ${COLUMNS} FROM moderation_cases WHERE guild_id = $1 AND automod_event_id = $2::uuid`, [
      guildId,
      eventId,
    ]),
  );
}

/** What a rule did besides: the graver deed names the case. */
export async function joinDeed(
  tx: Tx,
  { guildId, number }: Case,
  change: { action: CaseAction; expiresAt: string | null; dmDelivered: boolean | null; now: string },
): Promise<void> {
  await tx.rows(
    `UPDATE moderation_cases SET action = $3, expires_at = $4::timestamptz, due_at = $4::timestamptz,
       dm_delivered = coalesce($5::boolean, dm_delivered), updated_at = $6::timestamptz, version = version + 1
     WHERE guild_id = $1 AND number = $2::integer`,
    [guildId, number, change.action, change.expiresAt, change.dmDelivered, change.now],
  );
}

/** What came of a case that was pending. @returns false when somebody else settled it before */
export async function settle(
  tx: Tx,
  { guildId, number }: Pick<Case, 'guildId' | 'number'>,
  end: { outcome: 'applied' | 'failed'; problem: string | null; dmDelivered: boolean | null; now: string },
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE moderation_cases SET outcome = $3, problem = $4, dm_delivered = $5::boolean, updated_at = $6::timestamptz,
       due_at = CASE WHEN $3 = 'applied' THEN expires_at END, version = version + 1
     WHERE guild_id = $1 AND number = $2::integer AND outcome = 'pending' RETURNING 1 AS settled`,
    [guildId, number, end.outcome, end.problem, end.dmDelivered, end.now],
  );
  return rows.length > 0;
}

/** The reason, and when it ends; `expiresAt` undefined leaves that. */
export async function edit(
  tx: Tx,
  { guildId, number }: Case,
  change: { reason: string | null; expiresAt: string | null; now: string },
): Promise<void> {
  await tx.rows(
    `UPDATE moderation_cases SET reason = $3, expires_at = $4::timestamptz,
       due_at = CASE WHEN outcome = 'applied' AND ended_at IS NULL THEN $4::timestamptz END,
       updated_at = $5::timestamptz, version = version + 1
     WHERE guild_id = $1 AND number = $2::integer`,
    [guildId, number, change.reason, change.expiresAt, change.now],
  );
}

export async function setResolved(
  tx: Tx,
  { guildId, number }: Case,
  change: { by: string; note: string | null; now: string } | null,
  now: string,
): Promise<void> {
  await tx.rows(
    `UPDATE moderation_cases SET resolved = $3::boolean, resolved_by = $4, resolved_at = $5::timestamptz, resolve_note = $6,
       updated_at = $7::timestamptz, version = version + 1
     WHERE guild_id = $1 AND number = $2::integer`,
    [guildId, number, change !== null, change?.by ?? null, change?.now ?? null, change?.note ?? null, now],
  );
}

/** Something was added to it. */
export async function touch(tx: Tx, { guildId, number }: Case, now: string): Promise<void> {
  await tx.rows(
    `UPDATE moderation_cases SET updated_at = $3::timestamptz, version = version + 1 WHERE guild_id = $1 AND number = $2::integer`,
    [guildId, number, now],
  );
}

/** Newest first. */
export async function listCases(db: Queryable, filter: CaseFilter, limit: number): Promise<Case[]> {
  const { where, values } = conditions(filter);
  const rows = await db.rows<Row>(
    `SELECT ${COLUMNS} FROM moderation_cases WHERE ${where} ORDER BY number DESC LIMIT $${values.length + 1}::integer`,
    [...values, limit],
  );
  return rows.map(read);
}

const STATUS: Readonly<Record<NonNullable<CaseFilter['status']>, string>> = {
  open: 'NOT resolved',
  resolved: 'resolved',
  active: `action IN ('timeout', 'ban') AND outcome = 'applied' AND ended_at IS NULL`,
  failed: `outcome = 'failed'`,
};

function conditions(filter: CaseFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [filter.guildId];
  const parts = ['guild_id = $1'];
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    parts.push(condition(`$${values.length}`));
  };
  add(filter.userId, (place) => `user_id = ${place}`);
  add(filter.moderatorId, (place) => `moderator_id = ${place}`);
  add(filter.action, (place) => `action = ${place}`);
  add(filter.source, (place) => `source = ${place}`);
  add(filter.before, (place) => `number < ${place}::integer`);
  add(isoOf(filter.from), (place) => `created_at >= ${place}::timestamptz`);
  add(isoOf(filter.to), (place) => `created_at < ${place}::timestamptz`);
  add(filter.text && `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`, (place) => {
    return `(reason ILIKE ${place} OR user_tag ILIKE ${place} OR moderator_tag ILIKE ${place})`;
  });
  if (filter.status) parts.push(STATUS[filter.status]);
  return { where: parts.join(' AND '), values };
}

function isoOf(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}

export async function summarize(db: Queryable, guildId: Snowflake, userId: Snowflake): Promise<PersonSummary> {
  const rows = await db.rows<{ action: CaseAction; count: number }>(
    `SELECT action, count(*)::int AS count FROM moderation_cases
     WHERE guild_id = $1 AND user_id = $2 AND outcome = 'applied' AND action <> 'note' GROUP BY action`,
    [guildId, userId],
  );
  const of = (...actions: CaseAction[]) =>
    rows.filter(({ action }) => actions.includes(action)).reduce((sum, { count }) => sum + count, 0);
  return {
    warn: of('warn'),
    timeout: of('timeout'),
    kick: of('kick'),
    ban: of('ban', 'softban'),
    total: rows.reduce((sum, { count }) => sum + count, 0),
  };
}

/** Somebody's cases in these guilds, newest first. @param before ISO, or null for the newest */
export async function listOfUser(
  db: Queryable,
  userId: Snowflake,
  guildIds: readonly Snowflake[] | null,
  limit: number,
  before: string | null = null,
): Promise<Case[]> {
  const rows = await db.rows<Row>(
    `SELECT ${COLUMNS} FROM moderation_cases
     WHERE user_id = $1 AND ($2::text[] IS NULL OR guild_id = ANY ($2::text[]))
       AND created_at < $4::timestamptz
     ORDER BY created_at DESC, number DESC LIMIT $3::integer`,
    [userId, guildIds, limit, before ?? 'infinity'],
  );
  return rows.map(read);
}
