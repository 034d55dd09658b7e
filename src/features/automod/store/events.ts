import type { Queryable } from '../../../platform/db/database.ts';
import { LAST_UUID, type Snowflake } from '../../../shared/ids.ts';
import type { ActionResult, AutomodEvent, RuleReport } from '../model/index.ts';

const EVENT = `id, guild_id AS "guildId", rule_id AS "ruleId", rule_name AS "ruleName", rule_type AS trigger, outcome, user_id AS "userId",
  username, channel_id AS "channelId", message_id AS "messageId", content, reason, actions, results, hits,
  epoch_ms(created_at) AS at, epoch_ms(undone_at) AS "undoneAt", undone_by AS "undoneBy", undo`;

export type NewEvent = Omit<AutomodEvent, 'results' | 'hits' | 'at' | 'undoneAt' | 'undoneBy' | 'undo'>;

/**
 * @param claim what it is about, called alike by every process; of one rule and claim there is one event
 * @returns the event that is kept: another process may have been first
 */
export async function addEvent(
  db: Queryable,
  event: NewEvent,
  { claim, now }: { claim: string | null; now: string },
): Promise<string> {
  const added = await db.rows(
    `INSERT INTO automod_events (guild_id, id, rule_id, rule_name, rule_type, outcome, user_id, username, channel_id, message_id, content,
       reason, actions, created_at, claim)
     VALUES ($1, $2::uuid, $3::uuid, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::text::jsonb, $14::timestamptz, $15)
     ON CONFLICT (guild_id, rule_id, claim) DO NOTHING RETURNING id`,
    [
      event.guildId,
      event.id,
      event.ruleId,
      event.ruleName,
      event.trigger,
      event.outcome,
      event.userId,
      event.username,
      event.channelId,
      event.messageId,
      event.content,
      event.reason,
      JSON.stringify(event.actions),
      now,
      claim,
    ],
  );
  if (added.length > 0) return event.id;
  const [first] = await db.rows<{ id: string }>(
    'SELECT id FROM automod_events WHERE guild_id = $1 AND rule_id = $2::uuid AND claim = $3',
    [event.guildId, event.ruleId, claim],
  );
  return first?.id ?? event.id;
}

export async function saveResults(
  db: Queryable,
  { guildId, id }: Pick<AutomodEvent, 'guildId' | 'id'>,
  results: readonly ActionResult[],
): Promise<void> {
  await db.rows('UPDATE automod_events SET results = $3::text::jsonb WHERE guild_id = $1 AND id = $2::uuid', [
    guildId,
    id,
    JSON.stringify(results),
  ]);
}

/** Adds hits of bursts to their events, many at once. */
export async function addHits(
  db: Queryable,
  bursts: readonly { readonly guildId: Snowflake; readonly id: string; readonly hits: number }[],
): Promise<void> {
  await db.rows(
    `UPDATE automod_events AS event SET hits = event.hits + burst.hits
     FROM unnest($1::text[], $2::uuid[], $3::integer[]) AS burst (guild_id, id, hits)
     WHERE event.guild_id = burst.guild_id AND event.id = burst.id`,
    [bursts.map(({ guildId }) => guildId), bursts.map(({ id }) => id), bursts.map(({ hits }) => hits)],
  );
}

export async function findEvent(db: Queryable, guildId: Snowflake, id: string): Promise<AutomodEvent | null> {
  const rows = await db.rows<AutomodEvent>(
    `SELECT ${EVENT} FROM automod_events WHERE guild_id = $1 AND id = $2::uuid`,
    [guildId, id],
  );
  return rows[0] ?? null;
}

/** Everything left out fits. */
export interface EventFilter {
  readonly guildId: Snowflake;
  readonly userId?: Snowflake | undefined;
  readonly ruleId?: string | undefined;
  readonly outcome?: AutomodEvent['outcome'] | undefined;
  /** Older than this event's id. */
  readonly before?: string | undefined;
}

/** Newest first, at most `limit`. */
export function listEvents(db: Queryable, filter: EventFilter, limit: number): Promise<AutomodEvent[]> {
  const { guildId, userId = null, ruleId = null, outcome = null, before = LAST_UUID } = filter;
  return db.rows<AutomodEvent>(
    `SELECT ${EVENT} FROM automod_events
     WHERE guild_id = $1 AND ($2::text IS NULL OR user_id = $2) AND ($3::uuid IS NULL OR rule_id = $3::uuid)
       AND ($4::text IS NULL OR outcome = $4) AND id < $5::uuid
     ORDER BY id DESC LIMIT $6::integer`,
    [guildId, userId, ruleId, outcome, before, limit],
  );
}

/** Live events of a rule since an instant that nobody has undone, newest first. */
export function listUndoable(
  db: Queryable,
  { guildId, ruleId, since }: { guildId: Snowflake; ruleId: string; since: string },
  limit: number,
): Promise<AutomodEvent[]> {
  return db.rows<AutomodEvent>(
    `SELECT ${EVENT} FROM automod_events
     WHERE guild_id = $1 AND rule_id = $2::uuid AND outcome = 'fired' AND undone_at IS NULL AND created_at >= $3::timestamptz
       AND results @? '$[*] ? (@.status == "done" && (@.kind == "timeout" || @.kind == "ban" || @.kind == "warn"))'
     ORDER BY id DESC LIMIT $4::integer`,
    [guildId, ruleId, since, limit],
  );
}

export type RefusedEvent = Pick<AutomodEvent, 'ruleId' | 'channelId' | 'results'>;

/** Of each rule the last event since an instant of which Discord refused something that it would refuse again. */
export function listRefusals(db: Queryable, guildId: Snowflake, since: string): Promise<RefusedEvent[]> {
  return db.rows<RefusedEvent>(
    `SELECT DISTINCT ON (rule_id) rule_id AS "ruleId", channel_id AS "channelId", results FROM automod_events
     WHERE guild_id = $1 AND created_at >= $2::timestamptz AND results @? '$[*] ? (@.lasting == true)'
     ORDER BY rule_id, id DESC`,
    [guildId, since],
  );
}

/** How many events began in each of the last 24 hours before an instant, the oldest hour first; what was only seen in shadow is left out. */
export async function countHours(db: Queryable, guildId: Snowflake, now: string): Promise<number[]> {
  const rows = await db.rows<{ ago: number; events: number }>(
    `SELECT floor(extract(epoch FROM $2::timestamptz - created_at) / 3600)::integer AS ago, count(*)::integer AS events
     FROM automod_events WHERE guild_id = $1 AND outcome = 'fired'
       AND created_at > $2::timestamptz - interval '24 hours' AND created_at <= $2::timestamptz
     GROUP BY 1`,
    [guildId, now],
  );
  return Array.from({ length: 24 }, (_, at) => rows.find(({ ago }) => ago === 23 - at)?.events ?? 0);
}

/** Takes an event for undoing, so that nobody else does it too. @returns whether nobody had */
export async function claimUndo(
  db: Queryable,
  { guildId, id }: Pick<AutomodEvent, 'guildId' | 'id'>,
  { by, now }: { by: string; now: string },
): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE automod_events SET undone_at = $4::timestamptz, undone_by = $3
     WHERE guild_id = $1 AND id = $2::uuid AND undone_at IS NULL RETURNING id`,
    [guildId, id, by, now],
  );
  return rows.length > 0;
}

/** @param done false gives the event back, for another try */
export async function saveUndo(
  db: Queryable,
  { guildId, id }: Pick<AutomodEvent, 'guildId' | 'id'>,
  { undo, done }: { undo: readonly ActionResult[]; done: boolean },
): Promise<void> {
  await db.rows(
    `UPDATE automod_events SET undo = $3::text::jsonb, undone_at = CASE WHEN $4 THEN undone_at END,
       undone_by = CASE WHEN $4 THEN undone_by END WHERE guild_id = $1 AND id = $2::uuid`,
    [guildId, id, JSON.stringify(undo), done],
  );
}

/** What each rule did or would have done since an instant; rules without an event are there too. */
export function reportRules(db: Queryable, guildId: Snowflake, since: string): Promise<RuleReport[]> {
  return db.rows<RuleReport>(
    `SELECT rule.id AS "ruleId", rule.name AS "ruleName", rule.mode, count(event.id)::integer AS events,
       count(event.id) FILTER (WHERE event.outcome = 'shadow')::integer AS shadowed,
       coalesce(sum(event.hits), 0)::integer AS hits, count(DISTINCT event.user_id)::integer AS people,
       count(event.undone_at)::integer AS undone, epoch_ms(max(event.created_at)) AS "lastAt"
     FROM automod_rules AS rule
     LEFT JOIN automod_events AS event
       ON event.guild_id = rule.guild_id AND event.rule_id = rule.id AND event.created_at >= $2::timestamptz
     WHERE rule.guild_id = $1 GROUP BY rule.id, rule.name, rule.mode, rule.priority ORDER BY rule.priority, rule.id`,
    [guildId, since],
  );
}

/** What rules did about a person in every guild, oldest first. */
export function readPerson(db: Queryable, userId: Snowflake): Promise<object[]> {
  return db.rows<object>(
    `SELECT guild_id AS "guildId", rule_name AS rule, outcome, username, content, reason, results, hits, created_at AS at,
       undone_at AS "undoneAt"
     FROM automod_events WHERE user_id = $1 ORDER BY created_at, id`,
    [userId],
  );
}

export async function forgetPerson(db: Queryable, userId: Snowflake): Promise<void> {
  await db.rows('DELETE FROM automod_events WHERE user_id = $1', [userId]);
}

/** Forgets what was written before one instant, and whole events from before another. */
export async function forgetOld(db: Queryable, { text, events }: { text: string; events: string }): Promise<void> {
  await db.rows('UPDATE automod_events SET content = NULL WHERE content IS NOT NULL AND created_at < $1::timestamptz', [
    text,
  ]);
  await db.rows('DELETE FROM automod_events WHERE created_at < $1::timestamptz', [events]);
}

/** What was written after an id, oldest first. */
export function listSince(db: Queryable, guildId: Snowflake, after: string, limit: number): Promise<AutomodEvent[]> {
  return db.rows<AutomodEvent>(
    `SELECT ${EVENT} FROM automod_events WHERE guild_id = $1 AND id > $2::uuid ORDER BY id LIMIT $3::integer`,
    [guildId, after, limit],
  );
}
