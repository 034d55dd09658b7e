import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { DayTally, Tally } from '../model.ts';
import { firstId } from './ids.ts';
import { total } from './total.ts';

/** Whose figures: some guilds', or everyone's. */
export type Scope = readonly Snowflake[] | null;

const inScope = (column: string) => `($1::text[] IS NULL OR ${column} = ANY ($1::text[]))`;

const SUMS = ['people', 'moved', 'minted', 'burned', 'entries'].map((name) => `${total(name)} AS ${name}`).join(', ');

const FIRST_ID_AT = (instant: string) => `(lpad(to_hex(epoch_ms(${instant})), 12, '0') || repeat('0', 20))::uuid`;

/** The instant in a row's id; a starting balance sorts a millisecond before the row that opened the account. */
const WRITTEN = "created_at - CASE type WHEN 'starting' THEN interval '1 millisecond' ELSE interval '0' END";

/**
 * The ledger's rows from $2 up to before $3 (the first ids of two instants), by guild and hour. A person counts in the
 * hour of the day's first daily or transfer; $4 is the instant of $2.
 */
const HOURS = `
  WITH entry AS MATERIALIZED (
    SELECT entry.guild_id, type, giver_id, receiver_id, amount, hour, (hour AT TIME ZONE zone)::date AS day, zone
    FROM bytes_transactions AS entry
    LEFT JOIN guild_settings USING (guild_id)
    CROSS JOIN LATERAL (SELECT coalesce(timezone, 'UTC') AS zone, date_trunc('hour', entry.${WRITTEN}, 'UTC') AS hour) AS place
    WHERE ${inScope('entry.guild_id')} AND entry.id >= $2::uuid AND entry.id < $3::uuid
  ), active AS (
    SELECT guild_id, day, zone, person, min(hour) AS hour FROM (
      SELECT guild_id, day, zone, hour, receiver_id AS person FROM entry WHERE type IN ('daily', 'transfer')
      UNION ALL SELECT guild_id, day, zone, hour, giver_id FROM entry WHERE type = 'transfer'
    ) AS deed GROUP BY guild_id, day, zone, person
  ), newcomers AS (
    SELECT guild_id, hour, count(*) AS people FROM active
    CROSS JOIN LATERAL (SELECT ${FIRST_ID_AT('active.day::timestamp AT TIME ZONE active.zone')} AS midnight) AS day
    WHERE active.day::timestamp AT TIME ZONE active.zone >= $4::timestamptz OR NOT EXISTS (
      SELECT FROM bytes_transactions AS earlier
      WHERE earlier.guild_id = active.guild_id AND earlier.receiver_id = active.person AND earlier.id >= midnight AND earlier.id < $2::uuid
        AND earlier.type IN ('daily', 'transfer')
    ) AND NOT EXISTS (
      SELECT FROM bytes_transactions AS earlier
      WHERE earlier.guild_id = active.guild_id AND earlier.giver_id = active.person AND earlier.id >= midnight AND earlier.id < $2::uuid
        AND earlier.type = 'transfer'
    ) GROUP BY guild_id, hour
  )
  SELECT guild_id, hour, day, moved, minted, burned, entries, coalesce(people, 0) AS people FROM (
    SELECT guild_id, hour, day, ${total('amount', "type = 'transfer'")} AS moved, ${total('amount', "giver_id = 'SYSTEM'")} AS minted,
      ${total('amount', "receiver_id = 'SYSTEM'")} AS burned, count(*) AS entries
    FROM entry GROUP BY guild_id, hour, day
  ) AS sums LEFT JOIN newcomers USING (guild_id, hour)`;

const range = (scope: Scope, from: number, to: number) => [
  scope,
  firstId(from),
  firstId(to),
  new Date(from).toISOString(),
];

/** When the first of all ledger rows was written, epoch milliseconds. */
export async function findBeginning(db: Queryable): Promise<number | null> {
  const [row] = await db.rows<{ at: number }>(
    `SELECT epoch_ms(${WRITTEN}) AS at FROM bytes_transactions ORDER BY id LIMIT 1`,
  );
  return row?.at ?? null;
}

/** The last hour that was rolled up. */
export async function findLastHour(db: Queryable): Promise<number | null> {
  const [row] = await db.rows<{ at: number }>(
    'SELECT epoch_ms(hour) AS at FROM stats_hours ORDER BY hour DESC LIMIT 1',
  );
  return row?.at ?? null;
}

/** Writes the hours between two instants, whole hours both. Doing it again changes nothing. */
export async function rollUp(db: Queryable, from: number, to: number): Promise<void> {
  await db.rows(
    `INSERT INTO stats_hours (guild_id, hour, day, moved, minted, burned, entries, people) ${HOURS}
     ON CONFLICT (guild_id, hour) DO UPDATE SET day = excluded.day, moved = excluded.moved, minted = excluded.minted, burned = excluded.burned,
       entries = excluded.entries, people = excluded.people`,
    range(null, from, to),
  );
}

const DAYS_AGO = `($5::timestamptz AT TIME ZONE coalesce(timezone, 'UTC'))::date - day AS "daysAgo"`;

/** What is not rolled up yet, straight from the ledger. `now` is what days are counted back from. */
export function tallyLedger(db: Queryable, scope: Scope, from: number, to: number, now: number): Promise<DayTally[]> {
  return db.rows<DayTally>(
    `SELECT "daysAgo", ${SUMS} FROM (
       SELECT ${DAYS_AGO}, people, moved, minted, burned, entries FROM (${HOURS}) AS hours LEFT JOIN guild_settings USING (guild_id)
     ) AS days GROUP BY "daysAgo"`,
    [...range(scope, from, to), new Date(now).toISOString()],
  );
}

/** Rolled-up days, those without a row left out. */
export function tallyDays(db: Queryable, scope: Scope, now: number, days: number): Promise<DayTally[]> {
  return db.rows<DayTally>(
    `SELECT "daysAgo", ${SUMS} FROM (
       SELECT ($2::timestamptz AT TIME ZONE coalesce(timezone, 'UTC'))::date - day AS "daysAgo", people, moved, minted, burned, entries
       FROM stats_hours LEFT JOIN guild_settings USING (guild_id)
       WHERE ${inScope('guild_id')} AND hour >= $2::timestamptz - ($3::integer + 1) * interval '24 hours'
     ) AS days WHERE "daysAgo" BETWEEN 0 AND $3::integer - 1 GROUP BY "daysAgo"`,
    [scope, new Date(now).toISOString(), days],
  );
}

/** The rolled-up hours of a day that began before an instant. */
export async function tallyUntil(
  db: Queryable,
  scope: Scope,
  daysAgo: number,
  until: number,
  now: number,
): Promise<Tally> {
  const [row] = await db.rows<Tally>(
    `SELECT ${SUMS} FROM stats_hours LEFT JOIN guild_settings USING (guild_id)
     WHERE ${inScope('guild_id')} AND hour >= $2::timestamptz - interval '26 hours' AND hour < $2::timestamptz
       AND day = ($3::timestamptz AT TIME ZONE coalesce(timezone, 'UTC'))::date - $4::integer`,
    [scope, new Date(until).toISOString(), new Date(now).toISOString(), daysAgo],
  );
  if (!row) throw new Error('sums without a row');
  return row;
}
